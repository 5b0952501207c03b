import re
import tracemalloc
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.papers.book.looks import DATE_FORMAT, PLAIN, Look, Looks
from lcreport.papers.book.package import write_book
from lcreport.papers.book.sheet import Link, Row, Sheet, Value

DAY = datetime(2024, 6, 24, 6)  # noqa: DTZ001 - a sheet knows no time zones


def written(path: Path, values: Iterable[Value], look: Look = PLAIN) -> Worksheet:
    """Write values below each other and read the sheet back."""
    looks = Looks()
    number = looks.number(look)
    rows = (Row([(value, number)], 20.5) for value in values)
    write_book(path, [Sheet("Một 'hai'", (12.5,), rows)], looks)
    return load_workbook(path).worksheets[0]


@pytest.mark.parametrize(
    "value", ["chữ", " hai  dấu cách ", "=1+1", "<&\"'>", "a\nb", "0123", 5, -3, True, False, None]
)
def test_a_value_comes_back_as_it_was(tmp_path: Path, value: Value) -> None:
    cell = written(tmp_path / "a.xlsx", ["đầu", value])["A2"]

    assert cell.value == value
    assert type(cell.value) is type(value)
    assert cell.data_type != "f"
    assert cell.quotePrefix is (value == "=1+1")


@pytest.mark.parametrize("day", [DAY, date(1900, 3, 1), date(2024, 2, 29)])
def test_a_day_is_the_number_that_sheets_count_it_by(tmp_path: Path, day: date) -> None:
    cell = written(tmp_path / "a.xlsx", [day], Look(DATE_FORMAT))["A1"]

    assert cell.is_date
    assert cell.value == (day if isinstance(day, datetime) else datetime(*day.timetuple()[:3]))  # noqa: DTZ001 - as above


def test_a_link_leads_where_it_should(tmp_path: Path) -> None:
    sheet = written(
        tmp_path / "a.xlsx", ["đầu", Link("tới", "../a&b.xlsx", "'Biểu 1'!G25"), Link(7)]
    )

    link = sheet["A2"].hyperlink
    assert (sheet["A2"].value, link.target, link.location) == ("tới", "../a&b.xlsx", "'Biểu 1'!G25")
    assert sheet["A3"].value == 7


def test_a_list_has_a_head_that_stays_a_filter_and_room_for_its_texts(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", ["đầu", "một", "hai"])

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:A3")
    assert (sheet.print_title_rows, sheet.title) == ("$1:$1", "Một 'hai'")
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[2].height) == (12.5, 20.5)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        written(tmp_path / name, ["đầu", Link("tới", "x.xlsx"), 3])

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_sheet_never_has_more_links_than_excel_opens(tmp_path: Path) -> None:
    path, looks = tmp_path / "a.xlsx", Looks()
    number = looks.number(PLAIN)
    rows = (Row([(Link(each, "x.xlsx"), number)]) for each in range(65_600))
    write_book(path, [Sheet("Dữ liệu", (9,), rows)], looks)

    with zipfile.ZipFile(path) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall("<hyperlink ", text)) == 65_530
    assert len(re.findall("<row ", text)) == 65_600


def test_many_rows_take_no_more_memory_than_few(tmp_path: Path) -> None:
    looks = Looks()
    number = looks.number(PLAIN)
    rows = (Row([(f"dòng {each}", number)] * 20) for each in range(5_000))
    tracemalloc.start()
    write_book(tmp_path / "a.xlsx", [Sheet("Dữ liệu", (9,) * 20, rows)], looks)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 3 << 20


def test_charts_and_heights_look_the_same_in_other_programs_than_excel(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ["đầu"])

    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert "Microsoft Excel" in package.read("docProps/app.xml").decode()
        assert "xl/theme/theme1.xml" in package.namelist()
