"""Remarks on figures that were used: one period against another, sexes, dates, evidence."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from lcreport.model import (
    Answer,
    Comparison,
    Kind,
    Measure,
    Period,
    PreviousRow,
    Reading,
    Return,
    Settings,
    Source,
    State,
)
from lcreport.pipeline import conclude
from lcreport.problems import Problem
from lcreport.quantity import Interval
from tests.panel import answer, indicator, rate, settings_of, word

CITY = settings_of(indicator(), leads="a")
YES = Measure("", Comparison.YES, unit="")


def told(settings: Settings, *answers: Answer, previous: str = "") -> list[Problem]:
    returns = [Return(a.source.file, "0", State.ACCEPTED, a.unit, answers=(a,)) for a in answers]
    rows = []
    if previous:
        reading = Reading(f"{previous}%", Kind.QUANTITY, Interval.point(Fraction(previous)))
        rows = [PreviousRow(1, None, f"{previous}%", Source("ky-truoc.xlsx"), (reading,))]
    return list(conclude(settings, returns, rows).problems)


def codes(settings: Settings, *answers: Answer, previous: str = "") -> list[str]:
    return [each.code for each in told(settings, *answers, previous=previous)]


def test_a_figure_equal_to_the_previous_one_is_noted() -> None:
    assert codes(CITY, rate("a", "80"), previous="80") == ["N02"]
    assert codes(CITY, rate("a", "81"), previous="80") == []


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [("78", "38", ["N03"]), ("76", "38", []), ("75", "100", []), ("20", "100", ["K01", "N03"])],
)
def test_a_figure_that_more_than_doubled_or_halved_is_asked_about(
    now: str, then: str, expected: list[str]
) -> None:
    assert codes(CITY, rate("a", now, claim=True), previous=then) == expected


def test_the_settings_say_how_large_a_jump_may_be() -> None:
    patient = replace(CITY, jump=Fraction(5))
    assert codes(patient, rate("a", "80"), previous="20") == []


def test_a_unit_that_tells_another_previous_figure_than_the_official_table_is_named() -> None:
    column = Reading("91%", Kind.QUANTITY, Interval.point(91))
    problems = told(CITY, rate("a", "95", previous=column), previous="92")
    assert [each.code for each in problems] == ["N01"]
    assert "ky-truoc.xlsx" in problems[0].message
    assert "91%" in problems[0].message


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("cuối năm 2023", ["N05"]),
        ("tháng 5/2024", ["N05"]),
        ("tháng 6/2024", []),
        ("năm 2024", []),
        ("", []),
    ],
)
def test_a_figure_of_another_date_is_told_with_its_cell(as_of: str, expected: list[str]) -> None:
    settings = replace(CITY, period=Period("tháng 6/2024", date(2024, 6, 24)))
    reading = Reading("80%", Kind.QUANTITY, Interval.point(80), as_of=as_of)
    problems = told(settings, answer("a", reading))
    assert [each.code for each in problems] == expected
    assert all((each.file, each.sheet, each.cell) == ("a.xlsx", "Biểu", "G6") for each in problems)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("nam 60%; nữ 46,5%", ["N01"]), ("nam 53,5%; nữ 46,5%", []), ("năm 2023 60%; nữ 46%", [])],
)
def test_sexes_that_do_not_add_up_are_told(raw: str, expected: list[str]) -> None:
    reading = Reading(raw, Kind.QUANTITY, Interval.point(80))
    assert codes(CITY, answer("a", reading)) == expected


def test_met_on_a_bare_word_without_evidence_is_asked_about() -> None:
    settings = settings_of(indicator(YES), leads="a")
    bare = word("a", claim=True)
    assert codes(settings, bare) == ["C01"]
    assert codes(settings, replace(bare, evidence="MC.1.a.01")) == []
    assert codes(settings, word("a", claim=False)) == []


def test_a_word_that_contradicts_the_tick_beside_it_is_told() -> None:
    settings = settings_of(indicator(YES), leads="a")
    said = replace(word("a", claim=False), claim=True, evidence="MC.1.a.01")
    assert codes(settings, said) == ["N01"]
