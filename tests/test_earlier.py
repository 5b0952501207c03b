"""The previous period from our own result of that time."""

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from lcreport.cli import main
from lcreport.criteria import builtin
from lcreport.intake.earlier import merged, read_earlier
from lcreport.model import Kind, PreviousRow, Reading, Source, Status
from lcreport.quantity import Interval
from lcreport.resources import samples

CRITERIA = builtin("86-bgddt-gdtx-2019")
SAMPLE = samples() / "ha-long-2024-06"


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    place = tmp_path_factory.mktemp("trước") / "o"
    main(["report", str(SAMPLE), "-o", str(place), "-q"])
    return (place / "ket-qua.json").read_bytes()


def test_our_own_result_gives_every_indicator_with_its_figures(earlier: bytes) -> None:
    rows = {row.indicator: row for row in read_earlier("ket-qua.json", earlier, CRITERIA)}
    assert len(rows) == 57
    assert (rows[20].status, rows[20].text) == (Status.NOT_MET, "93,65%")
    assert rows[18].status is None
    assert rows[33].readings[1].interval == Interval.point(Fraction("46.5"))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"schema": "khac/1", "verdicts": []}', b'{"schema": 1', b"\xff"]
)
def test_a_file_that_is_not_our_result_gives_nothing(data: bytes) -> None:
    assert read_earlier("ket-qua.json", data, CRITERIA) == ()


def row(points: int, file: str) -> PreviousRow:
    reading = Reading(f"{points}%", Kind.QUANTITY, Interval.point(points))
    return PreviousRow(20, None, f"{points}%", Source(file), (reading,))


def test_the_official_table_stands_and_a_difference_is_told() -> None:
    rows, problems = merged([row(92, "ky-truoc.xlsx")], [row(90, "ket-qua.json")])
    assert [each.text for each in rows] == ["92%"]
    assert [each.code for each in problems] == ["N01"]
    assert "ket-qua.json" in problems[0].message


def test_the_earlier_result_fills_what_the_table_lacks() -> None:
    rows, problems = merged([], [row(90, "ket-qua.json")])
    assert ([each.text for each in rows], problems) == (["90%"], ())


def test_a_result_put_into_the_folder_is_the_previous_period(
    earlier: bytes, tmp_path: Path
) -> None:
    folder = tmp_path / "kỳ sau"
    shutil.copytree(SAMPLE, folder)
    (folder / "ky-truoc.xlsx").unlink()
    (folder / "ket-qua.json").write_bytes(earlier)
    main(["report", str(folder), "-o", str(tmp_path / "o"), "-q"])
    told = json.loads((tmp_path / "o" / "ket-qua.json").read_text(encoding="utf-8"))
    assert {v["indicator"]: v["previous"] for v in told["verdicts"]}[20] == "93,65%"
    assert [each["state"] for each in told["returns"] if each["file"] == "ket-qua.json"] == [
        "not_a_return"
    ]
