"""Text typed in TCVN3 and VNI fonts becomes Unicode; ordinary text stays as it is."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcreport.intake.legacy_fonts import TCVN3, VNI, convert
from tests.programs import absent, installed

SENTENCE = (
    "Tỷ lệ hộ nghèo đạt chuẩn; phường Hà Khẩu chưa tổng hợp được số liệu, ước khoảng 95% vượt kế "
    "hoạch, giữ nguyên bằng kỳ trước"
)
VNI_SENTENCE = (
    "Tyû leä hoä ngheøo ñaït chuaån; phöôøng Haø Khaåu chöa toång hôïp ñöôïc soá lieäu, öôùc "
    "khoaûng 95% vöôït keá hoaïch, giöõ nguyeân baèng kyø tröôùc"
)
UNICODE = [
    "", "Đạt", "Chưa đạt", "99,72%", "An toàn", "Hoàn thành", "Có", "Không có", "khoán",
    "xã, thị xã", "Thành phố Hạ Long", "là", "năm", "á", "Café crème à la façade",
    "où est l'île naïve, août, goût", "Noël, garçon, coûte, maïs, forêt, hôtel", "x", "×", "½",
    "Straße, Größe, für, schön, Köln", "niño, señor, año", "© 2024 Company®", "5 µm", "10 m²",
    "½ là nữ", "«Bonjour»", "≥ 95%", "·", "• Đạt", "naïve résumé", "Ångström", "smörgåsbord",
    "The quick brown fox – “quoted”…",
]  # fmt: skip


def typed_in_tcvn3(text: str) -> str:
    """Give Unicode text as TCVN3 bytes seen through Windows-1252, with glibc's own table."""
    command = installed("iconv", "iconv")
    encoded = subprocess.run(
        [command, "-f", "UTF-8", "-t", "TCVN5712-1"],
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    if encoded.returncode:
        absent("this iconv does not know TCVN5712-1")
    return encoded.stdout.decode("latin-1")


def test_tcvn3_reads_as_glibc_writes_it() -> None:
    typed = typed_in_tcvn3(SENTENCE)
    assert typed != SENTENCE
    assert convert(typed, ".VnTime") == (SENTENCE, TCVN3)
    assert convert(typed, "Times New Roman") == (SENTENCE, TCVN3)


def test_every_lower_case_letter_of_tcvn3_agrees_with_glibc() -> None:
    letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ"
    assert convert(typed_in_tcvn3(letters), ".VnArial") == (letters, TCVN3)


def test_fonts_that_draw_capitals_give_capitals() -> None:
    typed = typed_in_tcvn3("chưa đạt")
    assert convert(typed, ".VnTimeH") == ("CHƯA ĐẠT", TCVN3)


def test_vni_reads_letter_and_mark() -> None:
    assert convert(VNI_SENTENCE, "VNI-Times") == (SENTENCE, VNI)
    assert convert(VNI_SENTENCE) == (SENTENCE, VNI)
    assert convert("CHÖA ÑAÏT", "VNI-Helve") == ("CHƯA ĐẠT", VNI)
    assert convert("Ñaït") == ("Đạt", VNI)
    assert convert("Möùc ñoä kyõ thuaät, tæ leä") == ("Mức độ kỹ thuật, tỉ lệ", VNI)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("§¹t", "Đạt"),
        ("Ch\u00ada ®¹t", "Chưa đạt"),
        ("TØ lÖ 99,72%", "Tỉ lệ 99,72%"),
        ("x·, ph\u00adêng", "xã, phường"),
    ],
)  # fmt: skip
def test_short_cells_are_recognised_by_their_letters(typed: str, meant: str) -> None:
    assert convert(typed) == (meant, TCVN3)


@pytest.mark.parametrize("text", UNICODE)
def test_ordinary_text_is_never_changed(text: str) -> None:
    assert convert(text, "Times New Roman") == (text, None)


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
@pytest.mark.parametrize("text", ["Đạt", "Chưa đạt", "99,72%", "Dat", "Tỷ lệ hộ"])
def test_unicode_text_in_a_legacy_font_stays(text: str, font: str) -> None:
    assert convert(text, font) == (text, None)


def test_a_font_that_only_begins_alike_is_not_legacy() -> None:
    assert convert("Café Noël", "Vnice Sans") == ("Café Noël", None)


@given(st.text(), st.sampled_from(("", ".VnTime", ".VnTimeH", "VNI-Times", "Arial")))
def test_no_text_raises_and_unchanged_text_has_no_encoding(text: str, font: str) -> None:
    converted, name = convert(text, font)
    assert name is not None or converted == text
