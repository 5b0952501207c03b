"""Which rows of a table answer which indicator: number and text must agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lcreport.intake.grid import address
from lcreport.intake.layout.headers import Field
from lcreport.intake.layout.matching import Matcher, number_in, numbers_in
from lcreport.intake.layout.pieces import Draft, RowReader
from lcreport.intake.layout.table import Table
from lcreport.intake.values.flaws import flaw
from lcreport.model import CriteriaSet
from lcreport.problems import Flaw, Problem, problem
from lcreport.vietnamese import fold
from lcreport.wording import say

_TOTALS = ("tổng cộng", "cộng", "tổng số chỉ số", "tổng hợp", "tổng")
# A running count may skip a number where a row was deleted.
_LONGEST_STEP = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator's row: the physical rows that it stands on, and labels of parts in them."""

    indicator: int
    lines: tuple[int, ...]
    labels: dict[int, str] = field(default_factory=dict)


def find_rows(
    table: Table, criteria: CriteriaSet, known: Matcher
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Give the rows that name an indicator, and H01 or H02 for answers that name none for sure.

    Titles, totals and rows without an answer are passed over.
    """
    reader = RowReader(table, criteria, known)
    drafts = reader.drafts()
    runs = not table.numbers_are_sure and _is_running(drafts, reader)
    rows: list[Row] = []
    problems: list[Problem] = []
    for draft in drafts:
        outcome = _resolve(draft, known, runs=runs)
        if isinstance(outcome, int):
            rows.append(Row(outcome, draft.lines, draft.labels))
        elif outcome and reader.answers(draft):
            problems.append(_placed(outcome, draft, reader))
    return tuple(rows), tuple(problems)


def _resolve(draft: Draft, known: Matcher, *, runs: bool) -> int | Flaw | None:
    """Give the indicator, a flaw, or None where nothing (a title, a total) is named."""
    inside = number_in(draft.text)
    several = [number for number in numbers_in(draft.text) if number in known.numbers]
    if len(several) > 1:
        return _disagree(several[0], several[1])
    if inside in known.numbers and inside is not None:
        if not runs and draft.ordinal not in {None, inside}:
            return _disagree(draft.ordinal, inside)
        return _agreed(draft, inside, known)
    if draft.ordinal is None or runs:
        named = known.names(draft.text)
        return named if named is not None else _unknown(draft)
    if draft.ordinal not in known.numbers:
        return _unknown(draft)
    return _agreed(draft, draft.ordinal, known)


def _agreed(draft: Draft, number: int, known: Matcher) -> int | Flaw | None:
    """Give the number where the text does not contradict it."""
    named = known.names(draft.text)
    if not draft.text or named == number:
        return number
    if named is not None and known.likeness(draft.text, number) < known.likeness(draft.text, named):
        return _disagree(number, named)
    return number if known.agrees(draft.text, number) else _unknown(draft)


def _disagree(number: int | None, named: int) -> Flaw:
    return Flaw("H01", say("rows.indicator", number=number), say("rows.indicator", number=named))


def _unknown(draft: Draft) -> Flaw | None:
    """Give H02 for a row that names no indicator; totals and titles are no answers."""
    if fold(draft.text).startswith(_TOTALS) or not (draft.text or draft.ordinal):
        return None
    told = draft.text if draft.ordinal is None else f"{draft.ordinal}. {draft.text}".rstrip(". ")
    return flaw("H02", told)


def _is_running(drafts: Sequence[Draft], reader: RowReader) -> bool:
    """Say whether the number column only counts rows: 1, 2, 3 … beside other indicators' texts."""
    pairs = [(each.ordinal, reader.named(each)) for each in drafts if each.ordinal is not None]
    numbers = [number for number, _ in pairs if number is not None]
    if not numbers or not _counts_up(numbers):
        return False
    told = [(number, named) for number, named in pairs if named is not None]
    agreeing = sum(number == named for number, named in told)
    return len(told) - agreeing > agreeing


def _counts_up(numbers: Sequence[int]) -> bool:
    steps = zip((0, *numbers), numbers, strict=False)
    return all(after == 1 or 1 <= after - before <= _LONGEST_STEP for before, after in steps)


def _placed(fault: Flaw, draft: Draft, reader: RowReader) -> Problem:
    """Place a flaw at the row's number or text; `indicator` is a known number, else the text's."""
    table = reader.table
    number = draft.ordinal if draft.ordinal in reader.known.numbers else reader.named(draft)
    column = next(_columns(table, draft), None)
    cell = address(draft.lines[0], column) if column else None
    return problem(fault, sheet=table.grid.name, cell=cell, indicator=number)


def _columns(table: Table, draft: Draft) -> Iterator[int]:
    if draft.number:
        yield from table.columns.get(Field.ORDINAL, ())
    yield from table.columns.get(Field.INDICATOR, ())
