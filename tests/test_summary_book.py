from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.frame import DTYPES, to_frame
from lcreport.model import (
    Answer,
    Comparison,
    Decision,
    Direction,
    Kind,
    Measure,
    Reading,
    Result,
    Return,
    Source,
    State,
    Status,
)
from lcreport.papers.summary.listing import LONGEST_TEXT
from lcreport.papers.summary.places import Places
from lcreport.papers.summary_book import write_summary
from lcreport.pipeline import conclude, run
from lcreport.problems import Flaw, problem
from lcreport.quantity import Interval, decimal_string
from lcreport.readings import reading_text
from lcreport.report import write_report
from lcreport.resources import samples
from tests.papers_case import HOSTILE

FOLDER = samples() / "ha-long-2024-06"
DECIDED = samples() / "ha-long-2024-06-da-tham-dinh"
SHEETS = [
    "Tổng quan", "Chỉ số", "Nguồn số liệu", "Biểu nộp về", "Đơn vị", "Vấn đề", "Thẩm định",
    "Minh chứng", "Dữ liệu",
]  # fmt: skip
NO_RETURNS = Path("không có")


@cache
def concluded(folder: Path) -> Result:
    return run(folder, folder / "output")


@pytest.fixture(scope="module")
def result() -> Result:
    return concluded(FOLDER)


@pytest.fixture(scope="module")
def path(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kết quả") / "tong-hop.xlsx"
    write_summary(result, place, FOLDER)
    return place


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


def written(result: Result, folder: Path, sources: Path | None = None) -> Workbook:
    path = folder / "tong-hop.xlsx"
    write_summary(result, path, sources)
    return load_workbook(path)


def answering(raw: str, **fields: str) -> Result:
    """Give the result of one return with one answer; a place without units or assignments."""
    settings = replace(concluded(FOLDER).settings, units=(), assignments=(), neutral=True)
    file = fields.get("file", "a.xlsx")
    reading = Reading(raw, Kind.QUANTITY, Interval.point(99))
    answer = Answer(1, "", None, reading, Source(file, "Biểu", "B2"), evidence=raw, note=raw)
    saved = datetime(2024, 6, 24, 18, 5, tzinfo=UTC)
    return conclude(settings, [Return(file, "0", State.ACCEPTED, saved=saved, answers=(answer,))])


def rows(sheet: Worksheet) -> Iterator[dict[str, Cell]]:
    header, *body = sheet.iter_rows()
    for row in body:
        yield {str(h.value): cell for h, cell in zip(header, row, strict=True)}  # type: ignore[misc]  # no cell is merged here


def shown(sheet: Worksheet) -> list[dict[str, object]]:
    return [{name: cell.value for name, cell in row.items()} for row in rows(sheet)]


def landing(book: Workbook, link: Cell | MergedCell) -> Cell:
    """Follow the link of a cell to the cell of `book` that it names."""
    assert link.hyperlink
    assert link.hyperlink.location
    sheet, cell = link.hyperlink.location.rsplit("!", 1)
    found = book[sheet.strip("'").replace("''", "'")][cell]
    assert isinstance(found, Cell)
    return found


def linked_file(link: Cell, folder: Path) -> Path:
    """Follow the link of a cell to a file, as seen from the workbook's folder."""
    assert link.hyperlink
    assert link.hyperlink.target
    return (folder / unquote(link.hyperlink.target)).resolve()


def charts(sheet: Any) -> list[Any]:  # noqa: ANN401 - as below
    found: list[Any] = sheet._charts  # noqa: SLF001 - openpyxl has no public way to read charts
    return found


@cache
def opened(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def says(cell: Cell, raw: str) -> bool:
    """Say whether a cell of a return holds what we quote of it."""
    if isinstance(cell.value, str):
        return cell.value.strip() == raw.strip()
    assert isinstance(cell.value, int | float)
    scale = 100 if "%" in cell.number_format else 1
    return float(raw.rstrip("%").replace(",", ".")) == pytest.approx(cell.value * scale)


def test_the_sheets_stand_in_the_order_of_questions_each_filtered_below_a_fixed_header(
    book: Workbook,
) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_every_number_leads_to_its_sources_and_back(book: Workbook) -> None:
    verdicts = list(rows(book["Chỉ số"]))
    assert [row["Chỉ số"].value for row in verdicts] == list(range(1, 58))
    for row in verdicts:
        number = row["Chỉ số"]
        block = landing(book, number)
        assert (block.parent.title, block.value) == ("Nguồn số liệu", number.value)
        assert book["Nguồn số liệu"].cell(block.row - 1, 1).value != number.value
        assert landing(book, block).coordinate == number.coordinate


def test_a_click_on_a_source_opens_the_return_at_the_cell_that_says_so(
    book: Workbook, path: Path
) -> None:
    parts = list(rows(book["Nguồn số liệu"]))
    assert len(parts) == sum(len(v.figure.answers) for v in concluded(FOLDER).verdicts)
    for part in parts:
        target = linked_file(part["Tệp"], path.parent)
        assert target == (FOLDER / str(part["Tệp"].value)).resolve()
        cell = landing(opened(target), part["Tệp"])
        assert cell.coordinate == part["Ô"].value
        assert says(cell, str(part["Ghi trong ô"].value or ""))


def test_links_still_lead_to_the_returns_when_the_papers_are_in_place(
    tmp_path: Path, result: Result
) -> None:
    write_report(result, tmp_path / "kết quả", FOLDER)
    sheet = load_workbook(tmp_path / "kết quả" / "tong-hop.xlsx")["Nguồn số liệu"]
    files = {linked_file(row["Tệp"], tmp_path / "kết quả") for row in rows(sheet)}
    assert len(files) == 48
    assert all(each.is_file() for each in files)


def test_a_part_shows_what_was_read_in_vietnamese_notation(book: Workbook) -> None:
    read = {(p["Chỉ số"], p["Thành phần"]): p["Đọc được"] for p in shown(book["Nguồn số liệu"])}
    assert read[20, None] == "93,65%"
    assert read[33, "nữ"] == "46,5%"
    assert read[35, None] == "từ 0% đến dưới 1%"


def test_a_verdict_stands_with_rule_figures_claim_and_reasons(book: Workbook) -> None:
    row = shown(book["Chỉ số"])[32]
    assert (row["Kết luận"], row["Tự đánh giá"], row["Cần xem lại"]) == (
        "Chưa đạt",
        "Đạt",
        "cần xem",
    )
    assert row["Yêu cầu"] == "chung ≥ 80%\nnữ ≥ 50%"
    assert "nữ 46,5% < 50%" in str(row["Lý do"])


def test_every_return_is_told_with_its_state_unit_and_sign(book: Workbook, result: Result) -> None:
    told = shown(book["Biểu nộp về"])
    assert [row["Tệp"] for row in told] == [each.file for each in result.returns]
    assert [row["Số câu trả lời được dùng"] for row in told] == [
        len(each.answers) for each in result.returns
    ]
    accepted = [row for row in told if row["Tình trạng"] == "đã nhận"]
    assert len(accepted) == 48
    assert all(row["Đơn vị"] and row["Nhận ra đơn vị nhờ"] for row in accepted)


def test_every_problem_is_told_who_and_where_first_and_its_code_last(
    book: Workbook, path: Path, result: Result
) -> None:
    told = list(rows(book["Vấn đề"]))
    assert [(row["Mã"].value, row["Vấn đề"].value) for row in told] == [
        (each.code, each.message) for each in result.problems
    ]
    assert [*told[0]][:4] == ["Đơn vị", "Tệp", "Trang", "Ô"]
    assert [*told[0]][-1] == "Mã"
    placed = [row for row in told if row["Ô"].value]
    assert placed
    for row in placed:
        cell = landing(opened(linked_file(row["Ô"], path.parent)), row["Ô"])
        assert cell.coordinate == row["Ô"].value
    assert all(row["Đơn vị"].value for row in placed)


def test_every_valid_unit_is_told_with_what_is_missing(tmp_path: Path, result: Result) -> None:
    without = [each for each in result.returns if each.unit != "p-y-te"]
    partly = conclude(result.settings, without, result.previous)
    told = {row["Mã đơn vị"]: row for row in shown(written(partly, tmp_path)["Đơn vị"])}
    assert len(told) == 48
    absent = told["p-y-te"]
    assert (absent["Nộp biểu"], absent["Tệp được dùng"]) == ("chưa nộp", None)
    assert absent["Chỉ số còn thiếu"] == absent["Chỉ số được giao"]
    assert "20" in str(absent["Các chỉ số còn thiếu"])
    assert told["hoi-khuyen-hoc"]["Các chỉ số còn thiếu"] is None


def test_a_missing_unit_stands_among_the_parts_of_its_figure(
    tmp_path: Path, result: Result
) -> None:
    without = [each for each in result.returns if each.unit != "p-y-te"]
    book = written(conclude(result.settings, without, result.previous), tmp_path)
    missing = [row for row in shown(book["Nguồn số liệu"]) if row["Đọc được"] == "chưa trả lời"]
    assert {row["Đơn vị"] for row in missing} == {"Phòng Y tế"}


def test_the_overview_counts_and_compares_with_the_previous_table(book: Workbook) -> None:
    told = {row[0].value: [c.value for c in row[1:4]] for row in book["Tổng quan"].iter_rows()}
    assert told["Đạt"] == [49, 50, -1]
    assert told["Chưa đạt"] == [5, 7, -2]
    assert told["Đánh giá theo cấp Tỉnh, Bộ"] == [2, None, None]
    assert told["Tệp đã nhận"][0] == 48
    assert told["Chỉ số đang chờ thẩm định"][0] == 2
    assert "Có 2 chỉ số đang chờ thẩm định: 12, 33." in told
    for row in book["Tổng quan"].iter_rows(max_col=1):
        if row[0].hyperlink:
            assert landing(book, row[0]).coordinate == "A1"


def test_the_overview_draws_this_period_beside_the_previous_one(
    tmp_path: Path, result: Result
) -> None:
    (chart,) = charts(written(result, tmp_path)["Tổng quan"])
    assert len(chart.series) == 2
    sheet = written(replace(result, previous=()), tmp_path)["Tổng quan"]
    (chart,) = charts(sheet)
    assert len(chart.series) == 1
    assert sheet["C5"].value is None


def test_indicators_without_an_owner_stand_on_the_first_lines(
    tmp_path: Path, result: Result
) -> None:
    sheet = written(replace(result, unassigned=(26, 37)), tmp_path)["Tổng quan"]
    assert sheet["A3"].value == "Có 2 chỉ số chưa giao cho đơn vị nào: 26, 37."


def test_decisions_that_stand_are_printed_with_reason_person_and_day(tmp_path: Path) -> None:
    book = written(concluded(DECIDED), tmp_path, DECIDED)
    told = list(rows(book["Thẩm định"]))
    assert [row["Chỉ số"].value for row in told] == [12, 33]
    for row in told:
        assert row["Áp dụng"].value == "đã áp dụng"
        assert row["Nếu không thẩm định"].value == "Chưa đạt"
        assert row["Lý do thẩm định"].value
        assert row["Người quyết định"].value
        assert row["Ngày quyết định"].is_date
        place = row["Ghi ở"]
        decided = landing(opened(linked_file(place, tmp_path)), place)
        assert decided.value == row["Kết luận thẩm định"].value


def test_a_stale_decision_is_printed_as_such_and_never_hidden(
    tmp_path: Path, result: Result
) -> None:
    stale = Decision(12, Status.MET, "Số liệu cũ", "Nguyễn Văn A", date(2024, 6, 1), "cũ")
    book = written(conclude(result.settings, result.returns, result.previous, [stale]), tmp_path)
    (row,) = shown(book["Thẩm định"])
    assert row["Áp dụng"] == "đã cũ, không áp dụng (số liệu đã thay đổi)"
    assert (row["Lý do thẩm định"], row["Mã số liệu"]) == ("Số liệu cũ", "cũ")
    assert "K03" in [each["Mã"] for each in shown(book["Vấn đề"])]
    assert shown(book["Chỉ số"])[11]["Kết luận thẩm định"] is None


def test_evidence_is_registered_once_per_indicator_and_unit(book: Workbook, result: Result) -> None:
    told = [(row["Chỉ số"], row["Đơn vị"], row["Minh chứng"]) for row in shown(book["Minh chứng"])]
    named = {(a.indicator, a.unit, a.evidence) for r in result.returns for a in r.answers}
    assert len(told) == len(set(told)) == len([each for each in named if each[2]])
    numbers = [int(str(number)) for number, *_ in told]
    assert numbers == sorted(numbers)


def test_the_data_are_the_frame_row_by_row_with_exact_decimals_as_text(
    book: Workbook, result: Result
) -> None:
    frame = to_frame(answer for each in result.returns for answer in each.answers)
    told = shown(book["Dữ liệu"])
    assert len(told) == len(frame)
    # The previous reading as a whole is no value of a cell; the unit's name is one column more.
    assert len(told[0]) == len(DTYPES)
    for name, column in (("Cận dưới", "low"), ("Mẫu số", "denominator")):
        expected = [
            None if value is None else decimal_string(Fraction(value)) for value in frame[column]
        ]
        assert [row[name] for row in told] == expected
    assert {type(row["Chỉ số"]) for row in told} == {int}
    assert {type(row["Không kể cận trên"]) for row in told} == {bool, type(None)}


@pytest.mark.parametrize("text", [*HOSTILE.values(), "=cmd|' /C calc'!A0", "+1", "007", "\ud800x"])
def test_a_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    book = written(answering(text, file="=1+1.xlsx"), tmp_path, NO_RETURNS)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    (raw,) = (row["Ghi trong ô"] for row in rows(book["Dữ liệu"]))
    assert raw.data_type == "s"
    assert str(raw.value).startswith(text[:1].strip("\ud800"))
    assert raw.quotePrefix == text.startswith("=")


@pytest.mark.parametrize("sign", ["a", "🎓"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(tmp_path: Path, sign: str) -> None:
    (row,) = shown(written(answering(sign * 40_000), tmp_path)["Dữ liệu"])
    kept = str(row["Ghi trong ô"])
    assert LONGEST_TEXT - 1 <= len(kept.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert kept.endswith("[đã cắt bớt vì quá dài; xem tệp gốc]")


def test_a_moment_is_told_as_clocks_in_vietnam_show_it(tmp_path: Path) -> None:
    (row,) = shown(written(answering("99%"), tmp_path)["Biểu nộp về"])
    assert row["Lưu lần cuối (giờ Việt Nam)"] == datetime(2024, 6, 25, 1, 5)  # noqa: DTZ001 - a sheet knows no zones


def test_a_file_that_is_no_return_is_told_without_a_moment_that_changes_with_each_copy(
    book: Workbook,
) -> None:
    (foreign,) = (row for row in shown(book["Biểu nộp về"]) if row["Tệp"] == "README.md")
    assert foreign["Tình trạng"] == "không phải biểu báo cáo"
    assert foreign["Lưu lần cuối (giờ Việt Nam)"] is None


def test_without_the_folder_of_returns_places_are_named_but_not_linked(tmp_path: Path) -> None:
    book = written(answering("99%"), tmp_path)
    links = [c.hyperlink for sheet in book for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert all(link.target is None for link in links)
    assert shown(book["Nguồn số liệu"])[0]["Tệp"] == "a.xlsx"


def test_a_problem_of_no_place_is_told_without_a_link(tmp_path: Path, result: Result) -> None:
    lonely = replace(result, problems=(problem(Flaw("K05"), indicator=26),))
    (row,) = rows(written(lonely, tmp_path, FOLDER)["Vấn đề"])
    assert row["Chỉ số"].value == 26
    assert row["Tệp"].hyperlink is None


@pytest.mark.parametrize(
    ("file", "target", "location"),
    [
        ("Xã #1/50% a.xlsx", "../X/Xã%20%231/50%25%20a.xlsx", "'Trang ''A'''!B2"),
        ("thư:1.ods", "../X/thư%3A1.ods", "'Trang ''A'''!B2"),
        ("biểu.docx", "../X/biểu.docx", ""),
        ("gói.zip/trong/a.xlsx", "../X/gói.zip", ""),
    ],
)
def test_a_link_is_a_url_and_names_a_cell_only_where_the_format_has_one(
    file: str, target: str, location: str
) -> None:
    link = Places("../X/").link("đây", file, "Trang 'A'", "B2")
    assert not isinstance(link, str)
    assert (link.target, link.location) == (target, location)


def test_a_file_whose_name_no_url_can_hold_is_named_but_not_linked() -> None:
    assert Places("../X/").link("đây", "a\ue000.xlsx", "Trang", "B2") == "đây"


@pytest.mark.parametrize(
    ("reading", "told"),
    [
        (Reading("", Kind.QUANTITY, Interval(Fraction(95), Fraction(100), low_open=True)),
         "trên 95% đến 100%"),
        (Reading("", Kind.RATIO, Interval.point(50), Fraction(1200), Fraction(2400)),
         "1.200/2.400; 50%"),
        (Reading("", Kind.QUANTITY, Interval.point(Fraction("89.999"))), "89,999%"),
        (Reading("", Kind.DIRECTION, direction=Direction.DOWN), "giảm"),
        (Reading("", Kind.VERDICT, word=False), "Chưa đạt"),
        (Reading("", Kind.STATUS, status=Status.NO_DATA), "Chưa tổng hợp được số liệu"),
        (Reading("", Kind.EMPTY), "để trống"),
        (Reading("", Kind.QUANTITY, Interval.point(87), as_of="tháng 5"), "87%; tháng 5"),
    ],
)  # fmt: skip
def test_what_was_read_is_told_in_words(reading: Reading, told: str) -> None:
    assert reading_text(reading, Measure("", Comparison.AT_LEAST, Fraction(90))) == told


@pytest.mark.parametrize(
    ("interval", "told"),
    [
        (Interval(Fraction(12), None), "ít nhất 12 hộ"),
        (Interval(Fraction(12), None, low_open=True), "trên 12 hộ"),
        (Interval(None, Fraction(1500)), "nhiều nhất 1.500 hộ"),
        (Interval(None, Fraction(1500), high_open=True), "dưới 1.500 hộ"),
        (Interval(None, None), ""),
    ],
)
def test_a_quantity_without_an_end_is_told_with_its_unit(interval: Interval, told: str) -> None:
    reading = Reading("", Kind.QUANTITY, interval)
    assert reading_text(reading, Measure("", Comparison.REPORT, unit="hộ")) == told


def test_the_same_result_gives_the_same_bytes(path: Path, result: Result) -> None:
    again = path.with_name("lại.xlsx")
    write_summary(result, again, FOLDER)
    assert again.read_bytes() == path.read_bytes()
