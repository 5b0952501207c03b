"""The verdicts in an area's result, as far as the level above judges by the same rules."""

from collections.abc import Sequence
from fractions import Fraction

from lcreport.explain import requirement
from lcreport.intake.published import Json, decimal_of, interval_of, ratio_of
from lcreport.model import (
    AreaFigure,
    AreaVerdict,
    Comparison,
    CriteriaSet,
    Direction,
    Indicator,
    Measure,
    Status,
)
from lcreport.quantity import Interval, Ratio
from lcreport.vietnamese import fold
from lcreport.wording import say

_LONGEST_TEXT = 500
# Rates are told with 12 decimals where the division does not end.
_ROUNDING = Fraction(1, 10**6)
_LEAST, _MOST = Fraction(0), Fraction(100)
_Verdicts = tuple[dict[int, AreaVerdict], tuple[tuple[int, str], ...]]


class VerdictReader:
    """Reads the verdicts of one area after the other against the level's criteria set."""

    def __init__(self, criteria: CriteriaSet) -> None:
        """Learn the level's rules and texts once."""
        self._id = criteria.id
        self._indicators = {each.number: each for each in criteria.indicators}
        self._rules = {
            each.number: {m.name: _rule(m) for m in each.measures} for each in criteria.indicators
        }

    def read(self, told: Sequence[Json], criteria: object) -> _Verdicts:
        """Give the verdicts by indicator, and the rule of each that was judged by another one.

        `criteria` is the id of the area's criteria set; texts are only compared where it is
        another one than the level's.

        Raises:
            ValueError, KeyError, TypeError: the file says something that no run of ours says.
        """
        verdicts: dict[int, AreaVerdict] = {}
        differing: dict[int, str] = {}
        for each in told:
            number = int(each["indicator"])
            if number in verdicts or number in differing:
                raise ValueError(say("area.twice", number=number))
            other = self._difference(number, each, foreign=criteria not in {None, self._id})
            if other:
                differing[number] = other
            else:
                verdicts[number] = _verdict(each, self._indicators[number])
        return verdicts, tuple(sorted(differing.items()))

    def _difference(self, number: int, told: Json, *, foreign: bool) -> str:
        """Say by which other rule an indicator was judged; "" where it is the level's own."""
        indicator = self._indicators.get(number)
        if indicator is None:
            return say("area.no_such_indicator")
        texts = {fold(each) for each in (indicator.text, *indicator.wordings)}
        if foreign and fold(str(told.get("text") or "")) not in texts:
            return say("area.other_text", text=str(told.get("text") or "")[:_LONGEST_TEXT])
        measures = [_measure(each, indicator) for each in told["measures"]]
        if {m.name: _rule(m) for m in measures} == self._rules[number]:
            return ""
        return "; ".join(requirement(each) for each in measures)


def _rule(measure: Measure) -> tuple[object, ...]:
    return measure.comparison, measure.threshold, measure.unit


def _measure(told: Json, indicator: Indicator) -> Measure:
    """Give the measure that an area judged by; files of before had no units of measure."""
    name = str(told["name"])
    own = next((each.unit for each in indicator.measures if each.name == name), "")
    unit = told.get("unit", own)
    comparison = Comparison(told["comparison"])
    return Measure(name, comparison, decimal_of(told, "threshold"), str(unit)[:_LONGEST_TEXT])


def _verdict(told: Json, indicator: Indicator) -> AreaVerdict:
    measures = {each["name"]: each for each in told["measures"]}
    figures = tuple(_figure(measures[each.name], each) for each in indicator.measures)
    return AreaVerdict(
        Status(told["status"]), figures, str(told.get("value") or "")[:_LONGEST_TEXT]
    )


def _figure(told: Json, measure: Measure) -> AreaFigure:
    now, before = _quantity(told, measure), _quantity(told, measure, "previous_")
    direction = told.get("direction")
    return AreaFigure(
        interval=now[0],
        ratio=now[1],
        direction=Direction(direction) if direction else None,
        previous=before[0],
        previous_ratio=before[1],
    )


def _quantity(
    told: Json, measure: Measure, prefix: str = ""
) -> tuple[Interval | None, Ratio | None]:
    """Give a quantity and, of a rate, both its numbers, which must make up what is told."""
    interval = interval_of(told, prefix)
    if interval is None or not measure.is_rate:
        return interval, None
    interval = _within(interval)
    ratio = ratio_of(told, prefix)
    if ratio is None:
        return interval, None
    exact = ratio.numerator / ratio.denominator * 100
    if interval.low is None or not interval.is_point or abs(interval.low - exact) > _ROUNDING:
        message = f"{ratio.numerator}/{ratio.denominator}"
        raise ValueError(message)
    return ratio.rate, ratio


def _within(rate: Interval) -> Interval:
    """Give a rate both its ends; none of ours lies outside 0..100.

    Raises:
        ValueError: this one does.
    """
    low = _LEAST if rate.low is None else rate.low
    high = _MOST if rate.high is None else rate.high
    if low < _LEAST or high > _MOST:
        message = f"{low}..{high}"
        raise ValueError(message)
    return Interval(low, high, rate.low_open, rate.high_open)
