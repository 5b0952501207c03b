"""What was read in a cell, and what a figure can be, in words."""

from collections.abc import Iterator

from lcreport.model import Answer, CriteriaSet, Kind, Measure, Reading
from lcreport.quantity import Interval
from lcreport.vietnamese import number_text, percent_text
from lcreport.wording import say

_SILENT = {Kind.MARK, Kind.TEXT, Kind.EMPTY}


def measure_of(answer: Answer, criteria: CriteriaSet) -> Measure | None:
    """Give the measure that an answer is about."""
    indicator = criteria.indicator(answer.indicator)
    measures = indicator.measures if indicator else ()
    return next((each for each in measures if each.name == answer.measure), None)


def reading_text(reading: Reading, measure: Measure | None) -> str:
    """Say what was understood: "93,65%", "từ 0% đến dưới 1%", "19/24; giảm", "Đạt"."""
    return "; ".join(_parts(reading, measure))


def _parts(reading: Reading, measure: Measure | None) -> Iterator[str]:
    if reading.numerator is not None and reading.denominator is not None:
        yield f"{number_text(reading.numerator)}/{number_text(reading.denominator)}"
    if reading.interval is not None:
        yield quantity_text(reading.interval, measure)
    if reading.direction is not None:
        yield say(f"reading.direction.{reading.direction}")
    if reading.word is not None:
        yield claim_text(claim=reading.word)
    if reading.status is not None:
        yield say(f"verdict.{reading.status}")
    if reading.kind in _SILENT:
        yield say(f"reading.kind.{reading.kind}")
    if reading.as_of:
        yield reading.as_of


def quantity_text(interval: Interval, measure: Measure | None) -> str:
    """Write an interval with its open ends: "93,65%", "trên 95% đến 100%", "ít nhất 12 hộ"."""
    rate = measure is not None and measure.is_rate
    marks = () if measure is None or measure.threshold is None else (measure.threshold,)
    low, high = (
        None if bound is None else (percent_text(bound, marks) if rate else number_text(bound))
        for bound in (interval.low, interval.high)
    )
    unit = "" if rate or measure is None else f" {measure.unit}"
    if low == high:
        return f"{low}{unit}" if low else ""
    if low is None or high is None:
        side = "low" if high is None else "high"
        is_open = interval.low_open if high is None else interval.high_open
        key = f"reading.interval.{side}_{'open' if is_open else 'closed'}"
        return say(key, bound=low or high) + unit
    start = say(f"reading.interval.from_{'open' if interval.low_open else 'closed'}", bound=low)
    end = say(f"reading.interval.to_{'open' if interval.high_open else 'closed'}", bound=high)
    return f"{start} {end}{unit}"


def claim_text(*, claim: bool | None) -> str:
    """Give the word of a tick."""
    return {True: say("verdict.met"), False: say("verdict.not_met"), None: ""}[claim]
