"""Criteria sets from the rows of the sheet `Chỉ số`, and every fault with its cell."""

from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from lcreport.criteria import (
    COLUMNS,
    MeasureRow,
    builtin,
    contradictions,
    indicators_from_rows,
)
from lcreport.errors import CriteriaError
from lcreport.model import Combination, Comparison, Indicator, Level

SET_ID = "86-bgddt-gdtx-2019"
DRAWN = ("chỉ số", "nội dung", "thành phần", "so sánh", "ngưỡng", "đơn vị tính")

row = partial(MeasureRow, place="Chỉ số!A2")


def rules(indicator: Indicator) -> list[tuple[str, str, Fraction | None, str]]:
    return [(m.name, m.comparison.value, m.threshold, m.unit) for m in indicator.measures]


def sheet(*lines: str) -> list[MeasureRow]:
    """Make rows of the sheet `Chỉ số` from drawn lines, in the order of `DRAWN`."""
    return [
        MeasureRow.of(
            dict(zip(DRAWN, (cell.strip() for cell in line.split("|")), strict=True)),
            f"Chỉ số!A{number}",
            {heading: f"Chỉ số!{'ABCDEF'[at]}{number}" for at, heading in enumerate(DRAWN)},
        )
        for number, line in enumerate(lines, 2)
    ]


def told_about(rows: list[MeasureRow]) -> tuple[str, ...]:
    with pytest.raises(CriteriaError) as told:
        indicators_from_rows(rows)
    return told.value.sentences


def test_number_text_and_comparison_are_enough() -> None:
    made = indicators_from_rows(sheet("7 | Có thư viện | | có | |"))
    (only,) = made.indicators
    assert (only.number, only.text, only.applies) == (7, "Có thư viện", True)
    assert (only.level, only.combination) == (Level.CITY, Combination.AGREE)
    assert rules(only) == [("", "có", None, "")]


def test_a_row_with_a_part_continues_the_indicator_above_it() -> None:
    for second in (
        "| | nữ | >= | 50 | %",
        "2 | | nữ | >= | 50 | %",
        "2 | Đào tạo | nữ | >= | 50 | %",
    ):
        made = indicators_from_rows(sheet("2 | Đào tạo | chung | >= | 80 | %", second))
        (only,) = made.indicators
        assert [m.name for m in only.measures] == ["chung", "nữ"]
        assert [m.keywords for m in only.measures] == [(), ("nữ",)]


def test_a_row_without_number_text_and_part_is_no_continuation() -> None:
    told = told_about(sheet("2 | Đào tạo | | >= | 80 | %", "| | | >= | 50 | %"))
    assert told == ("Chỉ số!A3: thiếu “chỉ số”.", "Chỉ số!B3: thiếu “nội dung”.")


def test_an_empty_row_is_passed_over() -> None:
    made = indicators_from_rows(
        sheet("2 | Đào tạo | | có | |", "| | | | |", "1 | Thư viện | | có | |")
    )
    assert made.numbers == (1, 2)


def test_a_threshold_without_a_unit_is_a_percentage() -> None:
    made = indicators_from_rows(
        sheet("1 | Hộ nghèo | | ≤ | 1,5% |", "2 | Hộ khá | | >= | 80 | Tỷ lệ (%)")
    )
    assert rules(made.indicators[0]) == [("", "<=", Fraction(3, 2), "%")]
    assert rules(made.indicators[1]) == [("", ">=", Fraction(80), "%")]


@pytest.mark.parametrize(
    ("written", "read"),
    [("1.5", "3/2"), ("1,5", "3/2"), ("1.420.000", "1420000"), ("0.125", "1/8"), ("-2", "-2")],
)
def test_thresholds_are_exact(written: str, read: str) -> None:
    made = indicators_from_rows(sheet(f"1 | Số hộ | | > | {written} | hộ"))
    assert made.indicators[0].measures[0].threshold == Fraction(read)


def test_faults_name_the_cells_of_their_columns() -> None:
    rows = sheet(
        "1 | Hộ nghèo | | <= | | %",
        "x | Hộ khá | | lớn hơn | 50 | %",
        "1 | Thư viện | | có | 3 |",
    )
    words = ", ".join(f"“{each.value}”" for each in Comparison)
    assert set(told_about(rows)) == {
        "Chỉ số!E2: so sánh “<=” cần có ngưỡng.",
        "Chỉ số!A3: số của chỉ số phải là số nguyên dương, không phải “x”.",
        f"Chỉ số!D3: “so sánh” không thể là “lớn hơn”; chỉ nhận {words}.",
        "Chỉ số!A4: số 1 đã dùng cho chỉ số “Hộ nghèo”.",
        "Chỉ số!E4: so sánh “có” không dùng ngưỡng; bỏ ngưỡng 3.",
    }


def test_a_place_without_cells_is_the_row() -> None:
    told = told_about([row(indicator="1", text="Hộ nghèo", comparison="<=")])
    assert told == ("Chỉ số!A2: so sánh “<=” cần có ngưỡng.",)


def test_a_continuing_row_may_not_contradict_its_first_row() -> None:
    first = row(
        indicator="2", text="Đào tạo", name="chung", comparison="báo cáo", level="thành phố"
    )
    second = row(place="Chỉ số!A3", name="nữ", comparison="báo cáo", level="Cấp trên")
    assert told_about([first, second]) == (
        "Chỉ số!A3: “cấp đánh giá” là “Cấp trên”, khác với dòng đầu của chỉ số 2 (“thành phố”).",
    )


def test_not_applied_needs_its_reason() -> None:
    given = row(indicator="27", text="Số xã", comparison="có", applies="Không")
    assert told_about([given]) == (
        "Chỉ số!A2: chỉ số không áp dụng thì phải ghi lý do ở “căn cứ”.",
    )
    made = indicators_from_rows([replace(given, source="chỉ có một phường")])
    assert (made.indicators[0].applies, made.indicators[0].source) == (False, "chỉ có một phường")


@pytest.mark.parametrize(
    ("written", "code", "title"),
    [
        ("1.1", "1.1", ""),
        ("1.1 Gắn kết", "1.1", "Gắn kết"),
        ("1.1. Gắn kết", "1.1", "Gắn kết"),
        ("Tiêu chuẩn 1.1: Gắn kết", "1.1", "Gắn kết"),
        ("Gắn kết xã hội", "Gắn kết xã hội", ""),
    ],
)
def test_a_standard_is_a_code_with_or_without_its_title(
    written: str, code: str, title: str
) -> None:
    made = indicators_from_rows([row(indicator="1", text="A", comparison="có", standard=written)])
    assert made.indicators[0].standard == code
    assert made.standards == {code: title}


def test_a_running_number_of_criteria_needs_no_standard_before_it() -> None:
    free = row(indicator="1", text="A", comparison="có", standard="1", criterion="7")
    assert indicators_from_rows([free]).indicators[0].criterion == "7"
    strange = replace(free, criterion="2.7")
    assert told_about([strange]) == ("Chỉ số!A2: tiêu chí 2.7 không thuộc tiêu chuẩn 1.",)


def test_a_code_with_two_titles_is_refused() -> None:
    one = row(indicator="1", text="A", comparison="có", standard="1.1 Gắn kết")
    other = row(
        place="Chỉ số!A3", indicator="2", text="B", comparison="có", standard="1.1 Tăng trưởng"
    )
    assert told_about([one, other]) == (
        "Chỉ số!A3: “tiêu chuẩn” 1.1 có hai tên: “Gắn kết” và “Tăng trưởng”.",
    )


def test_the_built_in_set_comes_back_from_its_own_rows() -> None:
    known = builtin(SET_ID)
    made = indicators_from_rows([part for each in known.indicators for part in written(each)])
    bare = [replace(each, wordings=(), examples=()) for each in known.indicators]
    assert list(made.indicators) == bare


def written(indicator: Indicator) -> list[MeasureRow]:
    whole = {
        "chỉ số": str(indicator.number),
        "nội dung": indicator.text,
        "tiêu chuẩn": indicator.standard,
        "tiêu chí": indicator.criterion,
        "cấp đánh giá": indicator.level.value,
        "cách gộp": indicator.combination.value,
        "áp dụng": "có" if indicator.applies else "không",
        "căn cứ": indicator.source,
    }
    parts = [
        {
            "thành phần": measure.name,
            "từ khoá": "; ".join(measure.keywords),
            "so sánh": measure.comparison.value,
            "ngưỡng": "" if measure.threshold is None else f"{float(measure.threshold):g}",
            "đơn vị tính": measure.unit,
        }
        for measure in indicator.measures
    ]
    assert set(whole) | set(parts[0]) == set(COLUMNS)
    return [MeasureRow.of({**whole, **part}, "Chỉ số!A2") for part in parts]


def test_contradictions_of_a_ready_set_name_indicator_and_part() -> None:
    known = builtin(SET_ID)
    waste = known.indicator(12)
    assert waste
    spoilt = replace(waste.measures[1], threshold=None)
    changed = replace(waste, measures=(waste.measures[0], spoilt), combination=Combination.LEAD)
    assert contradictions(replace(known, indicators=(changed,))) == (
        "Chỉ số 12, thành phần “nước thải”: so sánh “>=” cần có ngưỡng.",
    )
    assert contradictions(replace(known, indicators=(replace(changed, measures=()),))) == (
        "Chỉ số 12: chưa nói đánh giá bằng gì (measures).",
    )
