import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from lcreport.errors import TemplateError
from lcreport.model import Status
from lcreport.papers.letter import write_letter
from tests.papers_case import (
    HOSTILE,
    letter_result,
    lines,
    with_paragraphs,
    with_text,
    written_letter,
)


def test_the_four_buckets_stand_in_1_3_with_counts_and_names(tmp_path: Path) -> None:
    text = "\n".join(lines(written_letter(letter_result(decided=True), tmp_path)))

    assert "- Chỉ số đạt: 51/57;" in text
    assert "- Chỉ số chưa đạt: 03/57 (Bao gồm: Chỉ số 19 (100% các cơ sở sản xuất" in text
    assert "01/57 (Chỉ số 18: Tỷ lệ người dân sử dụng các phương tiện giao thông" in text
    assert "02/57 (Chỉ số 06: Tổng sản phẩm quốc nội" in text
    assert "không áp dụng" not in text


def test_the_parts_stand_in_the_order_of_the_real_letter(tmp_path: Path) -> None:
    text = "\n".join(lines(written_letter(letter_result(decided=True), tmp_path)))
    parts = [
        "Kính gửi: Sở Giáo dục và Đào tạo tỉnh Quảng Ninh.",
        "Thực hiện Công văn số 1593/UBND-VHXH",
        "1. Quá trình triển khai",
        "1.1. ",
        "1.2. ",
        "1.3. ",
        "2. Một số khó khăn",
        "3. Giải pháp",
        "3.1. ",
        "3.2. ",
        "(1) Chỉ số 19",
        "(2) Chỉ số 20",
        "(3) Chỉ số 38",
        "(1) Chỉ số 18",
        "(1) Chỉ số 06",
        "(2) Chỉ số 14",
        "4. Đề xuất, kiến nghị",
        "tổng hợp./.",
        "Phụ lục",
        "BIỂU ĐÁNH GIÁ",
    ]
    places = [text.index(part) for part in parts]

    assert places == sorted(places)


def test_values_and_reasons_of_unmet_indicators_are_printed(tmp_path: Path) -> None:
    text = "\n".join(lines(written_letter(letter_result(), tmp_path)))

    assert "Hiện mới đạt 87%, do các cơ sở hoạt động, di biến động theo mùa." in text
    assert "Hiện mới đạt 93,65%." in text
    assert "Hiện chưa đạt ở thành phần nước thải 49,78% < 60%." in text
    assert "Hiện chưa đạt ở thành phần nữ 46,5% < 50%." in text


def test_a_missing_solution_is_asked_for_and_only_then(tmp_path: Path) -> None:
    found = lines(written_letter(letter_result(), tmp_path))
    asked = [each for each in found if "Đề nghị bổ sung" in each]

    assert len(asked) == 2
    assert "chỉ số 12" in asked[0]
    assert "chỉ số 33" in asked[1]


def test_the_office_paragraphs_print_figures_by_name(tmp_path: Path) -> None:
    text = "\n".join(lines(written_letter(letter_result(), tmp_path)))

    assert "đạt 50/57 chỉ số; còn 07 chỉ số chưa đạt." in text
    assert "15 phòng, ban, đơn vị, 33 xã, phường" in text
    assert "(chỉ số này mới chỉ đạt 87%)" in text


def test_footnotes_are_real_word_footnotes_in_order(tmp_path: Path) -> None:
    document = written_letter(letter_result(), tmp_path)
    references = [
        each.get(qn("w:id")) for each in document.element.body.iter(qn("w:footnoteReference"))
    ]
    with zipfile.ZipFile(tmp_path / "cong-van.docx") as package:
        notes = package.read("word/footnotes.xml").decode("utf-8")

    assert references == ["1", "2"]
    assert notes.index("1. Tổng sản phẩm quốc nội") < notes.index("Chỉ thị số 38-CT/TU")
    assert "chú thích" not in "\n".join(lines(document))


def test_unknown_names_in_paragraphs_are_told_all_at_once_with_the_nearest(tmp_path: Path) -> None:
    result = with_paragraphs(
        letter_result(),
        ("1.1", "Đạt {{ dem.dta }}"),
        ("chỉ số 19", "{{ gia_tri[91] }} {{ kytruoc }}"),
    )

    with pytest.raises(TemplateError) as caught:
        write_letter(result, tmp_path / "cong-van.docx")

    first, second, third = caught.value.sentences
    assert "dem.dta" in first
    assert "mục “1.1”" in first
    assert "“dem.dat”" in first
    assert "gia_tri[91]" in second
    assert "ky_truoc" in third
    assert not (tmp_path / "cong-van.docx").exists()


def test_a_broken_tag_in_a_paragraph_is_told_with_its_place(tmp_path: Path) -> None:
    result = with_paragraphs(letter_result(), ("2", "Đạt {{ dem.dat"))

    with pytest.raises(TemplateError, match="mục “2”"):
        write_letter(result, tmp_path / "cong-van.docx")


def test_a_paragraph_cannot_reach_out_of_the_sandbox(tmp_path: Path) -> None:
    result = with_paragraphs(letter_result(), ("2", "{{ dem.__class__.__mro__ }}"))

    with pytest.raises(TemplateError):
        write_letter(result, tmp_path / "cong-van.docx")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_of_a_unit_breaks_the_letter(text: str, tmp_path: Path) -> None:
    document = written_letter(with_text(letter_result(), 19, text), tmp_path)
    cell = document.tables[-1].rows[19].cells[6].text
    # Signs of private use are markers here and never reach a paper.
    kept = "".join(sign for sign in text if sign.isprintable() and not "\ue000" <= sign <= "\ue0ff")

    assert cell == kept.strip()
    assert len(document.tables[-1].rows) == 58
    assert len(list(document.element.body.iter(qn("w:footnoteReference")))) == 2


def test_an_inapplicable_indicator_has_its_own_bucket(tmp_path: Path) -> None:
    result = letter_result(decided=True)
    first, *others = result.verdicts
    changed = replace(result, verdicts=(replace(first, status=Status.NOT_APPLICABLE), *others))
    text = "\n".join(lines(written_letter(changed, tmp_path)))

    assert "- Chỉ số không áp dụng: 01/57 (Chỉ số 01: " in text


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    write_letter(letter_result(), tmp_path / "a.docx")
    write_letter(letter_result(), tmp_path / "b.docx")

    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_the_file_says_what_it_is_and_nobodys_name(tmp_path: Path) -> None:
    core = written_letter(letter_result(), tmp_path).core_properties

    assert core.title.startswith("báo cáo theo Công văn số 1593/UBND-VHXH")
    assert core.category == "Công văn"
    assert core.author == core.last_modified_by == ""
