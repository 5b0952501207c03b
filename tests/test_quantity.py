"""Intervals: comparing gives yes, no or not settled, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcreport.quantity import Interval, at_most, below, decimal_string

POINTS = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


def interval(low: str, high: str, *, low_open: bool = False, high_open: bool = False) -> Interval:
    return Interval(Fraction(low), Fraction(high), low_open, high_open)


def test_under_one_percent_is_below_one_but_not_settled_against_half() -> None:
    under_one = interval("0", "1", high_open=True)
    assert below(under_one, Interval.point(1)) is True
    assert below(under_one, Interval.point(Fraction(1, 2))) is None


def test_over_ninety_nine_is_not_at_most_ninety_nine() -> None:
    over = interval("99", "100", low_open=True)
    assert at_most(over, Interval.point(99)) is False
    assert at_most(Interval.point(99), over) is True


def test_a_point_on_the_threshold_is_at_most_and_not_below() -> None:
    assert at_most(Interval.point(50), Interval.point(50)) is True
    assert below(Interval.point(50), Interval.point(50)) is False


def test_an_interval_across_the_threshold_is_not_settled() -> None:
    assert at_most(Interval.point(70), interval("60", "80")) is None


def test_an_unbounded_count_is_settled_only_on_its_known_side() -> None:
    at_least = Interval(Fraction(12), None)
    assert at_most(Interval.point(10), at_least) is True
    assert at_most(Interval.point(20), at_least) is None


@pytest.mark.parametrize(("low", "high", "opening"), [("2", "1", False), ("1", "1", True)])
def test_an_empty_interval_is_refused(low: str, high: str, opening: bool) -> None:  # noqa: FBT001 - pytest passes parameters by name
    with pytest.raises(ValueError, match="empty interval"):
        interval(low, high, low_open=opening)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction("93.65"), "93.65"),
        (Fraction(100), "100"),
        (Fraction(0), "0"),
        (Fraction(-3, 8), "-0.375"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(200, 3), "66.666666666667"),
        (Fraction(1420000), "1420000"),
        (Fraction("0.0004"), "0.0004"),
    ],
)
def test_decimals_are_exact_where_the_division_ends(value: Fraction, text: str) -> None:
    assert decimal_string(value) == text


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_a_decimal_written_is_the_decimal_read(value: object) -> None:
    exact = Fraction(str(value))
    assert Fraction(decimal_string(exact)) == exact


@given(POINTS, POINTS, POINTS, POINTS)
def test_below_says_yes_or_no_only_when_every_pair_of_values_agrees(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction
) -> None:
    left, right = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    said = below(left, right)
    pairs = {x < y for x in (min(a, b), max(a, b)) for y in (min(c, d), max(c, d))}
    assert said is (pairs.pop() if len(pairs) == 1 else None)


@given(POINTS, POINTS, POINTS)
def test_a_hull_contains_what_its_parts_contain(a: Fraction, b: Fraction, c: Fraction) -> None:
    hull = Interval(min(a, b), max(a, b)).hull(Interval.point(c))
    assert hull.contains(a)
    assert hull.contains(b)
    assert hull.contains(c)


def test_a_hull_keeps_an_end_closed_when_one_part_reaches_it() -> None:
    hull = interval("0", "1", high_open=True).hull(interval("0", "1"))
    assert not hull.high_open


def test_adding_keeps_open_ends_and_infinity() -> None:
    total = interval("1", "2", high_open=True).plus(Interval(Fraction(3), None))
    assert total == Interval(Fraction(4), None, low_open=False, high_open=True)
