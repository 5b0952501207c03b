"""A unit's file as a workbook to mark: its own, or one drawn anew from the cells that were read."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.intake.grid import Cell as Seen
from lcreport.intake.grid import CellKind, Grid
from lcreport.intake.originals import Original
from lcreport.papers.book.looks import BODY_SIZE, DATE_FORMAT
from lcreport.papers.row_heights import fit_row
from lcreport.papers.undrawn_parts import undrawn_parts
from lcreport.papers.xlsx_file import BORDER, cell_at, new_workbook, put_comment, put_text
from lcreport.vietnamese import fold
from lcreport.wording import say

# What openpyxl raises on workbooks that our own reader, which asks for less, has read.
REFUSALS = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError,
    IndexError, SyntaxError, OSError,
)  # fmt: skip
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31
_NARROWEST, _WIDEST = 9.0, 44.0
_WRAPPED = Alignment("left", "top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Copy:
    """A workbook to mark.

    `titles` gives the name of each sheet in it by its name in the file that came; `remarks` say
    what of that file is not in it; with `values`, formulas keep what they had come to.
    """

    workbook: Workbook
    titles: dict[str, str]
    remarks: tuple[str, ...] = ()
    values: bytes = b""
    again: bool = False


def own_copy(original: Original) -> Copy | None:
    """Open an .xlsx or .xlsm to be saved again; None when it is none or openpyxl refuses it."""
    grids = original.workbook.grids
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(original.data), rich_text=True)
            lost = tuple(undrawn_parts(book, original.data))
    except REFUSALS:
        return None
    names = {grid.name for grid in grids}
    if not names or not names <= {sheet.title for sheet in book.worksheets}:
        return None
    # Sheets of an earlier round are ours, and made anew.
    ours = {fold(say("returned.title.faults")), fold(say("returned.title.accepted"))}
    old = [each for each in book.worksheets if fold(str(each["A1"].value)) in ours]
    for each in old:
        book.remove(each)
    remarks = (say("returned.lost", parts="; ".join(lost)),) if lost else ()
    formulas = any(cell.formula for grid in grids for cell in grid.cells.values())
    values = original.data if formulas else b""
    return Copy(book, {name: name for name in names}, remarks, values, again=bool(old))


def new_copy(original: Original | None) -> Copy:
    """Draw a workbook from the grids of a file of another kind (.xls, .ods, .csv, .docx …)."""
    book, first = new_workbook("_")
    titles: dict[str, str] = {}
    for grid in original.workbook.grids if original else ():
        sheet = book.create_sheet(_title(grid.name))
        titles[grid.name] = sheet.title
        _draw(sheet, grid)
    book.remove(first)
    return Copy(book, titles, (say("returned.redrawn" if original else "returned.gone"),))


def _title(name: str) -> str:
    return _NO_TITLE.sub(" ", name).strip(" '")[:_LONGEST_TITLE] or say("returned.sheet.nameless")


def _draw(sheet: Worksheet, grid: Grid) -> None:
    for place, seen in grid.cells.items():
        _put(cell_at(sheet, *place), seen)
    for column, width in _widths(grid):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for each in grid.merges:
        sheet.merge_cells(
            start_row=each.top,
            start_column=each.left,
            end_row=each.bottom,
            end_column=each.right,
        )
    for row in sorted({row for row, _ in grid.cells}):
        fit_row(sheet, row)
    for row in grid.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in grid.hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    if grid.hidden:
        sheet.sheet_state = "hidden"


def _widths(grid: Grid) -> Iterator[tuple[int, float]]:
    """Give columns wide enough for their longest line; cells of blocks have the block's width."""
    blocks = {(each.top, each.left) for each in grid.merges if each.right > each.left}
    longest: dict[int, int] = {}
    for (row, column), seen in grid.cells.items():
        if (row, column) not in blocks:
            lines = max(map(len, seen.text.splitlines()), default=0)
            longest[column] = max(longest.get(column, 0), lines)
    for column, letters in longest.items():
        yield column, min(max(letters + 2.0, _NARROWEST), _WIDEST)


def _put(cell: Cell, seen: Seen) -> None:
    """Write a cell so that it shows and says the same: numbers stay numbers, dates stay dates."""
    if seen.number is not None and seen.kind in {CellKind.NUMBER, CellKind.DATE}:
        cell.value = seen.number
        cell.number_format = _number_format(seen)
    else:
        put_text(cell, seen.text)
        if seen.kind is CellKind.ERROR:
            cell.data_type = "e"
    cell.font = Font(name=seen.font or "Times New Roman", size=BODY_SIZE)
    cell.alignment, cell.border = _WRAPPED, BORDER
    if seen.comment:
        put_comment(cell, seen.comment)


def _number_format(seen: Seen) -> str:
    if seen.kind is CellKind.DATE:
        return DATE_FORMAT
    figure = seen.text.rstrip("%")
    decimals = len(figure.partition(",")[2])
    form = f"0.{'0' * decimals}" if decimals else "0"
    if seen.percent:
        return f"{form}%"
    if figure != seen.text:
        return f'{form}"%"'
    return f"#,##{form}" if "." in figure else form
