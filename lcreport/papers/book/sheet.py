"""One sheet, written row by row; what stands behind its rows (filter, links) comes at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import TextIOBase

from lcreport.papers.book.looks import Looks
from lcreport.papers.book.markup import attribute, letters, text_tag

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Excel refuses a sheet with more links than these, and one with more rows.
_MOST_LINKS, MOST_ROWS = 65_530, 1_048_576
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zones
_SECONDS_IN_DAY = 86_400
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<worksheet xmlns="{_MAIN}" xmlns:r="{RELATIONS}">'
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
    '<sheetView{grid}{selected} workbookViewId="0">{pane}</sheetView></sheetViews>'
    '<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
)
_PANE = (
    '<pane{across} ySplit="1" topLeftCell="{cell}" activePane="{pane}" state="frozen"/>'
    '<selection pane="{pane}" activeCell="{cell}" sqref="{cell}"/>'
)
_SELECTION = '<selection activeCell="A1" sqref="A1"/>'
# On A4 across, one page wide and as many long as it takes; wider sheets on A3.
_PAGE = (
    '<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/>'
    '<pageSetup paperSize="{paper}" orientation="landscape" fitToWidth="{wide}" fitToHeight="0"/>'
)


@dataclass(frozen=True, slots=True)
class Link:
    """A text or number that leads to a file (`target`, a URL), a cell (`location`), or both."""

    shown: str | int
    target: str = ""
    location: str = ""


Value = str | int | bool | date | Link | None
# A value with the number of its look; None where the cell stays as it is.
Cell = tuple[Value, int] | None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row from the first column on; without `height` the program chooses one."""

    cells: Sequence[Cell]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet before it is written; its rows are asked for only then, and once.

    A `listed` sheet has a head that stays in view and a filter, which leaves the `closing` rows
    at its end alone. Its first `kept` columns stay in view as well, and stand on every page where
    it is printed several `pages` wide. `drawing` holds the parts of what is drawn on it.
    """

    title: str
    widths: tuple[float, ...]
    rows: Iterable[Row]
    listed: bool = True
    drawing: "Drawing | None" = None
    closing: int = 0
    kept: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart on a sheet: the part that says where it stands, and the chart itself."""

    anchor: str
    chart: str


@dataclass(slots=True)
class Written:
    """What is known of a sheet behind its last row: how many rows, which relations to files."""

    rows: int = 0
    targets: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)


def write_sheet(part: TextIOBase, sheet: Sheet, looks: Looks, *, first: bool) -> Written:
    """Write a sheet into its part; the `first` one of a workbook is what a person sees first."""
    written = Written()
    columns = (
        f'<col min="{place}" max="{place}" width="{width:g}" customWidth="1"/>'
        for place, width in enumerate(sheet.widths, start=1)
    )
    part.write(
        _HEAD.format(
            grid="" if sheet.listed else ' showGridLines="0"',
            selected=' tabSelected="1"' if first else "",
            pane=_pane(sheet.kept) if sheet.listed else _SELECTION,
            columns="".join(columns),
        )
    )
    for number, row in zip(range(1, MOST_ROWS + 1), sheet.rows, strict=False):
        part.write(_row(number, row, looks, written))
        written.rows = number
    part.write("</sheetData>")
    if sheet.listed:
        last = written.rows - sheet.closing
        part.write(f'<autoFilter ref="A1:{letters(len(sheet.widths))}{last}"/>')
    if written.links:
        part.write(f"<hyperlinks>{''.join(written.links)}</hyperlinks>")
    part.write(_PAGE.format(paper=9 if sheet.pages == 1 else 8, wide=sheet.pages))
    if sheet.drawing:
        part.write('<drawing r:id="drawing"/>')
    part.write("</worksheet>")
    return written


def _pane(kept: int) -> str:
    """Keep the first row in view, and the first columns where any are kept."""
    across = f' xSplit="{kept}"' if kept else ""
    pane = "bottomRight" if kept else "bottomLeft"
    return _PANE.format(across=across, cell=f"{letters(kept + 1)}2", pane=pane)


def _row(number: int, row: Row, looks: Looks, written: Written) -> str:
    cells = []
    for column, cell in enumerate(row.cells, start=1):
        if cell is not None:
            value, look = cell
            place = f"{letters(column)}{number}"
            if isinstance(value, str):
                cells.append(_text(value, place, look, looks))
                continue
            if isinstance(value, Link):
                _hang(value, place, written)
                value = value.shown
            cells.append(_cell(value, place, look, looks))
    high = "" if row.height is None else f' ht="{row.height:g}" customHeight="1"'
    return f'<row r="{number}"{high}>{"".join(cells)}</row>'


def _text(value: str, place: str, look: int, looks: Looks) -> str:
    if not value:
        return f'<c r="{place}" s="{look}"/>'
    if value[0] == "=":
        look = looks.quoted(look)
    return f'<c r="{place}" s="{look}" t="inlineStr"><is>{text_tag(value)}</is></c>'


def _cell(value: str | int | date | None, place: str, look: int, looks: Looks) -> str:
    if isinstance(value, str):
        return _text(value, place, look, looks)
    if value is None:
        return f'<c r="{place}" s="{look}"/>'
    if isinstance(value, bool):
        return f'<c r="{place}" s="{look}" t="b"><v>{value:d}</v></c>'
    number = _serial(value) if isinstance(value, date) else value
    return f'<c r="{place}" s="{look}"><v>{number}</v></c>'


def _serial(day: date) -> float:
    """Give a day or a moment as sheets count them: days since the last but one of 1899."""
    if not isinstance(day, datetime):
        return day.toordinal() - _DAY_ZERO.toordinal()
    passed = day - _DAY_ZERO
    return passed.days + passed.seconds / _SECONDS_IN_DAY


def _hang(link: Link, place: str, written: Written) -> None:
    """Let a click on the cell go where the link leads."""
    if len(written.links) >= _MOST_LINKS:
        return
    target = ""
    if link.target:
        target = written.targets.setdefault(link.target, f"to{len(written.targets) + 1}")
    leads = (("r:id", target), ("location", link.location))
    told = "".join(f' {name}="{attribute(text)}"' for name, text in leads if text)
    written.links.append(f'<hyperlink ref="{place}"{told}/>')
