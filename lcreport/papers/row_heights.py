"""Row heights of a sheet, computed so that no text is cut in Excel, LibreOffice or in print.

Programs disagree about automatic heights (merged cells have none at all), so every row gets one,
from the widths of Times New Roman. A row cannot be higher than 409.5 points in Excel: a text that
needs more is set in a smaller size; so is one that does not wrap and is too long for its line.
"""

from collections.abc import Iterable, Iterator

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.styles import Font as CellFont
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.papers.fonts import Font, wrapped
from lcreport.papers.line_heights import (
    DEFAULT_SIZE,
    DIGIT,
    HIGHEST,
    LEADING,
    MARGIN,
    POINTS_IN_PIXEL,
    room,
)

_DEFAULT_WIDTH = 8.43
_SMALLEST_SIZE = 4.0


def fit_row(sheet: Worksheet, row: int) -> None:
    """Set the height of a row from the texts in it."""
    heights = [_height(cell, width) for cell, width in _cells(sheet, row)]
    if heights:
        sheet.row_dimensions[row].height = round(max(heights), 1)


def set_left_if_long(sheet: Worksheet, row: int) -> None:
    """Set texts of several lines flush left: only short ones look right in the middle."""
    for cell, width in _cells(sheet, row):
        if not _wraps(cell):
            continue
        centred = cell.alignment.horizontal == "center"
        if centred and len(_lines(cell, width, _size(cell))) > 1:
            cell.alignment = Alignment("left", cell.alignment.vertical, wrap_text=True)


def _cells(sheet: Worksheet, row: int) -> Iterator[tuple[Cell, float]]:
    """Give the cells of a row that show something, with the width in points that they have."""
    for cell in sheet[row]:
        if isinstance(cell, Cell) and cell.value is not None:
            width = sum(_pixels(sheet, each) for each in _columns(sheet, cell))
            if width:
                yield cell, width * POINTS_IN_PIXEL


def _columns(sheet: Worksheet, cell: Cell) -> Iterable[int]:
    """Give the columns that a cell's text is drawn over.

    Its merged block's; those of the empty cells to its right where it does not wrap; else its own.
    """
    for each in sheet.merged_cells.ranges:
        if each.min_row <= cell.row <= each.max_row and each.min_col <= cell.column <= each.max_col:
            return range(each.min_col, each.max_col + 1)
    if _wraps(cell):
        return (cell.column,)
    right = range(cell.column + 1, sheet.max_column + 1)
    filled = (each for each in right if sheet.cell(cell.row, each).value is not None)
    return range(cell.column, next(filled, sheet.max_column + 1))


def _wraps(cell: Cell) -> bool:
    """Say whether the text takes more lines when it is long; numbers are never drawn wider."""
    return bool(cell.alignment.wrap_text) or not isinstance(cell.value, str)


def _pixels(sheet: Worksheet, column: int) -> float:
    letter = get_column_letter(column)
    known = sheet.column_dimensions
    if letter in known and known[letter].hidden:
        return 0
    width = known[letter].width if letter in known else _DEFAULT_WIDTH
    return width * DIGIT


def _height(cell: Cell, width: float) -> float:
    """Give the height in points that a cell needs; shrinks its font where no row is that high."""
    size = _size(cell)
    highest = HIGHEST if _wraps(cell) else size * LEADING + MARGIN
    while (needed := _needed(cell, width, size)) > highest and size > _SMALLEST_SIZE:
        size -= 0.5
    if size != _size(cell):
        old = cell.font
        cell.font = CellFont(name=old.name, size=size, bold=old.bold, italic=old.italic)
    return min(needed, HIGHEST)


def _needed(cell: Cell, width: float, size: float) -> float:
    return len(_lines(cell, width, size)) * size * LEADING + MARGIN


def _lines(cell: Cell, width: float, size: float) -> tuple[str, ...]:
    font = Font(size, bool(cell.font.bold), bool(cell.font.italic))
    return wrapped(str(cell.value), font, room(width))


def _size(cell: Cell) -> float:
    return float(cell.font.size or DEFAULT_SIZE)
