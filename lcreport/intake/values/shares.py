"""Figures where a number is asked: shares in points, counts in their unit, ratios of both."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from lcreport.intake.values.bounds import asks_share, in_unit, interval, is_bounded_rate
from lcreport.intake.values.figures import WHOLE_PERCENT, Figure, Shape
from lcreport.intake.values.flaws import flaw, flawed
from lcreport.intake.values.selection import deciding, label, without_names
from lcreport.intake.values.vocabulary import Bound, Sense
from lcreport.model import Comparison, Kind, Measure, Reading
from lcreport.quantity import Interval, decimal_string
from lcreport.vietnamese import bare, fold, number_text, percent_text
from lcreport.wording import say

# A fraction and its points lie a factor of 100 apart. A known figure of the same rate settles
# which was meant when one of them is within this factor of it and the other is not.
SETTLING_FACTOR = 3
# A given rate may be this far (in points) from the computed one however precisely it is stored:
# a formula's own rounding is no contradiction.
RATE_TOLERANCE = Fraction(1, 10**6)
_LOW_WANTED = {Comparison.AT_MOST, Comparison.BELOW}
_HIGH_WANTED = {Comparison.AT_LEAST, Comparison.ABOVE}


def read_figures(
    figures: Sequence[Figure],
    measure: Measure,
    raw: str,
    *,
    parted: bool = False,
    reference: Interval | None = None,
) -> Reading | None:
    """Read the figures of a cell that concern one measure; None when there are none.

    `parted` says that the indicator asks for several measures, so that of several parts of one
    measure the worst decides; else parts bound the whole and give the interval that holds them
    all. `reference` is another figure of the same rate and settles a bare fraction.
    """
    outside = [figure for figure in figures if parted or not figure.aside]
    inside = [each for each in figures if each.aside and not (parted or each.before)]
    if not asks_share(measure):
        return flawed(raw, "G01") if _collide(outside) else _count(outside, measure, raw)
    shares = [figure for figure in outside if figure.is_share]
    bare = [figure for figure in outside if not figure.is_share]
    known = any(figure.is_share for figure in (*shares, *inside))
    if _collide(figures) or (known and not all(_counts(figure, measure) for figure in bare)):
        return flawed(raw, "G01")
    if len(shares) == 1 or (not shares and all(_counts(figure, measure) for figure in bare)):
        shares += [figure for figure in inside if figure.is_share]
    if shares:
        return _shares(shares, measure, raw, parted=parted)
    return _bare(bare, measure, raw, reference) if bare else None


def _collide(figures: Sequence[Figure]) -> bool:
    """Say whether two numbers stand side by side: "99,7 2%" is no number that we know."""
    places = {figure.place for figure in figures if not figure.is_share}
    return any(figure.place - 1 in places for figure in figures)


def _shares(figures: list[Figure], measure: Measure, raw: str, *, parted: bool) -> Reading:
    ratios = [figure for figure in figures if not figure.percent]
    percents = [each for figure in figures if figure.percent for each in _apart(figure)]
    one_ratio = len({figure.says for figure in ratios}) == 1
    one_percent = len({figure.says for figure in percents}) <= 1
    if one_ratio and one_percent:
        reading = ratio(ratios[0], measure, raw)
        return checked(reading, interval(percents[0], measure)) if percents else reading
    chosen = deciding(percents or ratios)
    if not chosen:
        return flawed(raw, "G01")
    readings = [_one(figure, measure, raw) for figure in chosen]
    faulty = next((reading for reading in readings if reading.interval is None), None)
    if faulty or len(readings) == 1:
        return faulty or readings[0]
    return _worst(readings, measure) if parted else _hull(readings, raw)


def _apart(figure: Figure) -> tuple[Figure, ...]:
    """Give both terms of "95%/90%": two percentages that nobody can choose between."""
    if figure.shape is not Shape.RATIO or figure.second is None:
        return (figure,)
    one = replace(figure, shape=Shape.POINT, second=None)
    return one, replace(one, first=figure.second)


def _one(figure: Figure, measure: Measure, raw: str) -> Reading:
    if figure.shape is Shape.RATIO:
        return ratio(figure, measure, raw)
    found = interval(_not_reached(figure, measure), measure)
    if found is None:
        return out_of_range(raw)
    return Reading(raw, Kind.QUANTITY, found)


def _not_reached(figure: Figure, measure: Measure) -> Figure:
    """Read "chưa đạt 100%" as below 100% where 100% itself would be enough."""
    words = [token for token in figure.before if token.sense is not Sense.FILLER]
    denied = bool(words) and words[-1].sense is Sense.VERDICT and words[-1].meaning is False
    enough = measure.threshold is not None and figure.first.value >= measure.threshold
    if denied and enough and measure.comparison in _HIGH_WANTED and not figure.bounds:
        return replace(figure, bounds=(Bound.BELOW,))
    return figure


def _worst(readings: list[Reading], measure: Measure) -> Reading:
    def low(reading: Reading) -> Fraction:
        found = reading.interval
        return found.low if found and found.low is not None else Fraction(0)

    def high(reading: Reading) -> Fraction:
        found = reading.interval
        return found.high if found and found.high is not None else Fraction(WHOLE_PERCENT)

    return max(readings, key=high) if measure.comparison in _LOW_WANTED else min(readings, key=low)


def _hull(readings: list[Reading], raw: str) -> Reading:
    known = [reading.interval for reading in readings if reading.interval]
    return Reading(raw, Kind.QUANTITY, reduce(Interval.hull, known))


def out_of_range(raw: str) -> Reading:
    """Give the reading of a percentage outside 0-100: not used."""
    return flawed(raw, "G02", say("values.rate_range"), kind=Kind.QUANTITY)


# --- bare numbers where a percentage is asked -----------------------------------------------------


def _bare(figures: list[Figure], measure: Measure, raw: str, reference: Interval | None) -> Reading:
    """Read "99,72" as points; a count of something ("12 xã") is no percentage.

    Between 0 and 1 it may be a fraction or points: G03, unless `reference` settles it.
    """
    chosen = deciding(figures)
    if len(chosen) == 1 and chosen[0].first.value == 0:
        return _one(chosen[0], measure, raw)
    if len(chosen) != 1 or (is_bounded_rate(measure) and _counts(chosen[0], measure)):
        large = (
            len(chosen) == 1
            and not _names(chosen[0], measure)
            and chosen[0].first.value > WHOLE_PERCENT
        )
        return out_of_range(raw) if large else flawed(raw, "G01")
    figure = chosen[0]
    if is_bounded_rate(measure) and 0 < figure.first.value <= 1:
        factor = _settled(figure.first.value, reference)
        if factor is None:
            return _unclear(figure, raw)
        figure = replace(figure, first=replace(figure.first, value=figure.first.value * factor))
    return _one(figure, measure, raw)


def _names(figure: Figure, measure: Measure) -> str:
    return without_names(measure, label(figure))


def _counts(figure: Figure, measure: Measure) -> bool:
    """Say whether a bare number can only be a count: it names what it counts, or is too large."""
    follower = figure.follower
    unit = follower is not None and follower.sense is Sense.NOUN
    return (
        bool(_names(figure, measure))
        or unit
        or figure.first.scale != 1
        or figure.first.value > WHOLE_PERCENT
    )


def _settled(value: Fraction, reference: Interval | None) -> int | None:
    if reference is None or reference.low is None or reference.high is None or reference.low <= 0:
        return None
    fitting = [
        factor
        for factor in (1, WHOLE_PERCENT)
        if value * factor <= SETTLING_FACTOR * reference.low
        and reference.high <= SETTLING_FACTOR * value * factor
    ]
    return fitting[0] if len(fitting) == 1 else None


def _unclear(figure: Figure, raw: str) -> Reading:
    value = figure.first.value
    two = say(
        "values.fraction_or_points",
        points=f"{number_text(value)}%",
        fraction=f"{number_text(value * WHOLE_PERCENT)}%",
    )
    return flawed(raw, "G03", two, kind=Kind.QUANTITY)


# --- counts ---------------------------------------------------------------------------------------


def _count(figures: list[Figure], measure: Measure, raw: str) -> Reading | None:
    """Read a number in the measure's own unit; a percentage is none.

    Of several numbers the only one in the measure's unit counts ("19 vụ, 5 người chết").
    """
    counts = [figure for figure in figures if not figure.percent]
    if not counts:
        return flawed(raw, "G01") if figures else None
    ours = [figure for figure in counts if in_unit_of(figure, measure)]
    chosen = deciding(ours or counts)
    if len(chosen) != 1:
        return flawed(raw, "G01")
    if chosen[0].shape is Shape.RATIO:
        return ratio(chosen[0], measure, raw)
    found = interval(chosen[0], measure)
    return Reading(raw, Kind.QUANTITY, found) if found else out_of_range(raw)


def in_unit_of(figure: Figure, measure: Measure) -> bool:
    """Say whether the word right behind a figure is the measure's unit."""
    follower = figure.follower
    return follower is not None and follower.text in {fold(measure.unit), bare(measure.unit)}


# --- ratios ---------------------------------------------------------------------------------------


def ratio(figure: Figure, measure: Measure, raw: str) -> Reading:
    """Read numerator and denominator; the rate in points where a share is asked.

    Where something else is asked the numerator is the value.
    """
    second = figure.second
    if second is None:
        return flawed(raw, "G01")
    numerator, denominator = in_unit(figure.first, measure), in_unit(second, measure)
    reading = Reading(raw, Kind.RATIO, numerator=numerator, denominator=denominator)
    if not asks_share(measure):
        return replace(reading, interval=Interval.point(numerator))
    code = _impossible(numerator, denominator)
    if code:
        both = f"{number_text(numerator)}/{number_text(denominator)}"
        return replace(reading, flaws=(flaw(code, both, say("values.rate_range")),))
    return replace(reading, interval=Interval.point(WHOLE_PERCENT * numerator / denominator))


def _impossible(numerator: Fraction, denominator: Fraction) -> str | None:
    if numerator < 0 or denominator < 0:
        return "G02"
    if numerator > denominator:
        return "G09"
    return "G01" if denominator == 0 else None


def checked(reading: Reading, given: Interval | None) -> Reading:
    """Compare a computed rate with the one given beside it (None: an impossible one).

    When it differs beyond its own rounding (G10) the computed one is used.
    """
    computed = reading.interval
    if computed is None or computed.low is None or (given and _agrees(computed.low, given)):
        return reading
    written = percent_text(given.low) if given and given.low is not None else reading.raw
    return replace(
        reading, flaws=(*reading.flaws, flaw("G10", written, percent_text(computed.low)))
    )


def _agrees(rate: Fraction, given: Interval) -> bool:
    if not given.is_point or given.low is None:
        return given.contains(rate)
    decimals = len(decimal_string(given.low).partition(".")[2])
    rounding = Fraction(1, 2 * 10**decimals)
    return abs(rate - given.low) <= max(rounding, RATE_TOLERANCE)
