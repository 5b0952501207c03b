"""Who sent a file: every rung of the ladder, signs that disagree, names that are only similar."""

import unicodedata
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl.packaging.custom import StringProperty

from lcreport.intake.files import list_files, load
from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import Grid, Workbook
from lcreport.intake.layout import find_tables
from lcreport.intake.sender import Identification, identify, weigh
from lcreport.intake.sender.signs import FORM_UNIT, LADDER, Sign, collect_signs
from lcreport.model import (
    Comparison,
    CriteriaSet,
    Indicator,
    Measure,
    Settings,
    State,
    Unit,
    UnitKind,
)
from lcreport.problems import Severity
from tests.returned import ha_long, settings_with, sheet, ward

HA_LONG = ha_long()
TABLE = "STT | Nội dung chỉ báo | Đạt | Chưa đạt | Kết quả\n19 | Giấy phép | | x | 87%"


def sent(  # noqa: PLR0913 - each part is a sign
    above: str = "",
    *,
    below: str = "",
    file: str = "bieu.xlsx",
    settings: Settings = HA_LONG,
    column: str = "",
    more: tuple[Grid, ...] = (),
    form: str = "",
) -> Identification:
    """Identify a file whose sheet has lines above and below the table."""
    before = above.strip("\n").splitlines() if above else []
    grid = sheet("\n".join([*before, TABLE, *below.strip("\n").splitlines()]))
    workbook = Workbook((grid, *more), properties={FORM_UNIT: form} if form else {})
    span = (len(before) + 1, len(before) + 2)
    texts = tuple(each.strip() for each in column.split(";") if each.strip())
    return weigh(collect_signs(workbook, {grid.name: span}, texts, file, settings), settings)


def codes(found: Identification) -> list[str]:
    return [each.code for each in found.flaws]


@pytest.mark.parametrize("line", [
    "Đơn vị báo cáo: Phòng Y tế",
    "ĐƠN VỊ BÁO CÁO : PHÒNG Y TẾ",
    "Đơn vị: Phòng Y tế",
    "Tên đơn vị | Phòng Y tế",
    "Tên đơn vị: | | Phòng Y tế",
    "- Đơn vị báo cáo:\\n- Phòng Y tế\\n- Đơn vị nhận báo cáo:\\nPhòng GD&ĐT",
    "Đơn vị báo cáo: ………………\\nKỳ báo cáo: tháng 6 | Phòng Y tế",
    "Đơn vị báo cáo: Phòng Y tế (đ/c Nguyễn Văn A)",
    "Đơn vị báo cáo: Phòng Y tế. Kỳ báo cáo: tháng 6/2024",
    "Đơn vị báo cáo: Phòng Y tế      Kỳ báo cáo: tháng 6/2024",
    "Don vi bao cao: Phong Y te TP Ha Long",
    "Đơn vị (cơ quan): Phòng Y tế",
    "Cơ quan báo cáo:\nPhòng Y tế",
    "BIỂU ĐÁNH GIÁ | | | Đơn vị báo cáo: Phòng Y tế",
])  # fmt: skip
def test_a_cell_says_who_reports(line: str) -> None:
    found = sent(line)
    assert (found.unit, found.identified_by, found.flaws) == ("y-te", "cell", ())
    assert found.sheet == "Biểu"
    assert found.cell


def test_the_cell_may_stand_below_the_table_or_on_a_cover_sheet() -> None:
    assert sent(below="| | Đơn vị báo cáo: Phòng Y tế").identified_by == "cell"
    cover = sheet("Kỳ báo cáo: 6/2024\nĐơn vị: | Phòng Y tế", "Bìa")
    assert sent(more=(cover,)).unit == "y-te"
    listing = sheet("Đơn vị | Điện thoại\nPhòng Y tế | 0203\nPhòng Nội vụ | 0203", "Danh mục")
    assert codes(sent(more=(listing,))) == ["D01"]
    unseen = sheet("Đơn vị: | Phòng Y tế", "Ẩn", hidden=True)
    assert sent(more=(unseen,)).unit is None


@pytest.mark.parametrize("line", ["Phường: Hà Lầm", "Xã/phường: | Hà Lầm", "Tên phường: HÀ LẦM"])
def test_a_ward_may_stand_behind_the_word_for_its_kind(line: str) -> None:
    assert (sent(line).unit, sent(line).identified_by) == ("UBND phường Hà Lầm", "cell")


def test_decomposed_letters_change_nothing() -> None:
    line = unicodedata.normalize("NFD", "Đơn vị báo cáo: Phòng Y tế. Kỳ báo cáo: tháng 6/2024")
    assert sent(line, file=unicodedata.normalize("NFD", "Phòng Y tế.xlsx")).unit == "y-te"


@pytest.mark.parametrize("line", [
    "Đơn vị tính: %",
    "Đơn vị: %",
    "Đơn vị: | triệu đồng",
    "Đơn vị báo cáo: ........",
    "Đơn vị nhận báo cáo: Phòng GD&ĐT",
    "Đơn vị phụ trách: Phòng Y tế",
    "Kính gửi: Phòng Giáo dục và Đào tạo",
    "Kính gửi:\\n- UBND thành phố Hạ Long\\n- Phòng Y tế",
    "Kính gửi: | Phòng Y tế\nPhòng Nội vụ",
    "Nơi nhận: Phòng Y tế",
    "UBND THÀNH PHỐ HẠ LONG",
    "(Kèm theo Công văn số 726/GD-ĐT của Phòng Giáo dục và Đào tạo)",
    "BIỂU ĐÁNH GIÁ CÁC TIÊU CHÍ CỦA THÀNH PHỐ HẠ LONG",
    " | | | | Phòng Y tế",
])  # fmt: skip
def test_units_of_measure_recipients_and_the_city_are_no_senders(line: str) -> None:
    found = sent(line)
    assert found.unit is None
    assert codes(found) == ["D01"]
    assert found.state is State.UNIDENTIFIED


@pytest.mark.parametrize(("lines", "unit"), [
    ("UBND THÀNH PHỐ HẠ LONG | | CỘNG HÒA XÃ HỘI\nPHÒNG Y TẾ | | Độc lập - Tự do", "y-te"),
    ("UBND THÀNH PHỐ HẠ LONG\\nPHÒNG Y TẾ", "y-te"),
    ("ỦY BAN NHÂN DÂN\nPHƯỜNG HÀ LẦM", "UBND phường Hà Lầm"),
    ("UBND TP HẠ LONG\nPHÒNG LAO ĐỘNG - THƯƠNG BINH\nVÀ XÃ HỘI", "ldtbxh"),
    ("THÀNH ỦY HẠ LONG\nBAN TUYÊN GIÁO", "tuyen-giao"),
    ("UBND PHƯỜNG HÀ LẦM\nBAN CHỈ ĐẠO XÂY DỰNG THÀNH PHỐ HỌC TẬP", "UBND phường Hà Lầm"),
    ("UBND THÀNH PHỐ HẠ LONG\nVĂN PHÒNG HĐND VÀ UBND", "vp"),
    ("LIÊN ĐOÀN LAO ĐỘNG TỈNH QUẢNG NINH\nLIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HẠ LONG", "ldld"),
    ("UBND THÀNH PHỐ HẠ LONG\nPHÒNG Y TẾ\nKính gửi: Phòng GD&ĐT", "y-te"),
])  # fmt: skip
def test_the_lowest_organ_line_on_the_top_left_is_the_sender(lines: str, unit: str) -> None:
    found = sent(lines)
    assert (found.unit, found.identified_by) == (unit, "organ_lines")


def test_a_body_under_an_office_is_not_that_office() -> None:
    assert sent("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG TIỂU HỌC HÀ LẦM").unit is None
    assert sent("THÀNH ỦY HẠ LONG\nBAN DÂN VẬN").unit is None


def test_a_column_that_names_one_reporter_in_every_row_identifies() -> None:
    assert sent(column="Phòng Y tế; Phòng  Y Tế").identified_by == "unit_column"
    assert sent(column="Phòng Y tế; Phòng Nội vụ").unit is None


@pytest.mark.parametrize(("file", "unit", "by"), [
    ("Bao cao Phong Y te thang 6.xlsx", "y-te", "file_name"),
    ("Biểu đánh giá - UBND phường Hà Lầm (1).xlsx", "UBND phường Hà Lầm", "file_name"),
    ("Phòng Y tế/bieu.xlsx", "y-te", "folder_name"),
    ("Nộp đợt 1/Phường Hà Lầm/bieu (2).xlsx", "UBND phường Hà Lầm", "folder_name"),
    ("Phòng GD&ĐT/Phường Hà Lầm/bieu.xlsx", "UBND phường Hà Lầm", "folder_name"),
    ("Phuong Ha Lam.zip/bieu.xlsx", "UBND phường Hà Lầm", "folder_name"),
    ("Phòng Y tế và Phòng Nội vụ/bieu.xlsx", None, None),
])  # fmt: skip
def test_file_and_folder_names_identify(file: str, unit: str | None, by: str | None) -> None:
    found = sent(file=file)
    assert (found.unit, found.identified_by) == (unit, by)


def test_our_own_form_says_whose_it_is() -> None:
    assert sent(form="y-te").identified_by == "form_id"
    inside = sheet(f"{FORM_UNIT} | y-te", "lcreport", hidden=True)
    assert sent(more=(inside,)).identified_by == "form_id"
    assert sent(form="khong-co").unit is None


def test_all_signs_are_kept_and_the_surest_is_named() -> None:
    found = sent(
        "PHÒNG Y TẾ\nĐơn vị báo cáo: Phòng Y tế",
        file="Phòng Y tế/Phong Y te.xlsx",
        column="Phòng Y tế",
        form="y-te",
    )
    assert [each.kind for each in found.signs] == [
        each for each in LADDER if each not in {"settings", "mail"}
    ]
    assert (found.unit, found.identified_by, found.flaws) == ("y-te", "form_id", ())


def test_signs_that_disagree_wait_for_a_person() -> None:
    found = sent("Đơn vị báo cáo: Phòng Y tế", file="Phòng Nội vụ.xlsx")
    assert (found.unit, found.identified_by, codes(found)) == (None, None, ["D02"])
    assert found.flaws[0].found == "ô A1: Phòng Y tế; tên tệp: Phòng Nội vụ"
    assert found.cell == "A1"


@pytest.mark.parametrize(("above", "file"), [
    ("Đơn vị báo cáo: Phòng Y tế", "Phòng Nội vụ/bieu.xlsx"),
    ("PHÒNG Y TẾ\nĐơn vị báo cáo: Phòng Nội vụ", "bieu.xlsx"),
    ("Đơn vị báo cáo: Phòng Tư pháp", "Phòng Nội vụ.xlsx"),
    ("Đơn vị báo cáo: Phường Hồng Hảii", "Phuong Hong Ha.xlsx"),
    ("", "Phòng Y tế/Phòng Nội vụ.xlsx"),
])  # fmt: skip
def test_any_two_signs_may_disagree_even_with_an_unknown_organ(above: str, file: str) -> None:
    assert codes(sent(above, file=file)) == ["D02"]


def test_a_misspelled_cell_agrees_with_the_unit_that_it_resembles() -> None:
    found = sent("Đơn vị báo cáo: Phường Hà Lầmm", file="Phường Hà Lầm.xlsx")
    assert (found.unit, found.identified_by, found.flaws) == (
        "UBND phường Hà Lầm",
        "file_name",
        (),
    )


def test_a_persons_word_decides_whatever_the_file_says() -> None:
    settings = ha_long(**{"nop/bieu.xlsx": "noi-vu"})
    found = sent("Đơn vị báo cáo: Phòng Y tế", file="nop/bieu.xlsx", settings=settings)
    assert (found.unit, found.identified_by, found.flaws) == ("noi-vu", "settings", ())


@pytest.mark.parametrize(("above", "file", "found", "expected"), [
    ("Đơn vị báo cáo: Phường Hà Lầmm", "bieu.xlsx", "Phường Hà Lầmm", "UBND phường Hà Lầm"),
    ("Đơn vị báo cáo: Trạm Y tế phường Hà Tu", "b.xlsx", "Trạm Y tế phường Hà Tu",
     "UBND phường Hà Tu"),
    ("UBND THÀNH PHỐ HẠ LONG\nPHÒNG NỘI VỤU", "bieu.xlsx", "PHÒNG NỘI VỤU", "Phòng Nội vụ"),
    ("", "Phường Hà Lầmm.xlsx", "Phường Hà Lầmm", "UBND phường Hà Lầm"),
])  # fmt: skip
def test_a_similar_name_is_suggested_and_never_taken(
    above: str, file: str, found: str, expected: str
) -> None:
    result = sent(above, file=file)
    assert result.unit is None
    assert codes(result) == ["D03"]
    assert (result.flaws[0].found, result.flaws[0].expected) == (found, expected)
    assert result.problems(file)[0].severity is Severity.ERROR


def old_ward(*successors: str) -> Unit:
    return Unit(
        "yet-kieu", "Phường Yết Kiêu", UnitKind.WARD, valid_to=date(2024, 1, 31),
        successors=successors,
    )  # fmt: skip


def test_a_unit_that_is_no_longer_valid_counts_for_its_only_successor() -> None:
    settings = settings_with(old_ward("Phường Trần Hưng Đạo"), ward("Phường Trần Hưng Đạo"))
    found = sent("Đơn vị báo cáo: phường Yết Kiêu", settings=settings)
    assert (found.unit, found.identified_by, codes(found)) == (
        "Phường Trần Hưng Đạo",
        "cell",
        ["D06"],
    )
    told = found.problems("bieu.xlsx")[0]
    assert told.severity is Severity.WARNING
    assert "Phường Trần Hưng Đạo" in told.message


def test_old_and_new_name_of_one_unit_do_not_disagree() -> None:
    settings = settings_with(old_ward("Phường Trần Hưng Đạo"), ward("Phường Trần Hưng Đạo"))
    found = sent("Đơn vị: phường Yết Kiêu", file="Tran Hung Dao.xlsx", settings=settings)
    assert found.unit == "Phường Trần Hưng Đạo"


@pytest.mark.parametrize("heirs", [(), ("Phường A", "Phường B"), ("yet-kieu",)])
def test_without_exactly_one_successor_nobody_is_identified(heirs: tuple[str, ...]) -> None:
    settings = settings_with(old_ward(*heirs), ward("Phường A"), ward("Phường B"))
    found = sent("Đơn vị báo cáo: phường Yết Kiêu", settings=settings)
    assert (found.unit, found.identified_by, codes(found)) == (None, None, ["D06"])
    assert found.problems("bieu.xlsx")[0].severity is Severity.ERROR


def test_no_sign_at_all_is_one_problem() -> None:
    assert weigh((), HA_LONG).flaws[0].code == "D01"
    assert weigh((Sign("file_name", "bieu"),), HA_LONG).flaws[0].code == "D01"


SHEET = """
UBND THÀNH PHỐ HẠ LONG | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{line} | | Độc lập - Tự do - Hạnh phúc
BIỂU ĐÁNH GIÁ CÁC TIÊU CHÍ, CHỈ SỐ

STT | Nội dung chỉ báo | Đơn vị phụ trách | Đạt | Chưa đạt | Tỉ lệ % | {head}
1 | Tỷ lệ nghèo | Phòng Nội vụ | x | | 85% | {unit}
2 | Số hộ dùng nước sạch | Phòng GD&ĐT | | x | 93% | {unit}
3 | Phòng Nội vụ | Đơn vị: Phòng Nội vụ | | | |

{below}
NGƯỜI LẬP | | THỦ TRƯỞNG ĐƠN VỊ
Nơi nhận: | Phòng GD&ĐT
"""
CRITERIA = CriteriaSet("thu", "Bộ thử", "thử", tuple(
    Indicator(number, text, (Measure("", Comparison.AT_LEAST, Fraction(70)),))
    for number, text in ((1, "Tỷ lệ nghèo"), (2, "Số hộ dùng nước sạch"), (3, "Phòng Nội vụ"))
))  # fmt: skip


@pytest.mark.parametrize(("parts", "by"), [
    ({"line": "PHÒNG Y TẾ"}, "organ_lines"),
    ({"below": "Đơn vị báo cáo: Phòng Y tế"}, "cell"),
    ({"head": "Đơn vị báo cáo", "unit": "Phòng Y tế"}, "unit_column"),
    ({}, None),
])  # fmt: skip
def test_the_rows_of_a_table_hold_no_signs_but_its_reporters(
    parts: dict[str, str], by: str | None
) -> None:
    drawn = {"line": "", "head": "", "unit": "", "below": ""} | parts
    workbook = Workbook((sheet(SHEET.format(**drawn)),))
    tables = find_tables(workbook, CRITERIA)
    assert tables
    found = identify(workbook, tables, "bieu.xlsx", HA_LONG)
    assert (found.unit, found.identified_by) == ("y-te" if by else None, by)


def test_the_mark_of_our_form_survives_a_real_workbook(tmp_path: Path) -> None:
    book = Book()
    book.create_sheet("lcreport").append([FORM_UNIT, "y-te"])
    book["lcreport"].sheet_state = "hidden"
    book.save(tmp_path / "an.xlsx")
    book.remove(book["lcreport"])
    properties = book.custom_doc_props  # type: ignore[attr-defined]  # missing in the stubs
    properties.append(StringProperty(name=FORM_UNIT, value="noi-vu"))
    book.save(tmp_path / "thuoc-tinh.xlsx")
    units = [
        weigh(
            collect_signs(open_workbook(path.name, load(path).data), {}, (), path.name, HA_LONG),
            HA_LONG,
        ).unit
        for path in list_files(tmp_path)
    ]
    assert units == ["y-te", "noi-vu"]


MAILED = replace(HA_LONG, mailed={"thu-den/bieu [1].xlsx": "y-te"})


def test_an_address_alone_never_names_the_sender() -> None:
    found = sent(file="thu-den/bieu [1].xlsx", settings=MAILED)
    assert (found.unit, codes(found)) == (None, ["D01"])
    assert [each.kind for each in found.signs if each.unit] == ["mail"]


def test_an_address_speaks_against_another_sign() -> None:
    file = "thu-den/bieu [1].xlsx"
    agreed = sent("Đơn vị báo cáo: Phòng Y tế", file=file, settings=MAILED)
    assert (agreed.unit, agreed.identified_by, codes(agreed)) == ("y-te", "cell", [])
    against = sent("Đơn vị báo cáo: Phòng Nội vụ", file=file, settings=MAILED)
    assert (against.unit, codes(against)) == (None, ["D02"])
