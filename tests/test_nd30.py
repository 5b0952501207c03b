import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from lcreport.cli import Exit, main
from lcreport.errors import UsageError
from lcreport.papers.letter import write_letter
from lcreport.papers.nd30 import RULES, check_letter, rule_of
from lcreport.papers.table_docx import write_docx
from tests.papers_case import letter_result

Change = Callable[[Document], object]
LEFT = WD_ALIGN_PARAGRAPH.LEFT
YES, NO = True, False


@cache
def good() -> bytes:
    """Give a letter with a superior organ, two addressees and an annex."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cong-van.docx"
        write_letter(
            letter_result(
                decided=True,
                superior="Ủy ban nhân dân tỉnh Quảng Ninh",
                organ="Sở Giáo dục và Đào tạo",
                number="5",
                symbol="SGDĐT-GDTX",
                authority=("KT. Giám đốc",),
                position=("Phó Giám đốc",),
                addressees=("Ủy ban nhân dân tỉnh", "Sở Nội vụ"),
            ),
            path,
        )
        return path.read_bytes()


def changed(change: Change, data: bytes | None = None) -> bytes:
    document = docx.Document(io.BytesIO(data or good()))
    change(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def rules(data: bytes) -> list[str]:
    return [rule_of(each) for each in check_letter(data)]


def every(document: Document) -> list[Paragraph]:
    body = document.element.body
    return [Paragraph(each, document._body) for each in body.iter(qn("w:p"))]  # noqa: SLF001 - paragraphs in tables too


def line(document: Document, opening: str) -> Paragraph:
    return next(each for each in every(document) if each.text.startswith(opening))


def says(opening: str, old: str, new: str) -> Change:
    def change(document: Document) -> None:
        runs = line(document, opening).runs
        text = "".join(run.text for run in runs)
        assert old in text
        runs[0].text = text.replace(old, new)
        for run in runs[1:]:
            run.text = ""

    return change


def looks(opening: str, name: str, value: object) -> Change:
    def change(document: Document) -> None:
        for run in line(document, opening).runs:
            if isinstance(value, RGBColor):
                run.font.color.rgb = value
            else:
                setattr(run.font, name, value)

    return change


def shaped(opening: str, name: str, value: object) -> Change:
    return lambda document: setattr(line(document, opening).paragraph_format, name, value)


def page(number: int, name: str, *, value: object) -> Change:
    return lambda document: setattr(document.sections[number], name, value)


def remove(element: Any) -> None:  # noqa: ANN401 - lxml's own type
    element.getparent().remove(element)


def gone(opening: str) -> Change:
    def change(document: Document) -> None:
        remove(line(document, opening)._p)  # noqa: SLF001 - a paragraph cannot be removed otherwise

    return change


def unruled(place: int) -> Change:
    def change(document: Document) -> None:
        remove(list(document.element.body.iter(qn("w:drawing")))[place])

    return change


def ruled(place: int, factor: float) -> Change:
    def change(document: Document) -> None:
        extent = list(document.element.body.iter(qn("wp:extent")))[place]
        extent.set("cx", str(int(int(extent.get("cx")) * factor)))

    return change


def new_paragraphs(*texts: str) -> Change:
    def change(document: Document) -> None:
        spot = line(document, "2. Một số khó khăn")
        for text in texts:
            spot.insert_paragraph_before(text, "Thân văn bản")

    return change


def turned(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def unheaded(document: Document) -> None:
    for field in list(document.sections[0].header._element.iter(qn("w:instrText"))):  # noqa: SLF001 - fields have no public view
        field.text = ""


def crowded(document: Document) -> None:
    """Take the empty lines above the name away."""
    cell = document.tables[1].rows[0].cells[1]
    for paragraph in list(cell.paragraphs):
        if not paragraph.text:
            remove(paragraph._p)  # noqa: SLF001 - as in `gone`


def silent_about_the_annex(document: Document) -> None:
    for paragraph in document.paragraphs:
        if (
            re.search("kèm theo", paragraph.text, re.IGNORECASE)
            and "Kèm theo C" not in paragraph.text
        ):
            paragraph.runs[0].text = re.sub("kèm theo", "", paragraph.text, flags=re.IGNORECASE)
            for run in paragraph.runs[1:]:
                run.text = ""


def second_annex(document: Document) -> None:
    label = line(document, "Phụ lục")
    for text, style in (("Phụ lục 2", "Phụ lục"), ("BIỂU HAI", "Tên phụ lục")):
        document.add_paragraph(text, style)
    label.runs[0].text = "Phụ lục I"
    copy = line(document, "(Kèm theo")
    document.add_paragraph(copy.text, "Kèm theo")


def page_number_restarts_nowhere(document: Document) -> None:
    remove(document.sections[1]._sectPr.find(qn("w:pgNumType")))  # noqa: SLF001 - page numbers have no public view


def number_one_row_down(document: Document) -> None:
    """Put the date into a row of its own, below the number."""
    rows = document.tables[0].rows
    day = rows[1].cells[1].paragraphs[0]
    below: Any = document.tables[0]
    below.add_row().cells[1]._tc.append(day._p)  # noqa: SLF001 - moves a paragraph


BODY = "Thực hiện Công văn"
BREAKS: dict[str, tuple[str, Change]] = {
    "letter paper": ("P1", page(0, "page_height", value=Mm(279.4))),
    "landscape text": ("P1", turned),
    "narrow left margin": ("P2", page(0, "left_margin", value=Mm(25))),
    "wide bottom margin of the annex": ("P2", page(1, "bottom_margin", value=Mm(35))),
    "another font": ("P3", looks(BODY, "name", "Arial")),
    "blue text": ("P3", looks("1. Quá trình", "color", RGBColor(0, 0, 255))),
    "no page number": ("P4", unheaded),
    "page number on page one": ("P4", page(0, "different_first_page_header_footer", value=NO)),
    "annex numbered on": ("P5", page_number_restarts_nowhere),
    "small name of the state": ("H1", looks("CỘNG HÒA", "size", Pt(11))),
    "name of the state wraps": ("H1", says("CỘNG HÒA", "VIỆT NAM", "VIỆT NAM VIỆT NAM VIỆT NAM")),
    "motto with dashes": ("H2", says("Độc lập", " - ", "-")),
    "motto in italics": ("H2", looks("Độc lập", "italic", YES)),
    "motto not ruled": ("H2", unruled(1)),
    "motto ruled short": ("H2", ruled(1, 0.5)),
    "superior organ bold": ("H3", looks("ỦY BAN NHÂN DÂN TỈNH", "bold", YES)),
    "issuing organ not bold": ("H4", looks("SỞ GIÁO DỤC", "bold", NO)),
    "issuing organ not ruled": ("H4", unruled(0)),
    "issuing organ ruled too long": ("H4", ruled(0, 2)),
    "no leading zero": ("H5", says("Số:", "05", "5")),
    "no colon": ("H5", says("Số:", "Số:", "Số")),
    "spaces in the symbol": ("H5", says("Số:", "-GDTX", " - GDTX")),
    "a letter called CV": ("H5", says("Số:", "SGDĐT", "CV-SGDĐT")),
    "small number": ("H5", looks("Số:", "size", Pt(12))),
    "dot behind the subject": ("H6", says("V/v", "Quảng Ninh", "Quảng Ninh.")),
    "subject far below": ("H6", shaped("V/v", "space_before", Pt(18))),
    "no subject": ("H6", gone("V/v")),
    "date upright": ("H7", looks("Hạ Long, ngày", "italic", NO)),
    "month with a zero": ("H7", says("Hạ Long, ngày", "tháng 6", "tháng 06")),
    "no comma behind the place": ("H7", says("Hạ Long, ngày", "Long,", "Long")),
    "date below the number": ("H7", number_one_row_down),
    "addressee without semicolon": ("H8", says("- Ủy ban nhân dân tỉnh", ";", "")),
    "one addressee in a list": ("H8", gone("- Ủy ban nhân dân tỉnh")),
    "addressees far from the colon": ("H8", shaped("- Sở Nội vụ", "left_indent", Mm(20))),
    "small text": ("B1", looks(BODY, "size", Pt(12))),
    "two sizes": ("B1", looks(BODY, "size", Pt(13))),
    "flush left": ("B1", shaped(BODY, "alignment", LEFT)),
    "italic paragraph": ("B1", looks(BODY, "italic", YES)),
    "no indent": ("B2", shaped(BODY, "first_line_indent", Mm(0))),
    "deep indent": ("B2", shaped(BODY, "first_line_indent", Mm(20))),
    "no space between": ("B3", shaped("Trong các năm", "space_after", Pt(2))),
    "double spaced": ("B4", shaped(BODY, "line_spacing", 2.0)),
    "squeezed": ("B4", shaped(BODY, "line_spacing", Pt(12))),
    "title not bold": ("B5", looks("1. Quá trình", "bold", NO)),
    "a number left out": ("B5", says("1.2.", "1.2.", "1.3.")),
    "English alphabet": ("B5", new_paragraphs(*(f"{letter}) Một ý;" for letter in "abcde"))),
    "Roman number in small letters": ("B5", new_paragraphs("I. Tình hình chung;")),
    "point with a dot": ("B5", new_paragraphs("a. Một ý;")),
    "no closing mark": ("B7", says("Trên đây", "./.", ".")),
    "annex not spoken of": ("B8", silent_about_the_annex),
    "title small": ("S1", looks("PHÓ GIÁM ĐỐC", "size", Pt(12))),
    "authority with a slash": ("S1", says("KT. ", "KT. ", "K/T ")),
    "deputy missing": ("S2", gone("PHÓ GIÁM ĐỐC")),
    "name in capitals below": ("S3", looks("Nguyễn Ngọc Sơn", "bold", NO)),
    "no room to sign": ("S4", crowded),
    "recipients not italic": ("S5", looks("Nơi nhận:", "italic", NO)),
    "recipients' list large": ("S5", looks("- Như trên", "size", Pt(13))),
    "no archive": ("S5", says("- Lưu", "Lưu: VT", "Phòng GD")),
    "annex in capitals": ("A1", says("Phụ lục", "Phụ lục", "PHỤ LỤC")),
    "one annex numbered": ("A1", says("Phụ lục", "Phụ lục", "Phụ lục I")),
    "title of the annex in small letters": ("A2", says("BIỂU ĐÁNH GIÁ", "BIỂU ĐÁNH", "Biểu đánh")),
    "reference upright": ("A3", looks("(Kèm theo C", "italic", NO)),
    "reference without brackets": ("A3", says("(Kèm theo C", "(Kèm", "Kèm")),
    "reference not ruled": ("A3", unruled(2)),
}  # fmt: skip


def test_our_own_letter_breaks_no_rule() -> None:
    assert check_letter(good()) == ()


@pytest.mark.parametrize("name", BREAKS)
def test_a_letter_that_breaks_one_rule_gets_just_that_one(name: str) -> None:
    rule, change = BREAKS[name]

    assert rules(changed(change)) == [rule]


def test_every_rule_has_a_letter_that_breaks_it() -> None:
    assert {rule for rule, _ in BREAKS.values()} == set(RULES)


def test_a_fault_in_many_places_is_told_once_with_its_count() -> None:
    def all_small(document: Document) -> None:
        document.styles["Thân văn bản"].font.size = Pt(12)

    (found,) = check_letter(changed(all_small), "thư.docx")

    assert found.code == "R03"
    assert found.file == "thư.docx"
    assert found.found.startswith("B1: Nội dung cỡ 12 (“Thực hiện Công văn")
    assert re.search(r"\(và \d+ chỗ khác như vậy\)", found.found)
    assert found.expected == "Nội dung phải có cỡ chữ 13-14"
    assert found.cell is not None
    assert found.cell.startswith("dòng ")


def test_formatting_is_followed_through_styles_and_defaults() -> None:
    """Bold twice (a paragraph's and a character's style) is not bold, as in Word."""

    def doubled(document: Document) -> None:
        strong = document.styles.add_style("Mạnh", 2)
        strong.font.bold = True
        for run in line(document, "Nguyễn Ngọc Sơn").runs:
            run.style = strong

    assert rules(changed(doubled)) == ["S3"]


def test_a_table_of_its_own_is_judged_as_an_annex_only(tmp_path: Path) -> None:
    write_docx(letter_result(decided=True), tmp_path / "bieu.docx")

    assert check_letter((tmp_path / "bieu.docx").read_bytes()) == ()


def test_any_other_text_is_asked_only_for_page_and_font() -> None:
    document = docx.Document()
    document.add_paragraph("Xin chào")
    written = io.BytesIO()
    document.save(written)

    assert set(rules(written.getvalue())) <= {"P1", "P2", "P3", "P4"}


def test_several_annexes_are_numbered_in_roman_figures() -> None:
    def second(number: str) -> Change:
        def change(document: Document) -> None:
            reference = line(document, "(Kèm theo").text
            line(document, "Phụ lục").runs[0].text = "Phụ lục I"
            document.add_section()
            document.add_paragraph(number, "Phụ lục")
            document.add_paragraph("BIỂU HAI", "Tên phụ lục")
            document.add_paragraph(reference, "Kèm theo")
            document.add_paragraph("_" * 20, "Kèm theo")
            document.add_table(1, 1)

        return change

    assert rules(changed(second("Phụ lục II"))) == []
    assert rules(changed(second("Phụ lục 2"))) == ["A1"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", good()[:2000]])
def test_what_is_no_word_paper_is_refused_in_vietnamese(data: bytes) -> None:
    with pytest.raises(UsageError, match="Không phải tệp Word"):
        check_letter(data)


def test_the_command_tells_the_faults_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "thư.docx"
    paper.write_bytes(changed(BREAKS["no leading zero"][1]))

    assert main(["nd30", str(paper)]) == Exit.LOOK
    printed = capsys.readouterr().out
    assert "bảng 1, hàng 2, cột 1: H5: số nhỏ hơn 10 không có số 0 phía trước" in printed
    assert "“thư.docx”: 1 lỗi thể thức." in printed


def test_the_command_speaks_to_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "thư.docx"
    paper.write_bytes(good())

    assert main(["nd30", str(paper), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out) == {"file": "thư.docx", "problems": []}
    paper.write_bytes(changed(BREAKS["no closing mark"][1]))
    assert main(["nd30", str(paper), "--json"]) == Exit.LOOK
    (fault,) = json.loads(capsys.readouterr().out)["problems"]
    assert (fault["code"], fault["rule"], fault["severity"]) == ("R03", "B7", "warning")


@pytest.mark.parametrize("name", ["không có.docx", "ghi chú.docx"])
def test_the_command_ends_with_two_without_a_word_paper(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ghi chú.docx").write_text("chữ", encoding="utf-8")

    assert main(["nd30", str(tmp_path / name)]) == Exit.FAILED
    assert "Không" in capsys.readouterr().err


def test_a_draft_may_still_lack_its_signer_and_number(tmp_path: Path) -> None:
    blank: dict[str, Any] = dict.fromkeys(("organ", "number", "symbol", "place", "signer"), "")
    blank |= dict.fromkeys(("authority", "position", "addressees", "recipients"), ())
    write_letter(letter_result(superior="", issued=None, **blank), tmp_path / "thư.docx")

    assert rules((tmp_path / "thư.docx").read_bytes()) == []


def nothing_signed(document: Document) -> None:
    for opening in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"):
        gone(opening)(document)


def test_a_letter_without_number_signer_or_recipients_is_told_so() -> None:
    assert rules(changed(gone("Số:"))) == ["H5"]
    assert rules(changed(nothing_signed)) == ["S1"]
    assert "S5" in rules(changed(gone("Nơi nhận:")))
