"""The papers of the level above: they agree with each other, and none touches an area's files."""

import csv
import json
import random
import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.cli import main
from lcreport.papers.nd30 import check_letter
from lcreport.resources import samples
from tests.areas_case import area, told, write
from tests.drawn_settings import add, base, put, written

CITIES = ("ha-long-2024-06", "uong-bi-2025")
Json = dict[str, Any]


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cities whose results the program itself has written, with all their other papers."""
    root = tmp_path_factory.mktemp("tỉnh") / "kết quả"
    for name in CITIES:
        main(["report", str(samples() / name), "-o", str(root / name), "-q"])
    return root


@pytest.fixture(scope="module")
def output(cities: Path) -> Path:
    place = cities.parent / "cấp trên"
    assert main(["rollup", str(cities), "-o", str(place), "-q"]) == 1
    return place


def sheet(output: Path, number: int) -> Worksheet:
    found: Worksheet = load_workbook(output / "bang-tong-hop.xlsx").worksheets[number]
    return found


def rows(output: Path, number: int) -> list[dict[str, Any]]:
    head, *body = sheet(output, number).iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def lines(output: Path) -> list[str]:
    return [p.text for p in docx.Document(str(output / "cong-van.docx")).paragraphs]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def test_letter_table_workbook_and_json_agree(output: Path) -> None:
    found = told(output / "ket-qua-tong-hop.json")
    counts = found["counts"]
    letter = "\n".join(lines(output))
    for label, key in (("Chỉ số đạt", "met"), ("Chỉ số chưa đạt", "not_met"),
                       ("Chỉ số chưa tổng hợp được số liệu đánh giá", "no_data")):  # fmt: skip
        assert f"- {label}: {counts[key]:02d}/57" in letter
    marks = {row[0]: (row[3], row[4]) for row in table(output)}
    expected = {"met": ("x", ""), "not_met": ("", "x")}
    for verdict in found["verdicts"]:
        assert marks[verdict["indicator"]] == expected.get(verdict["status"], ("", ""))
    words = {"Đạt": "met", "Chưa đạt": "not_met", "Chưa có số liệu": "no_data",
             "Cấp trên": "upper_level"}  # fmt: skip
    own = rows(output, 0)[-1]
    assert [words[own[str(v["indicator"])]] for v in found["verdicts"]] == [
        v["status"] for v in found["verdicts"]
    ]


def table(output: Path) -> list[tuple[Any, ...]]:
    page = load_workbook(output / "bieu-danh-gia.xlsx").worksheets[0]
    values = ([cell or "" for cell in row] for row in page.iter_rows(values_only=True))
    return [tuple(row) for row in values if isinstance(row[0], int)]


def test_every_area_has_its_row_with_its_own_verdicts_and_counts(
    cities: Path, output: Path
) -> None:
    matrix, areas = rows(output, 0), rows(output, 2)
    words = {"met": "Đạt", "not_met": "Chưa đạt", "no_data": "Chưa có số liệu",
             "upper_level": "Cấp trên", "not_applicable": "Không áp dụng"}  # fmt: skip
    for name, row, about in zip(CITIES, matrix, areas, strict=False):
        own = told(cities / name / "ket-qua.json")
        for verdict in own["verdicts"]:
            assert row[str(verdict["indicator"])] == words[verdict["status"]]
        assert row["Đạt"] == about["Đạt"] == own["counts"]["met"]
        assert about["Tệp"] == f"{name}/ket-qua.json"
        assert about["Tình trạng"] == ("dự thảo" if own["draft"] else "chính thức")


def test_the_totals_count_the_areas(output: Path) -> None:
    *areas, met, not_met, no_data, upper, out, _ = rows(output, 0)
    totals = (met, not_met, no_data, upper, out)
    for number in map(str, range(1, 58)):
        assert sum(row[number] for row in totals) == len(areas)
        assert met[number] == sum(row[number] == "Đạt" for row in areas)
    assert met["Đạt"] == sum(row["Đạt"] for row in areas)


def test_the_matrix_keeps_its_names_in_view_and_its_totals_out_of_the_filter(
    output: Path,
) -> None:
    matrix = sheet(output, 0)
    assert matrix.freeze_panes == "B2"
    assert str(matrix.auto_filter.ref).endswith("3")
    assert matrix.print_title_cols == "$A:$A"
    lead = matrix.cell(1, 8 + 32)
    assert (lead.value, lead.hyperlink and lead.hyperlink.location) == (33, "'Chỉ số'!A35")
    assert sheet(output, 1)["A35"].value == 33


def test_the_sheet_of_indicators_shows_what_was_added_up(tmp_path: Path) -> None:
    area(tmp_path / "r", "a", "41 | 90 | 100", "16 | | | 19 vụ | 24 vụ")
    area(tmp_path / "r", "b", "41 | 10 | 1000", "16 | | | 5 vụ | 6 vụ")
    area(tmp_path / "r", "c", "41 | | | 50%", "16 | | | 1 vụ | 6 vụ")
    main(["rollup", str(tmp_path / "r"), "-o", str(tmp_path / "o"), "-q"])
    found = {row["Chỉ số"]: row for row in rows(tmp_path / "o", 1)}
    rate, count = found[41], found[16]
    assert (rate["Tổng tử số (hoặc tổng số đếm)"], rate["Tổng mẫu số"]) == (100, 1100)
    gave = [rate[key] for key in ("Địa phương có đủ số để gộp", "Địa phương có số nhưng chưa đủ")]
    assert gave == [2, 1]
    assert count["Tổng tử số (hoặc tổng số đếm)"] == 25
    assert "chưa có tử số và mẫu số: 1 địa phương (c)" in rate["Lý do, địa phương còn thiếu"]


def test_the_data_has_every_figure_of_every_area(cities: Path, output: Path) -> None:
    with (output / "du-lieu.csv").open(encoding="utf-8-sig", newline="") as file:
        data = list(csv.DictReader(file))
    for name in CITIES:
        for verdict in told(cities / name / "ket-qua.json")["verdicts"]:
            mine = [
                row for row in data
                if (row["unit"], row["indicator"]) == (name, str(verdict["indicator"]))
            ]  # fmt: skip
            assert [row["measure"] for row in mine] == [m["name"] for m in verdict["measures"]]
            for row, measure in zip(mine, verdict["measures"], strict=True):
                assert row["numerator"] == (measure["numerator"] or "")


def test_the_json_is_a_result_with_areas(cities: Path, output: Path) -> None:
    own = told(cities / CITIES[0] / "ket-qua.json")
    found = told(output / "ket-qua-tong-hop.json")
    assert found["schema"] == "lcreport.rollup/1"
    assert set(own) | {"areas"} == set(found)
    assert set(own["verdicts"][0]) | {"tally"} == set(found["verdicts"][0])
    assert [each["id"] for each in found["areas"]] == list(CITIES)
    assert found["areas"][0]["counts"] == own["counts"]
    source = found["verdicts"][19]["sources"][0]
    assert (source["file"], source["raw"]) == (f"{CITIES[0]}/ket-qua.json", "93,65%")


def test_the_letter_speaks_of_areas_and_keeps_the_decree(output: Path) -> None:
    text = "\n".join(lines(output))
    assert "tổng hợp kết quả đánh giá của 02/02 địa phương" in text
    assert check_letter((output / "cong-van.docx").read_bytes()) == ()
    assert "DỰ THẢO" in "".join(
        cell.text for row in docx.Document(str(output / "cong-van.docx")).tables[0].rows
        for cell in row.cells
    )  # fmt: skip


def test_the_levels_own_settings_give_letterhead_and_paragraphs(
    cities: Path, tmp_path: Path
) -> None:
    book = base()
    put("Văn bản", 3, 2, "Ủy ban nhân dân tỉnh Quảng Ninh")(book)
    settings = written(tmp_path, book)
    main(["rollup", str(cities), "-o", str(tmp_path / "o"), "-s", str(settings), "-q"])
    text = "\n".join(lines(tmp_path / "o"))
    assert "Ủy ban nhân dân tỉnh Quảng Ninh báo cáo kết quả tổng hợp" in text
    assert "UBND tỉnh Quảng Ninh tổng hợp kết quả" in text


def test_areas_files_stay_as_they_were_and_the_papers_are_no_areas(cities: Path) -> None:
    before = snapshot(cities)
    place = cities / "cap-tren"
    for _ in range(2):
        main(["rollup", str(cities), "-o", str(place), "-q"])
    papers = {name: data for name, data in snapshot(cities).items() if name.startswith("cap-tren/")}
    assert {name: data for name, data in snapshot(cities).items() if name not in papers} == before
    assert len(told(place / "ket-qua-tong-hop.json")["areas"]) == len(CITIES)
    assert len(papers) == 7


def test_the_same_areas_give_the_same_bytes(cities: Path, output: Path, tmp_path: Path) -> None:
    main(["rollup", str(cities), "-o", str(tmp_path / output.name), "-q"])
    one, other = snapshot(output), snapshot(tmp_path / output.name)
    assert set(one) == set(other)
    for name in set(one) - {"bang-tong-hop.xlsx"}:  # its links depend on where it lies
        assert one[name] == other[name], name


def test_the_levels_own_decisions_and_previous_table_lie_beside_the_areas(
    output: Path, tmp_path: Path
) -> None:
    root = tmp_path / "r"
    area(root, "a", "41 | 90 | 100")
    (root / "ky-truoc.xlsx").write_bytes((output / "bieu-danh-gia.xlsx").read_bytes())
    book = load_workbook(output / "tham-dinh.xlsx")
    day = date(2025, 7, 1)
    book.worksheets[0].append([50, "", "", "Đạt", "đã kiểm tra", "Nguyễn Văn A", day])
    book.save(root / "tham-dinh.xlsx")
    main(["rollup", str(root), "-o", str(tmp_path / "o"), "-q"])
    found = {v["indicator"]: v for v in told(tmp_path / "o" / "ket-qua-tong-hop.json")["verdicts"]}
    assert (found[50]["status"], found[50]["basis"]) == ("met", "decision")
    assert "Nguyễn Văn A" in found[50]["reasons"][-1]
    assert found[41]["previous"] == "trên 93% đến dưới 95%"


def test_the_screen_says_what_was_read_and_what_is_wanting(
    cities: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rollup", str(cities), "-o", str(tmp_path / "o")]) == 1
    shown = capsys.readouterr().out
    assert "Đã đọc kết quả của 2 địa phương" in shown
    assert re.search(r"  12 · 2 chưa đủ số · Ủy ban nhân dân thành phố Hạ Long, ", shown)
    assert "Việc tiếp theo: " in shown
    main(["rollup", str(cities), "-o", str(tmp_path / "o"), "--quiet"])
    assert capsys.readouterr().out == ""


def test_final_results_that_settle_everything_need_no_look(tmp_path: Path) -> None:
    """One area with all its numbers, its own settings, its decisions: nothing is left to see."""
    place = area(tmp_path / "r", "dai-yen", "41 | 90 | 100")
    result = told(place)
    result |= {"draft": False, "period": {"label": "tháng 6/2024", "cut_off": "2024-06-24"}}
    for verdict in result["verdicts"]:
        verdict["status"] = "met"
        for measure in verdict["measures"]:
            _settle(measure)
    write(place, result)
    book = base()
    add("Văn bản", "chức vụ ký", "Phó Chủ tịch")(book)
    add("Văn bản", "người ký", "Nguyễn Văn A")(book)
    book["Đơn vị"] = [row for row in book["Đơn vị"] if row[0] in {"mã", "p-y-te", "dai-yen"}]
    settings = written(tmp_path, book)
    command = ["rollup", str(tmp_path / "r"), "-o", str(tmp_path / "o"), "-s", str(settings)]
    assert main([*command, "-q"]) == 0


def _settle(measure: Json) -> None:
    point = measure["threshold"] or "50"
    if measure["comparison"] == "có":
        return
    measure |= {"low": point, "high": point, "low_open": False, "high_open": False}
    if measure["unit"] == "%":
        measure |= {"numerator": point, "denominator": "100"}
    if measure["comparison"] in {"tăng", "giảm"}:
        before = "40" if measure["comparison"] == "tăng" else "60"
        measure |= {"previous_low": before, "previous_high": before}


def test_a_command_without_areas_ends_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rollup", str(tmp_path)]) == 2
    assert "ket-qua.json" in capsys.readouterr().err


def test_five_hundred_areas_take_seconds(cities: Path, tmp_path: Path) -> None:
    base_result = told(cities / CITIES[1] / "ket-qua.json")
    chance = random.Random(1)
    sums = [0, 0]
    for number in range(500):
        result = deepcopy(base_result) if number % 100 == 0 else base_result
        result["office"]["organ"] = f"Ủy ban nhân dân xã {number}"
        whole = chance.randint(100, 9000)
        part = chance.randint(0, whole)
        measure = result["verdicts"][40]["measures"][0]
        rate = f"{part * 100 / whole:.12f}"
        measure |= {"numerator": str(part), "denominator": str(whole), "low": rate, "high": rate}
        sums[0] += part
        sums[1] += whole
        write(tmp_path / "r" / f"tỉnh {number % 7}" / f"xã {number}" / "ket-qua.json", result)
    started = process_time()
    main(["rollup", str(tmp_path / "r"), "-o", str(tmp_path / "o"), "-q"])
    assert process_time() - started < 60
    found = json.loads((tmp_path / "o" / "ket-qua-tong-hop.json").read_text(encoding="utf-8"))
    measure = found["verdicts"][40]["measures"][0]
    assert [measure["numerator"], measure["denominator"]] == list(map(str, sums))
    assert sheet(tmp_path / "o", 0).max_row == 1 + 500 + 6
