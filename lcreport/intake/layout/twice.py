"""The same indicator on two rows of one file: one answer counts, or none (H03)."""

from collections.abc import Iterable, Sequence

from lcreport.intake.layout.answering import is_blank
from lcreport.model import Answer
from lcreport.problems import Flaw, Problem, Severity, problem
from lcreport.vietnamese import fold
from lcreport.wording import say

Answers = tuple[Answer, ...]


def settle_rows(rows: Iterable[Answers]) -> tuple[list[Answers], list[Problem]]:
    """Keep one row per indicator; rows that say different things cancel each other.

    Blank rows give way to filled ones. Rows that say the same count once, with a warning.
    """
    by_indicator: dict[int, list[Answers]] = {}
    for row in rows:
        by_indicator.setdefault(row[0].indicator, []).append(row)
    kept: list[Answers] = []
    problems: list[Problem] = []
    for same in by_indicator.values():
        filled = [row for row in same if not is_blank(row)] or same[:1]
        first = filled[0]
        other = next((row for row in filled[1:] if _meaning(row) != _meaning(first)), None)
        if other is None:
            kept.append(first)
        if len(filled) > 1:
            problems.append(_told(first, filled[1] if other is None else other, same=other is None))
    return kept, problems


def _meaning(row: Sequence[Answer]) -> list[tuple[object, ...]]:
    return [
        (each.reading.kind, each.reading.interval, each.reading.numerator,
         each.reading.denominator, each.claim,
         None if each.reading.interval else fold(each.reading.raw))
        for each in row
    ]  # fmt: skip


def _told(first: Answers, second: Answers, *, same: bool) -> Problem:
    found = say(
        "rows.same" if same else "rows.different",
        one=_shown(first),
        other=_shown(second),
        first=first[0].source.cell,
        second=_place(second, first),
    )
    source = second[0].source
    return problem(
        Flaw("H03", found),
        sheet=source.sheet,
        cell=source.cell,
        indicator=first[0].indicator,
        severity=Severity.WARNING if same else None,
    )


def _place(row: Answers, beside: Answers) -> str:
    source = row[0].source
    if source.sheet == beside[0].source.sheet:
        return source.cell
    return say("rows.place", cell=source.cell, sheet=source.sheet)


def _shown(row: Answers) -> str:
    return " ".join(row[0].reading.raw.split()) or say("rows.blank")
