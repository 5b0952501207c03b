"""From a figure with its bound words to an interval."""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from lcreport.intake.values.figures import WHOLE_PERCENT, Amount, Figure, Shape
from lcreport.intake.values.vocabulary import ENTRIES, Bound, Sense
from lcreport.model import Comparison, Measure
from lcreport.quantity import Interval
from lcreport.vietnamese import fold

# "khoảng 65%" may be this share of 65 away from it on either side, "gần 100%" this much below.
# Nobody defines these words; five in a hundred is wide enough never to settle a close verdict.
ABOUT_BAND = Fraction(5, 100)

Ends = tuple[Fraction | None, Fraction | None]


def is_bounded_rate(measure: Measure) -> bool:
    """Say whether values outside 0-100 are impossible: a percentage that is judged or reported."""
    return measure.is_rate and measure.comparison is not Comparison.YES


def asks_share(measure: Measure) -> bool:
    """Say whether figures are percentages: a rate is asked, or only yes or no is."""
    return measure.is_rate or measure.comparison is Comparison.YES


def ends(measure: Measure, value: Fraction) -> Ends:
    """Give the least and greatest value that can be: a count never falls below zero."""
    if is_bounded_rate(measure):
        return Fraction(0), Fraction(WHOLE_PERCENT)
    return (Fraction(0) if value >= 0 else None), None


def band(amount: Amount) -> Fraction:
    """Give how far "khoảng" reaches: five in a hundred, at least half the last typed digit."""
    return max(abs(amount.value) * ABOUT_BAND, Fraction(1, 2 * 10**amount.decimals))


def in_unit(amount: Amount, measure: Measure) -> Fraction:
    """Give the amount in the measure's unit: "520 triệu đồng" is 520 where triệu đồng are asked."""
    if amount.scale == 1:
        return amount.value
    scale = Fraction(1)
    for word in fold(measure.unit).split():
        entry = ENTRIES.get(word)
        if entry and entry.sense is Sense.SCALE and isinstance(entry.meaning, Fraction):
            scale *= entry.meaning
    return amount.value / scale


def _above(value: Fraction, limits: Ends, _: Fraction) -> Interval:
    return Interval(value, limits[1], low_open=True)


def _at_least(value: Fraction, limits: Ends, _: Fraction) -> Interval:
    return Interval(value, limits[1])


def _below(value: Fraction, limits: Ends, _: Fraction) -> Interval:
    return Interval(limits[0], value, high_open=True)


def _at_most(value: Fraction, limits: Ends, _: Fraction) -> Interval:
    return Interval(limits[0], value)


def _about(value: Fraction, limits: Ends, reach: Fraction) -> Interval:
    low, high = value - reach, value + reach
    return Interval(
        low if limits[0] is None else max(low, limits[0]),
        high if limits[1] is None else min(high, limits[1]),
    )


def _nearly(value: Fraction, limits: Ends, reach: Fraction) -> Interval:
    if value <= 0:
        return _about(value, limits, reach)
    low = value - reach
    return Interval(low if limits[0] is None else max(low, limits[0]), value, high_open=True)


_INTERVALS: dict[Bound, Callable[[Fraction, Ends, Fraction], Interval]] = {
    Bound.ABOVE: _above,
    Bound.AT_LEAST: _at_least,
    Bound.BELOW: _below,
    Bound.AT_MOST: _at_most,
    Bound.ABOUT: _about,
    Bound.NEARLY: _nearly,
}


def interval(figure: Figure, measure: Measure) -> Interval | None:
    """Give the interval of a number or range in the measure's unit.

    None when no value is possible: outside 0-100 where a percentage is asked, "dưới 0%",
    "trên 100%".
    """
    if figure.shape is Shape.RANGE and figure.second:
        parts = [_bounded(end, figure.bounds, measure) for end in (figure.first, figure.second)]
        if figure.bounds and Bound.ABOUT not in figure.bounds:
            parts = [_bounded(end, (), measure) for end in (figure.first, figure.second)]
    else:
        parts = [_bounded(figure.first, figure.bounds, measure)]
    known = [part for part in parts if part is not None]
    return reduce(Interval.hull, known) if len(known) == len(parts) else None


def _bounded(amount: Amount, bounds: tuple[Bound, ...], measure: Measure) -> Interval | None:
    value = in_unit(amount, measure)
    limits = ends(measure, value)
    if (limits[0] is not None and value < limits[0]) or (
        limits[1] is not None and value > limits[1]
    ):
        return None
    if not bounds:
        return Interval(value, value)
    if (Bound.ABOVE in bounds and value == limits[1]) or (
        Bound.BELOW in bounds and value == limits[0]
    ):
        return None
    reach = band(amount)
    return reduce(Interval.hull, (_INTERVALS[bound](value, limits, reach) for bound in bounds))
