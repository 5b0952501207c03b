"""What each cell of an .xlsx says, unusual but lawful ones included."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from lcreport.intake.formats import open_workbook
from lcreport.intake.formats.shown import decimal_text, stored_number
from lcreport.intake.grid import Cell, CellKind, Merge, Workbook
from lcreport.vietnamese import number_text
from tests.workbooks import SHEET, book, of, patched, varied


def test_the_sheets_keep_order_and_what_is_hidden() -> None:
    grids = open_workbook("biểu.xlsx", varied()).grids
    assert [(each.name, each.hidden) for each in grids] == [
        ("Biểu số 1", False),
        ("Ẩn", True),
        ("Trống", False),
    ]
    assert grids[0].hidden_rows == {4}
    assert grids[0].hidden_columns == {5}
    assert Merge(1, 1, 1, 4) in grids[0].merges


@pytest.mark.parametrize(
    ("value", "code", "text", "percent"),
    [
        (0.9365, "0.00%", "93,65%", True),
        (0.28999999999999998, "0%", "29%", True),
        (0.9996, "0%", "99,96%", True),
        (1, "0%", "100%", True),
        (0, "0%", "0%", True),
        (0.9365, "General", "0,9365", False),
        (93.65, '0.00"%"', "93,65%", False),
        (93.65, r"0.00\%", "93,65%", False),
        (0.5, '[Red]0%;[Blue]-0%;"-"', "50%", True),
        (0, '[Red]0%;[Blue]-0%;"-"', "0", False),
        (99.72, "[<=1]0%;0.00", "99,72", False),
        (0.9972, "[<=1]0%;0.00", "99,72%", True),
        (1420000, "#,##0", "1.420.000", False),
        (5.0, "General", "5", False),
        (-1234.5, "[Red]#,##0.0", "-1.234,5", False),
        (1e-7, "0.00E+00", "0,0000001", False),
        (0.1 + 0.2, "General", "0,3", False),
    ],
)
def test_a_number_says_what_a_person_sees_at_full_precision(
    value: float, code: str, text: str, *, percent: bool
) -> None:
    cell = of({"B2": value}, {"B2": code}).cells[2, 2]
    assert (cell.text, cell.percent, cell.kind) == (text, percent, CellKind.NUMBER)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45467, "dd/mm/yyyy", "24/06/2024"),
        (45424, "d-mmm", "12/05/2024"),
        (45467.75, "[$-42A]dd mmmm yyyy;@", "24/06/2024"),
        (1, "d/m/yy", "01/01/1900"),
        (59, "d/m/yy", "28/02/1900"),
        (61, "d/m/yy", "01/03/1900"),
        (0.3125, "h:mm", "07:30"),
        (45467, r"yyyy\-mm\-dd", "24/06/2024"),
    ],
)
def test_a_number_in_a_date_format_is_a_date(value: float, code: str, text: str) -> None:
    cell = of({"B2": value}, {"B2": code}).cells[2, 2]
    assert (cell.text, cell.kind) == (text, CellKind.DATE)


@pytest.mark.parametrize("code", ["0.00", "[Red]0", "General", '0" ngày"', r"0\d", "@", "# ?/?"])
def test_an_ordinary_number_format_makes_no_date(code: str) -> None:
    assert of({"B2": 45467}, {"B2": code}).cells[2, 2].kind is CellKind.NUMBER


def test_dates_of_the_1904_system_are_the_days_that_were_typed() -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        workbook.worksheets[0]["A1"] = date(2024, 6, 24)

    assert open_workbook("biểu.xlsx", book(fill)).grids[0].text(1, 1) == "24/06/2024"


def test_a_formula_that_nobody_calculated_is_told_apart_from_an_empty_cell() -> None:
    grid = of({"A1": "=SUM(B1:B9)"})
    assert grid.cells[1, 1] == Cell(
        "=SUM(B1:B9)", CellKind.UNCALCULATED, formula=True, font="Calibri"
    )


def test_spaces_alone_are_nothing() -> None:
    assert of({"A1": "  \n ", "A2": "\u00a0"}).cells == {}


def test_a_run_in_a_legacy_font_gives_the_cell_its_font() -> None:
    text = CellRichText("Chỉ số: ", TextBlock(InlineFont(rFont=".VnTime"), "Tû lÖ"))
    assert of({"A1": text}).cells[1, 1].font == ".VnTime"


def test_a_cell_keeps_the_name_of_its_font() -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        cell = workbook.worksheets[0]["A1"]
        cell.value = "Tû lÖ"
        cell.font = Font(name="VNI-Times")

    assert open_workbook("biểu.xlsx", book(fill)).grids[0].cells[1, 1].font == "VNI-Times"


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def strict(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode()
            for one, other in STRICT.items():
                content = content.replace(one, other)
            new.writestr(name, content)
    return stream.getvalue()


def test_a_strict_workbook_reads_as_the_transitional_one() -> None:
    assert (
        open_workbook("b.xlsx", strict(varied())).grids == open_workbook("b.xlsx", varied()).grids
    )


def nothing(workbook: openpyxl.Workbook) -> None:
    """Leave the workbook as it comes."""
    assert workbook.worksheets


def with_rows(rows: str) -> Workbook:
    data = book(nothing)
    return open_workbook(
        "b.xlsx",
        patched(
            data,
            SHEET,
            lambda xml: re.sub(
                "<sheetData ?/>|<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>", xml
            ),
        ),
    )


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>",
         {(1, 1): "1", (1, 3): "2", (2, 1): "3"}),
        ('<row r="4"><c r="b4"><v>1</v></c><c><v>2</v></c></row>', {(4, 2): "1", (4, 3): "2"}),
        (('<row r="2"><c r="A2" t="inlineStr"><is><r><t>Tỷ </t></r><r><t>lệ</t></r>'
          '<rPh sb="0" eb="1"><t>ruby</t></rPh><phoneticPr fontId="1"/></is></c></row>'),
         {(2, 1): "Tỷ lệ"}),
        ('<row r="1"><c r="A1" t="str"><v>a_x0041_b_x000D_</v></c></row>', {(1, 1): "aAb\r"}),
        ('<row r="1"><c r="A1" t="str"><v>_xD83D__xDE42_</v></c></row>', {(1, 1): "🙂"}),
        ('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>', {}),
        ('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>', {(1, 1): "#DIV/0!"}),
        ('<row r="1"><c r="A1" t="d"><v>2024-06-24T00:00:00</v></c></row>', {(1, 1): "24/06/2024"}),
        (('<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>4</v></c></row>'
          '<row r="2"><c r="A2"><f t="shared" si="0"/></c></row>'), {(1, 1): "4", (2, 1): "=B1*2"}),
        ('<row r="1"><c r="A1" s="999"><v>0.5</v></c></row>', {(1, 1): "0,5"}),
        ('<row r="1"><c r="A1"><v>1E3</v></c><c r="B1"><v>1e999</v></c></row>',
         {(1, 1): "1.000", (1, 2): "1e999"}),
    ],
)  # fmt: skip
def test_unusual_but_lawful_cells_are_understood(
    rows: str, cells: dict[tuple[int, int], str]
) -> None:
    grid = with_rows(rows).grids[0]
    assert {place: cell.text for place, cell in grid.cells.items()} == cells


def test_a_lying_dimension_is_not_believed() -> None:
    data = patched(
        varied(), SHEET, lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="A1"', xml)
    )
    assert open_workbook("b.xlsx", data).grids == open_workbook("b.xlsx", varied()).grids


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/sheet1.xml", "worksheets/../worksheets/sheet1.xml"]
)
def test_parts_are_found_through_relationships_however_written(target: str) -> None:
    data = patched(
        varied(),
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace("/xl/worksheets/sheet1.xml", target),
    )
    assert open_workbook("b.xlsx", data).grids == open_workbook("b.xlsx", varied()).grids


def test_values_left_below_a_merged_block_are_not_seen() -> None:
    data = patched(
        of_merge(),
        SHEET,
        lambda xml: xml.replace(
            "</sheetData>", '<row r="3"><c r="B3"><v>7</v></c></row></sheetData>'
        ),
    )
    grid = open_workbook("b.xlsx", data).grids[0]
    assert {place: cell.text for place, cell in grid.cells.items()} == {(2, 2): "gộp"}


def of_merge() -> bytes:
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["B2"] = "gộp"
        sheet.merge_cells("B2:C4")

    return book(fill)


def test_the_document_says_when_it_was_saved_and_its_own_properties() -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        own = vars(workbook)["custom_doc_props"]
        own.append(StringProperty(name="lcreport.form", value="p-y-te"))

    before = datetime.now(UTC) - timedelta(minutes=1)
    workbook = open_workbook("b.xlsx", book(fill))
    assert workbook.saved is not None
    assert before < workbook.saved < before + timedelta(minutes=2)
    assert workbook.properties == {"lcreport.form": "p-y-te"}


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4
    )
)
def test_numbers_are_written_as_everywhere_else_in_the_program(number: Decimal) -> None:
    stored = stored_number(str(number))
    assert stored is not None
    assert decimal_text(stored) == number_text(Fraction(stored))
