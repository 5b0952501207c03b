"""The built-in criteria set against the papers it comes from, and how sets are found."""

import tomllib
import unicodedata
from collections import Counter
from fractions import Fraction
from itertools import chain
from pathlib import Path

import pytest

from lcreport.criteria import (
    builtin,
    builtin_ids,
    contradictions,
    load,
)
from lcreport.errors import CriteriaError
from lcreport.model import Combination, Comparison, CriteriaSet, Indicator, Level, Status
from lcreport.resources import templates
from lcreport.vietnamese import fold

SET_ID = "86-bgddt-gdtx-2019"

# The thresholds as the two published papers print them: comparison and number per indicator.
PRINTED = {
    1: 95, 2: 90, 3: 70, 4: 50, 9: 50, 13: 70, 19: 100, 20: 100, 21: 100, 22: 100, 23: 100,
    24: 35, 25: 50, 26: 70, 27: 50, 28: 50, 29: 90, 30: 80, 31: 50, 32: 70, 36: 50, 37: 100,
    38: 100, 39: 100, 40: 80, 41: 70, 42: 60, 43: 100, 44: 50, 45: 100, 46: 100,
}  # fmt: skip
AT_MOST = {7: 10, 8: 5, 15: 5, 35: 3}
RISING, FALLING = {10, 11, 18}, {14, 16}
JUDGED = {5, 17, 34, 47, 48, 49, 50, 51, 52, 53, 55, 57}
REPORTED = {54, 56}


@pytest.fixture(scope="module")
def known() -> CriteriaSet:
    return builtin(SET_ID)


def rules(indicator: Indicator) -> list[tuple[str, str, Fraction | None, str]]:
    return [(m.name, m.comparison.value, m.threshold, m.unit) for m in indicator.measures]


def test_the_built_in_set_has_the_57_indicators_in_order(known: CriteriaSet) -> None:
    assert known.id == SET_ID
    assert known.numbers == tuple(range(1, 58))
    assert contradictions(known) == ()


def test_every_threshold_is_the_printed_one(known: CriteriaSet) -> None:
    single = {each.number: rules(each)[0] for each in known.indicators if len(each.measures) == 1}
    shares = {n: ("", ">=", Fraction(t), "%") for n, t in PRINTED.items()}
    limits = {n: ("", "<=", Fraction(t), "%") for n, t in AT_MOST.items()}
    assert {n: rule for n, rule in single.items() if rule[1] == "<="} == limits
    assert {n: rule for n, rule in single.items() if rule[1] == ">=" and n != 6} == shares
    assert single[6] == ("", ">=", Fraction(3, 2), "lần")


def test_the_kinds_of_rules_are_as_many_as_the_sources_need(known: CriteriaSet) -> None:
    by_word: dict[Comparison, set[int]] = {}
    for each in known.indicators:
        by_word.setdefault(each.measures[0].comparison, set()).add(each.number)
    assert by_word[Comparison.INCREASE] == RISING
    assert by_word[Comparison.DECREASE] == FALLING
    assert by_word[Comparison.YES] == JUDGED
    assert by_word[Comparison.REPORT] == REPORTED
    assert Counter({word.value: len(found) for word, found in by_word.items()}) == {
        ">=": 28 + 3 + 1 + 1 + 1,  # shares, recognitions, the ratio, the two with parts
        "<=": 4,
        "tăng": 3,
        "giảm": 2,
        "có": 12,
        "báo cáo": 2,
    }


def test_indicators_12_and_33_ask_for_two_figures(known: CriteriaSet) -> None:
    waste, training = known.indicator(12), known.indicator(33)
    assert waste
    assert training
    sixty, eighty, fifty = Fraction(60), Fraction(80), Fraction(50)
    assert rules(waste) == [
        ("chất thải rắn", ">=", sixty, "%"),
        ("nước thải", ">=", sixty, "%"),
    ]
    assert rules(training) == [("chung", ">=", eighty, "%"), ("nữ", ">=", fifty, "%")]
    assert waste.measures[1].keywords == ("nước thải",)
    assert training.measures[0].keywords == ()
    assert "nữ" in training.measures[1].keywords


def test_only_6_and_14_are_judged_by_a_higher_level(known: CriteriaSet) -> None:
    assert [i.number for i in known.indicators if i.level is Level.UPPER] == [6, 14]


def test_wards_are_summed_or_must_all_have_done_it(known: CriteriaSet) -> None:
    found: dict[Combination, list[int]] = {}
    for each in known.indicators:
        found.setdefault(each.combination, []).append(each.number)
    assert found[Combination.SUM] == [3, 44, 46, 56]
    assert found[Combination.ALL] == [47, 48]
    assert set(found) == {Combination.SUM, Combination.ALL, Combination.AGREE}


def test_every_indicator_stands_under_a_named_standard_and_criterion(known: CriteriaSet) -> None:
    assert {each.standard for each in known.indicators} == set(known.standards)
    assert {each.criterion for each in known.indicators} == set(known.criteria)
    assert len(known.standards) == 12
    assert len(known.criteria) == 35


def test_the_file_says_that_it_is_reconstructed_and_what_is_inferred() -> None:
    text = (templates() / "criteria" / f"{SET_ID}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert "BẢN DỰNG LẠI" in text
    assert len(table["reconstructed_from"]) == 2
    assert table["inferred_criteria"] == ["2.1.5"]
    assert text == unicodedata.normalize("NFC", text)


def test_texts_and_other_wordings_lead_to_one_indicator_each(known: CriteriaSet) -> None:
    texts = [fold(text) for each in known.indicators for text in (each.text, *each.wordings)]
    assert len(texts) == len(set(texts))


def test_the_published_wordings_carry_no_noise_of_the_scan(known: CriteriaSet) -> None:
    wordings = chain.from_iterable((each.text, *each.wordings) for each in known.indicators)
    noise = ("Phòng VH-TT", "$", "thiết thời", "phục trách", "truyền truyền", "  ")
    assert [text for text in wordings if any(word in text for word in noise)] == []


def test_every_indicator_has_a_source_and_worked_examples_of_every_kind(known: CriteriaSet) -> None:
    for each in known.indicators:
        verdicts = {example.verdict for example in each.examples}
        assert {Status.MET, Status.NOT_MET} < verdicts, each.number
        assert "4927/UBND-GD" in each.source


def test_an_unknown_set_is_refused_with_the_known_ones_and_the_nearest() -> None:
    with pytest.raises(CriteriaError) as told:
        builtin("86-bgddt-gdtx-2018")
    assert builtin_ids() == (SET_ID,)
    assert str(told.value) == (
        "Không có bộ tiêu chí “86-bgddt-gdtx-2018”; có phải “86-bgddt-gdtx-2019”? "
        "Có sẵn: “86-bgddt-gdtx-2019”."
    )


def test_a_path_is_no_set_id() -> None:
    with pytest.raises(CriteriaError, match=r"^Không có bộ tiêu chí “../criteria/86"):
        builtin(f"../criteria/{SET_ID}")


def test_broken_syntax_is_named_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text('id = "small"\ntitle = = "x"\n', encoding="utf-8")
    with pytest.raises(CriteriaError) as told:
        load(path)
    assert told.value.sentences == (f"Bộ tiêu chí “{path}” sai cú pháp TOML ở dòng 2, cột 9.",)


def test_a_file_that_breaks_off_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_text('id = "small', encoding="utf-8")
    with pytest.raises(CriteriaError, match=r"sai cú pháp TOML ở cuối tệp\.$"):
        load(path)


def test_a_file_in_an_old_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "small.toml"
    path.write_bytes(b'id = "B\xe9"')
    with pytest.raises(CriteriaError, match="không ghi bằng UTF-8"):
        load(path)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CriteriaError, match=r"^Không mở được bộ tiêu chí"):
        load(tmp_path / "small.toml")


def test_a_set_without_indicators_is_refused(tmp_path: Path) -> None:
    text = 'id = "small"\ntitle = "Bộ tiêu chí"\nsource = "Công văn"\n'
    path = tmp_path / "small.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CriteriaError, match=r"^Bộ tiêu chí không có chỉ số nào\.$"):
        load(path)
