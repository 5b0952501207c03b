"""Row heights of a sheet, computed so that no text is cut in Excel, LibreOffice or in print.

Programs disagree about automatic heights (merged cells have none at all), so every row gets one,
from the widths of Times New Roman. A row cannot be higher than 409.5 points in Excel: a text that
needs more is set in a smaller size; so is one that does not wrap and is too long for its line.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.styles import Font as CellFont
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.papers.fonts import Font, wrapped

# A column's width counts in digits of the default font: 8 pixels in Times New Roman 12; 5 pixels
# of a cell are padding; 96 pixels are 72 points.
_DIGIT, _PADDING, _POINTS_IN_PIXEL = 8, 5, 0.75
_DEFAULT_WIDTH = 8.43
# Screens round the width of each letter to pixels, so that a line may hold less than it measures.
_TIGHTNESS = 0.95
_LEADING, _MARGIN = 1.32, 4.0
_HIGHEST, _SMALLEST_SIZE = 409.0, 4.0
_DEFAULT_SIZE = 12.0


def fit_row(sheet: Worksheet, row: int) -> None:
    """Set the height of a row from the texts in it."""
    heights = [_height(cell, width) for cell, width in _cells(sheet, row)]
    if heights:
        sheet.row_dimensions[row].height = round(max(heights), 1)


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """Give the height in points of a row in the default size; each text with its column's width.

    For sheets of many rows: a text that stands in several of them is measured once.
    """
    lines = max((_lines_in(text, width) for text, width in texts), default=1)
    return min(round(lines * _DEFAULT_SIZE * _LEADING + _MARGIN, 1), _HIGHEST)


@lru_cache(maxsize=4096)
def _lines_in(text: str, width: float) -> int:
    return len(wrapped(text, Font(_DEFAULT_SIZE), _room(width * _DIGIT * _POINTS_IN_PIXEL)))


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
                yield cell, width * _POINTS_IN_PIXEL


def _columns(sheet: Worksheet, cell: Cell) -> Iterable[int]:
    """Give the columns that a cell's text is drawn over.

    Its merged block's; those of the empty cells to its right where it does not wrap; else its own.
    """
    for each in sheet.merged_cells.ranges:
        if cell.coordinate in each:
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
    return width * _DIGIT


def _height(cell: Cell, width: float) -> float:
    """Give the height in points that a cell needs; shrinks its font where no row is that high."""
    size = _size(cell)
    highest = _HIGHEST if _wraps(cell) else size * _LEADING + _MARGIN
    while (needed := _needed(cell, width, size)) > highest and size > _SMALLEST_SIZE:
        size -= 0.5
    if size != _size(cell):
        old = cell.font
        cell.font = CellFont(name=old.name, size=size, bold=old.bold, italic=old.italic)
    return min(needed, _HIGHEST)


def _needed(cell: Cell, width: float, size: float) -> float:
    return len(_lines(cell, width, size)) * size * _LEADING + _MARGIN


def _lines(cell: Cell, width: float, size: float) -> tuple[str, ...]:
    font = Font(size, bool(cell.font.bold), bool(cell.font.italic))
    return wrapped(str(cell.value), font, _room(width))


def _room(width: float) -> float:
    return (width - _PADDING * _POINTS_IN_PIXEL) * _TIGHTNESS


def _size(cell: Cell) -> float:
    return float(cell.font.size or _DEFAULT_SIZE)
