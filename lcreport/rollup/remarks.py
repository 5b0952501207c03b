"""What speaks against putting areas together: other periods, other rules, drafts, a name twice."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from lcreport.explain import requirement
from lcreport.model import Area, Period, Settings, State
from lcreport.problems import Flaw, Problem, problem
from lcreport.rollup.telling import names_of
from lcreport.vietnamese import fold, short_date_text
from lcreport.wording import say

Key = TypeVar("Key", bound=Hashable)


def remarks(settings: Settings, level: Settings, areas: Sequence[Area]) -> tuple[Problem, ...]:
    """Give what a person must know about the areas, each kind once with all areas it is about.

    `settings` are the level's own, whose rules are named; `level` has the period of this rollup.
    """
    counted = [each for each in areas if each.state is State.ACCEPTED]
    return (
        *_same_organ(counted),
        *_other_periods(counted, level.period),
        *_other_rules(counted, settings),
        *_drafts(counted),
    )


def _same_organ(areas: Sequence[Area]) -> Iterator[Problem]:
    """Ask about an organ that several results name, unless all of them name the same one."""
    groups = _grouped((fold(each.organ), each) for each in areas if each.organ)
    if len(groups) < 2:  # noqa: PLR2004 - one office made all results, or nobody named any
        return
    for group in groups.values():
        if len(group) > 1:
            files = ", ".join(each.file for each in group)
            yield problem(Flaw("A03", files, group[0].organ), file=group[-1].file)


def _other_periods(areas: Sequence[Area], period: Period) -> Iterator[Problem]:
    others = (each for each in areas if _is_other(each, period))
    groups = _grouped((_period_text(each.label, each.cut_off), each) for each in others)
    expected = _period_text(period.label, period.cut_off)
    for found, group in groups.items():
        text = say("area.of", what=found or say("area.none"), names=names_of(group))
        yield problem(Flaw("A04", text, expected), file=group[0].file, unit=_only(group))


def _is_other(area: Area, period: Period) -> bool:
    if area.cut_off and period.cut_off:
        return area.cut_off != period.cut_off
    return bool(period.label or period.cut_off) and fold(area.label) != fold(period.label)


def _grouped(pairs: Iterable[tuple[Key, Area]]) -> dict[Key, list[Area]]:
    groups: dict[Key, list[Area]] = {}
    for key, area in pairs:
        groups.setdefault(key, []).append(area)
    return groups


def _period_text(label: str, day: date | None) -> str:
    shown = say("area.cut_off", day=short_date_text(day)) if day else ""
    return " ".join(part for part in (label and f"“{label}”", shown) if part)


def _other_rules(areas: Sequence[Area], settings: Settings) -> Iterator[Problem]:
    groups = _grouped((rule, each) for each in areas for rule in each.differing)
    for (number, found), group in sorted(groups.items()):
        indicator = settings.criteria.indicator(number)
        rules = "; ".join(requirement(each) for each in indicator.measures) if indicator else ""
        text = say("area.of", what=found, names=names_of(group))
        flaw = Flaw("A05", text, rules or say("area.none"))
        yield problem(flaw, file=group[0].file, unit=_only(group), indicator=number)


def _drafts(areas: Sequence[Area]) -> Iterator[Problem]:
    drafts = [each for each in areas if each.draft]
    if drafts:
        yield problem(Flaw("A06", names_of(drafts)), file=drafts[0].file, unit=_only(drafts))


def _only(group: Sequence[Area]) -> str | None:
    return group[0].id if len(group) == 1 else None
