from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from lcreport.decisions import load_decisions
from lcreport.errors import SettingsError
from lcreport.model import Decision, Source, Status
from lcreport.settings import neutral_settings

Cell = str | int | date | None
HEADER: list[Cell] = [
    "Chỉ số",
    "đề nghị",
    "lý do cần xem",
    "Kết luận",
    "lý do",
    "người quyết định",
    "ngày",
    "mã số liệu",
]
GOOD: list[Cell] = [
    12,
    "Chưa đạt",
    "nước thải 49,78% < 60%",
    "đạt",
    "Nhà máy đã chạy",
    "Nguyễn Văn A",
    date(2024, 6, 24),
    "0012ab",
]


def written(folder: Path, rows: Sequence[Sequence[Cell]], header: Sequence[Cell] = HEADER) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Thẩm định"
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    path = folder / "tham-dinh.xlsx"
    workbook.save(path)
    return path


def loaded(
    folder: Path, rows: Sequence[Sequence[Cell]], header: Sequence[Cell] = HEADER
) -> tuple[Decision, ...]:
    return load_decisions(written(folder, rows, header), neutral_settings().criteria)


def told(
    folder: Path, rows: Sequence[Sequence[Cell]], header: Sequence[Cell] = HEADER
) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        loaded(folder, rows, header)
    return caught.value.sentences


def with_cell(column: int, value: Cell) -> list[Cell]:
    return [*GOOD[: column - 1], value, *GOOD[column:]]


def test_a_row_with_a_conclusion_is_a_decision_with_its_cell(tmp_path: Path) -> None:
    assert loaded(tmp_path, [GOOD]) == (
        Decision(
            12,
            Status.MET,
            "Nhà máy đã chạy",
            "Nguyễn Văn A",
            date(2024, 6, 24),
            "0012ab",
            Source("tham-dinh.xlsx", "Thẩm định", "D2"),
        ),
    )


def test_a_row_without_a_conclusion_decides_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, [with_cell(4, None), [33, "Chưa đạt"]]) == ()


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Đạt", Status.MET),
        ("CHƯA ĐẠT", Status.NOT_MET),
        ("Chưa tổng hợp được số liệu", Status.NO_DATA),
        ("Đánh giá theo cấp  Tỉnh, Bộ", Status.UPPER_LEVEL),
        ("Không áp dụng", Status.NOT_APPLICABLE),
    ],
)
def test_each_of_the_five_words_is_its_verdict(word: str, status: Status, tmp_path: Path) -> None:
    assert loaded(tmp_path, [with_cell(4, word)])[0].verdict is status


def test_a_row_added_by_hand_needs_neither_hash_nor_our_own_columns(tmp_path: Path) -> None:
    header = ["chỉ số", "kết luận", "lý do", "người quyết định", "ngày"]

    (decision,) = loaded(tmp_path, [[5, "Đạt", "Đã rõ", "Trần B", "1/7/2024"]], header)

    assert (decision.day, decision.fingerprint) == (date(2024, 7, 1), "")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (with_cell(1, None), "Thẩm định!A2: kết luận phải có “chỉ số”."),
        (with_cell(1, 75), "Thẩm định!A2: không có chỉ số 75 trong bộ tiêu chí; có thể là “57”."),
        (with_cell(5, " "), "Thẩm định!E2: kết luận phải có “lý do”."),
        (with_cell(6, None), "Thẩm định!F2: kết luận phải có “người quyết định”."),
        (with_cell(7, None), "Thẩm định!G2: kết luận phải có “ngày”."),
        (
            with_cell(7, "hôm qua"),
            "Thẩm định!G2: “hôm qua” không phải là ngày; ghi ngày/tháng/năm, ví dụ 24/6/2024.",
        ),
        (
            with_cell(4, "Chưa đat"),
            "Thẩm định!D2: “Chưa đat” không dùng được cho “kết luận”; có thể là “Chưa đạt”.",
        ),
        (
            with_cell(4, "không đạt"),
            (
                "Thẩm định!D2: “không đạt” không dùng được cho “kết luận”; dùng một trong: “Đạt”, "
                "“Chưa đạt”, “Chưa tổng hợp được số liệu”, “Đánh giá theo cấp Tỉnh, Bộ”, "
                "“Không áp dụng”."
            ),
        ),
    ],
)
def test_a_fault_is_told_in_one_sentence_with_its_cell(
    row: list[Cell], sentence: str, tmp_path: Path
) -> None:
    assert told(tmp_path, [row]) == (sentence,)


def test_an_indicator_decided_twice_is_refused(tmp_path: Path) -> None:
    sentences = told(tmp_path, [GOOD, with_cell(4, "Chưa đạt")])

    assert sentences == ("Thẩm định!D3: chỉ số 12 đã được kết luận ở Thẩm định!D2.",)


def test_an_unknown_column_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    header = [*HEADER[:5], "người ký quyết định", *HEADER[6:]]

    assert told(tmp_path, [GOOD], header) == (
        "Thẩm định!F1: không có cột “người ký quyết định”; có thể là “người quyết định”.",
    )


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    rows = [with_cell(1, 60), with_cell(4, "gần đạt"), with_cell(5, None), with_cell(7, "mai")]

    assert len(told(tmp_path, [[n, *row[1:]] if row[0] == 12 else row
                               for n, row in enumerate(rows, start=20)])) == 4  # fmt: skip


def test_a_second_filled_sheet_is_refused(tmp_path: Path) -> None:
    workbook = Workbook()
    for sheet in (workbook.worksheets[0], workbook.create_sheet("Bản sao")):
        sheet.append(HEADER)
    workbook.worksheets[0].title = "Thẩm định"
    path = tmp_path / "tham-dinh.xlsx"
    workbook.save(path)

    with pytest.raises(SettingsError) as caught:
        load_decisions(path, neutral_settings().criteria)

    assert caught.value.sentences == (
        "“tham-dinh.xlsx” có nhiều trang (“Bản sao”); chỉ giữ trang “Thẩm định”.",
    )


def test_an_empty_workbook_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    Workbook().save(path)

    with pytest.raises(SettingsError, match=r"“tham-dinh\.xlsx” không có trang thẩm định\."):
        load_decisions(path, neutral_settings().criteria)
