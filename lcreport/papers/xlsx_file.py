"""Workbooks that we write: the same content gives the same bytes, and texts stay texts."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.fonts import Font as FontParts
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from lcreport.papers.book.looks import BODY_FONT, BODY_SIZE, HEADER_FILL, TEXT_FORMAT
from lcreport.papers.book.package import AUTHOR, ZIP_TIME

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_CONTENT_TYPES = "[Content_Types].xml"
_LONGEST_TEXT = 32767
_COMMENT_WIDTH, _COMMENT_LINE, _COMMENT_LETTERS = 260, 20, 38

# openpyxl writes the parts of a font in an order that the schema (ECMA-376, CT_Font) refuses.
FontParts.__elements__ = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz",
    "color", "name", "family", "charset", "scheme",
)  # fmt: skip

_THIN = Side(style="thin", color="FF808080")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left")
_HEADER_FILL = PatternFill("solid", fgColor=HEADER_FILL)
_HEADER_PLACE = Alignment(wrap_text=True, vertical="center", horizontal="center")


def save_workbook(
    workbook: Workbook,
    path: Path,
    day: datetime = EPOCH,
    mended: Callable[[str, bytes], bytes] | None = None,
) -> None:
    """Write a workbook; `day` is what its properties say about creation and change.

    `mended` gives for a part's name and content the content that is written.

    Raises:
        OSError: the file cannot be written.
    """
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = AUTHOR
    properties.created = properties.modified = day.replace(tzinfo=None)
    parts = _Parts()
    _Writer(workbook, cast("zipfile.ZipFile", parts)).save()
    with zipfile.ZipFile(path, "w") as package:
        for name in sorted(parts.held, key=lambda each: (each != _CONTENT_TYPES, each)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system = 0
            part = parts.held[name]
            content = part.encode() if isinstance(part, str) else part
            content = mended(name, content) if mended else content
            package.writestr(entry, content, zipfile.ZIP_DEFLATED)


class _Writer(ExcelWriter):
    """Writes sheets in memory: openpyxl's own way is a temporary file on disk for each."""

    def write_worksheet(self, ws: Worksheet) -> None:
        if isinstance(ws, WriteOnlyWorksheet):
            super().write_worksheet(ws)  # it has been written, row by row, into such a file
            return
        part = io.BytesIO()
        writer = WorksheetWriter(ws, out=part)
        writer.write()
        # What the sheet refers to, which the package writes after it; its types do not know it.
        vars(ws)["_rels"] = vars(writer)["_rels"]
        vars(self)["_archive"].writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)


class _Parts:
    """Holds the parts that openpyxl writes, to be packed once: in a fixed order, without a time."""

    def __init__(self) -> None:
        self.held: dict[str, bytes | str] = {}

    def namelist(self) -> list[str]:
        return list(self.held)

    def writestr(self, name: str, data: bytes | str) -> None:
        self.held[name] = data

    def write(self, file: str, name: str) -> None:
        self.held[name] = Path(file).read_bytes()

    def close(self) -> None:
        """Nothing is open."""


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Give a cell to write into.

    Raises:
        TypeError: it is hidden by a merged block.
    """
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        message = f"{cell.coordinate} lies inside a merged block"
        raise TypeError(message)
    return cell


def new_workbook(first: str) -> tuple[Workbook, Worksheet]:
    """Make a workbook in our font with one sheet named `first`."""
    workbook = Workbook()
    # The width of a column counts in digits of this font, which openpyxl offers no other way to.
    styles = vars(workbook)["_named_styles"]
    normal = styles["Normal"]
    normal.font = Font(name=BODY_FONT, size=BODY_SIZE)
    sheet = workbook.worksheets[0]
    sheet.title = first
    return workbook, sheet


def fit_page(sheet: Worksheet) -> None:
    """Print on A4 across, one page wide, with the first row on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def put_text(cell: Cell, text: str) -> None:
    """Write a text that stays one, also when it begins with "=" or looks like a number."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_TEXT]
    cell.value = clean or None
    if clean:
        cell.data_type = "s"
        cell.quotePrefix = clean.startswith("=")


def put_header(sheet: Worksheet, names: tuple[str, ...], widths: tuple[float, ...]) -> None:
    """Write the first row, keep it in view, and set the column widths (in characters)."""
    for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = cell_at(sheet, 1, column)
        put_text(cell, name)
        set_header_look(cell)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def set_header_look(cell: Cell) -> None:
    """Give a cell of the first row its look."""
    cell.font = Font(name=BODY_FONT, size=BODY_SIZE, bold=True)
    cell.fill, cell.border, cell.alignment = _HEADER_FILL, BORDER, _HEADER_PLACE


def put_comment(cell: Cell, text: str) -> None:
    """Explain a cell in a note that is big enough for its text."""
    note = Comment(text, AUTHOR)
    note.width = _COMMENT_WIDTH
    note.height = _COMMENT_LINE * (2 + len(text) // _COMMENT_LETTERS)
    cell.comment = note


def dress(cell: Cell, number_format: str = TEXT_FORMAT, *, locked: bool = True) -> None:
    """Give a body cell the plain look: our font, a thin border, wrapped from the top."""
    cell.font = Font(name=BODY_FONT, size=BODY_SIZE)
    cell.border, cell.alignment, cell.number_format = BORDER, WRAPPED, number_format
    cell.protection = Protection(locked=locked)
