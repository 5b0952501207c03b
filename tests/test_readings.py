"""Quantities in words."""

from fractions import Fraction

import pytest

from lcreport.model import Comparison, Measure
from lcreport.quantity import Interval
from lcreport.readings import quantity_text

RATE = Measure("", Comparison.AT_LEAST, Fraction(100))
CASES = Measure("", Comparison.DECREASE, unit="vụ")


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval.point(75), "75%"),
        (Interval.point(Fraction("99.999")), "99,999%"),
        (Interval(Fraction(70), Fraction(80)), "từ 70% đến 80%"),
        (Interval(Fraction(95), Fraction(100), low_open=True), "trên 95% đến 100%"),
        (Interval(Fraction(0), Fraction(1), high_open=True), "từ 0% đến dưới 1%"),
        (Interval(Fraction(70), None), "ít nhất 70%"),
        (Interval(None, None), ""),
    ],
)
def test_an_interval_is_written_in_words_with_its_open_ends(interval: Interval, text: str) -> None:
    assert quantity_text(interval, RATE) == text


def test_a_count_carries_its_unit() -> None:
    assert quantity_text(Interval.point(1420), CASES) == "1.420 vụ"
