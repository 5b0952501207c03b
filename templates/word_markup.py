# ruff: noqa: INP001 - a script beside data, no package
"""The few pieces of WordprocessingML that the first Word templates are made of."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*|##(.+?)##")
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_MILLIMETRE_IN_TWIPS = 1440 / 25.4
_BUILT_IN = {"Normal", "header", "FootnoteText"}
_FIXED_TIME = (2020, 1, 1, 0, 0, 0)


def twips(millimetres: float) -> int:
    """Give a length in twentieths of a point."""
    return round(millimetres * _MILLIMETRE_IN_TWIPS)


def run(text: str, properties: str = "") -> str:
    """Give a run of text."""
    settings = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{settings}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, text: str = "", more: str = "") -> str:
    """Give a paragraph; **bold** and ##a request to the office## are marked inside the text."""
    runs = []
    place = 0
    for match in _BOLD.finditer(text):
        runs.append(text[place : match.start()] and run(text[place : match.start()]))
        if match[1]:
            runs.append(run(match[1], "<w:b/>"))
        else:
            runs.append(run(match[2], '<w:rStyle w:val="Nhac"/>'))
        place = match.end()
    runs.append(text[place:] and run(text[place:]))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(runs)}</w:p>'


def rule(name: str) -> str:
    """Give an empty line of 8 points with a drawn line; its length is set after rendering."""
    return (
        '<w:p><w:pPr><w:pStyle w:val="DuongKe"/></w:pPr><w:r><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        '<wp:align>center</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph">'
        '<wp:posOffset>44450</wp:posOffset></wp:positionV><wp:extent cx="1270000" cy="0"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="1" name="{escape(name)}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1270000" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def cell(width: int, *content: str) -> str:
    """Give a table cell of a width in twips."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


def row(*cells: str, header: bool = False) -> str:
    """Give a table row that is never split over pages; a header is repeated on each page."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], rows: Sequence[str], *, framed: bool) -> str:
    """Give a table of fixed widths, framed with 0.5 pt lines or without any."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if framed else 'w:val="nil"'
    borders = "".join(f"<w:{side} {line}/>" for side in sides)
    margin = twips(1) if framed else 0
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def section(*, landscape: bool) -> str:
    """Give page set-up: A4, T20 B20 L30 R20 mm, own page numbers, none on its first page."""
    width, height = (297, 210) if landscape else (210, 297)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:headerReference w:type="first" r:id="rId5"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(20)}" w:right="{twips(20)}" w:bottom="{twips(20)}" '
        f'w:left="{twips(30)}" w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def style(identity: str, name: str, paragraph_part: str, run_part: str, base: str = "") -> str:
    """Give a paragraph style; `base` is the style that it varies."""
    default = ' w:default="1"' if identity == "Normal" else ""
    own = "" if identity in _BUILT_IN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"{based}<w:qFormat/><w:pPr>{paragraph_part}</w:pPr><w:rPr>{run_part}</w:rPr></w:style>"
    )


def save(path: Path, body: str, parts: Mapping[str, str]) -> None:
    """Write the package: the document with `body`, and the other parts by name."""
    document = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, "word/document.xml": document}.items():
            declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, declaration + content)


def root(name: str) -> tuple[str, str]:
    """Give the opening and the closing of a part's root element ("w:styles")."""
    return f"<{name} {_NAMESPACES}>", f"</{name}>"
