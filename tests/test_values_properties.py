"""What holds for every cell text: it never raises, spelling never matters, figures come back."""

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcreport.intake.grid import Cell, CellKind
from lcreport.intake.values import read_claim, read_mark, read_ratio, read_text, read_value
from lcreport.intake.values.vocabulary import ENTRIES
from lcreport.model import Indicator, Kind, Reading
from lcreport.quantity import Interval
from lcreport.vietnamese import number_text, percent_text
from tests.test_values import FIELD_GUIDE, PARTED, SINGLE
from tests.value_cases import (
    AT_LEAST,
    AT_MOST,
    CRASHES,
    MONEY,
    PEOPLE,
    RATE_RISING,
    REPORTED,
    TIMES,
    WASTE,
    WORKERS,
    YES,
)

INDICATORS = (
    AT_LEAST, AT_MOST, CRASHES, MONEY, PEOPLE, RATE_RISING, REPORTED, TIMES, WASTE, WORKERS, YES,
)  # fmt: skip
CASES = [(text, indicator) for text, indicator, _ in (*FIELD_GUIDE, *SINGLE, *PARTED)]

NUMERALS = ("0", "1", "95", "99,72", "1.420.000", "0.9972", "1,5,2", "2023", "-5", "9" * 40)
SIGNS = ("%", "/", "-", "–", ":", "(", ")", ";", ",", ".", "≥", "$", "\\%", "&ge;", "½", "\n", "😀")
PIECES = st.sampled_from((*NUMERALS, *SIGNS, *sorted(ENTRIES), "nữ", "nước thải", "\u202e"))
SENTENCES = st.lists(PIECES, max_size=14).flatmap(
    lambda pieces: st.sampled_from((" ".join(pieces), "".join(pieces)))
)
TEXTS = st.one_of(st.text(max_size=60), SENTENCES)


def sound(reading: Reading) -> bool:
    """Say whether a reading keeps the promises that later stages build on."""
    figured = reading.kind in {Kind.QUANTITY, Kind.RATIO}
    errors = {"G01", "G02", "G03", "G04", "G08", "G09"} & {flaw.code for flaw in reading.flaws}
    return (
        (reading.interval is not None or bool(errors) or not figured)
        and not (errors and reading.interval is not None)
        and (reading.kind is not Kind.STATUS or reading.status is not None)
        and (reading.kind is not Kind.VERDICT or reading.word is not None)
        and (reading.numerator is None) == (reading.denominator is None)
    )


@given(TEXTS, st.sampled_from(INDICATORS))
@settings(max_examples=1500, deadline=None)
def test_no_text_raises_and_every_measure_gets_one_sound_reading(
    text: str, indicator: Indicator
) -> None:
    readings = read_text(text, indicator)
    assert len(readings) == len(indicator.measures)
    assert all(sound(reading) and reading.raw == text for reading in readings)
    read_claim(text)
    read_mark(text)


@given(
    st.one_of(st.none(), st.decimals()),
    st.sampled_from(CellKind),
    st.booleans(),
    TEXTS,
    st.sampled_from(INDICATORS),
)
@settings(max_examples=300, deadline=None)
def test_no_cell_raises(
    value: Decimal | None,
    kind: CellKind,
    percent: bool,  # noqa: FBT001 - drawn by hypothesis
    text: str,
    indicator: Indicator,
) -> None:
    cell = Cell(text, kind, value, percent)
    assert len(read_value(cell, indicator)) == len(indicator.measures)
    read_ratio(cell, Cell("20"), cell, indicator.measures[0])


@given(st.integers(0, 10_000))
def test_a_percentage_written_the_vietnamese_way_comes_back(hundredths: int) -> None:
    points = Fraction(hundredths, 100)
    (reading,) = read_text(percent_text(points), AT_LEAST)
    assert reading.interval == Interval.point(points)


@given(st.integers(0, 10**12), st.integers(0, 5))
def test_a_number_written_the_vietnamese_way_comes_back(digits: int, decimals: int) -> None:
    value = Fraction(digits, 10**decimals)
    (reading,) = read_text(number_text(value), TIMES)
    assert reading.interval == Interval.point(value)


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_ratio_written_the_vietnamese_way_keeps_both_numbers(one: int, other: int) -> None:
    low, high = sorted((one, other))
    text = f"{number_text(Fraction(low))}/{number_text(Fraction(high))} hộ"
    (reading,) = read_text(text, AT_LEAST)
    assert [reading.numerator, reading.denominator] == [Fraction(low), Fraction(high)]
    assert reading.interval == Interval.point(Fraction(100 * low, high))


@given(st.decimals(0, 1, places=6))
def test_a_percent_cell_is_its_stored_number_times_a_hundred(stored: Decimal) -> None:
    (reading,) = read_value(Cell("", CellKind.NUMBER, stored, percent=True), AT_LEAST)
    assert reading.interval == Interval.point(Fraction(stored) * 100)


def other_tones(text: str) -> str:
    """Move the tone mark of oa, oe, uy to the other vowel (hòa, hoà; uỷ, ủy)."""
    pairs = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ọa": "oạ", "ủy": "uỷ", "úy": "uý", "ũy": "uỹ"}
    text = unicodedata.normalize("NFC", text)
    for one, other in pairs.items():
        text = text.replace(other, "\0").replace(one, other).replace("\0", one)
    return text


SPELLINGS: dict[str, Callable[[str], str]] = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "upper": str.upper,
    "lower": str.lower,
    "tones": other_tones,
    "en dashes": lambda text: text.replace("-", "–"),
    "em dashes": lambda text: text.replace("-", "—"),
    "minus signs": lambda text: text.replace("-", "\u2212"),
    "wide spaces": lambda text: f"  {text.replace(' ', '   ')} ",
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "line breaks": lambda text: text.replace(" ", "\r\n"),
    "invisible marks": lambda text: f"\ufeff{text}\u200b",
    "spaces before signs": lambda text: re.sub(r"(?=%)|(?<=[^\W\d]):", r" \g<0>", text),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(("text", "indicator"), CASES)
def test_spelling_never_changes_a_reading(text: str, indicator: Indicator, spelling: str) -> None:
    def meaning(written: str) -> list[Reading]:
        found = read_text(written, indicator)
        return [
            replace(each, raw="", flaws=tuple(replace(f, found="") for f in each.flaws))
            for each in found
        ]

    respelled = SPELLINGS[spelling](text)
    expected = meaning(text)
    assert meaning(respelled) == [
        replace(each, flaws=got.flaws if _same_codes(each, got) else each.flaws)
        for each, got in zip(expected, meaning(respelled), strict=True)
    ]


def _same_codes(one: Reading, other: Reading) -> bool:
    return [flaw.code for flaw in one.flaws] == [flaw.code for flaw in other.flaws]


HANGS = 60  # seconds: what grows with the square of the length takes longer


@pytest.mark.parametrize(
    "piece",
    ["nước thải đạt 49,78% ", "0 ", "1.000", "100 ", "cuối ", "(", ")", "9", "không ", "1/", "1-",
     "tăng ", "từ 5 đến ", "½", "\\", "&", "a1", ", "],
)  # fmt: skip
def test_a_long_cell_never_hangs_the_run(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    started = time.perf_counter()
    read_text(text, WASTE)
    assert time.perf_counter() - started < HANGS
