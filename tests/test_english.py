import re
import string
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from lcreport.cli import main
from lcreport.criteria import builtin, load_translation, translated
from lcreport.errors import CriteriaError
from lcreport.pipeline import run
from lcreport.resources import samples
from lcreport.translate import in_notation, in_words_of
from lcreport.vietnamese import date_text, number_text, percent_text
from lcreport.wording import say, sentences, speaking
from tests.papers_case import letter_result

SET = "86-bgddt-gdtx-2019"
SAMPLE = samples() / "ha-long-2024-06"
FOREIGN_LETTERS = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("en") / "o"
    assert main(["report", str(SAMPLE), "-o", str(place), "--language", "en", "--quiet"]) == 1
    return place


def rows(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path).worksheets[0]
    return list(sheet.iter_rows(min_row=4, max_col=7, values_only=True))


def test_every_text_of_the_criteria_set_has_its_english() -> None:
    criteria = builtin(SET)
    texts = load_translation(criteria, "en")

    assert set(texts.indicators) == {str(number) for number in criteria.numbers}
    assert set(texts.standards) == set(criteria.standards)
    assert set(texts.criteria) == set(criteria.criteria)
    measures = [each for indicator in criteria.indicators for each in indicator.measures]
    assert {each.name for each in measures} - {""} <= set(texts.measures)
    assert {each.unit for each in measures} - {"", "%"} <= set(texts.units)


def test_english_texts_keep_the_numbers_of_the_vietnamese_ones() -> None:
    criteria = builtin(SET)
    english = translated(criteria, load_translation(criteria, "en"))

    for old, new in zip(criteria.indicators, english.indicators, strict=True):
        wanted = re.findall(r"\d+", old.text.replace(",", "."))
        written_out = {"½": "half"}
        assert set(wanted) <= set(re.findall(r"\d+", new.text)) | {"5"}, new.number
        assert all(word in new.text for sign, word in written_out.items() if sign in old.text)
        assert [m.threshold for m in old.measures] == [m.threshold for m in new.measures]


def test_a_translation_is_no_criteria_set_of_its_own() -> None:
    with pytest.raises(CriteriaError):
        builtin(f"{SET}.en")


def test_a_set_that_nobody_translated_is_a_sentence() -> None:
    criteria = replace(builtin(SET), id="cai-dat")

    with pytest.raises(CriteriaError, match=r"cai-dat\.en\.toml"):
        load_translation(criteria, "en")


def test_english_sentences_are_known_and_take_the_same_values() -> None:
    vietnamese, english = sentences("vi"), sentences("en")

    for key, text in english.items():
        assert names(text) <= names(vietnamese[key]) | {"day"}, key


def names(text: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_language_is_spoken_only_inside_its_block() -> None:
    with speaking("en"):
        assert say("verdict.met") == "Met"
        assert number_text(Fraction(14200005, 10)) == "1,420,000.5"
        assert percent_text(Fraction("93.65")) == "93.65%"
        assert date_text(date(2024, 6, 24)) == "24 June 2024"
    assert say("verdict.met") == "Đạt"
    assert number_text(Fraction(14200005, 10)) == "1.420.000,5"


def test_what_has_no_english_is_said_in_vietnamese() -> None:
    with speaking("en"):
        assert say("cli.failed") == "Không thực hiện được:"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("93,65%", "93.65%"),
        ("56.074", "56,074"),
        ("93.125%", "93.125%"),
        ("100%", "100%"),
        ("trên 99%", "trên 99%"),
        ("", ""),
    ],
)
def test_only_bare_numbers_change_their_notation(written: str, shown: str) -> None:
    with speaking("en"):
        assert in_notation(written) == shown


def test_the_english_table_says_the_same_as_the_vietnamese(output: Path) -> None:
    vietnamese, english = (
        rows(output / "bieu-danh-gia.xlsx"),
        rows(output / "bieu-danh-gia.en.xlsx"),
    )

    assert english[0][:5] == ("No.", "Indicator", "Unit in charge", "Met", "Not met")
    assert english[0][6] == "Value (as of 24 June 2024)"
    for old, new in zip(vietnamese[1:], english[1:], strict=True):
        assert (old[0], old[3], old[4]) == (new[0], new[3], new[4])
        assert not FOREIGN_LETTERS.search(str(new[1]).replace("BGDĐT", ""))
    assert english[20][6] == "93.65%"
    assert english[6][6] == "Cấp TP không tính GDP"
    assert english[3][2] == "People's Committees of communes and wards"


def test_the_english_word_table_has_its_own_template(output: Path) -> None:
    document = docx.Document(str(output / "bieu-danh-gia.en.docx"))

    assert "EVALUATION OF THE LEARNING CITY INDICATORS" in [p.text for p in document.paragraphs]
    assert len(document.tables[0].rows) == 58


def test_a_run_without_english_leaves_no_older_english_behind(output: Path, tmp_path: Path) -> None:
    place = tmp_path / "o"
    place.mkdir()
    (place / "bieu-danh-gia.en.xlsx").write_bytes(b"cu")
    main(["report", str(SAMPLE), "-o", str(place), "--quiet"])

    assert not (place / "bieu-danh-gia.en.xlsx").exists()
    assert (output / "bieu-danh-gia.en.xlsx").exists()


def test_reasons_are_english_and_verdicts_the_same(tmp_path: Path) -> None:
    result = run(SAMPLE, tmp_path / "o")
    english = in_words_of("en", result)

    for old, new in zip(result.verdicts, english.verdicts, strict=True):
        assert (old.status, old.basis, len(old.reasons)) == (
            new.status,
            new.basis,
            len(new.reasons),
        )
    assert english.verdicts[11].reasons[0].startswith("solid waste")
    assert result.verdicts[11].reasons[0].startswith("chất thải rắn")


def test_bands_are_english_too(tmp_path: Path) -> None:
    from lcreport.papers.table import write_xlsx  # noqa: PLC0415 - only here

    told = in_words_of("en", letter_result(grouped=True))
    with speaking("en"):
        write_xlsx(told, tmp_path / "t.xlsx")

    assert load_workbook(tmp_path / "t.xlsx").worksheets[0]["A5"].value == (
        "Standard 1.1. Promoting active individual participation and social cohesion"
    )
