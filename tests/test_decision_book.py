from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.decisions import load_decisions, verdict_words
from lcreport.evaluate import evaluate
from lcreport.model import (
    Answer,
    Decision,
    Figure,
    Kind,
    MeasureFigure,
    Reading,
    Result,
    Settings,
    Source,
    Unit,
    UnitKind,
)
from lcreport.papers.decision_book import write_decisions
from lcreport.problems import Flaw, problem
from lcreport.quantity import Interval
from lcreport.settings import neutral_settings

SETTINGS = replace(
    neutral_settings(),
    units=(Unit("p-tn-mt", "Phòng Tài nguyên và Môi trường", UnitKind.DEPARTMENT),),
)
REASON, PERSON, DAY = "=Nhà máy đã chạy", "Nguyễn Văn A", date(2024, 6, 25)


def figure(number: int, *percents: int, raw: str) -> Figure:
    indicator = SETTINGS.criteria.indicator(number)
    assert indicator is not None
    source = Source("p-tn-mt.xlsx", "Biểu 1", f"G{number}")
    return Figure(
        indicator,
        tuple(
            MeasureFigure(measure, Interval.point(percent))
            for measure, percent in zip(indicator.measures, percents, strict=True)
        ),
        claim=True,
        text=raw,
        previous_text="51%",
        answers=(Answer(number, "", "p-tn-mt", Reading(raw, Kind.QUANTITY), source, claim=True),),
    )


def result_with(decisions: Sequence[Decision] = (), settings: Settings = SETTINGS) -> Result:
    figures = [
        figure(1, 99, raw="99%"),
        figure(12, 94, 49, raw="94%; nước thải 49%"),
        figure(33, 90, 46, raw="=90%; Nữ: 46%"),
    ]
    verdicts, problems = evaluate(figures, settings, decisions)
    return Result(settings, (), verdicts, problems)


def rows(path: Path) -> tuple[Worksheet, list[dict[str, Any]]]:
    sheet = load_workbook(path)["Thẩm định"]
    header, *body = sheet.iter_rows(values_only=True)
    return sheet, [dict(zip(map(str, header), row, strict=True)) for row in body]


def test_each_open_question_has_a_row_and_nothing_else_has(tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    write_decisions(result_with(), path)

    _, (twelve, thirty_three) = rows(path)

    assert (twelve["chỉ số"], thirty_three["chỉ số"]) == (12, 33)
    assert twelve["đề nghị"] == "Chưa đạt"
    assert "49% < 60%" in twelve["lý do cần xem"]
    assert twelve["số liệu"] == "94%; nước thải 49%\nkỳ trước: 51%"
    assert twelve["nguồn"] == (
        "Phòng Tài nguyên và Môi trường: p-tn-mt.xlsx, Biểu 1!G12: 94%; nước thải 49%"
    )
    assert twelve["kết luận"] is None
    assert thirty_three["số liệu"].startswith("=90%")


def test_an_untouched_workbook_put_back_decides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    write_decisions(result_with(), path)

    assert load_decisions(path, SETTINGS.criteria) == ()


def test_decisions_filled_in_and_put_back_are_kept_by_the_next_run(tmp_path: Path) -> None:
    path, again = tmp_path / "tham-dinh.xlsx", tmp_path / "again.xlsx"
    write_decisions(result_with(), path)
    workbook = load_workbook(path)
    for column, value in (("D", "Đạt"), ("E", REASON), ("F", PERSON), ("G", DAY)):
        cell = workbook["Thẩm định"][f"{column}2"]
        cell.value = value
        cell.data_type = "s" if column == "E" else cell.data_type
    workbook.save(path)

    decisions = load_decisions(path, SETTINGS.criteria)
    write_decisions(result_with(decisions), again)

    assert [(each.indicator, each.reason, each.day) for each in decisions] == [(12, REASON, DAY)]
    assert load_decisions(again, SETTINGS.criteria) == decisions
    assert [row["chỉ số"] for row in rows(again)[1]] == [12, 33]
    assert rows(again)[1][0]["đề nghị"] == "Chưa đạt"


def test_a_stale_decision_is_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    stale = Decision(12, verdict_words()["Đạt"], REASON, PERSON, DAY, "000000000000")
    write_decisions(result_with([stale]), path)

    _, (twelve, _) = rows(path)

    assert twelve["kết luận"] is None
    assert twelve["mã số liệu"] not in {None, "000000000000"}


def test_the_drop_down_offers_the_five_words(tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    write_decisions(result_with(), path)
    workbook = load_workbook(path)
    rules = workbook["Thẩm định"].data_validations.dataValidation

    (choice,) = [rule for rule in rules if rule.type == "list"]
    sheet_name, cells = str(choice.formula1).split("!")
    words = [cell.value for (cell,) in workbook[sheet_name.strip("'")][cells.replace("$", "")]]

    assert words == list(verdict_words())
    assert {rule.type for rule in rules} == {"list", "date"}


def test_remarks_that_need_no_decision_stand_in_the_guide(tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    jump = problem(Flaw("N03", "50% → 90%"), indicator=7)
    absent = problem(Flaw("N04", "07"), unit="p-y-te")
    write_decisions(replace(result_with(), problems=(jump, absent, jump)), path)

    told = [cell.value for cell in load_workbook(path)["Hướng dẫn"]["A"]]

    assert told[-1] == "- Chỉ số 7 thay đổi lớn so với kỳ trước: 50% → 90%."
    assert len(told) == len(set(told))
    assert load_decisions(path, SETTINGS.criteria) == ()


def test_the_header_stays_in_view_and_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "tham-dinh.xlsx"
    write_decisions(result_with(), path)
    sheet, _ = rows(path)

    assert sheet.freeze_panes == "A2"
    assert sum(cell.comment is not None for cell in sheet[1]) == 6


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_decisions(result_with(), one)
    write_decisions(result_with(), other)

    assert one.read_bytes() == other.read_bytes()
