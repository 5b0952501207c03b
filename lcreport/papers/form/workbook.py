"""Draws the form of one unit: titles, instructions, table, signatures, protection, page."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from itertools import groupby
from pathlib import Path

from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.model import Indicator, PreviousRow, Settings, Unit
from lcreport.papers.book.looks import BODY_FONT, BODY_SIZE
from lcreport.papers.form.checks import check_block
from lcreport.papers.form.columns import (
    COLUMNS,
    LETTER,
    OF_THE_INDICATOR,
    PRINTED,
    inputs,
    titles,
)
from lcreport.papers.form.identity import identity_text, period_text, sign_form
from lcreport.papers.form.lines import Line, form_lines
from lcreport.papers.row_heights import fit_row
from lcreport.papers.xlsx_file import (
    BORDER,
    EPOCH,
    cell_at,
    dress,
    fit_page,
    new_workbook,
    put_text,
    save_workbook,
)
from lcreport.vietnamese import short_date_text
from lcreport.wording import say

HEADER_ROW = 10
_LAST = COLUMNS[-1].letter
_GREY = PatternFill("solid", fgColor="FFEDEDED")
_HEADER = PatternFill("solid", fgColor="FFD9E2F3")
_CENTRE = Alignment("center", "center", wrap_text=True)
_LEFT = Alignment("left", "center", wrap_text=True)
_TITLE_SIZE = 14
_SIGNATURES = (("A", "E", ("maker", "sign")), ("I", "O", ("head", "seal")))


def write_form(
    path: Path,
    settings: Settings,
    unit: Unit,
    indicators: tuple[Indicator, ...],
    previous: Mapping[int, PreviousRow],
) -> None:
    """Write the form of `unit` for `indicators`; the same content gives the same bytes.

    `previous` are the known figures of the last period by the indicators' numbers.

    Raises:
        OSError: the file cannot be written.
    """
    workbook, sheet = new_workbook(say("form.sheet"))
    for each in COLUMNS:
        sheet.column_dimensions[each.letter].width = each.width
    lines, headers = form_lines(indicators, previous), titles(settings.period)
    _write_head(sheet, settings, unit)
    _write_header(sheet, headers)
    row = HEADER_ROW + 1
    for _, group in groupby(lines, key=lambda line: line.indicator):
        block = tuple(group)
        for place, line in enumerate(block, start=row):
            _write_line(sheet, place, line)
        _join_block(sheet, row, len(block))
        check_block(sheet, (row, block), unit.id, settings.period.cut_off)
        row += len(block)
    last = _write_signatures(sheet, row + 1)
    _set_page(sheet, last, identity_text(unit, settings))
    sign_form(workbook, unit, settings, headers, lines)
    workbook.security = WorkbookProtection(lockStructure=True)
    day = settings.period.cut_off
    save_workbook(workbook, path, datetime.combine(day, time(), UTC) if day else EPOCH)


def _write_head(sheet: Worksheet, settings: Settings, unit: Unit) -> None:
    """Write the organs, the title, whose form and which period it is, and the instructions."""
    period, title = settings.period, settings.criteria.title
    deadline = period.deadline
    organ = " ".join(settings.document.organ.split()).upper()
    rows = (
        ("A", "E", organ, True),
        ("A", "E", unit.name.upper(), True),
        ("A", _LAST, say("form.title"), True),
        ("A", _LAST, say("form.criteria", title=title), False),
        ("A", "H", say("form.unit", name=unit.name), True),
        ("A", _LAST, say("form.guide1"), False),
        ("A", _LAST, say("form.guide2"), False),
        ("A", _LAST, say("form.guide3"), False),
    )
    for row, (left, right, text, bold) in enumerate(rows, start=1):
        title_row = row in {3, 4}
        place = _CENTRE if title_row or row <= 2 else _LEFT  # noqa: PLR2004 - the two organs
        size = _TITLE_SIZE if row == 3 else BODY_SIZE  # noqa: PLR2004 - the title itself
        _write_wide(sheet, (row, left, right), text, Font(BODY_FONT, size, bold=bold), place)
    said = [say("form.period", period=period_text(period))]
    if deadline:
        said.append(say("form.deadline", day=short_date_text(deadline)))
    strong = Font(BODY_FONT, BODY_SIZE, bold=True)
    _write_wide(sheet, (5, "I", _LAST), "; ".join(said), strong, _LEFT)
    small = Font(BODY_FONT, BODY_SIZE - 2, italic=True)
    _write_wide(sheet, (9, "A", _LAST), identity_text(unit, settings), small, _LEFT)


def _write_wide(
    sheet: Worksheet, place: tuple[int, str, str], text: str, font: Font, alignment: Alignment
) -> None:
    """Write a text across the columns of a row and make the row high enough."""
    row, left, right = place
    cell = sheet[f"{left}{row}"]
    put_text(cell, text)
    cell.font, cell.alignment = font, alignment
    sheet.merge_cells(f"{left}{row}:{right}{row}")
    fit_row(sheet, row)


def _write_header(sheet: Worksheet, headers: Sequence[str]) -> None:
    for column, header in enumerate(headers, start=1):
        cell = cell_at(sheet, HEADER_ROW, column)
        put_text(cell, header)
        cell.font = Font(BODY_FONT, BODY_SIZE, bold=True)
        cell.fill, cell.border, cell.alignment = _HEADER, BORDER, _CENTRE
    fit_row(sheet, HEADER_ROW)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"


def _write_line(sheet: Worksheet, row: int, line: Line) -> None:
    """Write a row: what is printed, the computed rate, and cells to fill or greyed out."""
    asked = inputs(line)
    for column, told in enumerate(COLUMNS, start=1):
        cell = cell_at(sheet, row, column)
        dress(cell, told.number_format, locked=told.key not in asked)
        if told.key not in asked and told.key not in PRINTED:
            cell.fill = _GREY
    for column, text in enumerate(line.printed, start=1):
        put_text(cell_at(sheet, row, column), text)
    number = cell_at(sheet, row, 1)
    number.value, number.alignment = line.number, _CENTRE
    fit_row(sheet, row)
    if "numerator" in asked:
        upper, lower = f"{LETTER['numerator']}{row}", f"{LETTER['denominator']}{row}"
        filled = f"AND(ISNUMBER({upper}),ISNUMBER({lower}))"
        rate = f'=IF({filled},IF({lower}>0,{upper}/{lower},""),"")'
        sheet[f"{LETTER['rate']}{row}"] = rate


def _join_block(sheet: Worksheet, top: int, height: int) -> None:
    """Merge, over the rows of an indicator's parts, what is asked once for all of them."""
    if height > 1:
        for key in ("ordinal", *OF_THE_INDICATOR):
            sheet.merge_cells(f"{LETTER[key]}{top}:{LETTER[key]}{top + height - 1}")


def _write_signatures(sheet: Worksheet, row: int) -> int:
    """Write the signature block; gives its last row, where the names are typed."""
    plain, bold = Font(BODY_FONT, BODY_SIZE, italic=True), Font(BODY_FONT, BODY_SIZE, bold=True)
    _write_wide(sheet, (row, "I", _LAST), say("form.place"), plain, _CENTRE)
    sheet[f"I{row}"].protection = Protection(locked=False)
    last = row + 7
    for left, right, keys in _SIGNATURES:
        for below, (key, font) in enumerate(zip(keys, (bold, plain), strict=True), start=1):
            _write_wide(sheet, (row + below, left, right), say(f"form.{key}"), font, _CENTRE)
        name = sheet[f"{left}{last}"]
        name.font, name.alignment, name.protection = bold, _CENTRE, Protection(locked=False)
        sheet.merge_cells(f"{left}{last}:{right}{last}")
    return last


def _set_page(sheet: Worksheet, last: int, told: str) -> None:
    """Protect all but the cells to fill (no password), and print on A4 across."""
    protection = sheet.protection
    protection.sheet = True
    # "False" allows: whoever fills the form may make rows higher and columns wider.
    protection.formatColumns = protection.formatRows = False
    fit_page(sheet)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{_LAST}{last}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.footer = 0.6, 0.25
    footer = sheet.oddFooter
    for side, text in (("left", told.replace("&", "&&")), ("right", say("form.page"))):
        getattr(footer, side).text = text
