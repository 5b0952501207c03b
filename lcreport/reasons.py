"""Why a verdict is what it is, in sentences for the official."""

from collections.abc import Sequence

from lcreport.model import Figure, MeasureVerdict, Settings, Verdict
from lcreport.quantity import Interval
from lcreport.vietnamese import interval_text
from lcreport.wording import say

_NEGATED = {">=": "<", "<=": ">", ">": "≤", "<": "≥"}
_SHOWN = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}


def open_measure(each: MeasureVerdict) -> str:
    """Say of a measure that its rule cannot be settled yet, and what is known."""
    measure, interval = each.figure.measure, each.figure.interval
    if interval is None:
        return say("verdict.part_missing", name=measure.name)
    shown = interval_text(interval, rate=measure.is_rate)
    if measure.threshold is None:
        return say("verdict.trend_open", name=measure.name, shown=shown)
    limit = interval_text(Interval.point(measure.threshold), rate=measure.is_rate)
    sign = _SHOWN[measure.comparison.value]
    return say("verdict.open", name=measure.name, shown=shown, sign=sign, limit=limit)


def upper_level(figure: Figure) -> str:
    """Say that a higher level judges the indicator, and what the unit wrote about it."""
    told = say("verdict.told", raw=figure.text) if figure.text else ""
    return f"{say('verdict.upper')} {told}".strip()


def comparison(each: MeasureVerdict) -> str:
    """Give the comparison as a person writes it: "nước thải 49,78% < 60%"."""
    measure, interval = each.figure.measure, each.figure.interval
    if measure.threshold is not None and interval:
        signs = _SHOWN if each.holds else _NEGATED
        shown = interval_text(interval, rate=measure.is_rate, thresholds=(measure.threshold,))
        limit = interval_text(Interval.point(measure.threshold), rate=measure.is_rate)
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
