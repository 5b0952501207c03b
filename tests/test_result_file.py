import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from lcreport.model import (
    Answer,
    Direction,
    Kind,
    MeasureVerdict,
    Reading,
    Return,
    Source,
    State,
    Status,
)
from lcreport.papers.result_file import (
    answers_json,
    problems_json,
    result_json,
    returns_json,
    write_result,
)
from lcreport.problems import Flaw, problem
from lcreport.quantity import Interval, Ratio
from tests.papers_case import letter_result

PLACE = Source("Phòng ban/Y tế.xlsx", "Biểu", "G25")
ANSWER_KEYS = {
    "indicator", "measure", "unit", "raw", "kind", "low", "high", "claim", "numerator",
    "denominator", "previous_raw", "evidence", "note", "file", "sheet", "cell", "direction",
    "status", "low_open", "high_open",
}  # fmt: skip


def answer(reading: Reading, *, claim: bool | None = None) -> Answer:
    return Answer(20, "", "p-y-te", reading, PLACE, claim)


def returned(*answers: Answer, file: str = "a.xlsx") -> Return:
    return Return(file, "ab" * 32, State.ACCEPTED, "p-y-te", "cell", answers=answers)


def told(reading: Reading, *, claim: bool | None = None) -> dict[str, Any]:
    (found,) = answers_json([returned(answer(reading, claim=claim))])
    return found


def test_an_answer_has_all_keys_and_null_where_nothing_stands() -> None:
    found = told(Reading("", Kind.EMPTY))

    assert set(found) == ANSWER_KEYS
    kept = {key: value for key, value in found.items() if value is not None}
    assert kept == {
        "indicator": 20, "measure": "", "unit": "p-y-te", "kind": "empty",
        "file": "Phòng ban/Y tế.xlsx", "sheet": "Biểu", "cell": "G25",
    }  # fmt: skip


def test_numbers_are_exact_decimal_strings() -> None:
    third = Fraction(200, 3)
    found = told(
        Reading("2/3", Kind.RATIO, Interval.point(third), Fraction(2), Fraction(3), Direction.DOWN)
    )

    assert found["low"] == found["high"] == "66.666666666667"
    assert (found["numerator"], found["denominator"], found["direction"]) == ("2", "3", "down")
    assert (found["low_open"], found["high_open"]) == (False, False)


@pytest.mark.parametrize(("claim", "written"), [(True, "met"), (False, "not_met"), (None, None)])
def test_the_claim_is_the_answers_own(*, claim: bool | None, written: str | None) -> None:
    assert told(Reading("Đạt", Kind.VERDICT, word=True), claim=claim)["claim"] == written


def test_a_file_that_stands_twice_is_a_bug() -> None:
    with pytest.raises(ValueError, match="twice"):
        returns_json([returned(), returned()])


def test_problems_keep_code_severity_and_place() -> None:
    (found,) = problems_json([problem(Flaw("G06"), file="a.xlsx", cell="F12", indicator=12)])

    assert (found["code"], found["severity"], found["cell"]) == ("G06", "warning", "F12")
    assert found["sheet"] is None
    assert "12" in found["message"]


def test_the_result_is_one_strict_json_object(tmp_path: Path) -> None:
    write_result(letter_result(), tmp_path / "ket-qua.json")
    text = (tmp_path / "ket-qua.json").read_text(encoding="utf-8")
    found = json.loads(text)

    assert found["schema"] == "lcreport.result/1"
    assert found["period"]["cut_off"] == "2024-06-24"
    assert found["counts"] == {
        "met": 49, "not_met": 5, "no_data": 1, "upper_level": 2, "not_applicable": 0, "total": 57,
    }  # fmt: skip
    assert "Đạt" in text


def test_a_verdict_of_several_measures_keeps_each() -> None:
    found = result_json(letter_result())["verdicts"][32]

    assert found["low"] is None
    kept = {key: value for key, value in found["measures"][-1].items() if value is not None}
    assert kept == {
        "name": "nữ", "low": "46.5", "high": "46.5", "low_open": False, "high_open": False,
        "comparison": ">=", "threshold": "50", "unit": "%", "holds": False,
    }  # fmt: skip


def test_a_measure_keeps_its_numbers_its_open_ends_and_the_previous_period() -> None:
    result = letter_result()
    verdict = result.verdicts[18]
    figure = replace(
        verdict.measures[0].figure,
        interval=Interval.point(Fraction(200, 3)),
        ratio=Ratio(Fraction(2), Fraction(3)),
        direction=Direction.UP,
        previous=Interval(Fraction(0), Fraction(1), high_open=True),
    )
    changed = replace(verdict, measures=(MeasureVerdict(figure, holds=False),))

    (found,) = result_json(replace(result, verdicts=(changed,)))["verdicts"][0]["measures"]

    assert found == {
        "name": "", "comparison": ">=", "threshold": "100", "unit": "%", "holds": False,
        "low": "66.666666666667", "high": "66.666666666667", "low_open": False,
        "high_open": False, "numerator": "2", "denominator": "3", "direction": "up",
        "previous_low": "0", "previous_high": "1", "previous_low_open": False,
        "previous_high_open": True, "previous_numerator": None, "previous_denominator": None,
    }  # fmt: skip


def test_the_result_says_whose_it_is_by_which_criteria_and_whether_it_is_final() -> None:
    found = result_json(letter_result())
    assert found["criteria"] == "86-bgddt-gdtx-2019"
    assert found["office"] == {"organ": "Ủy ban nhân dân thành phố Hạ Long", "place": "Hạ Long"}
    assert (found["draft"], result_json(letter_result(decided=True))["draft"]) == (True, False)
    assert found["verdicts"][0]["text"].startswith("Tỷ lệ người trong độ tuổi 15-60")


def test_what_the_rule_left_open_is_unsettled() -> None:
    result = letter_result()
    verdict = replace(result.verdicts[0], computed=Status.NO_DATA)

    found = result_json(replace(result, verdicts=(verdict,)))["verdicts"][0]

    assert found["computed"] == "unsettled"


def test_a_cell_that_answers_two_measures_is_one_source() -> None:
    result = letter_result()
    reading = Reading("90,43% Nữ: 46,5%", Kind.QUANTITY)
    answers = tuple(Answer(33, name, "p-ldtbxh", reading, PLACE) for name in ("chung", "nữ"))
    verdict = result.verdicts[32]
    changed = replace(verdict, figure=replace(verdict.figure, answers=answers))

    found = result_json(replace(result, verdicts=(changed,)))["verdicts"][0]

    assert found["sources"] == [
        {"file": PLACE.file, "sheet": "Biểu", "cell": "G25", "unit": "p-ldtbxh", "raw": reading.raw}
    ]
