"""Excel papers: a template whose rows of names stand for the whole table."""

import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from lcreport.papers.names import Dong, PaperNames
from lcreport.papers.plain import plain
from lcreport.papers.row_heights import fit_row, set_left_if_long
from lcreport.papers.table_names import BANDS, MEMBER, ROW_NAME
from lcreport.papers.template import Piece, cell_filler, values_of
from lcreport.papers.xlsx_file import cell_at, put_comment, put_text
from lcreport.wording import say

_TAG = re.compile(r"\{[{%]")
# Cells that print the first get a note with the second: where the value comes from.
_NOTES = {"ky_nay": "nguon", "ky_truoc": "nguon_truoc"}
# The attribute by which openpyxl's documentation copies a look whole; its types do not know it.
_LOOK = "_style"
Filler = Callable[[Mapping[str, object]], object]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One cell of a template: its column, what fills it, its look, the name of its note."""

    column: int
    fill: Filler
    style: StyleArray
    note: str


@dataclass(frozen=True, slots=True)
class _PatternRow:
    """One row of names: its cells, and the bands it stands for (none in an indicator's row)."""

    cells: tuple[_Pattern, ...]
    bands: frozenset[str]

    def stands_for(self, row: Dong) -> bool:
        """Say whether this row is printed for an indicator."""
        return not self.bands or any(getattr(row, name) for name in self.bands)


def open_template(template: Path) -> Workbook:
    """Open an Excel template; what openpyxl cannot keep of it is for `lost_parts` to tell.

    Raises:
        TemplateError: it cannot be opened.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(template)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise TemplateError(say("template.unreadable", name=template.name)) from error


def fill_sheet(template: Path, names: PaperNames) -> Workbook:
    """Fill an Excel template: its rows that name `dong` are repeated for every indicator.

    Raises:
        TemplateError: it cannot be opened, names something unknown, or has no such rows together.
    """
    return fill_workbook(open_template(template), template.name, names)


def fill_workbook(workbook: Workbook, template: str, names: PaperNames) -> Workbook:
    """Fill a template that is open already, as `fill_sheet`; `template` is its name in messages.

    Raises:
        TemplateError: as `fill_sheet`.
    """
    check_names(tuple(sheet_pieces(workbook, template)), names, row=True)
    sheet, rows = pattern_rows(workbook, template)
    values = values_of(names)
    # The rest is filled before the table: no text of a unit may ever be read as a template.
    for each in workbook.worksheets:
        for cell in _named_cells(each):
            if each.title != sheet.title or cell.row not in rows:
                _put(cell, cell_filler(str(cell.value)), values)
    written = _repeat(sheet, rows, names.bang, values)
    _fit(sheet, rows.start, written)
    return workbook


def _named_cells(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and isinstance(cell.value, str) and _TAG.search(cell.value):
                yield cell


def sheet_pieces(workbook: Workbook, name: str) -> Iterator[Piece]:
    """Give every cell of a template that names something, with its place."""
    for sheet in workbook.worksheets:
        for cell in _named_cells(sheet):
            place = say("template.cell", name=name, sheet=sheet.title, cell=cell.coordinate)
            yield Piece(str(cell.value), place)


def pattern_rows(workbook: Workbook, name: str) -> tuple[Worksheet, range]:
    """Find the rows that stand for the table: one below the other, in one sheet.

    Raises:
        TemplateError: there are none, or they do not stand together.
    """
    found = {
        (sheet.title, cell.row)
        for sheet in workbook.worksheets
        for cell in _named_cells(sheet)
        if ROW_NAME.search(str(cell.value))
    }
    titles, rows = {title for title, _ in found}, sorted(row for _, row in found)
    if len(titles) != 1 or rows[-1] - rows[0] + 1 != len(rows):
        raise TemplateError(say("template.no_row", name=name))
    return workbook[titles.pop()], range(rows[0], rows[-1] + 1)


def _repeat(
    sheet: Worksheet, rows: range, table: Iterable[Dong], values: Mapping[str, object]
) -> int:
    """Write the table in place of its pattern; what stands below moves with its look.

    Gives how many rows were written.
    """
    patterns = [_pattern(sheet, row) for row in rows]
    lines = [(each, line) for line in table for each in patterns if each.stands_for(line)]
    for row in rows:
        for column in range(1, sheet.max_column + 1):
            cell_at(sheet, row, column).value = None
    _move_tail(sheet, rows.stop, len(lines) - len(rows))
    for number, (pattern, line) in enumerate(lines, start=rows.start):
        for each in pattern.cells:
            cell = cell_at(sheet, number, each.column)
            setattr(cell, _LOOK, copy(each.style))
            _put(cell, each.fill, {**values, "dong": line})
            if each.note and getattr(line, each.note):
                put_comment(cell, getattr(line, each.note))
    return len(lines)


def _pattern(sheet: Worksheet, row: int) -> _PatternRow:
    cells, members = [], set()
    for column in range(1, sheet.max_column + 1):
        cell = cell_at(sheet, row, column)
        text = str(cell.value or "")
        named = MEMBER.findall(text)
        members |= set(named)
        note = next((_NOTES[name] for name in named if name in _NOTES), "")
        cells.append(_Pattern(column, cell_filler(text), copy(getattr(cell, _LOOK)), note))
    return _PatternRow(tuple(cells), frozenset(members if members <= BANDS else ()))


def _move_tail(sheet: Worksheet, first: int, distance: int) -> None:
    """Move everything from row `first` on; `move_range` takes cells, not merges and heights."""
    if distance == 0 or sheet.max_row < first:
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
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, height in heights.items():
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
