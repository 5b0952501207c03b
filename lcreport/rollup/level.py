"""The level above: areas go through frame, combine and evaluate like the units of any level.

No files, no clock, no network. One indicator after the other, so that thousands of areas need
little memory.
"""

from collections.abc import Sequence
from dataclasses import replace

from lcreport.model import (
    Area,
    Assignment,
    Decision,
    Indicator,
    PreviousRow,
    Result,
    Return,
    Role,
    Rollup,
    Settings,
    State,
    Tally,
    Verdict,
)
from lcreport.pipeline import conclude
from lcreport.problems import Problem
from lcreport.rollup.answers import answers_of, level_settings, named, usable
from lcreport.rollup.register import registered
from lcreport.rollup.remarks import remarks
from lcreport.rollup.tallies import tally_of
from lcreport.rollup.telling import told

# Who is silent is told once for each area (A01), not once for each of its indicators.
_TOLD_ELSEWHERE = frozenset({"N04", "K05"})


def conclude_areas(
    settings: Settings,
    areas: Sequence[Area],
    previous: Sequence[PreviousRow] = (),
    decisions: Sequence[Decision] = (),
    faults: Sequence[Problem] = (),
) -> Rollup:
    """Put areas together under the settings of the level above, in whatever order they come.

    `faults` are what was wrong with the level's own previous table.
    """
    known, unexpected = registered(named(sorted(areas, key=lambda each: each.id)), settings)
    ordered = tuple(sorted(known, key=lambda each: each.id))
    level = level_settings(settings, ordered)
    counted = tuple(each for each in ordered if each.state is not State.DUPLICATE)
    verdicts: list[Verdict] = []
    problems: list[Problem] = []
    tallies: dict[int, Tally] = {}
    for indicator in level.criteria.indicators:
        verdict, notes = _judged(level, counted, indicator, previous, decisions)
        tally = tally_of(counted, indicator)
        tallies[indicator.number] = tally
        verdicts.append(told(verdict, tally, level))
        problems += notes
    result = Result(
        settings=level,
        returns=tuple(_return(each) for each in ordered if not each.is_absent),
        verdicts=tuple(verdicts),
        problems=(
            *(each for area in ordered for each in area.problems),
            *faults,
            *unexpected,
            *remarks(settings, level, ordered),
            *problems,
        ),
        previous=tuple(previous),
        decisions=tuple(decisions),
    )
    return Rollup(result, ordered, tallies)


def _judged(
    level: Settings,
    areas: Sequence[Area],
    indicator: Indicator,
    previous: Sequence[PreviousRow],
    decisions: Sequence[Decision],
) -> tuple[Verdict, list[Problem]]:
    number = indicator.number
    one = replace(
        level,
        criteria=replace(level.criteria, indicators=(indicator,)),
        assignments=tuple(Assignment(number, each.id, Role.LEAD) for each in areas),
    )
    figures = usable(areas, indicator)
    returns = [
        replace(_return(each), answers=answers_of(each, indicator, figures=figures))
        for each in areas
    ]
    result = conclude(
        one,
        returns,
        [each for each in previous if each.indicator == number],
        [each for each in decisions if each.indicator == number],
    )
    notes = [_unplaced(each) for each in result.problems if each.code not in _TOLD_ELSEWHERE]
    return result.verdicts[0], notes


def _unplaced(problem: Problem) -> Problem:
    """Take the first area's file from what is about all of them."""
    return replace(problem, file=None, sheet=None, cell=None, unit=None)


def _return(area: Area) -> Return:
    known = None if area.state is State.DUPLICATE else area.id
    return Return(area.file, area.sha256, area.state, known, "folder_name" if known else None)
