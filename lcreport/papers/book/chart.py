"""Bars beside a list of numbers: two colours that differ in black and white too."""

from collections.abc import Sequence

from lcreport.papers.book.markup import block, escaped, inside, letters
from lcreport.papers.book.sheet import RELATIONS, Drawing

_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
_CHART, _MAIN = f"{_DRAWINGML}/chart", f"{_DRAWINGML}/main"
_EMU_IN_CM = 360_000
_COLOURS = ("1F3864", "9DB4DB")
_ANCHOR = (
    f'<wsDr xmlns="{_DRAWINGML}/spreadsheetDrawing"><oneCellAnchor><from><col>{{column}}</col>'
    "<colOff>0</colOff><row>{row}</row><rowOff>0</rowOff></from>"
    '<ext cx="{width}" cy="{height}"/><graphicFrame><nvGraphicFramePr><cNvPr id="1" '
    'name="Chart 1"/><cNvGraphicFramePr/></nvGraphicFramePr><xfrm/>'
    f'<a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}">'
    f'<c:chart xmlns:c="{_CHART}" xmlns:r="{RELATIONS}" r:id="chart"/></a:graphicData>'
    "</a:graphic></graphicFrame><clientData/></oneCellAnchor></wsDr>"
)
_BARS = (
    f'<chartSpace xmlns="{_CHART}" xmlns:a="{_MAIN}"><chart><title><tx><rich><a:bodyPr/><a:p>'
    "<a:pPr><a:defRPr/></a:pPr><a:r><a:t>{title}</a:t></a:r></a:p></rich></tx></title><plotArea>"
    '<barChart><barDir val="bar"/><grouping val="clustered"/>{series}<gapWidth val="150"/>'
    '<axId val="10"/><axId val="100"/></barChart>'
    # The first name stands on top, as in the list.
    '<catAx><axId val="10"/><scaling><orientation val="maxMin"/></scaling><delete val="0"/>'
    '<axPos val="l"/><majorTickMark val="none"/><minorTickMark val="none"/><crossAx val="100"/>'
    '<lblOffset val="100"/></catAx><valAx><axId val="100"/><scaling><orientation val="minMax"/>'
    '</scaling><delete val="0"/><axPos val="l"/><majorTickMark val="none"/>'
    '<minorTickMark val="none"/><crossAx val="10"/></valAx></plotArea><legend>'
    '<legendPos val="b"/></legend><plotVisOnly val="1"/><dispBlanksAs val="gap"/></chart>'
    "</chartSpace>"
)
# Each label must be said: what is left out is shown by some programs and not by others.
_SERIES = (
    '<ser><idx val="{place}"/><order val="{place}"/><tx><strRef><f>{name}</f></strRef></tx><spPr>'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:ln><a:prstDash val="solid"/></a:ln>'
    '</spPr><dLbls><showLegendKey val="0"/><showVal val="1"/><showCatName val="0"/>'
    '<showSerName val="0"/><showPercent val="0"/></dLbls><cat><numRef><f>{names}</f></numRef>'
    "</cat><val><numRef><f>{values}</f></numRef></val></ser>"
)


def bars(
    title: str, sheet: str, columns: Sequence[int], rows: tuple[int, int], size: tuple[int, int]
) -> Drawing:
    """Draw columns of a sheet as bars, in centimetres (`size`), its top left corner in F3.

    The first row of `rows` heads the columns; the names of the bars stand in the first column.
    """
    head, last = rows
    within = (head + 1, last)
    series = (
        _SERIES.format(
            place=place,
            name=escaped(inside(sheet, f"{letters(column)}{head}")),
            colour=_COLOURS[place],
            names=escaped(block(sheet, (1, 1), within)),
            values=escaped(block(sheet, (column, column), within)),
        )
        for place, column in enumerate(columns)
    )
    width, height = (side * _EMU_IN_CM for side in size)
    anchor = _ANCHOR.format(column=5, row=2, width=width, height=height)
    return Drawing(anchor, _BARS.format(title=escaped(title), series="".join(series)))
