"""Writes `tham-dinh.xlsx`: one row for every verdict that a person must look at."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lcreport import decisions
from lcreport.model import Answer, Basis, Level, Result, Settings, Status, Verdict
from lcreport.papers.book.looks import BODY_FONT, BODY_SIZE, DATE_FORMAT, TEXT_FORMAT
from lcreport.papers.cells import hang
from lcreport.papers.row_heights import fit_row
from lcreport.papers.summary.places import Places
from lcreport.papers.xlsx_file import (
    WRAPPED,
    cell_at,
    dress,
    fit_page,
    new_workbook,
    put_comment,
    put_header,
    put_text,
    save_workbook,
)
from lcreport.problems import REMARKS
from lcreport.vietnamese import bare
from lcreport.wording import say

_WIDTHS = (9, 16, 40, 20, 30, 20, 13, 16, 34, 24, 44)
_GUIDE_WIDTH = 110
_STEPS = ("title", "step_1", "step_2", "step_3", "step_4", "words")
_COMMENTED = (
    decisions.NUMBER,
    decisions.VERDICT,
    decisions.REASON,
    decisions.PERSON,
    decisions.DAY,
    decisions.FINGERPRINT,
)
_TO_FILL = {decisions.VERDICT, decisions.REASON, decisions.PERSON, decisions.DAY}
_FREE_ROWS = 200  # rows below ours in which a person may add decisions with the same drop-downs
_EARLIEST = date(2000, 1, 1)

_Value = str | int | date


def write_decisions(result: Result, path: Path, sources: Path | None = None) -> None:
    """Write the open questions and the decisions already applied, in order of indicators.

    `sources` is the folder of returns: a row's source cell then opens the first of its files.

    Raises:
        OSError: the file cannot be written.
    """
    workbook, sheet = new_workbook(say("decisions.sheet"))
    names = tuple(column.name for column in decisions.COLUMNS)
    put_header(sheet, names, _WIDTHS)
    for column, name in enumerate(names, start=1):
        if name in _COMMENTED:
            key = bare(name).replace(" ", "_")
            put_comment(cell_at(sheet, 1, column), say(f"decisions.comment.{key}"))
    rows = [verdict for verdict in result.verdicts if _stands_here(verdict)]
    places = Places.seen_from(path, sources)
    for number, verdict in enumerate(rows, start=2):
        _write_row(sheet, number, _values(verdict, result.settings))
        origin = cell_at(sheet, number, names.index(decisions.ORIGIN) + 1)
        for answer in verdict.figure.answers[:1]:
            hang(origin, places.of_answer(answer, ""))
    _validate(sheet, names, _write_guide(workbook, result), len(rows) + 1 + _FREE_ROWS)
    fit_page(sheet)
    save_workbook(workbook, path)


def _stands_here(verdict: Verdict) -> bool:
    return verdict.needs_review or _is_decided(verdict)


def _is_decided(verdict: Verdict) -> bool:
    return verdict.decision is not None and verdict.basis is Basis.DECISION


def _values(verdict: Verdict, settings: Settings) -> dict[str, _Value]:
    values: dict[str, _Value] = {
        decisions.NUMBER: verdict.indicator.number,
        decisions.PROPOSED: say(f"verdict.{_proposed(verdict)}"),
        decisions.WHY: "\n".join(verdict.reasons),
        decisions.FINGERPRINT: verdict.fingerprint,
        decisions.TEXT: verdict.indicator.text,
        decisions.FIGURE: _figure(verdict),
        decisions.ORIGIN: "\n".join(
            dict.fromkeys(_origin(each, settings) for each in verdict.figure.answers)
        ),
    }
    decision = verdict.decision
    if decision is not None and _is_decided(verdict):
        values |= {
            decisions.VERDICT: say(f"verdict.{decision.verdict}"),
            decisions.REASON: decision.reason,
            decisions.PERSON: decision.person,
            decisions.DAY: decision.day or "",
            decisions.FINGERPRINT: decision.fingerprint,
        }
    return values


def _proposed(verdict: Verdict) -> Status:
    """Give what stands without a decision; a decided verdict shows what it overrules."""
    if not _is_decided(verdict):
        return verdict.status
    otherwise = Status.UPPER_LEVEL if verdict.indicator.level is Level.UPPER else Status.NO_DATA
    return verdict.computed or verdict.claimed or otherwise


def _figure(verdict: Verdict) -> str:
    figure = verdict.figure
    before = figure.previous_text and say("decisions.previous", found=figure.previous_text)
    return "\n".join(part for part in (figure.text, before) if part)


def _origin(answer: Answer, settings: Settings) -> str:
    unit = settings.unit(answer.unit)
    source = answer.source
    return say(
        "decisions.place",
        unit=unit.name if unit else answer.unit or "",
        file=source.file,
        sheet=source.sheet,
        cell=source.cell,
        raw=answer.reading.raw,
    )


def _write_row(sheet: Worksheet, number: int, values: dict[str, _Value]) -> None:
    for column, each in enumerate(decisions.COLUMNS, start=1):
        cell = cell_at(sheet, number, column)
        value = values.get(each.name, "")
        if isinstance(value, str):
            put_text(cell, value)
        else:
            cell.value = value
        formats = {decisions.NUMBER: "0", decisions.DAY: DATE_FORMAT}
        dress(cell, formats.get(each.name, TEXT_FORMAT), locked=each.name not in _TO_FILL)
    fit_row(sheet, number)


def _write_guide(workbook: Workbook, result: Result) -> str:
    """Write the second sheet; gives the range of the five words for the drop-down.

    The words stand in cells because one of them holds a comma, which would split a typed list.
    """
    guide = workbook.create_sheet(say("decisions.guide_sheet"))
    guide.column_dimensions["A"].width = _GUIDE_WIDTH
    words = tuple(decisions.verdict_words())
    lines = [say(f"decisions.guide.{step}") for step in _STEPS]
    first = len(lines) + 1
    remarks = _remarks(result)
    lines += [*words, *([say("decisions.guide.remarks"), *remarks] if remarks else [])]
    for row, line in enumerate(lines, start=1):
        cell = cell_at(guide, row, 1)
        put_text(cell, line)
        cell.font = Font(name=BODY_FONT, size=BODY_SIZE, bold=row == 1)
        cell.alignment = WRAPPED
        fit_row(guide, row)
    return f"'{guide.title}'!$A${first}:$A${first + len(words) - 1}"


def _remarks(result: Result) -> list[str]:
    """Give what is remarkable about verdicts, which a person sees here without having to decide."""
    told = [f"- {each.message}" for each in result.problems if each.code in REMARKS]
    return list(dict.fromkeys(told))


def _validate(sheet: Worksheet, names: tuple[str, ...], words: str, last: int) -> None:
    drop_down = DataValidation(type="list", formula1=words, allow_blank=True, showErrorMessage=True)
    drop_down.error = say("decisions.drop_down")
    dates = DataValidation(
        type="date",
        operator="greaterThanOrEqual",
        formula1=str((_EARLIEST - date(1899, 12, 30)).days),
        allow_blank=True,
        showErrorMessage=True,
    )
    dates.error = say("decisions.date_only")
    for rule, name in ((drop_down, decisions.VERDICT), (dates, decisions.DAY)):
        letter = get_column_letter(names.index(name) + 1)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
