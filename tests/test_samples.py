"""The samples are what their script makes, and carry what was published."""

import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

SAMPLES = Path(__file__).parent.parent / "input_samples"
PLAIN, DECIDED = "ha-long-2024-06", "ha-long-2024-06-da-tham-dinh"
FOLDERS = (PLAIN, DECIDED)
WARD_INDICATORS = [3, 44, 46, 47, 48, 56]

Row = dict[str, Any]


def made_anew(target: Path) -> Path:
    script = SAMPLES / "make_ha_long.py"
    subprocess.run([sys.executable, "-B", str(script), str(target)], check=True)
    return target


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_anew(tmp_path_factory.mktemp("samples"))


def data(name: str) -> Row:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))


def published() -> dict[int, Row]:
    return {row["number"]: row for row in data("ha_long_table.toml")["indicator"]}


def workbooks(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root).as_posix() for name in FOLDERS for path in (root / name).rglob("*.*")
        if path.suffix == ".xlsx"
    )  # fmt: skip


def snapshot(path: Path) -> dict[str, Any]:
    book = load_workbook(path)
    about = book.properties
    found: dict[str, Any] = {
        "about": (about.creator, about.lastModifiedBy, about.created, about.modified)
    }
    for sheet in book.worksheets:
        found[sheet.title] = {
            "cells": {
                cell.coordinate: (cell.value, cell.number_format, repr(cell.font),
                                  repr(cell.alignment), repr(cell.border))
                for row in sheet.iter_rows() for cell in row
            },
            "merges": sorted(str(block) for block in sheet.merged_cells.ranges),
            "widths": {key: each.width for key, each in sheet.column_dimensions.items()},
            "heights": {key: each.height for key, each in sheet.row_dimensions.items()},
            "print": (sheet.page_setup.orientation, sheet.print_title_rows, sheet.freeze_panes),
        }  # fmt: skip
    return found


def returns(folder: str, kind: str) -> list[Workbook]:
    return [load_workbook(path) for path in sorted((SAMPLES / folder / kind).glob("*.xlsx"))]


def columns(sheet: Worksheet) -> dict[str, int]:
    """Give the column of each field by the lowest header cell that names it."""
    words = {
        "met": ("Đạt",), "not_met": ("Chưa đạt", "Không đạt"), "previous": ("tháng 5/2023",),
        "current": ("thời điểm hiện tại",), "numerator": ("Tử số",), "denominator": ("Mẫu số",),
        "rate": ("Tỷ lệ (%)", "Tỷ lệ %", "Tỉ lệ (%)"), "claim": ("Tự đánh giá",),
    }  # fmt: skip
    first = next(row for row in range(1, 40) if is_indicator(sheet, row))
    found: dict[str, int] = {}
    for line in sheet.iter_rows(max_row=first - 1):
        for cell in line:
            text = str(cell.value or "")
            for field, wanted in words.items():
                long = field in {"previous", "current"} and any(word in text for word in wanted)
                if (text in wanted or long) and not text.startswith("("):
                    found[field] = cell.column or 0
    return found


def is_indicator(sheet: Worksheet, row: int) -> bool:
    return isinstance(sheet.cell(row, 1).value, int)


def indicator_rows(sheet: Worksheet) -> dict[int, int]:
    rows = [row for row in range(1, sheet.max_row + 1) if is_indicator(sheet, row)]
    return {int(str(sheet.cell(row, 1).value)): row for row in rows}


def shown(sheet: Worksheet, row: int, column: int) -> str:
    """Give what a person sees in a cell, with the decimal comma of the table."""
    cell = sheet.cell(row, column)
    if isinstance(cell.value, float) and "%" in cell.number_format:
        decimals = cell.number_format.count("0") - 1
        return f"{cell.value:.{decimals}%}".replace(".", ",")
    if isinstance(cell.value, int) and cell.number_format == "0%":
        return f"{cell.value:.0%}"
    return str(cell.value or "")


def count(sheet: Worksheet, row: int, column: int) -> int:
    return int(str(sheet.cell(row, column).value).replace(".", ""))


def test_what_is_committed_is_what_the_script_makes(anew: Path) -> None:
    assert workbooks(anew) == workbooks(SAMPLES)
    for name in workbooks(SAMPLES):
        assert snapshot(SAMPLES / name) == snapshot(anew / name), name


def test_the_same_data_give_the_same_bytes(anew: Path, tmp_path: Path) -> None:
    again = made_anew(tmp_path)

    for name in workbooks(anew):
        assert (anew / name).read_bytes() == (again / name).read_bytes(), name


def test_both_folders_hold_the_same_returns_and_only_one_the_decisions() -> None:
    plain, decided = (
        {path.relative_to(SAMPLES / name).as_posix(): path.read_bytes()
         for path in (SAMPLES / name).rglob("*.xlsx")}
        for name in FOLDERS
    )  # fmt: skip

    assert set(decided) - set(plain) == {"tham-dinh.xlsx"}
    assert all(decided[name] == content for name, content in plain.items())
    assert len(plain) == 15 + 33 + 2


def test_the_samples_stay_small() -> None:
    files = [path for name in FOLDERS for path in (SAMPLES / name).rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) < 1_000_000


def test_the_published_table_has_48_met_3_not_met_and_six_rows_without_a_mark() -> None:
    table = published()

    assert sorted(table) == list(range(1, 58))
    assert Counter(row["mark"] for row in table.values()) == {"Đạt": 48, "Chưa đạt": 3, "": 6}
    assert [n for n, row in table.items() if not row["mark"]] == [4, 5, 6, 13, 14, 18]
    assert sum(not row["previous"] for row in table.values()) == 17


def test_departments_carry_the_published_marks_and_values_of_all_their_indicators() -> None:
    table = published()
    told: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    for book in returns(PLAIN, "Phòng ban"):
        sheet = book.worksheets[0]
        place = columns(sheet)
        for number, row in indicator_rows(sheet).items():
            ticks = [shown(sheet, row, place[field]) for field in ("met", "not_met")]
            assert set(ticks) <= {"", "x"}
            mark = {("x", ""): "Đạt", ("", "x"): "Chưa đạt", ("", ""): ""}[ticks[0], ticks[1]]
            previous, current = (shown(sheet, row, place[key]) for key in ("previous", "current"))
            told[number].add((mark, previous, current))

    assert sorted(set(table) - set(told)) == [3, 48, 56]
    for number, answers in told.items():
        expected = table[number]
        assert answers == {(expected["mark"], expected["previous"], expected["current"])}, number


def test_every_lead_answers_its_indicators_and_nobody_answers_others() -> None:
    expected = Counter(
        number for number, row in published().items() for lead in row["leads"]
        if lead != "mọi xã phường"
    )  # fmt: skip

    answered = Counter(
        number
        for book in returns(PLAIN, "Phòng ban")
        for number in indicator_rows(book.worksheets[0])
    )

    assert answered == expected


def test_the_wards_add_up_to_the_published_rates() -> None:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rates: set[Fraction] = set()
    for book in returns(PLAIN, "Xã phường"):
        sheet = book.worksheets[0]
        place = columns(sheet)
        rows = indicator_rows(sheet)
        assert list(rows) == WARD_INDICATORS
        for number in (3, 44, 46):
            part = count(sheet, rows[number], place["numerator"])
            whole = count(sheet, rows[number], place["denominator"])
            sums[number][0] += part
            sums[number][1] += whole
            rates.add(Fraction(part, whole))

    shares = {number: Fraction(100 * part, whole) for number, (part, whole) in sums.items()}
    assert shares == {3: 100, 44: 75, 46: 100}
    assert len(rates) > 20
    assert min(rates) > Fraction(1, 2)


def test_a_wards_rate_is_its_numerator_over_its_denominator() -> None:
    for book in returns(PLAIN, "Xã phường"):
        sheet = book.worksheets[0]
        place = columns(sheet)
        for number in (3, 44, 46):
            row = indicator_rows(sheet)[number]
            part, whole = (count(sheet, row, place[key]) for key in ("numerator", "denominator"))
            rate = Fraction(shown(sheet, row, place["rate"]).rstrip("%").replace(",", "."))
            assert abs(rate - Fraction(100 * part, whole)) <= Fraction(1, 200)


def test_wards_answer_the_questions_without_figures_with_the_published_word() -> None:
    for book in returns(PLAIN, "Xã phường"):
        sheet = book.worksheets[0]
        place = columns(sheet)
        for number in (47, 48, 56):
            row = indicator_rows(sheet)[number]
            assert shown(sheet, row, place["rate"]) == "Đạt"
            assert shown(sheet, row, place["claim"]) == "Đạt"
            assert not shown(sheet, row, place["numerator"])


def test_every_return_was_saved_at_a_time_of_its_own_before_the_letter_went_out() -> None:
    saved = [
        book.properties.modified for kind in ("Phòng ban", "Xã phường")
        for book in returns(PLAIN, kind)
    ]  # fmt: skip

    assert len(set(saved)) == 48
    assert all(isinstance(moment, datetime) for moment in saved)
    assert {moment.date() for moment in saved if moment} <= {
        date(2024, 6, day) for day in (19, 20, 21, 24)
    }


def test_the_previous_table_counts_50_met_and_names_the_seven_of_the_letter() -> None:
    sheet = load_workbook(SAMPLES / PLAIN / "ky-truoc.xlsx").worksheets[0]
    rows = indicator_rows(sheet)

    failed = [number for number, row in rows.items() if sheet.cell(row, 5).value == "x"]
    met = [number for number, row in rows.items() if sheet.cell(row, 4).value == "x"]

    assert failed == [6, 16, 19, 20, 23, 28, 38]
    assert len(met) == 50
    values = {number: shown(sheet, row, 7) for number, row in rows.items()}
    assert values == {number: row["previous"] for number, row in published().items()}


def test_the_settings_assign_every_indicator_to_units_that_are_listed() -> None:
    book = load_workbook(SAMPLES / PLAIN / "cai-dat.xlsx")
    assert book.sheetnames == ["Văn bản", "Đơn vị", "Phân công", "Nội dung"]
    units = [row[0].value for row in book["Đơn vị"].iter_rows(min_row=2)]
    kinds = Counter(row[3].value for row in book["Đơn vị"].iter_rows(min_row=2))
    assigned = [[cell.value for cell in row] for row in book["Phân công"].iter_rows(min_row=2)]

    assert kinds == {"phòng ban": 15, "xã phường": 33}
    assert len(set(units)) == 48
    assert {unit for _, unit, _ in assigned} <= {*units, "mọi xã phường"}
    assert {number for number, _, _ in assigned} == set(range(1, 58))
    assert {role for _, _, role in assigned} == {"chủ trì"}


def test_the_letters_paragraphs_type_no_figure_that_the_run_computes() -> None:
    sheet = load_workbook(SAMPLES / PLAIN / "cai-dat.xlsx")["Nội dung"]
    text = "\n".join(str(row[1].value) for row in sheet.iter_rows(min_row=2))

    for figure in ("87%", "93,6", "50/57", "07 chỉ số", "51/57", "33 phường", "33 xã"):
        assert figure not in text
    for fault in ("Unesco", "Hoàn Bò", "tiết độ", "giấy giấy", "VHXXH", "HTTC", "GDTEX"):
        assert fault not in text
    assert text.count("[[chú thích: ") == 2


def test_the_decisions_are_on_12_and_33_and_never_go_stale() -> None:
    sheet = load_workbook(SAMPLES / DECIDED / "tham-dinh.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]

    assert rows[0] == ["chỉ số", "đề nghị", "lý do cần xem", "kết luận", "lý do",
                       "người quyết định", "ngày", "mã số liệu"]  # fmt: skip
    assert [(row[0], row[3], row[7]) for row in rows[1:]] == [(12, "Đạt", None), (33, "Đạt", None)]
    assert all("giả định" in str(row[5]) and row[6] == datetime(2024, 6, 24) for row in rows[1:])  # noqa: DTZ001 - Excel dates have no zone
