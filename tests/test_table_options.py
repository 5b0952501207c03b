from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.criteria import builtin
from lcreport.intake.previous import read_previous
from lcreport.model import Answer, Kind, Reading, Result, Source
from lcreport.papers.letter import write_letter
from lcreport.papers.proof import prove
from lcreport.papers.settings_book import write_settings
from lcreport.papers.table import write_xlsx
from lcreport.papers.table_docx import write_docx
from lcreport.settings import load_settings
from tests.papers_case import letter_result

FIRST = 5
TABLE, WORD_TABLE, LETTER = "bieu-danh-gia.xlsx", "bieu-danh-gia.docx", "cong-van.docx"
STANDARD = "Tiêu chuẩn 1.1. Phát huy sự tham gia tích cực của cá nhân và thúc đẩy gắn kết xã hội"
CRITERION = "Tiêu chí 1.1.1. Bảo đảm xóa mù chữ cơ bản vững chắc"
# 12 standards and 35 criteria stand above 57 indicators.
BANDS = 12 + 35


def written(result: Result, folder: Path) -> Worksheet:
    write_xlsx(result, folder / TABLE)
    return load_workbook(folder / TABLE).worksheets[0]


def word_rows(path: Path, place: int) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[place].rows
    ]


def write_all(result: Result, folder: Path) -> None:
    write_letter(result, folder / LETTER)
    write_xlsx(result, folder / TABLE)
    write_docx(result, folder / WORD_TABLE)


def answered(result: Result, number: int, count: int) -> Result:
    """Give the result with `count` units as the sources of one indicator."""
    answers = tuple(
        Answer(number, "", f"w-{n}", Reading("87%", Kind.QUANTITY), Source(f"p{n}.xlsx", "B", "G9"))
        for n in range(count)
    )
    changed = (
        replace(each, figure=replace(each.figure, answers=answers))
        if each.indicator.number == number
        else each
        for each in result.verdicts
    )
    return replace(result, verdicts=tuple(changed))


def note(sheet: Worksheet, cell: str) -> str:
    comment = sheet[cell].comment
    return "" if comment is None else str(comment.text)


def test_a_sheet_without_groups_has_no_band(tmp_path: Path) -> None:
    sheet = written(letter_result(), tmp_path)

    assert [sheet.cell(row, 1).value for row in (FIRST, FIRST + 56)] == [1, 57]
    assert sheet.max_row == FIRST + 56


def test_grouped_rows_stand_under_their_standards_and_criteria(tmp_path: Path) -> None:
    sheet = written(letter_result(grouped=True), tmp_path)
    column = [sheet.cell(row, 1).value for row in range(FIRST, sheet.max_row + 1)]

    assert column[:6] == [STANDARD, CRITERION, 1, 2, column[4], 3]
    assert str(column[4]).startswith("Tiêu chí 1.1.2. ")
    assert [each for each in column if isinstance(each, int)] == list(range(1, 58))
    assert len(column) == 57 + BANDS


def test_nothing_in_the_body_is_merged_and_bands_are_drawn_over_empty_cells(tmp_path: Path) -> None:
    sheet = written(letter_result(grouped=True), tmp_path)

    assert all(each.max_row < FIRST for each in sheet.merged_cells.ranges)
    assert [cell.value for cell in sheet[FIRST]][1:] == [None] * 7
    assert not sheet.cell(FIRST, 1).alignment.wrap_text


def test_a_band_too_long_for_its_line_is_set_smaller(tmp_path: Path) -> None:
    result = letter_result(grouped=True)
    titles = {**result.settings.criteria.standards, "1.1": "rất dài " * 40}
    criteria = replace(result.settings.criteria, standards=titles)
    sheet = written(replace(result, settings=replace(result.settings, criteria=criteria)), tmp_path)

    assert (sheet.cell(FIRST, 1).font.size or 0) < 12
    assert (sheet.row_dimensions[FIRST].height or 0) < 25
    assert sheet.cell(FIRST + 1, 1).font.size == 12


def test_the_sheet_is_a_list_that_other_programs_can_read(tmp_path: Path) -> None:
    sheet = written(letter_result(grouped=True), tmp_path)

    assert sheet.auto_filter.ref == f"A4:H{sheet.max_row}"
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.column_dimensions["H"].hidden
    ids = [sheet.cell(row, 8).value for row in range(FIRST, sheet.max_row + 1)]
    assert [each for each in ids if each is not None] == list(range(1, 58))


def test_a_value_cell_tells_its_sources(tmp_path: Path) -> None:
    sheet = written(answered(letter_result(), 20, 2), tmp_path)

    assert note(sheet, "G24") == (
        "Phường 1: p0.xlsx, trang “B”, ô G9\nPhường 2: p1.xlsx, trang “B”, ô G9"
    )
    assert note(sheet, "F24") == "ky-truoc.xlsx"
    assert note(sheet, "G25") == ""


def test_the_sources_of_many_units_are_a_number_and_where_to_look(tmp_path: Path) -> None:
    sheet = written(answered(letter_result(), 3, 33), tmp_path)

    assert note(sheet, "G7") == "33 đơn vị, xem tong-hop.xlsx"


@pytest.mark.parametrize("place", [WORD_TABLE, LETTER])
def test_the_word_table_and_the_annex_have_the_same_bands(place: str, tmp_path: Path) -> None:
    write_all(letter_result(grouped=True), tmp_path)
    rows = word_rows(tmp_path / place, -1)

    assert [row[0] for row in rows[1:4]] == [STANDARD, CRITERION, "1"]
    assert len(rows) == 1 + 57 + BANDS
    assert set(rows[1]) == {STANDARD}


@pytest.mark.parametrize("grouped", [True, False])
def test_the_proof_holds_with_and_without_bands(tmp_path: Path, *, grouped: bool) -> None:
    result = letter_result(grouped=grouped)
    write_all(result, tmp_path)

    assert prove(result, tmp_path) == ()


def empty_band(path: Path) -> None:
    book = load_workbook(path)
    book.worksheets[0].cell(FIRST, 1).value = "Tiêu chuẩn khác"
    book.save(path)


def lost_band(path: Path) -> None:
    document = docx.Document(str(path))
    row = document.tables[-1].rows[1]._tr  # noqa: SLF001 - no public way to take out a row
    document.tables[-1]._tbl.remove(row)  # noqa: SLF001 - as above
    document.save(str(path))


@pytest.mark.parametrize(
    ("name", "change"), [(TABLE, empty_band), (WORD_TABLE, lost_band), (LETTER, lost_band)]
)
def test_a_changed_or_lost_band_is_one_problem(
    name: str, change: Callable[[Path], None], tmp_path: Path
) -> None:
    result = letter_result(grouped=True)
    write_all(result, tmp_path)
    change(tmp_path / name)

    (found,) = prove(result, tmp_path)

    assert (found.code, found.file, found.indicator) == ("R02", name, 1)
    assert STANDARD in found.expected


def test_a_grouped_table_can_be_the_previous_one(tmp_path: Path) -> None:
    written(letter_result(grouped=True), tmp_path)
    content = (tmp_path / TABLE).read_bytes()

    rows, faults = read_previous(TABLE, content, builtin("86-bgddt-gdtx-2019"))

    assert (len(rows), faults) == (57, ())
    assert rows[19].text == "93,65%"


@pytest.mark.parametrize("grouped", [True, False])
def test_the_setting_survives_the_settings_workbook(tmp_path: Path, *, grouped: bool) -> None:
    write_settings(tmp_path / "cai-dat.xlsx", letter_result(grouped=grouped).settings)

    assert load_settings(tmp_path / "cai-dat.xlsx").document.grouped is grouped
