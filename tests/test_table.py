from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.errors import TemplateError
from lcreport.model import Result
from lcreport.papers.context import paper_context
from lcreport.papers.sheet_file import fill_workbook
from lcreport.papers.table import write_xlsx
from lcreport.papers.table_docx import write_docx
from tests.papers_case import HOSTILE, letter_result, with_text

FIRST = 5


def written(result: Result, folder: Path) -> Worksheet:
    path = folder / "bieu-danh-gia.xlsx"
    write_xlsx(result, path)
    return load_workbook(path).worksheets[0]


def row(sheet: Worksheet, number: int) -> list[object]:
    return [cell.value for cell in sheet[FIRST - 1 + number][:7]]


def pattern(*cells: str) -> Workbook:
    book = Workbook()
    for place, text in enumerate(cells, start=1):
        book.worksheets[0].cell(1, place, text)
    return book


def test_the_table_has_the_columns_of_l1_with_the_periods_labels(tmp_path: Path) -> None:
    sheet = written(letter_result(), tmp_path)

    assert [cell.value for cell in sheet[FIRST - 1]][:7] == [
        "STT", "Nội dung chỉ báo", "Đơn vị phụ trách", "Đạt", "Chưa đạt",
        "Tỉ lệ % (Tính đến tháng 5/2023)", "Tỉ lệ % (Tính đến thời điểm hiện tại)",
    ]  # fmt: skip
    assert "4927/UBND-GD ngày 24 tháng 6 năm 2024" in str(sheet["A2"].value)


def test_rows_stand_in_order_with_marks_units_and_the_units_own_words(tmp_path: Path) -> None:
    sheet = written(letter_result(), tmp_path)

    assert [sheet.cell(FIRST - 1 + n, 1).value for n in range(1, 58)] == list(range(1, 58))
    assert row(sheet, 20)[2:] == ["- Phòng Y tế\n- Phòng Kinh tế", None, "x", "92%", "93,65%"]
    assert row(sheet, 3)[2] == "UBND các xã, phường"
    assert row(sheet, 6)[2:] == [
        "- Chi cục Thống kê\n- Phòng Tài chính - Kế hoạch", None, None, None,
        "Cấp TP không tính GDP",
    ]  # fmt: skip
    assert sheet.max_row == FIRST + 56


def test_wards_and_departments_stand_in_one_cell(tmp_path: Path) -> None:
    sheet = written(letter_result(), tmp_path)

    assert row(sheet, 47)[2] == "- Phòng Giáo dục và Đào tạo\n- UBND các xã, phường"


def test_some_wards_are_named_one_by_one(tmp_path: Path) -> None:
    result = letter_result()
    kept = tuple(a for a in result.settings.assignments if a.unit in {"w-0", "w-1"})
    sheet = written(replace(result, settings=replace(result.settings, assignments=kept)), tmp_path)

    assert row(sheet, 3)[2] == "- Phường 1\n- Phường 2"


def test_it_prints_on_a4_landscape_one_page_wide(tmp_path: Path) -> None:
    sheet = written(letter_result(), tmp_path)

    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.oddHeader is not None
    assert "&P" in str(sheet.oddHeader.center.text)
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:H61"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_units_text_stays_text(text: str, tmp_path: Path) -> None:
    sheet = written(with_text(letter_result(), 19, text, previous="#N/A"), tmp_path)
    cell = sheet.cell(FIRST + 18, 7)

    assert cell.data_type == "s"
    assert sheet.cell(FIRST + 18, 6).data_type == "s"
    assert str(cell.value)[:3] == text[:3]


def test_every_row_is_high_enough_for_its_text(tmp_path: Path) -> None:
    sheet = written(with_text(letter_result(), 19, "số liệu " * 400), tmp_path)
    heights = [sheet.row_dimensions[FIRST - 1 + number].height for number in range(1, 58)]
    long = sheet.cell(FIRST + 18, 7)

    assert all(height and height >= 15 for height in heights)
    assert heights[18] == pytest.approx(380, abs=30)
    assert long.font.size is not None
    assert long.font.size < 12


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_xlsx(letter_result(), tmp_path / f"{name}.xlsx")
        write_docx(letter_result(), tmp_path / f"{name}.docx")

    for kind in ("xlsx", "docx"):
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_the_properties_carry_the_day_of_the_letter(tmp_path: Path) -> None:
    path = tmp_path / "bieu-danh-gia.xlsx"
    write_xlsx(letter_result(), path)

    moment = load_workbook(path).properties.created
    assert moment is not None
    assert moment.replace(tzinfo=UTC) == datetime(2024, 6, 24, tzinfo=UTC)


def test_the_word_table_shows_the_same_rows(tmp_path: Path) -> None:
    path = tmp_path / "bieu-danh-gia.docx"
    write_docx(letter_result(), path)
    table = docx.Document(str(path)).tables[0]
    rows = [[cell.text for cell in line.cells] for line in table.rows]

    assert len(rows) == 58
    assert rows[20][2:] == ["- Phòng Y tế\n- Phòng Kinh tế", "", "x", "92%", "93,65%"]
    assert "tblHeader" in table._tbl.tr_lst[0].xml  # noqa: SLF001 - no public view of it
    assert all("cantSplit" in line.xml for line in table._tbl.tr_lst)  # noqa: SLF001 - as above


def test_an_unknown_name_in_the_sheet_is_told_with_cell_and_suggestion() -> None:
    book = pattern("{{ dong.stt }}", "{{ dong.noi_dug }}", "{{ dem.tongg }}")

    with pytest.raises(TemplateError) as caught:
        fill_workbook(book, "mau.xlsx", paper_context(letter_result()))

    first, second = caught.value.sentences
    assert "dong.noi_dug" in first
    assert "ô B1" in first
    assert "“dong.noi_dung”" in first
    assert "“dem.tong”" in second


def test_a_sheet_without_a_pattern_row_is_refused() -> None:
    with pytest.raises(TemplateError, match="dòng mẫu"):
        fill_workbook(pattern("{{ dem.dat }}"), "mau.xlsx", paper_context(letter_result()))


def test_what_stands_below_the_pattern_row_moves_down_with_its_merges() -> None:
    book = pattern("{{ dong.stt }}", "{{ dong.noi_dung }}")
    sheet = book.worksheets[0]
    sheet["A3"] = "Tổng: {{ dem.tong }}"
    sheet.merge_cells("A3:B3")
    sheet.row_dimensions[3].height = 40

    filled = fill_workbook(book, "mau.xlsx", paper_context(letter_result())).worksheets[0]

    assert filled["A59"].value == "Tổng: 57"
    assert [str(each) for each in filled.merged_cells.ranges] == ["A59:B59"]
    assert filled["A3"].value == 3
