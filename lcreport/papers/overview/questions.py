"""What no rule can settle: indicators that wait for a person, for units, or for figures."""

from collections.abc import Sequence

from lcreport.explain import requirement
from lcreport.model import Result, Settings, Status, Verdict
from lcreport.papers.overview.looks import LOOKS
from lcreport.papers.overview.names import CanXem, NhomThieu
from lcreport.papers.summary.places import unit_name
from lcreport.reasons import silence
from lcreport.wording import say


def open_questions(result: Result) -> tuple[CanXem, ...]:
    """Give the indicators that need a person's decision."""
    return _told(result.open_questions, result.settings)


def without_figure(result: Result) -> tuple[CanXem, ...]:
    """Give the indicators without a verdict although nobody is silent and nobody has to decide."""
    found = (
        each
        for each in result.verdicts
        if each.status is Status.NO_DATA and not each.figure.missing and not each.needs_review
    )
    return _told(tuple(found), result.settings)


def silent_groups(result: Result) -> tuple[NhomThieu, ...]:
    """Group the indicators with silent units by what these units can still change."""
    groups: dict[str, list[Verdict]] = {"depends": [], "settled": [], "by_heard": []}
    for verdict in result.verdicts:
        if verdict.figure.missing:
            groups[_group(verdict, result.settings)].append(verdict)
    return tuple(
        NhomThieu(say(f"overview.silent.{name}"), _told(members, result.settings))
        for name, members in groups.items()
        if members
    )


def _group(verdict: Verdict, settings: Settings) -> str:
    if verdict.status is Status.NO_DATA:
        return "depends"
    names = ", ".join(unit_name(unit, settings) for unit in verdict.figure.missing)
    settled = say("verdict.settled", count=len(verdict.figure.missing), units=names)
    return "settled" if settled in silence(verdict.figure, settings) else "by_heard"


def _told(verdicts: Sequence[Verdict], settings: Settings) -> tuple[CanXem, ...]:
    return tuple(
        CanXem(
            each.indicator.number,
            each.indicator.text,
            LOOKS[each.status],
            say(f"verdict.{each.status}"),
            each.figure.text,
            tuple(requirement(measure) for measure in each.indicator.measures),
            each.reasons,
            tuple(unit_name(unit, settings) for unit in each.figure.missing),
        )
        for each in verdicts
    )
