"""Vietnamese folding, numbers and dates."""

import unicodedata
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcreport.vietnamese import (
    bare,
    count_text,
    date_text,
    fold,
    number_text,
    percent_text,
    short_date_text,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("Thành uỷ", "thành ủy"),
        ("Giáo dục – Đào tạo", "GIÁO DỤC - ĐÀO TẠO"),
        ("  Y  tế\n", "y tế"),
        (unicodedata.normalize("NFD", "Đại Yên"), "đại yên"),
    ],
)
def test_two_spellings_of_one_text_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_diacritics_still_matter_after_folding() -> None:
    assert fold("Hồng Hà") != fold("Hồng Hải")
    assert bare("Đại Yên") == "dai yen"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1420000", "1.420.000"), ("93.65", "93,65"), ("-0.5", "-0,5"), ("0", "0"), ("100", "100")],
)
def test_numbers_are_written_the_vietnamese_way(value: str, text: str) -> None:
    assert number_text(Fraction(value)) == text


def test_rounding_never_moves_a_percentage_onto_its_threshold() -> None:
    assert percent_text(Fraction("99.999"), (Fraction(100),)) == "99,999%"
    assert percent_text(Fraction("99.999")) == "100%"
    assert percent_text(Fraction(2, 3) * 100) == "66,67%"


def test_dates_and_counts_follow_the_decree() -> None:
    assert date_text(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert date_text(date(2024, 6, 24)) == "ngày 24 tháng 6 năm 2024"
    assert short_date_text(date(2024, 3, 5)) == "05/3/2024"
    assert count_text(3) == "03"
    assert count_text(51) == "51"
