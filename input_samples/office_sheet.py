"""Drawing of office sheets and saving them so that the same content gives the same file."""

import math
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

TABLE_SIZE, TEXT_SIZE = 12, 13
LINE_HEIGHT, TABLE_LINE_HEIGHT = 17.5, 16.5
# Letters of the table's typeface that fit into one unit of column width, with room for wrapping.
LETTERS_PER_WIDTH = 1.1
TALLEST_ROW = 409.0
DRAFTING = timedelta(hours=26)
_LINE = Side(style="thin")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
UPPERMOST = Alignment(horizontal="center", vertical="top", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_PERCENT = re.compile(r"(\d+)(?:,(\d+))?%")

Value = str | int | float | date | None


def font(
    size: int = TEXT_SIZE, *, bold: bool = False, italic: bool = False, line: bool = False
) -> Font:
    """Give the typeface that official papers are set in; `line` draws a line below the words."""
    typeface = Font(name="Times New Roman", size=size, bold=bold, italic=italic)
    return typeface + Font(underline="single") if line else typeface


def put(sheet: Worksheet, place: tuple[int, int], value: Value, style: Font) -> Cell:
    """Write a value at (row, column) and give its cell."""
    cell = sheet.cell(*place)
    if not isinstance(cell, Cell):
        message = f"{cell.coordinate} lies inside a merged block"
        raise TypeError(message)
    cell.value = value
    cell.font = style
    return cell


def band(
    sheet: Worksheet, row: int, columns: tuple[int, int], text: str, style: Font | None = None
) -> None:
    """Write a centred text over merged columns of one row, as titles and signatures stand."""
    cell = put(sheet, (row, columns[0]), text or None, style or font())
    cell.alignment = UPPERMOST
    if columns[0] < columns[1]:
        sheet.merge_cells(
            start_row=row, end_row=row, start_column=columns[0], end_column=columns[1]
        )
    height = LINE_HEIGHT * (text.count("\n") + 1)
    known = sheet.row_dimensions[row].height or 0
    sheet.row_dimensions[row].height = max(height, known)


def grid_cell(
    sheet: Worksheet,
    place: tuple[int, int],
    value: Value,
    *,
    bold: bool = False,
    left: bool = False,
) -> Cell:
    """Write one ruled cell of a table."""
    cell = put(sheet, place, value, font(TABLE_SIZE, bold=bold))
    cell.alignment = LEFT if left else CENTRED
    cell.border = GRID
    return cell


def header(sheet: Worksheet, row: int, titles: Sequence[str]) -> int:
    """Write a header of one row, or of two where a title is "parent > child"; give the next row."""
    parts = [title.split(" > ") for title in titles]
    deep = max(len(part) for part in parts)
    for column, part in enumerate(parts, 1):
        for depth in range(deep):
            text = part[depth] if depth < len(part) else None
            repeated = depth == 0 and len(part) > 1 and column > 1 and parts[column - 2][0] == text
            grid_cell(sheet, (row + depth, column), None if repeated else text, bold=True)
    _merge_header(sheet, row, parts, deep)
    return row + deep


def _merge_header(sheet: Worksheet, row: int, parts: Sequence[Sequence[str]], deep: int) -> None:
    for column, part in enumerate(parts, 1):
        if len(part) < deep:
            sheet.merge_cells(
                start_row=row, end_row=row + deep - 1, start_column=column, end_column=column
            )
        elif deep > 1 and column < len(parts) and parts[column][0] == part[0]:
            sheet.merge_cells(
                start_row=row, end_row=row, start_column=column, end_column=column + 1
            )


def index_row(sheet: Worksheet, row: int, style: str, width: int) -> int:
    """Number the columns below a header: "(1)" gives (1) (2) …, "A" gives A B 1 2 …."""
    if not style:
        return row
    marks = [f"({place})" for place in range(1, width + 1)]
    if style == "A":
        marks = ["A", "B", *(str(place) for place in range(1, width - 1))]
    for column, mark in enumerate(marks, 1):
        cell = grid_cell(sheet, (row, column), mark)
        cell.font = font(TABLE_SIZE - 1, italic=True)
    return row + 1


def write_percent(cell: Cell, text: str) -> None:
    """Store "93,65%" as the number 0.9365 in a format that shows it just so."""
    match = _PERCENT.fullmatch(text)
    if not match:
        cell.value = text or None
        return
    decimals = len(match[2] or "")
    cell.value = int(match[1] + (match[2] or "")) / 10 ** (decimals + 2)
    cell.number_format = f"0.{'0' * decimals}%" if decimals else "0%"


def lay_out(
    sheet: Worksheet, widths: Sequence[float], header_rows: tuple[int, int], last_row: int
) -> None:
    """Set widths, heights and printing: A4 landscape, one page wide, header repeated."""
    fit(sheet, widths, range(header_rows[0], last_row + 1))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(Worksheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_rows[0]}:{header_rows[1]}"


def fit(sheet: Worksheet, widths: Sequence[float], rows: range) -> None:
    """Set column widths, and heights at which the wrapped texts of `rows` show whole."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    blocks = {(block.min_row, block.min_col): block for block in sheet.merged_cells.ranges}
    for row in rows:
        lines = 1.0
        for column in range(1, len(widths) + 1):
            block = blocks.get((row, column))
            last = block.max_col if block else column
            deep = block.max_row - row + 1 if block else 1
            text = str(sheet.cell(row, column).value or "")
            lines = max(lines, _lines(text, sum(widths[column - 1 : last])) / deep)
        sheet.row_dimensions[row].height = min(lines * TABLE_LINE_HEIGHT, TALLEST_ROW)


def _lines(text: str, width: float) -> int:
    room = width * LETTERS_PER_WIDTH
    return sum(max(1, math.ceil(len(part) / room)) for part in text.split("\n"))


def plain_table(
    sheet: Worksheet,
    titles: Sequence[str],
    rows: Sequence[Sequence[Value]],
    widths: Sequence[float],
) -> None:
    """Fill a sheet with a table for people who edit it: bold first row, wrapped, frozen."""
    for column, title in enumerate(titles, 1):
        grid_cell(sheet, (1, column), title, bold=True).fill = PatternFill("solid", "DDE8F3")
    for row, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            cell = grid_cell(sheet, (row, column), value, left=True)
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(value, str):
                cell.number_format = "@"
    fit(sheet, widths, range(1, len(rows) + 2))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.freeze_panes = "A2"


def save(book: Workbook, path: Path, author: str, saved: datetime) -> None:
    """Write a workbook that says of itself who saved it and when; nothing in it is of today."""
    moment = saved.replace(tzinfo=None)
    book.properties.creator = book.properties.lastModifiedBy = author
    book.properties.created = moment - DRAFTING
    raw = BytesIO()
    book.save(raw)
    # openpyxl puts the present moment there while saving.
    book.properties.modified = moment
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = tostring(book.properties.to_tree())
            part = zipfile.ZipInfo(name, moment.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, content)
