from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lcreport.errors import SettingsError
from lcreport.model import Assignment, Comparison, Paragraph, Role, UnitKind
from lcreport.settings import load_settings, neutral_settings
from tests.drawn_settings import Book, Cell, add, base, loaded, put, told


def test_everything_of_a_good_workbook_arrives(tmp_path: Path) -> None:
    settings = loaded(tmp_path, base())

    assert not settings.neutral
    assert settings.document.organ == "Ủy ban nhân dân\nthành phố Hạ Long"
    assert settings.document.number == "4927"
    assert settings.document.addressees == ("Sở Giáo dục và Đào tạo", "Hội Khuyến học tỉnh")
    assert settings.document.authority == ("TM. Ủy ban nhân dân", "KT. Chủ tịch")
    assert settings.period.cut_off == date(2024, 6, 24)
    assert settings.period.previous_cut_off == date(2023, 5, 31)
    assert settings.period.deadline == date(2024, 6, 28)
    health, dai_yen, _, old = settings.units
    assert (health.kind, health.aliases) == (UnitKind.DEPARTMENT, ("Y tế", "P. Y tế"))
    assert dai_yen.weight == Fraction("9120.5")
    assert (old.valid_to, old.successors) == (date(2019, 12, 31), ("dai-yen",))
    assert settings.paragraphs == (
        Paragraph("1.1", "Đoạn một."),
        Paragraph("chỉ số 6", "Giải pháp."),
    )
    assert settings.recognitions == {"tra loi/bieu 1.xlsx": "p-y-te"}


def test_every_ward_means_the_wards_valid_on_the_cut_off_day(tmp_path: Path) -> None:
    assert loaded(tmp_path, base()).assignments == (
        Assignment(19, "p-y-te", Role.LEAD),
        Assignment(20, "dai-yen", Role.LEAD),
        Assignment(20, "gieng-day", Role.LEAD),
        Assignment(20, "p-y-te", Role.SUPPORT),
    )


def test_keys_left_out_or_empty_have_their_defaults(tmp_path: Path) -> None:
    book = base()
    book["Văn bản"] = [["khoá", "giá trị"], ["hình thức", None]]

    settings = loaded(tmp_path, book)

    assert not settings.document.electronic
    assert not settings.document.annex_apart
    assert settings.criteria == neutral_settings().criteria


def test_words_compare_without_case_spaces_and_unicode_form(tmp_path: Path) -> None:
    book = {
        normalize("NFD", name.upper()): [
            [normalize("NFD", f"  {cell}".upper()) if row is rows[0] else cell for cell in row]
            for row in rows
        ]
        for name, rows in base().items()
    }
    add(normalize("NFD", "VĂN BẢN"), normalize("NFD", "Hình  Thức"), "Điện tử")(book)

    assert loaded(tmp_path, book).document.electronic


def test_optional_sheets_and_columns_may_be_absent(tmp_path: Path) -> None:
    book: Book = {
        "Đơn vị": [["loại", "mã", "tên"], ["phòng ban", "p-y-te", "Phòng Y tế"]],
        "Phân công": [["chỉ số", "đơn vị", "vai trò"]],
        "Văn bản": [["khoá", "giá trị"]],
    }

    settings = loaded(tmp_path, book)

    assert [unit.id for unit in settings.units] == ["p-y-te"]
    assert settings.assignments == ()


def test_a_new_unit_may_bear_the_name_of_one_that_ended(tmp_path: Path) -> None:
    book = base()
    add("Đơn vị", "moi", "Xã Cũ", None, "xã phường", None, None, date(2020, 1, 1))(book)

    assert loaded(tmp_path, book).units[-1].name == "Xã Cũ"


def test_a_missing_list_of_units_does_not_make_every_reference_wrong(tmp_path: Path) -> None:
    book = base()
    put("Đơn vị", 1, 1, "id")(book)

    assert len(told(tmp_path, book)) == 1


OWN_SET: Sequence[list[Cell]] = (
    ["chỉ số", "nội dung", "thành phần", "từ khoá", "so sánh", "ngưỡng", "áp dụng", "căn cứ"],
    [1, "Tỷ lệ lao động được đào tạo", "chung", None, ">=", 80],
    [1, None, "nữ", "nữ; phụ nữ", ">=", 49.5],
    [2, "Số vụ tai nạn giao thông", None, None, "giảm"],
    [3, "Có mạng lưới thư viện", None, None, "có", None, "không", "Không còn cấp huyện"],
)


def with_own_set() -> Book:
    book = base()
    book["Chỉ số"] = [list(row) for row in OWN_SET]
    book["Phân công"][1:] = [[1, "p-y-te", "chủ trì"]]
    book["Nội dung"][1:] = [["chỉ số 3", "Giải pháp."]]
    return book


def test_the_office_may_bring_its_own_criteria_set(tmp_path: Path) -> None:
    criteria = loaded(tmp_path, with_own_set()).criteria

    assert criteria.numbers == (1, 2, 3)
    first, _, third = criteria.indicators
    assert [measure.threshold for measure in first.measures] == [80, Fraction("49.5")]
    assert first.measures[1].keywords == ("nữ", "phụ nữ")
    assert criteria.indicators[1].measures[0].comparison is Comparison.DECREASE
    assert not third.applies


def test_faults_of_an_own_criteria_set_name_their_cells(tmp_path: Path) -> None:
    book = with_own_set()
    put("Chỉ số", 2, 5, "=>")(book)
    put("Chỉ số", 5, 8, None)(book)
    put("Phân công", 2, 1, 4)(book)

    sentences = told(tmp_path, book)

    assert len(sentences) == 3
    assert sentences[0].startswith("Chỉ số!E2: ")
    assert sentences[1].startswith("Chỉ số!H5: ")
    assert sentences[2] == "Phân công!A2: không có chỉ số 4 trong bộ tiêu chí; có thể là “3”."


def test_a_sheet_of_criteria_with_headings_alone_means_the_built_in_set(tmp_path: Path) -> None:
    book = base()
    book["Chỉ số"] = [list(OWN_SET[0])]

    assert loaded(tmp_path, book).criteria == neutral_settings().criteria


def test_a_file_that_is_no_workbook_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "cai-dat.xlsx"
    path.write_text("không phải bảng tính", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"Không đọc được “.*cai-dat\.xlsx”: "):
        load_settings(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Không có tệp “.*cai-dat\.xlsx”"):
        load_settings(tmp_path / "cai-dat.xlsx")


def test_without_a_workbook_the_built_in_set_and_no_letterhead_are_used() -> None:
    settings = neutral_settings()

    assert settings.neutral
    assert len(settings.criteria.indicators) == 57
    assert settings.units == ()
    assert settings.document.organ == ""


def test_a_file_that_cannot_be_opened_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Không mở được “.*”"):
        load_settings(tmp_path)


anything = (
    st.none()
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
    | st.sampled_from(["=1+1", "#REF!", "=>", "chỉ số", "chỉ số ²", "mọi xã phường", "1.1", "²"])
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(date(1901, 1, 1), date(9999, 12, 31))
)


@hypothesis_settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_cell_is_taken_or_told(data: st.DataObject) -> None:
    book = with_own_set() if data.draw(st.booleans()) else base()
    sheet = data.draw(st.sampled_from(sorted(book)))
    row = data.draw(st.integers(1, len(book[sheet])))
    put(sheet, row, data.draw(st.integers(1, 10)), data.draw(anything))(book)

    with TemporaryDirectory() as folder, suppress(SettingsError):
        assert not loaded(Path(folder), book).neutral
