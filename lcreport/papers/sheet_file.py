"""Excel papers: a template with one row of names stands for the whole table."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.errors import TemplateError
from lcreport.papers.name_check import check_names
from lcreport.papers.names import PaperNames
from lcreport.papers.plain import plain
from lcreport.papers.row_heights import fit_row, set_left_if_long
from lcreport.papers.template import Piece, cell_filler, values_of
from lcreport.papers.xlsx_file import cell_at, put_text
from lcreport.wording import say

_TAG = re.compile(r"\{[{%]")
_ROW_NAME = re.compile(r"\{[{%][^}]*\bdong\b")
# The attribute by which openpyxl's documentation copies a look whole; its types do not know it.
_LOOK = "_style"
Filler = Callable[[Mapping[str, object]], object]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One cell of a template: its column, what fills it, its look."""

    column: int
    fill: Filler
    style: StyleArray


def fill_sheet(template: Path, names: PaperNames) -> Workbook:
    """Fill an Excel template: the row that names `dong` is repeated for every row of the table.

    Raises:
        TemplateError: it cannot be opened, names something unknown, or has not one such row.
    """
    try:
        workbook = load_workbook(template)
    except (InvalidFileException, zipfile.BadZipFile, KeyError) as error:
        raise TemplateError(say("template.unreadable", name=template.name)) from error
    return fill_workbook(workbook, template.name, names)


def fill_workbook(workbook: Workbook, template: str, names: PaperNames) -> Workbook:
    """Fill a template that is open already, as `fill_sheet`; `template` is its name in messages.

    Raises:
        TemplateError: as `fill_sheet`.
    """
    check_names(tuple(_pieces(workbook, template)), names, row=True)
    sheet, row = _pattern_row(workbook, template)
    values = values_of(names)
    # The rest is filled before the table: no text of a unit may ever be read as a template.
    for each in workbook.worksheets:
        for cell in _named_cells(each):
            if (each.title, cell.row) != (sheet.title, row):
                _put(cell, cell_filler(str(cell.value)), values)
    _repeat(sheet, row, [values | {"dong": each} for each in names.bang])
    _fit(sheet, row, len(names.bang))
    return workbook


def _named_cells(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and isinstance(cell.value, str) and _TAG.search(cell.value):
                yield cell


def _pieces(workbook: Workbook, name: str) -> Iterator[Piece]:
    for sheet in workbook.worksheets:
        for cell in _named_cells(sheet):
            place = say("template.cell", name=name, sheet=sheet.title, cell=cell.coordinate)
            yield Piece(str(cell.value), place)


def _pattern_row(workbook: Workbook, name: str) -> tuple[Worksheet, int]:
    found = {
        (sheet.title, cell.row)
        for sheet in workbook.worksheets
        for cell in _named_cells(sheet)
        if _ROW_NAME.search(str(cell.value))
    }
    if len(found) != 1:
        raise TemplateError(say("template.no_row", name=name))
    title, row = found.pop()
    return workbook[title], row


def _repeat(sheet: Worksheet, row: int, rows: list[dict[str, object]]) -> None:
    """Write the table in place of its pattern; what stands below moves down with its look."""
    pattern = [
        _Pattern(column, cell_filler(str(cell.value or "")), copy(getattr(cell, _LOOK)))
        for column in range(1, sheet.max_column + 1)
        if isinstance(cell := sheet.cell(row, column), Cell)
    ]
    _move_tail(sheet, row + 1, len(rows) - 1)
    if not rows:
        for each in pattern:
            sheet.cell(row, each.column).value = None
    for number, values in enumerate(rows, start=row):
        for each in pattern:
            cell = cell_at(sheet, number, each.column)
            setattr(cell, _LOOK, copy(each.style))
            _put(cell, each.fill, values)


def _move_tail(sheet: Worksheet, first: int, distance: int) -> None:
    """Move everything from row `first` down; `move_range` takes cells, not merges and heights."""
    if distance <= 0 or sheet.max_row < first:
        return
    merged = [each for each in sheet.merged_cells.ranges if each.min_row >= first]
    heights = {row: sheet.row_dimensions[row].height for row in range(first, sheet.max_row + 1)}
    for each in merged:
        sheet.merged_cells.remove(each)
    last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
    sheet.move_range(f"A{first}:{last}", rows=distance)
    for each in merged:
        each.shift(row_shift=distance)
        sheet.merge_cells(each.coord)
    for row, height in heights.items():
        sheet.row_dimensions[row].height = None
        sheet.row_dimensions[row + distance].height = height


def _put(cell: Cell, fill: Filler, values: Mapping[str, Any]) -> None:
    value = fill(values)
    if isinstance(value, int) and not isinstance(value, bool):
        cell.value = value
    else:
        put_text(cell, plain(str(value)))


def _fit(sheet: Worksheet, row: int, rows: int) -> None:
    """Make every row high enough for its text, and the table a list that can be filtered."""
    for number in range(1, row + rows):
        if number >= row:
            set_left_if_long(sheet, number)
        fit_row(sheet, number)
    if row > 1 and rows:
        last = sheet.cell(row + rows - 1, sheet.max_column).coordinate
        sheet.auto_filter.ref = f"A{row - 1}:{last}"
