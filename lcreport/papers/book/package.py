"""A whole workbook: its sheets and the parts that hold them together."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.resources import files
from io import TextIOWrapper
from pathlib import Path

from lcreport.papers.book.looks import Looks
from lcreport.papers.book.markup import attribute, block, escaped, letters
from lcreport.papers.book.sheet import RELATIONS, Sheet, Written, write_sheet

AUTHOR = "lcreport"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS = {
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet.main+xml",
    "xl/styles.xml": f"{_OFFICE}.spreadsheetml.styles+xml",
    "xl/theme/": f"{_OFFICE}.theme+xml",
    "xl/worksheets/": f"{_OFFICE}.spreadsheetml.worksheet+xml",
    "xl/drawings/": f"{_OFFICE}.drawing+xml",
    "xl/charts/": f"{_OFFICE}.drawingml.chart+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
}
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    f"<dc:creator>{AUTHOR}</dc:creator><cp:lastModifiedBy>{AUTHOR}</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)
# LibreOffice takes rows and columns to be as high and wide as a workbook says, and prints it as
# Excel does, only where the program that wrote it calls itself so.
_APPLICATION = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Microsoft Excel Compatible / lcreport</Application>'
    "</Properties>"
)


def write_book(path: Path, sheets: Sequence[Sheet], looks: Looks) -> None:
    """Write a workbook; rows of its sheets are taken one by one.

    Raises:
        OSError: the file cannot be written.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, "[Content_Types].xml", _types(_part_names(sheets)))
        _put(package, "_rels/.rels", _relations(_ROOT))
        written = [
            _sheet(package, number, sheet, looks) for number, sheet in enumerate(sheets, start=1)
        ]
        _put(package, "xl/workbook.xml", _workbook(sheets, written))
        _put(package, "xl/_rels/workbook.xml.rels", _relations(_in_book(sheets)))
        # Last: a look may be asked for by the last cell.
        _put(package, "xl/styles.xml", looks.styles())
        _put(package, "xl/theme/theme1.xml", _theme())
        _put(package, "docProps/core.xml", _DECLARATION + _CORE)
        _put(package, "docProps/app.xml", _DECLARATION + _APPLICATION)


def _theme() -> str:
    """Give the colours and fonts of Office, in which charts are drawn."""
    return files(__package__).joinpath("theme.xml").read_text(encoding="utf-8")


@contextmanager
def _part(package: zipfile.ZipFile, name: str) -> Iterator[TextIOWrapper]:
    entry = zipfile.ZipInfo(name, ZIP_TIME)
    entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
    with package.open(entry, "w") as raw, TextIOWrapper(raw, "utf-8", newline="\n") as part:
        yield part


def _put(package: zipfile.ZipFile, name: str, text: str) -> None:
    with _part(package, name) as part:
        part.write(text)


def _sheet(package: zipfile.ZipFile, number: int, sheet: Sheet, looks: Looks) -> Written:
    with _part(package, f"xl/worksheets/sheet{number}.xml") as part:
        written = write_sheet(part, sheet, looks, first=number == 1)
    relations = {name: ("hyperlink", target) for target, name in written.targets.items()}
    if sheet.drawing:
        relations["drawing"] = ("drawing", f"../drawings/drawing{number}.xml")
        chart = {"chart": ("chart", f"../charts/chart{number}.xml")}
        _put(package, f"xl/drawings/drawing{number}.xml", _DECLARATION + sheet.drawing.anchor)
        _put(package, f"xl/drawings/_rels/drawing{number}.xml.rels", _relations(chart))
        _put(package, f"xl/charts/chart{number}.xml", _DECLARATION + sheet.drawing.chart)
    if relations:
        _put(package, f"xl/worksheets/_rels/sheet{number}.xml.rels", _relations(relations))
    return written


def _part_names(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield from ("xl/workbook.xml", "xl/styles.xml", "xl/theme/theme1.xml")
    yield from ("docProps/core.xml", "docProps/app.xml")
    for number, sheet in enumerate(sheets, start=1):
        yield f"xl/worksheets/sheet{number}.xml"
        if sheet.drawing:
            yield f"xl/drawings/drawing{number}.xml"
            yield f"xl/charts/chart{number}.xml"


def _types(names: Iterator[str]) -> str:
    told = (
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name in names
        for beginning, kind in _KINDS.items()
        if name.startswith(beginning)
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(told)}</Types>'
    )


_CORE_TYPE = f"{_PACKAGE}/relationships/metadata/core-properties"
_ROOT = {
    "book": ("officeDocument", "xl/workbook.xml"),
    "core": (_CORE_TYPE, "docProps/core.xml"),
    "app": ("extended-properties", "docProps/app.xml"),
}


def _in_book(sheets: Sequence[Sheet]) -> dict[str, tuple[str, str]]:
    places = range(1, len(sheets) + 1)
    found = {f"sheet{each}": ("worksheet", f"worksheets/sheet{each}.xml") for each in places}
    found["styles"] = ("styles", "styles.xml")
    return found | {"theme": ("theme", "theme/theme1.xml")}


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """Give a part of relations: id → kind, target; only links lead out of the package."""
    told = []
    for name, (kind, target) in targets.items():
        full = kind if "/" in kind else f"{RELATIONS}/{kind}"
        mode = ' TargetMode="External"' if kind == "hyperlink" else ""
        told.append(f'<Relationship Id="{name}" Type="{full}" Target="{attribute(target)}"{mode}/>')
    body = "".join(told)
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{body}</Relationships>'


def _workbook(sheets: Sequence[Sheet], written: Sequence[Written]) -> str:
    titles = "".join(
        f'<sheet name="{attribute(sheet.title)}" sheetId="{number}" r:id="sheet{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    names = "".join(_names(sheets, written))
    return (
        f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONS}"><workbookPr/>'
        '<bookViews><workbookView tabRatio="600" firstSheet="0" activeTab="0"/></bookViews>'
        f"<sheets>{titles}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _names(sheets: Sequence[Sheet], written: Sequence[Written]) -> Iterator[str]:
    """Name the filtered block of each list, and its first row, which stands on every page."""
    for place, (sheet, found) in enumerate(zip(sheets, written, strict=True)):
        if sheet.listed:
            ends = (1, len(sheet.widths)), (1, found.rows - sheet.closing)
            yield _name(place, "_FilterDatabase", block(sheet.title, *ends), ' hidden="1"')
        yield _name(place, "Print_Titles", _titles(sheet))


def _titles(sheet: Sheet) -> str:
    """Name what stands on every printed page: the first row, and the columns that are kept."""
    quoted = sheet.title.replace("'", "''")
    columns = f"'{quoted}'!$A:${letters(sheet.kept)}," if sheet.kept else ""
    return f"{columns}'{quoted}'!$1:$1"


def _name(place: int, name: str, reference: str, more: str = "") -> str:
    told = f'name="_xlnm.{name}" localSheetId="{place}"{more}'
    return f"<definedName {told}>{escaped(reference)}</definedName>"
