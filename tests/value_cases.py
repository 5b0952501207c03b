"""Indicators and short forms of readings that the tests of the grammar of values share."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from lcreport.intake.grid import Cell, CellKind
from lcreport.model import Comparison, Indicator, Measure, Reading
from lcreport.quantity import decimal_string


def asked(*measures: Measure, number: int = 0) -> Indicator:
    return Indicator(number, "", measures)


AT_LEAST = asked(Measure("", Comparison.AT_LEAST, Fraction(95)))
AT_MOST = asked(Measure("", Comparison.AT_MOST, Fraction(5)))
REPORTED = asked(Measure("", Comparison.REPORT))
YES = asked(Measure("", Comparison.YES, unit=""))
RATE_RISING = asked(Measure("", Comparison.INCREASE))
CRASHES = asked(Measure("", Comparison.DECREASE, unit="vụ"))
MONEY = asked(Measure("", Comparison.INCREASE, unit="đồng"))
PEOPLE = asked(Measure("", Comparison.AT_LEAST, Fraction(1000), unit="người"))
TIMES = asked(Measure("", Comparison.AT_LEAST, Fraction(3, 2), unit="lần"))
WASTE = asked(
    Measure(
        "chất thải rắn",
        Comparison.AT_LEAST,
        Fraction(60),
        keywords=("chất thải rắn", "rác thải", "chất thải"),
    ),
    Measure("nước thải", Comparison.AT_LEAST, Fraction(60), keywords=("nước thải",)),
)
WORKERS = asked(
    Measure("chung", Comparison.AT_LEAST, Fraction(80)),
    Measure("nữ", Comparison.AT_LEAST, Fraction(50), keywords=("nữ",)),
)


def number(value: str, *, percent: bool = False, text: str = "") -> Cell:
    return Cell(text or value, CellKind.NUMBER, Decimal(value), percent)


def span(reading: Reading) -> str:
    """Write an interval as people do: "[95,100]", "[0,1)", "(1500000,]"; "" for none."""
    found = reading.interval
    if found is None:
        return ""
    low = "" if found.low is None else decimal_string(found.low)
    high = "" if found.high is None else decimal_string(found.high)
    if found.is_point:
        return low
    return f"{'(' if found.low_open else '['}{low},{high}{')' if found.high_open else ']'}"


_PARTS: tuple[Callable[[Reading], str], ...] = (
    lambda reading: reading.kind.value,
    span,
    lambda reading: (
        f"{decimal_string(reading.numerator)}/{decimal_string(reading.denominator)}"
        if reading.numerator is not None and reading.denominator is not None
        else ""
    ),
    lambda reading: reading.direction.value if reading.direction else "",
    lambda reading: {True: "Đạt", False: "Chưa đạt", None: ""}[reading.word],
    lambda reading: reading.status.value if reading.status else "",
    lambda reading: f"@{reading.as_of}" if reading.as_of else "",
    lambda reading: " ".join(flaw.code for flaw in reading.flaws),
)


def short(reading: Reading) -> str:
    """Write a reading in one line: kind, interval, ratio, direction, word, status, date, flaws."""
    return " ".join(filter(None, (part(reading) for part in _PARTS)))
