import pytest

from lcreport.errors import TemplateError
from lcreport.papers.context import paper_context
from lcreport.papers.name_check import name_faults
from lcreport.papers.template import Piece, cell_filler, straight, template_path
from tests.papers_case import letter_result


def faults(*texts: str, row: bool = False) -> list[str]:
    pieces = [Piece(text, f"đoạn {place}") for place, text in enumerate(texts, start=1)]
    return list(name_faults(pieces, paper_context(letter_result()), row=row))


@pytest.mark.parametrize(
    "text",
    [
        "{{ dem.dat }}/{{ dem.tong }}",
        "{{ gia_tri[19] }}",
        "{{ van_ban.kinh_gui[0] }}",
        "{% for cs in chua_dat %}{{ loop.index }} {{ cs.so }}{% endfor %}",
        "{% set n = dem.dat %}{{ n }}",
        "{{ van_ban.so_kem|upper }}",
        "{% for t, u in chua_dat %}{{ t }}{% endfor %}",
    ],
)
def test_right_names_are_no_fault(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        ("{{ dem.dta }}", "dem.dta", "dem.dat"),
        ("{{ van_bn.so }}", "van_bn", "van_ban"),
        ("{{ gia_tri[58] }}", "gia_tri[58]", "gia_tri[8]"),
        ("{% for cs in chua_dat %}{{ cs.lydo }}{% endfor %}", "cs.lydo", "cs.ly_do"),
        ("{% if dem.dad == '57' %}x{% endif %}", "dem.dad", "dem.dat"),
        ("{% for cs in chuadat %}{{ cs.so }}{% endfor %}", "chuadat", "chua_dat"),
        ("{{ dong.stt }}", "dong", "bang"),
        ("{{ chua_dat.so }}", "chua_dat.so", "chua_dat"),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest_right_one(
    text: str, name: str, nearest: str
) -> None:
    (sentence,) = faults(text)

    assert f"“{name}”" in sentence
    assert f"“{nearest}" in sentence or name == "dong"


def test_all_wrong_names_are_told_each_with_its_place() -> None:
    first, second = faults("{{ dem.dta }}", "không có gì", "{{ ky.nan }}")

    assert "đoạn 1" in first
    assert "đoạn 3" in second


def test_a_loop_may_begin_and_end_in_other_paragraphs() -> None:
    assert faults("{%p for cs in cap_tren %}", "{{ cs.noi_dung }}", "{%p endfor %}") == []


def test_a_row_of_the_table_is_known_only_in_a_sheet() -> None:
    assert faults("{{ dong.ky_nay }}", row=True) == []


def test_a_broken_tag_is_told_with_its_place() -> None:
    (sentence,) = faults("{{ dem.dat }}", "{% if dem %}", "{{ dem. }}", "{% endif %}")

    assert "đoạn 3" in sentence


def test_a_broken_tag_does_not_hide_the_other_faults() -> None:
    broken, unclosed, unknown = faults("{{ dem. }}", "{{ }}", "{{ dem.dta }}")

    assert "đoạn 1" in broken
    assert "đoạn 2" in unclosed
    assert "“dem.dta”" in unknown


def test_what_word_does_to_quotes_inside_a_tag_is_undone() -> None:
    assert straight("“a” {{ x[“b”] }} {%p if y == ‘c’ %}") == "“a” {{ x[\"b\"] }} {% if y == 'c' %}"


def test_a_missing_template_is_a_sentence() -> None:
    with pytest.raises(TemplateError, match=r"“khac\.docx”"):
        template_path("khac.docx")


def test_a_cell_with_one_name_keeps_the_type_of_its_value() -> None:
    assert cell_filler("{{ n }}")({"n": 7}) == 7
    assert cell_filler("{{ n }}/57")({"n": 7}) == "7/57"


def test_a_cell_that_cannot_be_printed_is_a_sentence() -> None:
    with pytest.raises(TemplateError):
        cell_filler("{{ 1 // n }}")({"n": 0})
