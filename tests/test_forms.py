"""One form per unit: what is on it, what it refuses, how it says whose it is."""

import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.cli import main
from lcreport.intake.reader import read_return
from lcreport.model import Role
from lcreport.papers.form.columns import COLUMNS
from lcreport.papers.form.workbook import HEADER_ROW
from lcreport.resources import samples
from tests.forms_case import AS_OF, LETTER, make_forms, rows_of, sample_settings

NAME = "ha-long-2024-06"
UNIT = "p-ldtbxh"
FIRST = HEADER_ROW + 1


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_forms(NAME, tmp_path_factory.mktemp("out"))


def opened(forms: Path, unit: str = UNIT) -> tuple[Workbook, Worksheet]:
    book = load_workbook(forms / f"{unit}.xlsx")
    return book, book.worksheets[0]


def told(book: Workbook, folder: Path, name: str = "a.xlsx") -> Any:  # noqa: ANN401 - JSON
    """Put a form back into a folder of its own and give what `check` says."""
    folder.mkdir(exist_ok=True)
    book.save(folder / name)
    shutil.copy(samples() / NAME / "cai-dat.xlsx", folder)
    shown = StringIO()
    with redirect_stdout(shown):
        main(["check", str(folder), "--json"])
    return json.loads(shown.getvalue())


def codes(said: Any) -> set[str]:  # noqa: ANN401 - JSON
    """Give the problems but for the rows that were left blank."""
    return {each["code"] for each in said["problems"]} - {"G06", "H04"}


def test_every_unit_with_indicators_of_its_own_has_one_form(forms: Path) -> None:
    settings = sample_settings(NAME)
    led = {each.id for each in settings.units if settings.assigned_to(each.id, Role.LEAD)}
    assert {path.stem for path in forms.iterdir()} == led
    assert len(led) == 48


def test_a_form_holds_only_the_indicators_that_its_unit_leads(forms: Path) -> None:
    settings = sample_settings(NAME)
    for path in forms.iterdir():
        sheet = load_workbook(path).worksheets[0]
        numbers = [indicator.number for _, indicator, _ in rows_of(sheet, settings)]
        assert numbers == list(dict.fromkeys(settings.assigned_to(path.stem, Role.LEAD)))


def test_units_that_are_not_valid_yet_get_no_form(tmp_path: Path) -> None:
    names = {path.stem for path in make_forms("uong-bi-2025", tmp_path).iterdir()}
    assert "ph-bac-son" in names
    assert "ph-yen-tu" not in names


def test_a_row_tells_the_requirement_and_the_figure_of_the_last_period(forms: Path) -> None:
    _, sheet = opened(forms, "p-y-te")
    assert sheet[f"{LETTER['requirement']}{FIRST}"].value == "≥ 100%"
    assert sheet[f"{LETTER['previous']}{FIRST}"].value
    assert "tháng 5/2023" in str(sheet[f"{LETTER['previous']}{HEADER_ROW}"].value)


def test_an_indicator_of_several_measures_has_a_row_for_each(forms: Path) -> None:
    _, sheet = opened(forms)
    rows = {i.number: (row, parts) for row, i, parts in rows_of(sheet, sample_settings(NAME))}
    row, parts = rows[33]
    assert [each.name for each in parts] == ["chung", "nữ"]
    assert [sheet.cell(row + below, 2).value for below in (1, 2)] == ["- chung", "- nữ"]
    assert str(sheet[f"{LETTER['rate']}{row + 2}"].value).startswith("=IF(")


def test_only_cells_to_fill_are_unlocked_and_there_is_no_password(forms: Path) -> None:
    book, sheet = opened(forms)
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert book.security.lockStructure
    assert book.security.workbookPassword is None
    open_columns = {c.column_letter for row in sheet[FIRST : FIRST + 3] for c in row
                    if not c.protection.locked}  # fmt: skip
    filled = {"numerator", "denominator", "value", "kind", "as_of", "code", "evidence", "cause"}
    assert open_columns == {LETTER[key] for key in (*filled, "note")}
    printed = [c for row in sheet[1:HEADER_ROW] for c in row if c.value is not None]
    assert all(cell.protection.locked for cell in printed)


def test_a_form_checks_itself_with_messages_in_vietnamese(forms: Path) -> None:
    _, sheet = opened(forms)
    rules = sheet.data_validations.dataValidation
    assert {each.type for each in rules if each.showErrorMessage} >= {"list", "custom", "date"}
    lists = {each.formula1 for each in rules if each.type == "list"}
    kinds = "Số liệu,Đạt,Chưa đạt,Không phát sinh,Chưa có số liệu,Cấp trên đánh giá"
    assert lists == {f'"{kinds}"'}
    assert all(each.error and len(each.error) <= 255 for each in rules if each.type)
    prompts = [each.prompt for each in rules if each.prompt]
    assert any("MC.33.p-ldtbxh.01" in str(each) for each in prompts)
    assert all(len(str(each)) <= 255 for each in prompts)
    assert len(sheet.conditional_formatting) > 0


def test_a_form_prints_on_a4_across_with_its_header_on_every_page(forms: Path) -> None:
    _, sheet = opened(forms)
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"


def test_the_same_settings_give_the_same_bytes(forms: Path, tmp_path: Path) -> None:
    again = make_forms(NAME, tmp_path)
    for path in forms.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def without_properties(book: Workbook) -> None:
    for name in list(book.custom_doc_props.names):  # type: ignore[attr-defined]  # older stubs
        del book.custom_doc_props[name]  # type: ignore[attr-defined]  # older stubs


def without_hidden(book: Workbook) -> None:
    book.remove(book.worksheets[1])


def without_both(book: Workbook) -> None:
    without_properties(book)
    without_hidden(book)


@pytest.mark.parametrize(
    ("lose", "by"),
    [(without_properties, "form_id"), (without_hidden, "form_id"), (without_both, "cell")],
)
def test_whichever_sign_survives_names_the_unit(
    forms: Path, tmp_path: Path, lose: Callable[[Workbook], None], by: str
) -> None:
    book, _ = opened(forms)
    lose(book)
    said = told(book, tmp_path / "ky")
    (only,) = said["returns"]
    assert (only["unit"], only["identified_by"]) == (UNIT, by)
    assert codes(said) == set()


def test_a_blank_form_is_told_row_by_row_and_nothing_else(forms: Path, tmp_path: Path) -> None:
    book, sheet = opened(forms)
    said = told(book, tmp_path / "ky")
    numbers = [i.number for _, i, _ in rows_of(sheet, sample_settings(NAME))]
    assert [each["indicator"] for each in said["problems"] if each["code"] == "G06"] == numbers


def test_a_form_that_another_unit_puts_its_name_on_is_nobodys(forms: Path, tmp_path: Path) -> None:
    book, sheet = opened(forms)
    sheet["A5"] = "Đơn vị báo cáo: Phòng Y tế"
    assert codes(told(book, tmp_path / "ky")) == {"D02"}


@pytest.mark.parametrize("lose", [without_properties, without_hidden, without_both])
def test_a_form_of_another_period_is_told_by_whichever_sign_survives(
    forms: Path, tmp_path: Path, lose: Callable[[Workbook], None]
) -> None:
    book, sheet = opened(forms)
    if lose is without_both:
        sheet["I5"] = "Kỳ báo cáo: tháng 5/2023"
    elif lose is without_hidden:
        book.custom_doc_props["lcreport.period"].value = "tháng 5/2023"  # type: ignore[attr-defined]  # older stubs
    else:
        book.worksheets[1]["B2"] = "tháng 5/2023"
    lose(book)
    assert codes(told(book, tmp_path / "ky")) == {"M04"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda sheet: sheet.delete_cols(len(COLUMNS)), "Ghi chú"),
        (lambda sheet: sheet.delete_rows(FIRST), "chỉ số 7"),
        (lambda sheet: sheet.__setitem__(f"C{FIRST}", "≤ 50%"), "chỉ số 7"),
        (lambda sheet: sheet.__setitem__(f"H{FIRST}", 0.05), f"dòng {FIRST}"),
    ],
    ids=["a column deleted", "a row deleted", "a requirement typed over", "a rate typed over"],
)
def test_an_altered_form_says_what_was_altered(
    forms: Path, tmp_path: Path, change: Callable[[Worksheet], object], named: str
) -> None:
    book, sheet = opened(forms)
    change(sheet)
    said = told(book, tmp_path / "ky")
    (found,) = [each["message"] for each in said["problems"] if each["code"] == "M05"]
    assert named in found


def test_the_day_of_a_figure_is_read_with_it(forms: Path, tmp_path: Path) -> None:
    book, sheet = opened(forms)
    sheet[f"{LETTER['numerator']}{FIRST}"] = 5
    sheet[f"{LETTER['denominator']}{FIRST}"] = 100
    sheet[f"{LETTER['as_of']}{FIRST}"] = AS_OF
    book.save(tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    back = read_return("a.xlsx", data, None, sample_settings(NAME))
    assert [each.reading.as_of for each in back.answers if each.indicator == 7] == ["20/06/2024"]


def test_a_status_beside_a_figure_is_not_chosen_between(forms: Path, tmp_path: Path) -> None:
    book, sheet = opened(forms)
    sheet[f"{LETTER['numerator']}{FIRST}"] = 5
    sheet[f"{LETTER['denominator']}{FIRST}"] = 100
    sheet[f"{LETTER['kind']}{FIRST}"] = "Chưa có số liệu"
    assert codes(told(book, tmp_path / "ky")) == {"G01"}


def test_a_rate_beside_two_numbers_that_say_another_is_told(forms: Path, tmp_path: Path) -> None:
    book, sheet = opened(forms)
    sheet[f"{LETTER['numerator']}{FIRST}"] = 5
    sheet[f"{LETTER['denominator']}{FIRST}"] = 100
    sheet[f"{LETTER['value']}{FIRST}"] = "9%"
    assert codes(told(book, tmp_path / "ky")) == {"G10"}


def test_a_part_without_figures_beside_one_with_them_is_missing(
    forms: Path, tmp_path: Path
) -> None:
    book, sheet = opened(forms)
    rows = {i.number: row for row, i, _ in rows_of(sheet, sample_settings(NAME))}
    sheet[f"{LETTER['numerator']}{rows[33] + 1}"] = 81
    sheet[f"{LETTER['denominator']}{rows[33] + 1}"] = 100
    said = told(book, tmp_path / "ky")
    assert codes(said) == {"G05"}
    assert {each["indicator"] for each in said["problems"] if each["code"] == "G05"} == {33}


def test_without_settings_there_is_nobody_to_make_forms_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forms", str(tmp_path), "-o", str(tmp_path / "out")]) == 2
    assert "cai-dat.xlsx" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_who_gets_no_form_and_what_no_form_asks_for_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forms", str(samples() / "uong-bi-2025"), "-o", str(tmp_path)]) == 0
    assert "26, 37" in capsys.readouterr().out
