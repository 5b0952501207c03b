"""What each unit is told about its returns: what to mend, what was accepted, what followed."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcreport.model import Answer, Result, Return, State, Unit, Verdict
from lcreport.problems import Problem

# What a unit can mend in its own file; the other families are questions for the office.
_TOLD_FAMILIES = frozenset("TMDHGC")
# A figure of another date than the cut-off is the unit's to bring up to date.
_TOLD_BESIDES = frozenset({"N05"})


@dataclass(frozen=True, slots=True)
class Response:
    """The answer to one unit: `marked` is the file that goes back, `others` its other files."""

    unit: Unit
    period: str
    marked: Return
    others: tuple[Return, ...]
    problems: tuple[Problem, ...]
    accepted: tuple[tuple[Answer, Verdict], ...]


def responses(result: Result) -> Iterator[Response]:
    """Give one response per unit that has sent a file, in the order of the settings."""
    for unit in result.settings.units:
        mine = sorted((r for r in result.returns if r.unit == unit.id), key=_rank)
        if mine:
            marked, *others = reversed(mine)
            yield Response(
                unit,
                result.settings.period.label,
                marked,
                tuple(others),
                tuple(_told(result, marked, {each.file for each in mine})),
                tuple(_accepted(result, unit.id)),
            )


def _rank(each: Return) -> tuple[bool, str, str]:
    """Rank a file: accepted before others, then by when it was saved."""
    return each.state is State.ACCEPTED, each.saved.isoformat() if each.saved else "", each.file


def _told(result: Result, marked: Return, files: set[str]) -> list[Problem]:
    """Give the unit's problems: those of the marked file first, in the order of its indicators."""
    told = (
        each
        for each in result.problems
        if each.file in files and (each.code[0] in _TOLD_FAMILIES or each.code in _TOLD_BESIDES)
    )
    return sorted(
        dict.fromkeys(told),
        key=lambda each: (each.file != marked.file, each.file or "", each.indicator or 0),
    )


def _accepted(result: Result, unit: str) -> Iterator[tuple[Answer, Verdict]]:
    verdicts = {each.indicator.number: each for each in result.verdicts}
    answers = (answer for each in result.returns for answer in each.answers if answer.unit == unit)
    for answer in sorted(answers, key=lambda each: each.indicator):
        if answer.indicator in verdicts:
            yield answer, verdicts[answer.indicator]
