"""The second sample: the published assignment of Uông Bí, and units that change on 1 July 2025."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from lcreport.cli import main
from lcreport.resources import samples
from tests.test_samples import snapshot

NAME = "uong-bi-2025"
SAMPLE = samples() / NAME
EVERY_WARD = "mọi xã phường"
SILENT = {"ph-bac-son", "x-thuong-yen-cong"}
AFTERWARDS = {"ngày chốt kỳ này": datetime(2025, 7, 20), "hạn nộp": datetime(2025, 7, 24)}  # noqa: DTZ001 - Excel dates have no zone
HEIRS = {
    "Thanh Sơn": "ph-uong-bi", "Quang Trung": "ph-uong-bi", "Yên Thanh": "ph-uong-bi",
    "Phương Đông": "ph-yen-tu", "Phương Nam": "ph-yen-tu",
    "Nam Khê": "ph-vang-danh-2025", "Vàng Danh": "ph-vang-danh-2025",
}  # fmt: skip

Row = dict[str, Any]


def data(name: str) -> Row:
    return tomllib.loads((samples() / name).read_text(encoding="utf-8"))


def wards() -> dict[str, Row]:
    return {each["name"]: each for each in data("uong_bi_returns.toml")["wards"]["old"]}


def added_up(names: list[str], number: int) -> Fraction:
    """Give Σ numerator / Σ denominator of the wards in percentage points."""
    counts = [wards()[name]["counts"][str(number)] for name in names]
    return Fraction(100 * sum(part for part, _ in counts), sum(whole for _, whole in counts))


def reported(folder: Path, output: Path) -> Row:
    assert main(["report", str(folder), "-o", str(output), "--quiet"]) == 1
    found: Row = json.loads((output / "ket-qua.json").read_text(encoding="utf-8"))
    return found


def verdict(result: Row, number: int) -> Row:
    return next(each for each in result["verdicts"] if each["indicator"] == number)


def problems(result: Row, code: str) -> list[Row]:
    return [each for each in result["problems"] if each["code"] == code]


def returned(result: Row, ward: str) -> list[Row]:
    return [each for each in result["returns"] if f"hường {ward}" in each["file"]]


def settings_rows(sheet: str) -> list[tuple[Any, ...]]:
    book = load_workbook(SAMPLE / "cai-dat.xlsx")
    return list(book[sheet].iter_rows(min_row=2, values_only=True))


@pytest.fixture(scope="module")
def june(tmp_path_factory: pytest.TempPathFactory) -> Row:
    return reported(SAMPLE, tmp_path_factory.mktemp("june") / "o")


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory) -> Row:
    """Give the result of the same returns after the reform, as an official would set it up."""
    place = tmp_path_factory.mktemp("july")
    folder = Path(shutil.copytree(SAMPLE, place / "kỳ sau"))
    book = load_workbook(folder / "cai-dat.xlsx")
    for key, value in book["Văn bản"].iter_rows(min_row=2):
        value.value = AFTERWARDS.get(str(key.value), value.value)
    book.save(folder / "cai-dat.xlsx")
    return reported(folder, place / "o")


# The sample itself -----------------------------------------------------------------------------


def made_anew(target: Path) -> dict[str, Path]:
    script = samples() / "make_uong_bi.py"
    subprocess.run([sys.executable, "-B", str(script), str(target)], check=True)
    return workbooks(target / NAME)


def workbooks(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.xlsx"))}


def test_what_is_committed_is_what_the_script_makes(tmp_path: Path) -> None:
    made = made_anew(tmp_path)
    committed = workbooks(SAMPLE)

    assert list(made) == list(committed)
    assert len(made) == 13 + 9 + 1
    for name, path in made.items():
        assert snapshot(path) == snapshot(committed[name]), name


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    once, again = made_anew(tmp_path / "once"), made_anew(tmp_path / "again")

    assert [each.read_bytes() for each in once.values()] == [
        each.read_bytes() for each in again.values()
    ]


def test_the_settings_carry_the_assignment_of_the_annex() -> None:
    leads = [
        (number, unit) for number, unit, role in settings_rows("Phân công") if role == "chủ trì"
    ]
    supports = [row for row in settings_rows("Phân công") if row[2] != "chủ trì"]

    assert Counter(unit for _, unit in leads) == {
        "p-gddt": 23, "p-ldtbxh": 9, EVERY_WARD: 5, "p-vhtt": 5, "p-noi-vu": 3, "p-tckh": 3,
        "p-tnmt": 3, "p-qldt": 3, "ban-atgt": 3, "hoi-khuyen-hoc": 3, "p-kinh-te": 2, "p-y-te": 2,
        "ban-tuyen-giao": 2, "ldld-tp": 1, "vp-hdnd-ubnd": 1,
    }  # fmt: skip
    assert set(range(1, 58)) - {number for number, _ in leads} == {26, 37}
    shared = {
        number for number, count in Counter(number for number, _ in leads).items() if count > 1
    }
    assert shared == {5, 15, 17, 18, 34, 44, 47, 50, 54, 55, 57}
    assert supports == [(44, "hoi-khuyen-hoc", "phối hợp")]


def test_ten_wards_end_and_three_begin_with_the_reform() -> None:
    rows = [row for row in settings_rows("Đơn vị") if row[3] == "xã phường"]
    ending = {row[0]: row[8] for row in rows if row[7]}
    beginning = {row[0] for row in rows if row[6]}

    assert len(ending) == 10
    assert beginning == {"ph-uong-bi", "ph-yen-tu", "ph-vang-danh-2025"}
    assert {heir for heirs in ending.values() for heir in heirs.split("; ")} == beginning
    assert ending["ph-trung-vuong"] == "ph-uong-bi; ph-vang-danh-2025"
    assert {row[7] for row in rows if row[7]} == {datetime(2025, 6, 30)}  # noqa: DTZ001 - as above
    assert {row[6] for row in rows if row[6]} == {datetime(2025, 7, 1)}  # noqa: DTZ001 - as above


# June 2025 -------------------------------------------------------------------------------------


def test_every_return_is_recognised_and_every_row_is_used(june: Row) -> None:
    states = Counter(each["state"] for each in june["returns"] if each["file"] != "README.md")

    assert states == {"accepted": 21, "superseded": 1}
    assert {each["code"] for each in june["problems"] if each["file"] != "README.md"} == {
        "N04", "K05", "N01", "C01", "D05", "N02",
    }  # fmt: skip


def test_26_and_37_have_no_owner_and_the_summary_begins_with_them(
    june: Row, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert june["unassigned"] == [26, 37]
    assert [each["indicator"] for each in problems(june, "K05")] == [26, 37]

    assert main(["report", str(SAMPLE), "-o", str(tmp_path / "o")]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert "26, 37" in first


def test_units_that_have_not_returned_are_named(june: Row) -> None:
    assert {each["unit"] for each in problems(june, "N04")} == {"p-kinh-te", *SILENT}
    for number in (10, 11):
        assert verdict(june, number)["status"] == "no_data"
        assert verdict(june, number)["missing"] == ["p-kinh-te"]


def test_a_later_return_of_a_ward_replaces_the_earlier_one(june: Row) -> None:
    states = {each["file"]: each["state"] for each in returned(june, "Yên Thanh")}
    (told,) = problems(june, "D05")

    assert states == {
        "Xã phường/Phường Yên Thanh.xlsx": "superseded",
        "Xã phường/Phường Yên Thanh (nộp lại).xlsx": "accepted",
    }
    assert told["file"] == "Xã phường/Phường Yên Thanh.xlsx"
    assert "chỉ số 3" in told["message"]
    assert "chỉ số 48" in told["message"]
    sources = {each["file"] for each in verdict(june, 3)["sources"]}
    assert "Xã phường/Phường Yên Thanh.xlsx" not in sources


def test_silent_wards_widen_a_figure_by_their_weight_and_a_rate_alone_counts_by_its_own(
    june: Row,
) -> None:
    counted = [each["counts"]["3"] for each in wards().values() if "counts" in each]
    rated = wards()["Trưng Vương"]
    silent = sum(each["weight"] for each in wards().values() if "saved" not in each)
    met = sum(part for part, _ in counted) + Fraction(945, 1000) * rated["weight"]
    everybody = sum(whole for _, whole in counted) + rated["weight"] + silent

    found = verdict(june, 3)

    assert rated["rates"]["3"] == "94,5%"
    bounds = (100 * met / everybody, 100 * (met + silent) / everybody)
    assert [float(found["low"]), float(found["high"])] == pytest.approx([float(b) for b in bounds])
    assert found["status"] == "met"
    assert set(found["missing"]) == SILENT
    assert any("Đã chắc chắn dù 2 đơn vị chưa gửi" in reason for reason in found["reasons"])


def test_a_verdict_that_the_silent_wards_can_change_waits_for_them(june: Row) -> None:
    found = verdict(june, 44)

    assert found["status"] == "no_data"
    assert Fraction(found["low"]) < 50 < Fraction(found["high"])
    assert "phụ thuộc" in " ".join(found["reasons"])
    assert "Bắc Sơn" in " ".join(found["reasons"])


def test_one_ward_that_says_no_settles_what_all_must_do(june: Row) -> None:
    assert verdict(june, 48)["status"] == "not_met"
    assert verdict(june, 47)["status"] == "no_data"


def test_the_annexs_own_layout_is_read_with_its_numbers_inside_the_texts(june: Row) -> None:
    found = verdict(june, 33)
    measures = {each["name"]: each["low"] for each in found["measures"]}

    assert measures == {"chung": "86.3", "nữ": "51.2"}
    assert "Phụ lục 1" in found["sources"][0]["file"]
    assert found["previous"] == "84%; Nữ: 50,5%"


def test_two_leads_that_differ_are_reported_with_both_cells(june: Row) -> None:
    (told,) = problems(june, "N01")

    assert told["indicator"] == 15
    assert "0,4%" in told["message"]
    assert "0,9%" in told["message"]
    assert "ô F8" in told["message"]


# After 1 July 2025 -----------------------------------------------------------------------------


def test_after_the_reform_every_ward_means_the_three_new_ones(july: Row) -> None:
    assert verdict(july, 3)["units"] == ["ph-uong-bi", "ph-yen-tu", "ph-vang-danh-2025"]


@pytest.mark.parametrize("ward", HEIRS)
def test_a_return_of_an_old_ward_is_d06_and_counts_for_its_only_successor(
    july: Row, ward: str
) -> None:
    newest = [each for each in returned(july, ward) if each["state"] != "superseded"]

    assert [(each["state"], each["unit"]) for each in newest] == [("accepted", HEIRS[ward])]
    (told,) = [each for each in problems(july, "D06") if each["file"] == newest[0]["file"]]
    assert told["severity"] == "warning"
    assert f"phường {ward}" in told["message"]


def test_a_ward_that_was_split_waits_for_a_person(july: Row) -> None:
    (found,) = returned(july, "Trưng Vương")
    (told,) = [each for each in problems(july, "D06") if each["file"] == found["file"]]

    assert (found["state"], found["unit"]) == ("unidentified", None)
    assert told["severity"] == "error"
    assert "Uông Bí" in told["message"]
    assert "Vàng Danh" in told["message"]


@pytest.mark.parametrize("number", [3, 44, 56])
def test_the_figures_of_merged_wards_are_added_up(july: Row, number: int) -> None:
    found = verdict(july, number)
    wanted = float(added_up(list(HEIRS), number))

    files = {each["file"] for each in found["sources"] if each["file"].startswith("Xã phường")}
    assert len(files) == len(HEIRS)
    # The former wards that sent nothing widen the sum of those that did.
    assert float(found["low"]) < wanted < float(found["high"])
    assert {"ph-trung-vuong", "x-thuong-yen-cong", "ph-bac-son"} <= set(found["missing"])


def test_the_new_ward_of_an_old_name_is_not_taken_for_the_sender_of_an_older_file(
    july: Row,
) -> None:
    (found,) = returned(july, "Vàng Danh")
    (told,) = [each for each in problems(july, "D06") if each["file"] == found["file"]]
    assert found["unit"] != "ph-vang-danh"
    assert told["severity"] == "warning"


def test_a_former_ward_that_says_no_is_not_lost_in_its_successor(july: Row) -> None:
    assert verdict(july, 48)["status"] == "not_met"
