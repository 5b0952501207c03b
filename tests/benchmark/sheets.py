"""A sheet as a plain value, and the programs that write it as a real .xlsx file."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

Value = str | float | None
PERCENT = "0.00%"
TYPEFACE = "Times New Roman"
OPENPYXL, XLSXWRITER, LIBREOFFICE = "openpyxl", "XlsxWriter", "LibreOffice"
_OFFICE_SECONDS = 300


class Style(NamedTuple):
    """How a cell looks; every combination becomes one cell format of the file."""

    bold: bool = False
    italic: bool = False
    left: bool = False
    ruled: bool = False
    size: int = 12
    number_format: str = "General"


@dataclass
class Sheet:
    """One sheet: cells by (row, column) from 1, merged blocks, column widths, row heights."""

    name: str
    cells: dict[tuple[int, int], tuple[Value, Style]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Value, style: Style) -> None:
        """Write one cell; an empty value is still a formatted cell."""
        self.cells[row, column] = (value, style)

    def band(self, row: int, columns: tuple[int, int], value: Value, style: Style) -> None:
        """Write one cell over merged columns, each of them formatted."""
        for column in range(columns[0], columns[1] + 1):
            self.put(row, column, value if column == columns[0] else None, style)
        if columns[0] < columns[1]:
            self.merges.append((row, columns[0], row, columns[1]))


def programs() -> tuple[str, ...]:
    """Name the programs of this machine that can write files; openpyxl is always there."""
    found = [OPENPYXL]
    if find_spec("xlsxwriter"):
        found.append(XLSXWRITER)
    if _office():
        found.append(LIBREOFFICE)
    return tuple(found)


def written(sheets: Sequence[Sheet], program: str) -> list[bytes]:
    """Give each sheet as a file of its own, written by `program`."""
    if program == XLSXWRITER:
        return [_by_xlsxwriter(each) for each in sheets]
    files = [_by_openpyxl(each) for each in sheets]
    return _saved_again(files) if program == LIBREOFFICE else files


def _by_openpyxl(drawn: Sheet) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = drawn.name
    for (row, column), (value, style) in drawn.cells.items():
        cell = sheet.cell(row, column)
        cell.value = value
        cell.font, cell.alignment, cell.border = _openpyxl_style(style)
        cell.number_format = style.number_format
    for block in drawn.merges:
        sheet.merge_cells(None, *block)
    for column, width in drawn.widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, height in drawn.heights.items():
        sheet.row_dimensions[row].height = height
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def _openpyxl_style(style: Style) -> tuple[Font, Alignment, Border]:
    line = Side(style="thin") if style.ruled else Side()
    return (
        Font(name=TYPEFACE, size=style.size, bold=style.bold, italic=style.italic),
        Alignment("left" if style.left else "center", "center", wrap_text=True),
        Border(left=line, right=line, top=line, bottom=line),
    )


def _by_xlsxwriter(drawn: Sheet) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only the benchmark's extra brings it

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(drawn.name)
    formats = {style: book.add_format(_xlsxwriter_style(style)) for _, style in _distinct(drawn)}
    for top, left, bottom, right in drawn.merges:
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
    for (row, column), (value, style) in drawn.cells.items():
        # The number or text is written over the blank that merging left there.
        sheet.write(row - 1, column - 1, value, formats[style])
    for column, width in drawn.widths.items():
        sheet.set_column(column - 1, column - 1, width)
    for row, height in drawn.heights.items():
        sheet.set_row(row - 1, height)
    book.close()
    return stream.getvalue()


def _distinct(drawn: Sheet) -> list[tuple[Value, Style]]:
    return list({style: (None, style) for _, style in drawn.cells.values()}.values())


def _xlsxwriter_style(style: Style) -> dict[str, object]:
    return {
        "font_name": TYPEFACE,
        "font_size": style.size,
        "bold": style.bold,
        "italic": style.italic,
        "align": "left" if style.left else "center",
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1 if style.ruled else 0,
        "num_format": style.number_format,
    }


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _saved_again(files: Sequence[bytes]) -> list[bytes]:
    """Open each file in LibreOffice and save it as .xlsx again, all in one start."""
    office = _office()
    if office is None:
        message = "LibreOffice is not installed"
        raise FileNotFoundError(message)
    with tempfile.TemporaryDirectory() as place:
        old, new = Path(place, "old"), Path(place, "new")
        old.mkdir()
        paths = [old / f"{number}.xlsx" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        profile = f"-env:UserInstallation={Path(place, 'profile').as_uri()}"
        ask = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(new)]
        subprocess.run([*ask, *map(str, paths)], check=True, capture_output=True,
                       timeout=_OFFICE_SECONDS)  # fmt: skip
        return [(new / path.name).read_bytes() for path in paths]
