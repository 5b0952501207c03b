"""Sheets that are written as their rows come, without keeping them in memory."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.papers.book.looks import BODY_FONT, BODY_SIZE
from lcreport.papers.book.sheet import Link, Value
from lcreport.papers.cells import Pen
from lcreport.papers.line_heights import height_of
from lcreport.papers.summary.listing import Column
from lcreport.papers.xlsx_file import (
    fit_page,
    put_comment,
    set_header_look,
)
from lcreport.wording import say

Row = Sequence[Value]
_WIDEST = 2  # no letter is wider than so many digits: shorter texts surely take one line


def streamed_workbook() -> Workbook:
    """Make a workbook in our font whose sheets are written row by row."""
    workbook = Workbook(write_only=True)
    # The width of a column counts in digits of this font, which openpyxl offers no other way to.
    vars(workbook)["_named_styles"]["Normal"].font = Font(name=BODY_FONT, size=BODY_SIZE)
    return workbook


def write_sheet(  # noqa: PLR0913 - a sheet is its title, its columns, its rows and what is kept in view
    workbook: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    count: int,
    frozen: str = "A2",
    notes: Sequence[str] = (),
) -> Worksheet:
    """Write a sheet with a header that stays in view and a filter over its first `count` rows.

    `notes` explain the last columns in comments on their headers.
    """
    sheet: Worksheet = workbook.create_sheet(title)
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    fit_page(sheet)
    pen = Pen()
    head = _head(sheet, columns, notes)
    body = (_cells(sheet, number, row, columns, pen) for number, row in enumerate(rows, start=2))
    for cells in chain([head], body):
        sheet.append(cells)
    return sheet


def _head(sheet: Worksheet, columns: Sequence[Column], notes: Sequence[str]) -> list[Cell]:
    names = [_header(each.key) for each in columns]
    cells = [Cell(sheet, 1, place, value=name) for place, name in enumerate(names, start=1)]
    for cell in cells:
        set_header_look(cell)
    for cell, note in zip(cells[len(cells) - len(notes) :], notes, strict=True):
        put_comment(cell, note)
    texts = zip(map(str, names), (each.width for each in columns), strict=True)
    sheet.row_dimensions[1].height = height_of(texts)
    return cells


def _header(key: str) -> str | int:
    """Give the word of a column; a column of an indicator is headed by its number."""
    return int(key) if key.isdigit() else say(f"rollup.column.{key}")


def _cells(
    sheet: Worksheet, number: int, row: Row, columns: Sequence[Column], pen: Pen
) -> list[Cell]:
    sheet.row_dimensions[number].height = height_of(_texts(row, columns))
    cells = []
    for place, (value, column) in enumerate(zip(row, columns, strict=True), start=1):
        cell = Cell(sheet, number, place)
        pen.write(cell, value, column)
        cells.append(cell)
    return cells


def _texts(row: Row, columns: Sequence[Column]) -> Iterator[tuple[str, float]]:
    for value, column in zip(row, columns, strict=True):
        shown = value.shown if isinstance(value, Link) else value
        if isinstance(shown, str) and column.wrapped and len(shown) * _WIDEST > column.width:
            yield shown, column.width
