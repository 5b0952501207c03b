"""Why a verdict is what it is, in sentences for the official."""

from collections.abc import Iterator, Sequence

from lcreport.model import (
    Combination,
    Comparison,
    Figure,
    MeasureVerdict,
    Settings,
    Status,
    Verdict,
)
from lcreport.quantity import Interval
from lcreport.readings import quantity_text
from lcreport.wording import say

_NEGATED = {">=": "<", "<=": ">", ">": "≤", "<": "≥"}
_SHOWN = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


def open_measure(each: MeasureVerdict) -> str:
    """Say of a measure that its rule cannot be settled yet, and what is known."""
    measure, interval = each.figure.measure, each.figure.interval
    if interval is None:
        return say("verdict.part_missing", name=measure.name)
    shown = quantity_text(interval, measure)
    if measure.comparison is Comparison.REPORT:
        return say("verdict.report_open", name=measure.name, shown=shown).strip()
    if measure.threshold is None:
        return say("verdict.trend_open", name=measure.name, shown=shown).strip()
    limit = quantity_text(Interval.point(measure.threshold), measure)
    sign = _SHOWN[measure.comparison.value]
    return say("verdict.open", name=measure.name, shown=shown, sign=sign, limit=limit).strip()


def needed(each: MeasureVerdict, figure: Figure, settings: Settings) -> Iterator[str]:
    """Say what the silent units would have to send together for the measure to hold.

    Only a sum whose open part is nothing but silent units of known size can tell.
    """
    measure, interval = each.figure.measure, each.figure.interval
    limit = measure.threshold
    weighed = all(unit and unit.weight for unit in map(settings.unit, figure.missing))
    heard = (a.reading.interval for a in figure.answers if a.measure == measure.name)
    exact = all(one is not None and one.is_point for one in heard)
    summed = figure.indicator.combination is Combination.SUM and measure.is_rate
    if not (summed and weighed and exact and limit is not None and interval):
        return
    low, high = interval.low, interval.high
    if low is None or high is None or low == high:
        return
    share = Interval.point((limit - low) / (high - low) * 100)
    key = "needs_at_least" if measure.comparison.value.startswith(">") else "needs_at_most"
    yield say(f"verdict.{key}", limit=quantity_text(share, measure))


def figureless(
    open_ones: Sequence[MeasureVerdict], figure: Figure, settings: Settings
) -> Iterator[str]:
    """Name the units that answered a sum without any figure: it stays open because of them."""
    names = {each.figure.measure.name for each in open_ones}
    units = [
        a.signed or a.unit or ""
        for a in figure.answers
        if a.measure in names
        and a.reading.interval is None
        and a.reading.status is not Status.NOT_APPLICABLE
    ]
    if figure.indicator.combination is Combination.SUM and units:
        yield say("verdict.figureless", units=unit_names(tuple(dict.fromkeys(units)), settings))


def refusals(figure: Figure, settings: Settings) -> Iterator[str]:
    """Name the units that said no where every unit has to say yes."""
    said_no = [a.signed or a.unit or a.source.file for a in figure.answers if a.claim is False]
    if figure.indicator.combination is Combination.ALL and said_no:
        yield say("verdict.refused", units=unit_names(tuple(dict.fromkeys(said_no)), settings))


def silence(figure: Figure, settings: Settings) -> Iterator[str]:
    """Say whether the units that have not answered could still change a settled verdict."""
    if not figure.missing:
        return
    names = unit_names(figure.missing, settings)
    bounded = figure.indicator.combination in {Combination.SUM, Combination.EACH, Combination.ALL}
    if bounded:
        yield say("verdict.settled", count=len(figure.missing), units=names)
    else:
        yield say("verdict.still_silent", units=names)


def upper_level(figure: Figure) -> str:
    """Say that a higher level judges the indicator, and what the unit wrote about it."""
    told = say("verdict.told", raw=figure.text) if figure.text else ""
    return f"{say('verdict.upper')} {told}".strip()


def comparison(each: MeasureVerdict) -> str:
    """Give the comparison as a person writes it: "nước thải 49,78% < 60%"."""
    measure, interval = each.figure.measure, each.figure.interval
    if measure.threshold is not None and interval:
        signs = _SHOWN if each.holds else _NEGATED
        shown = quantity_text(interval, measure)
        limit = quantity_text(Interval.point(measure.threshold), measure)
        return f"{measure.name} {shown} {signs[measure.comparison.value]} {limit}".strip()
    if measure.comparison.is_trend:
        return say(f"verdict.trend_{'met' if each.holds else 'not_met'}_{measure.comparison.name}")
    return say("verdict.reported")


def contradiction(verdict: Verdict) -> str:
    """Say that the unit's claim and the computed verdict contradict each other."""
    return say(
        "verdict.contradiction",
        claimed=say(f"verdict.{verdict.claimed}"),
        computed=say(f"verdict.{verdict.computed}"),
    )


def unit_names(units: Sequence[str], settings: Settings) -> str:
    """Give the names of units in one line."""
    found = [settings.unit(unit) for unit in units]
    return ", ".join(unit.name for unit in found if unit)
