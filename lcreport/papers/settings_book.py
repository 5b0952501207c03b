"""Writes `cai-dat.xlsx`: empty with comments and drop-downs, or filled from given settings."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.criteria import builtin_ids
from lcreport.model import Combination, Comparison, Level, Role, Settings, UnitKind
from lcreport.papers.book.looks import DATE_FORMAT, TEXT_FORMAT
from lcreport.papers.row_heights import fit_row
from lcreport.papers.settings_rows import Rows, Value, rows_of
from lcreport.papers.xlsx_file import (
    cell_at,
    dress,
    fit_page,
    new_workbook,
    put_comment,
    put_header,
    put_text,
    save_workbook,
)
from lcreport.quantity import decimal_string
from lcreport.settings import neutral_settings
from lcreport.settings.words import (
    APPLIES,
    ASSIGNMENTS,
    CHOICES,
    CRITERIA,
    DATE_KEYS,
    DOES_NOT_APPLY,
    LETTER,
    SECTIONS,
    SENDERS,
    SHEETS,
    TEXTS,
    UNITS,
)
from lcreport.vietnamese import bare
from lcreport.wording import say

_LAST_ROW = 1500  # how far down the drop-downs reach
_BLANK_ROWS = 40  # empty rows below the filled ones that already have borders and formats
_LONGEST_LIST = 255  # letters that Excel takes in the list of a drop-down
_UNIT_IDS = f"'{UNITS}'!$A$2:$A${_LAST_ROW}"
_WIDTHS: dict[str, tuple[float, ...]] = {
    LETTER: (24, 90),
    UNITS: (16, 40, 44, 14, 30, 12, 14, 14, 18),
    ASSIGNMENTS: (10, 26, 14),
    CRITERIA: (9, 60, 24, 24, 18, 20, 12, 10, 12, 14, 14, 10, 40),
    TEXTS: (14, 110),
    SENDERS: (60, 20),
}
_NUMBER_FORMATS = {
    (UNITS, "hiệu lực từ"): DATE_FORMAT,
    (UNITS, "hiệu lực đến"): DATE_FORMAT,
    (UNITS, "trọng số"): "General",
    (ASSIGNMENTS, "chỉ số"): "General",
    (CRITERIA, "chỉ số"): "General",
    (CRITERIA, "ngưỡng"): "General",
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a drop-down offers: typed words or a range; `only` refuses anything else."""

    words: tuple[str, ...] = ()
    cells: str = ""
    only: bool = True

    @property
    def formula(self) -> str:
        return self.cells or f'"{",".join(self.words)}"'

    @property
    def fits(self) -> bool:
        return len(self.formula) <= _LONGEST_LIST


_CHOICES = {
    (UNITS, "loại"): _Choice(tuple(UnitKind)),
    (ASSIGNMENTS, "đơn vị"): _Choice(cells=_UNIT_IDS, only=False),  # or "mọi xã phường"
    (ASSIGNMENTS, "vai trò"): _Choice(tuple(Role)),
    (CRITERIA, "so sánh"): _Choice(tuple(Comparison)),
    (CRITERIA, "cấp đánh giá"): _Choice(tuple(Level)),
    (CRITERIA, "cách gộp"): _Choice(tuple(Combination)),
    (CRITERIA, "áp dụng"): _Choice((APPLIES, DOES_NOT_APPLY)),
    (TEXTS, "mục"): _Choice(SECTIONS, only=False),  # or "chỉ số 19"
    (SENDERS, "đơn vị"): _Choice(cells=_UNIT_IDS),
}


def write_settings(path: Path, settings: Settings | None = None) -> None:
    """Write the settings workbook; loading it again gives the same settings.

    Raises:
        OSError: the file cannot be written.
    """
    chosen = settings or neutral_settings()
    filled = rows_of(chosen)
    workbook, sheet = new_workbook(LETTER)
    _write_sheet(sheet, filled[LETTER])
    for name in SHEETS:
        if name in filled and name != LETTER:
            _write_sheet(workbook.create_sheet(name), filled[name])
    _offer_keys(workbook[LETTER])
    numbers = tuple(str(number) for number in chosen.criteria.numbers)
    _offer(workbook[ASSIGNMENTS], "A", _Choice(numbers))
    save_workbook(workbook, path)


def _write_sheet(sheet: Worksheet, rows: Rows) -> None:
    columns = SHEETS[sheet.title]
    names = tuple(column.name for column in columns)
    put_header(sheet, names, _WIDTHS[sheet.title])
    for column, name in enumerate(names, start=1):
        heading = cell_at(sheet, 1, column)
        put_comment(heading, say(f"settings.comment.{_slug(sheet.title)}.{_slug(name)}"))
        if choice := _CHOICES.get((sheet.title, name)):
            _offer(sheet, heading.column_letter, choice)
    blank = 0 if sheet.title == LETTER else _BLANK_ROWS
    for number in range(2, len(rows) + blank + 2):
        values = rows[number - 2] if number - 2 < len(rows) else (None,) * len(names)
        for column, (name, value) in enumerate(zip(names, values, strict=True), start=1):
            cell = cell_at(sheet, number, column)
            _put(cell, value)
            dress(cell, _NUMBER_FORMATS.get((sheet.title, name), TEXT_FORMAT), locked=False)
        fit_row(sheet, number)
    fit_page(sheet)


def _put(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        put_text(cell, value)
    elif isinstance(value, Fraction):
        cell.value = Decimal(decimal_string(value))
    else:
        cell.value = value


def _offer_keys(sheet: Worksheet) -> None:
    """Explain every key, and offer the words or dates that its value may be."""
    offered = {**CHOICES, "bộ tiêu chí": builtin_ids()}
    for row in range(2, sheet.max_row + 1):
        key, value = cell_at(sheet, row, 1), cell_at(sheet, row, 2)
        put_comment(value, say(f"settings.comment.{_slug(LETTER)}.{_slug(str(key.value))}"))
        if key.value in DATE_KEYS:
            value.number_format = DATE_FORMAT
        if words := offered.get(str(key.value)):
            _offer(sheet, "B", _Choice(words), (row, row))


def _offer(
    sheet: Worksheet, letter: str, choice: _Choice, rows: tuple[int, int] = (2, _LAST_ROW)
) -> None:
    if not choice.fits:
        return
    rule = DataValidation(type="list", formula1=choice.formula, allow_blank=True)
    rule.showErrorMessage = choice.only
    rule.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
    sheet.add_data_validation(rule)


def _slug(name: str) -> str:
    return bare(name).replace(" ", "_")
