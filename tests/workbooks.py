"""Workbooks drawn in code, written by openpyxl, and parts of them changed by hand."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time

import openpyxl
from openpyxl.cell.rich_text import CellRichText
from openpyxl.chart import BarChart

from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import Grid

SHEET = "xl/worksheets/sheet1.xml"
Value = str | float | bool | date | time | CellRichText | None


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    workbook = openpyxl.Workbook()
    fill(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def of(values: dict[str, Value], formats: dict[str, str] | None = None) -> Grid:
    """Write values with openpyxl, read them back: one grid."""

    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        for name, value in values.items():
            sheet[name] = value
        for name, code in (formats or {}).items():
            sheet[name].number_format = code

    return open_workbook("biểu.xlsx", book(fill)).grids[0]


def patched(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Change the text of one part of a package."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return stream.getvalue()


VARIED: dict[str, Value] = {
    "A1": "ỦY BAN NHÂN DÂN", "B2": "  có dấu cách  ", "C3": 0.9365, "C4": 0.28999999999999998,
    "C5": 1420000, "C6": 5.0, "C7": -0.5, "C8": 1e-7, "C9": 12345678901234.5, "C10": True,
    "C11": False, "C12": datetime(2024, 6, 24, tzinfo=UTC).replace(tzinfo=None),
    "C13": date(1900, 1, 15), "C14": time(7, 30), "C15": "#N/A", "C16": "=1/0",
    "C17": "=SUM(C3:C5)",
    "C18": "dòng 1\ndòng 2", "D4": "'=không phải công thức", "E5": '<&>"', "F6": "0012", "G7": "🙂",
    "AA100": "xa", "H8": "   ", "I9": 99.72, "I10": 1, "I11": 0, "I12": 100,
}  # fmt: skip
FORMATS = {
    "C3": "0.00%", "C4": "0%", "C6": "#,##0", "I9": '0.00"%"', "I10": "0%", "I11": "0.0%",
    "C12": "dd/mm/yyyy", "C13": "d-mmm", "C14": "h:mm",
}  # fmt: skip


def varied() -> bytes:
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet.title = "Biểu số 1"
        for name, value in VARIED.items():
            sheet[name] = value
        for name, code in FORMATS.items():
            sheet[name].number_format = code
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A5:B9")
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["E"].hidden = True
        hidden = workbook.create_sheet("Ẩn")
        hidden["B2"] = "ẩn"
        hidden.sheet_state = "veryHidden"
        workbook.create_chartsheet("Biểu đồ").add_chart(BarChart())
        workbook.create_sheet("Trống")

    return book(fill)
