"""Numerator and denominator in columns of their own."""

from fractions import Fraction

import pytest

from lcreport.intake.grid import Cell, CellKind
from lcreport.intake.values import read_ratio
from lcreport.model import Comparison, Measure
from tests.value_cases import number, short

RATE = Measure("", Comparison.AT_LEAST, Fraction(90))
CRASHES = Measure("", Comparison.DECREASE, unit="vụ")
PEOPLE = Measure("", Comparison.AT_LEAST, Fraction(1000), unit="người")
HOUSEHOLDS = (number("22796", text="22.796"), number("31751", text="31.751"))
EXACT = "ratio 71.79616390035 22796/31751"
ERROR = Cell("#REF!", CellKind.ERROR)
DATE = Cell("12/05/2024", CellKind.DATE)


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (None, EXACT),
        (Cell("71,8%"), EXACT),
        (Cell("72%"), EXACT),
        (Cell("trên 70%"), EXACT),
        (number("0.7179616390035", percent=True, text="72%"), EXACT),
        (number("0.71796"), EXACT),
        (number("71.796"), EXACT),
        (Cell("75%"), f"{EXACT} G10"),
        (Cell("71,7%"), f"{EXACT} G10"),
        (number("0.5"), f"{EXACT} G10"),
        (Cell("trên 80%"), f"{EXACT} G10"),
        (Cell("Đạt"), f"{EXACT} Đạt"),
        (ERROR, f"{EXACT} G04"),
        (DATE, f"{EXACT} G08"),
        (Cell("120%"), f"{EXACT} G02"),
    ],
)
def test_the_computed_rate_is_used_and_a_different_one_reported(
    rate: Cell | None, expected: str
) -> None:
    assert short(read_ratio(*HOUSEHOLDS, rate, RATE)) == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "rate", "expected"),
    [
        (number("30"), number("20"), None, "ratio 30/20 G09"),
        (number("5"), number("0"), None, "ratio 5/0 G09"),
        (number("0"), number("0"), None, "ratio 0/0 G01"),
        (number("0"), number("20"), None, "ratio 0 0/20"),
        (Cell("22.796"), Cell("31.751 hộ"), None, EXACT),
        (Cell("56,074 hộ"), Cell("112,148 hộ"), None, "ratio 50 56074/112148"),
        (ERROR, number("20"), Cell("95%"), "text G04"),
        (number("19"), DATE, None, "text G08"),
        (number("19"), Cell("=B2", CellKind.UNCALCULATED), None, "text G04"),
        (Cell("abc"), number("20"), None, "text G01"),
        (None, None, None, "empty"),
        (None, None, Cell("95%"), "quantity 95"),
        (number("19"), None, Cell("95%"), "quantity 95"),
        (number("19"), None, None, "empty G05"),
        (None, number("20"), None, "empty G05"),
        (Cell("-"), Cell("-"), None, "empty"),
        (Cell("Không phát sinh"), None, None, "status not_applicable"),
        (Cell("Chưa có số liệu"), number("20"), None, "status no_data"),
    ],
)
def test_numbers_that_make_no_rate_are_never_a_quantity(
    numerator: Cell | None, denominator: Cell | None, rate: Cell | None, expected: str
) -> None:
    assert short(read_ratio(numerator, denominator, rate, RATE)) == expected


def test_under_a_trend_the_two_numbers_are_this_and_last_period() -> None:
    reading = read_ratio(number("19"), number("24"), None, CRASHES)
    assert short(reading) == "ratio 19 19/24 down"


def test_where_a_count_is_asked_the_numerator_is_the_value() -> None:
    assert short(read_ratio(number("1200"), number("1500"), None, PEOPLE)) == "ratio 1200 1200/1500"
    assert short(read_ratio(number("1200"), None, None, PEOPLE)) == "quantity 1200"


def test_the_raw_text_is_the_rate_or_both_numbers() -> None:
    assert read_ratio(*HOUSEHOLDS, None, RATE).raw == "22.796/31.751"
    assert read_ratio(*HOUSEHOLDS, Cell("71,8%"), RATE).raw == "71,8%"


def test_a_flaw_says_what_was_found_and_what_was_expected() -> None:
    (flaw,) = read_ratio(*HOUSEHOLDS, Cell("75%"), RATE).flaws
    assert (flaw.found, flaw.expected) == ("75%", "71,8%")
