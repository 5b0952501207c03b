from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from openpyxl import load_workbook

from lcreport.model import Result
from lcreport.papers.letter import write_letter
from lcreport.papers.proof import prove
from lcreport.papers.table import write_xlsx
from lcreport.papers.table_docx import write_docx
from tests.papers_case import HOSTILE, letter_result, with_text

LETTER, TABLE, WORD_TABLE = "cong-van.docx", "bieu-danh-gia.xlsx", "bieu-danh-gia.docx"


def write_all(result: Result, folder: Path) -> None:
    write_letter(result, folder / LETTER)
    write_xlsx(result, folder / TABLE)
    write_docx(result, folder / WORD_TABLE)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    write_all(letter_result(), tmp_path)
    return tmp_path


def change_word(path: Path, change: Callable[[Document], None]) -> None:
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))


def replace_text(old: str, new: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace(old, new) if old in run.text else run.text

    return change


@pytest.mark.parametrize("decided", [True, False])
@pytest.mark.parametrize("apart", [True, False])
def test_papers_as_written_agree_with_the_result(
    tmp_path: Path, *, decided: bool, apart: bool
) -> None:
    result = letter_result(decided=decided, annex_apart=apart)
    write_all(result, tmp_path)

    assert prove(result, tmp_path) == ()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_proved_too(text: str, tmp_path: Path) -> None:
    result = with_text(letter_result(), 19, text)
    write_all(result, tmp_path)

    assert prove(result, tmp_path) == ()


def test_a_changed_count_in_the_letter_is_one_problem(papers: Path) -> None:
    change_word(papers / LETTER, replace_text("Chỉ số đạt: 49/57", "Chỉ số đạt: 51/57"))

    (found,) = prove(letter_result(), papers)

    assert (found.code, found.file, found.expected) == ("R02", LETTER, "49/57")
    assert "51/57" in found.found


def test_a_changed_list_in_the_letter_is_one_problem(papers: Path) -> None:
    change_word(papers / LETTER, replace_text("Bao gồm: Chỉ số 12 (", "Bao gồm: Chỉ số 13 ("))

    (found,) = prove(letter_result(), papers)

    assert found.expected == "12, 19, 20, 33, 38"


def test_a_changed_value_in_the_letter_is_one_problem(papers: Path) -> None:
    change_word(papers / LETTER, replace_text("Hiện mới đạt 93,65%", "Hiện mới đạt 93,6%"))

    (found,) = prove(letter_result(), papers)

    assert (found.code, found.indicator) == ("R02", 20)
    assert "93,65%" in found.expected


def test_a_changed_paragraph_of_the_office_is_one_problem(papers: Path) -> None:
    change_word(papers / LETTER, replace_text("mới chỉ đạt 87%", "mới chỉ đạt 88%"))

    (found,) = prove(letter_result(), papers)

    assert "mới chỉ đạt 87%" in found.expected


def test_a_changed_mark_in_the_annex_is_one_problem_per_cell(papers: Path) -> None:
    def change(document: Document) -> None:
        document.tables[-1].rows[12].cells[4].text = ""

    change_word(papers / LETTER, change)

    (found,) = prove(letter_result(), papers)

    assert (found.file, found.indicator, found.cell) == (LETTER, 12, "dòng 13, cột 5")
    assert found.expected == "“x”"


def test_a_changed_value_in_the_word_table_is_one_problem(papers: Path) -> None:
    def change(document: Document) -> None:
        document.tables[0].rows[20].cells[6].text = "93,6%"

    change_word(papers / WORD_TABLE, change)

    (found,) = prove(letter_result(), papers)

    assert (found.file, found.indicator, found.expected) == (WORD_TABLE, 20, "“93,65%”")


@pytest.mark.parametrize(
    ("cell", "value", "indicator", "expected"),
    [("G24", "93,6%", 20, "“93,65%”"), ("D16", "x", 12, "“”"), ("F5", None, 1, "“99,72%”")],
)
def test_a_changed_cell_of_the_sheet_is_one_problem(
    papers: Path, cell: str, value: str | None, indicator: int, expected: str
) -> None:
    book = load_workbook(papers / TABLE)
    book.worksheets[0][cell] = value
    book.save(papers / TABLE)

    (found,) = prove(letter_result(), papers)

    assert (found.file, found.cell, found.indicator) == (TABLE, cell, indicator)
    assert found.expected == expected


def test_a_lost_row_is_one_problem_not_one_per_cell(papers: Path) -> None:
    book = load_workbook(papers / TABLE)
    book.worksheets[0].delete_rows(61)
    book.save(papers / TABLE)

    (found,) = prove(letter_result(), papers)

    assert found.found == "bảng có 56 dòng"
