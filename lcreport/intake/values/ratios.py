"""Numerator and denominator in columns of their own (Tử số, Mẫu số), with the rate beside them."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from lcreport.intake.grid import Cell
from lcreport.intake.values.figures import Amount, Figure, Shape
from lcreport.intake.values.flaws import flaw
from lcreport.intake.values.readings import read_value
from lcreport.intake.values.shares import checked, ratio
from lcreport.intake.values.statements import of_figure
from lcreport.intake.values.trends import read_trend
from lcreport.model import Comparison, Indicator, Kind, Measure, Reading
from lcreport.wording import say

_TERM = Measure("", Comparison.REPORT, unit="")


def read_ratio(
    numerator: Cell | None, denominator: Cell | None, rate: Cell | None, measure: Measure
) -> Reading:
    """Read Tử số and Mẫu số, with the Tỷ lệ column beside them, for one measure.

    Both numbers are kept; where a rate is asked low = high = the computed rate in points. Without
    both numbers the rate column alone is read, and one number alone is G05. G09: numerator above
    denominator; G10: the given rate differs from the computed one beyond its printed rounding, the
    computed one is used. Error cells, formulas never calculated and dates are G04 and G08, never a
    quantity; a faulty rate beside two good numbers adds its flaw to the computed reading.
    """
    said = next(filter(None, (_status(cell, measure) for cell in (numerator, denominator))), None)
    if said:
        return said
    terms = [read_value(cell, _asking(_TERM))[0] for cell in (numerator, denominator)]
    faulty = next((term for term in terms if term.flaws), None)
    if faulty:
        return replace(faulty, raw=_raw(numerator, denominator, rate))
    both = [each for term in terms if (each := _exactly(term)) is not None]
    if len(both) == len(terms):
        raw = _raw(numerator, denominator, rate)
        return _with_rate(_computed(both[0], both[1], raw, measure), rate, measure)
    alone = read_value(rate, _asking(measure))[0]
    if alone.kind is Kind.EMPTY:
        return _half(terms, measure, alone)
    words = (term.raw for term in terms if term.kind in {Kind.VERDICT, Kind.DIRECTION, Kind.MARK})
    return replace(alone, flaws=(*alone.flaws, *(flaw("G01", word) for word in words)))


def _asking(measure: Measure) -> Indicator:
    return Indicator(0, "", (measure,))


def _status(cell: Cell | None, measure: Measure) -> Reading | None:
    reading = read_value(cell, _asking(measure))[0]
    return reading if reading.kind is Kind.STATUS else None


def _exactly(term: Reading) -> Fraction | None:
    return term.interval.low if term.interval and term.interval.is_point else None


def _raw(numerator: Cell | None, denominator: Cell | None, rate: Cell | None) -> str:
    """Give the rate as written, or "19/24" where no rate is written."""
    if rate and rate.text.strip():
        return rate.text
    return "/".join(cell.text if cell else "" for cell in (numerator, denominator))


def _computed(numerator: Fraction, denominator: Fraction, raw: str, measure: Measure) -> Reading:
    figure = Figure(Shape.RATIO, Amount(numerator), Amount(denominator))
    if measure.comparison.is_trend and not measure.is_rate:
        trend = read_trend(of_figure(figure), (figure,), measure, raw, None)
        if trend:
            return trend
    return ratio(figure, measure, raw)


def _with_rate(reading: Reading, rate: Cell | None, measure: Measure) -> Reading:
    """Set the given rate against the computed one, which settles 0.9972 without a format."""
    given = read_value(rate, _asking(measure), (reading,))[0]
    if given.kind is Kind.EMPTY or reading.interval is None:
        return reading
    found = replace(reading, word=given.word, as_of=given.as_of)
    if given.interval and measure.is_rate:
        return checked(found, given.interval)
    flaws = tuple(each for each in given.flaws if each.code != "G03")
    if len(flaws) < len(given.flaws):
        return checked(found, None)
    return replace(found, flaws=(*found.flaws, *flaws))


def _half(terms: Sequence[Reading], measure: Measure, nothing: Reading) -> Reading:
    """Read one number alone: a count where a count is asked, else the other one is missing."""
    known = [_exactly(term) is not None for term in terms]
    if not any(known):
        return next((term for term in terms if term.kind is not Kind.EMPTY), nothing)
    if known[0] and not measure.is_rate:
        return replace(terms[0], kind=Kind.QUANTITY)
    missing = say("values.denominator") if known[0] else say("values.numerator")
    present = terms[0] if known[0] else terms[1]
    return Reading(present.raw, Kind.EMPTY, flaws=(flaw("G05", present.raw, missing),))
