import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from lcreport.papers.fonts import Font, text_width
from lcreport.papers.letter import write_letter
from tests.papers_case import head_cells, letter_result, lines, with_paragraphs, written_letter


def test_the_page_is_as_the_decree_asks(tmp_path: Path) -> None:
    document = written_letter(letter_result(), tmp_path)
    portrait, landscape = document.sections

    assert (portrait.page_width, portrait.page_height) == pytest.approx(
        (Mm(210), Mm(297)), abs=Mm(0.1)
    )
    assert landscape.orientation is WD_ORIENT.LANDSCAPE
    for section in document.sections:
        sides = (
            section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
        )  # fmt: skip
        assert sides == pytest.approx((Mm(20), Mm(20), Mm(30), Mm(20)), abs=Mm(0.1))
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml  # noqa: SLF001 - fields have no public view


def test_the_body_is_set_as_the_decree_asks(tmp_path: Path) -> None:
    document = written_letter(letter_result(), tmp_path)
    body = next(each for each in document.paragraphs if each.text.startswith("Thực hiện"))
    style = body.style
    assert style is not None
    form = style.paragraph_format

    assert style.font.size == Pt(14)
    assert form.first_line_indent == Mm(12.7)
    assert form.space_after == Pt(6)


def test_the_drawn_lines_have_the_lengths_of_the_decree(tmp_path: Path) -> None:
    document = written_letter(letter_result(), tmp_path)
    names = document.element.body.xpath("//wp:docPr/@name")
    lengths = document.element.body.xpath("//wp:anchor/wp:extent/@cx")
    points = {name: int(cx) / 12700 for name, cx in zip(names[:2], lengths[:2], strict=True)}
    motto = text_width("Độc lập - Tự do - Hạnh phúc", Font(14, bold=True))
    organ = text_width("THÀNH PHỐ HẠ LONG", Font(13, bold=True))

    assert points["Đường kẻ cả dòng"] == pytest.approx(motto, abs=0.1)
    assert organ / 3 <= points["Đường kẻ một phần"] <= organ / 2


@pytest.mark.usefixtures("poppler")
def test_the_signature_is_never_alone_on_a_page(tmp_path: Path, soffice: str) -> None:
    for number in range(3):
        filler = [
            ("1.2", f"Đoạn {line}: " + "nội dung tuyên truyền " * 8) for line in range(number)
        ]
        result = letter_result(annex_apart=True)
        kept = tuple((each.section, each.text) for each in result.settings.paragraphs)
        write_letter(with_paragraphs(result, *kept, *filler), tmp_path / f"{number}.docx")
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to",
         "pdf", "--outdir", str(tmp_path), *map(str, tmp_path.glob("*.docx"))],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for pdf in tmp_path.glob("*.pdf"):
        text = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True
        ).stdout.decode("utf-8")
        signed = next(page for page in text.split("\f") if "Nguyễn Ngọc Sơn" in page)
        assert "tổng hợp./." in signed
        assert "TM. ỦY BAN NHÂN DÂN" in signed


def test_number_and_day_are_left_to_the_clerk_when_unset(tmp_path: Path) -> None:
    document = written_letter(letter_result(number="", issued=None), tmp_path)
    cells = head_cells(document)

    assert "Số:      /UBND-GD" in cells[2]
    assert "Hạ Long, ngày      tháng      năm 2024" in cells[3]


def test_days_and_numbers_below_ten_get_a_zero(tmp_path: Path) -> None:
    cells = head_cells(written_letter(letter_result(number="5", issued=date(2026, 1, 5)), tmp_path))

    assert "Số: 05/UBND-GD" in cells[2]
    assert "ngày 05 tháng 01 năm 2026" in cells[3]


def test_several_addressees_stand_in_a_list(tmp_path: Path) -> None:
    result = letter_result(addressees=("Sở Nội vụ", "Sở Tài chính;"))
    printed = lines(written_letter(result, tmp_path))
    found = [each for each in printed if each.startswith(("Kính", "- Sở"))]

    assert found[:3] == ["Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính."]


def test_an_electronic_letter_leaves_number_and_day_of_the_annex_empty(tmp_path: Path) -> None:
    found = lines(written_letter(letter_result(electronic=True), tmp_path))
    reference = next(each for each in found if each.startswith("(Kèm theo"))

    assert "4927" not in reference
    assert "24 tháng 6" not in reference


def test_an_annex_set_apart_is_not_in_the_letter(tmp_path: Path) -> None:
    document = written_letter(letter_result(annex_apart=True), tmp_path)

    assert "Phụ lục" not in lines(document)
    assert len(document.tables) == 2
    assert [each.orientation for each in document.sections] == [WD_ORIENT.PORTRAIT]


def test_only_an_open_question_makes_it_a_draft(tmp_path: Path) -> None:
    assert "DỰ THẢO" in head_cells(written_letter(letter_result(), tmp_path))[3]
    assert "DỰ THẢO" not in head_cells(written_letter(letter_result(decided=True), tmp_path))[3]


def test_a_neutral_letterhead_asks_for_the_organ(tmp_path: Path) -> None:
    result = letter_result(organ="", superior="", place="", symbol="", signer="", recipients=())
    neutral = replace(result, settings=replace(result.settings, neutral=True, paragraphs=()))
    document = written_letter(neutral, tmp_path)

    assert "[TÊN CƠ QUAN BAN HÀNH]" in head_cells(document)[0]
    assert "- Lưu: VT." in document.tables[1].rows[0].cells[0].text
