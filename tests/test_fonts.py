import pytest

from lcreport.papers.fonts import Font, text_width, wrapped


def test_digits_are_half_an_em_wide() -> None:
    assert text_width("2024", Font(12)) == pytest.approx(4 * 6)


def test_a_decomposed_letter_is_as_wide_as_a_composed_one() -> None:
    assert text_width("ố", Font(14)) == text_width("ố", Font(14))


def test_the_national_title_fits_its_half_of_the_page_at_13_points() -> None:
    millimetres = text_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Font(13, bold=True)) / 72 * 25.4

    assert 94 < millimetres < 97.5


def test_lines_break_at_spaces_and_words_only_where_they_must() -> None:
    assert wrapped("một hai ba", Font(12), 40) == ("một hai", "ba")
    assert wrapped("", Font(12), 40) == ("",)
    assert wrapped("a\nb", Font(12), 40) == ("a", "b")
    assert len(wrapped("m" * 30, Font(12), 40)) > 1
