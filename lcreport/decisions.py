"""`tham-dinh.xlsx` as it comes back: the office's own verdicts, strictly read."""

from pathlib import Path

from lcreport.errors import SettingsError
from lcreport.intake.grid import Grid, Workbook
from lcreport.model import CriteriaSet, Decision, Source, Status
from lcreport.settings.cells import day, indicator_of, line, one_of, text
from lcreport.settings.sheet import Faults, Row, open_book, pick, read_table
from lcreport.settings.words import Column
from lcreport.wording import say

DECISIONS_FILE = "tham-dinh.xlsx"
NUMBER, PROPOSED, WHY, VERDICT, REASON, PERSON, DAY, FINGERPRINT = (
    "chỉ số",
    "đề nghị",
    "lý do cần xem",
    "kết luận",
    "lý do",
    "người quyết định",
    "ngày",
    "mã số liệu",
)
TEXT, FIGURE, ORIGIN = "nội dung", "số liệu", "nguồn"
COLUMNS = (
    Column(NUMBER, required=True),
    Column(PROPOSED),
    Column(WHY),
    Column(VERDICT, required=True),
    Column(REASON, required=True),
    Column(PERSON, required=True),
    Column(DAY, required=True),
    Column(FINGERPRINT),
    Column(TEXT),
    Column(FIGURE),
    Column(ORIGIN),
)
_NEEDED = (NUMBER, REASON, PERSON, DAY)


def verdict_words() -> dict[str, Status]:
    """Give the words that `kết luận` may hold, with the verdict that each means."""
    return {say(f"verdict.{status}"): status for status in Status}


def load_decisions(path: Path, criteria: CriteriaSet) -> tuple[Decision, ...]:
    """Read the decisions in order of their rows; a row without `kết luận` decides nothing.

    Raises:
        SettingsError: the file cannot be read, or with one sentence for every fault in it.
    """
    faults = Faults()
    grid = _sheet(open_book(path), path)
    rows = [row for row in read_table(grid, COLUMNS, faults).rows if not row[VERDICT].is_empty]
    found = [(row, _decision(row, criteria, faults)) for row in rows]
    faults += _twice(found)
    faults.stop()
    return tuple(decision for _, decision in found)


def _sheet(book: Workbook, path: Path) -> Grid:
    """Find the one sheet of decisions; its name matters only beside other filled sheets."""
    guide, name = say("decisions.guide_sheet"), say("decisions.sheet")
    grids = [each for each in book.grids if each.cells and not pick(each.name, [guide])]
    named = [each for each in grids if pick(each.name, [name])]
    if not grids:
        raise SettingsError(say("decisions.sheet_empty", file=path.name))
    if len(grids) > 1:
        others = ", ".join(f"“{each.name}”" for each in grids if each not in named)
        told = say("decisions.sheets", file=path.name, found=others, expected=name)
        raise SettingsError(told)
    return grids[0]


def _decision(row: Row, criteria: CriteriaSet, faults: Faults) -> Decision:
    faults += [
        say("decisions.needs", place=row[column].place, column=column)
        for column in _NEEDED
        if row[column].is_empty
    ]
    verdict = row[VERDICT]
    number = row[NUMBER]
    return Decision(
        indicator=0 if number.is_empty else faults.read(indicator_of(criteria), number, 0),
        verdict=faults.read(one_of(verdict_words(), Status.NO_DATA), verdict, Status.NO_DATA),
        reason=faults.read(text, row[REASON], ""),
        person=faults.read(line, row[PERSON], ""),
        day=faults.read(day, row[DAY], None),
        fingerprint=faults.read(line, row[FINGERPRINT], ""),
        source=Source(DECISIONS_FILE, verdict.sheet, verdict.address),
    )


def _twice(found: list[tuple[Row, Decision]]) -> list[str]:
    first: dict[int, Row] = {}
    return [
        say(
            "decisions.decided_twice",
            place=row[VERDICT].place,
            indicator=decision.indicator,
            other=first[decision.indicator][VERDICT].place,
        )
        for row, decision in found
        if decision.indicator and first.setdefault(decision.indicator, row) is not row
    ]
