import csv
from fractions import Fraction
from pathlib import Path

import pytest

from lcreport.frame import to_frame
from lcreport.model import Answer, Kind, Reading, Source
from lcreport.papers.data_file import write_csv
from lcreport.quantity import Interval


def written(raw: str, folder: Path) -> dict[str, str]:
    reading = Reading(raw, Kind.QUANTITY, Interval.point(Fraction("93.65")))
    answer = Answer(20, "", "p-y-te", reading, Source("a.xlsx", "Biểu", "G25"), claim=False)
    path = folder / "du-lieu.csv"
    write_csv(to_frame([answer]), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as source:
        (row,) = csv.DictReader(source)
    return row


def test_numbers_are_exact_and_missing_values_empty(tmp_path: Path) -> None:
    row = written("93,65%", tmp_path)

    assert (row["indicator"], row["raw"], row["low"]) == ("20", "93,65%", "93.65")
    assert row["numerator"] == row["direction"] == ""
    assert row["claim"] == "False"
    assert "previous" not in row or row["previous"] == ""


@pytest.mark.parametrize("raw", ["=1+1", "@SUM(A1)", "+cmd|'/c calc'!A0", "- KV nhà nước: 95%"])
def test_a_text_that_excel_would_run_is_marked_as_text(raw: str, tmp_path: Path) -> None:
    assert written(raw, tmp_path)["raw"] == f"'{raw}"


@pytest.mark.parametrize("raw", ["-5", "-5,25%", "Đạt", "1-2"])
def test_other_texts_stay_as_they_are(raw: str, tmp_path: Path) -> None:
    assert written(raw, tmp_path)["raw"] == raw
