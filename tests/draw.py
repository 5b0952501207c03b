"""Workbooks drawn as text tables, so that a test shows its input.

A line is a row, "|" parts its cells (a line that begins with "|" has an empty first cell). "^" is
merged with the cell above, "<" with the cell to the left; "=12" is the stored number 12, "=93,65%"
the number 0.9365 in a percent format, "=#REF!" an error; "/n/" is a line break; "{33}" is the text
of indicator 33. A line "~" is an empty row.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import openpyxl
from openpyxl.utils import get_column_letter

from lcreport.criteria import builtin
from lcreport.intake.grid import Cell, CellKind, Grid, Merge, Workbook

CRITERIA = builtin("86-bgddt-gdtx-2019")
_TEXTS = {each.number: each.text for each in CRITERIA.indicators}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")

Place = tuple[int, int]


def text_of(number: int) -> str:
    return _TEXTS[number]


def grid(drawing: str, name: str = "Biểu", *, hidden: bool = False) -> Grid:
    marks = dict(_marks(drawing))
    cells = {place: _cell(mark) for place, mark in marks.items() if mark not in {"^", "<", ""}}
    return Grid(name, cells, _merges(marks), hidden=hidden)


def book(*drawings: str | Grid, **properties: str) -> Workbook:
    grids = [
        each if isinstance(each, Grid) else grid(each, f"Biểu {place}")
        for place, each in enumerate(drawings, 1)
    ]
    return Workbook(tuple(grids), properties=properties)


def xlsx(*drawings: str | Grid) -> bytes:
    """Save drawings as a real .xlsx file."""
    target = openpyxl.Workbook()
    target.remove(target.worksheets[0])
    for drawn in book(*drawings).grids:
        sheet = target.create_sheet(drawn.name)
        sheet.sheet_state = "hidden" if drawn.hidden else "visible"
        for (row, column), cell in drawn.cells.items():
            written = sheet.cell(row, column)
            if cell.number is not None:
                written.value = float(cell.number)
                written.number_format = "0.00%" if cell.percent else "General"
            else:
                written.value = cell.text
        for merge in drawn.merges:
            sheet.merge_cells(
                f"{get_column_letter(merge.left)}{merge.top}"
                f":{get_column_letter(merge.right)}{merge.bottom}"
            )
    data = BytesIO()
    target.save(data)
    return data.getvalue()


def _marks(drawing: str) -> Iterator[tuple[Place, str]]:
    lines = [line.strip() for line in drawing.strip("\n").splitlines()]
    for row, line in enumerate(lines, 1):
        if line and line != "~":
            for column, mark in enumerate(line.split("|"), 1):
                filled = _PLACEHOLDER.sub(lambda found: _TEXTS[int(found[1])], mark.strip())
                yield (row, column), filled.replace("/n/", "\n")


def _cell(mark: str) -> Cell:
    if not mark.startswith("=") or mark == "=":
        return Cell(mark)
    if mark.startswith("=#"):
        return Cell(mark[1:], CellKind.ERROR)
    percent = mark.endswith("%")
    number = Decimal(mark[1:].rstrip("%").replace(",", "."))
    return Cell(mark[1:], CellKind.NUMBER, number / 100 if percent else number, percent=percent)


def _merges(marks: dict[Place, str]) -> tuple[Merge, ...]:
    found: dict[Place, Place] = {}
    for place, mark in sorted(marks.items()):
        if mark in {"^", "<"}:
            top = place
            while marks.get(top) in {"^", "<"}:
                top = (top[0] - 1, top[1]) if marks[top] == "^" else (top[0], top[1] - 1)
            before = found.get(top, top)
            found[top] = (max(before[0], place[0]), max(before[1], place[1]))
    return tuple(Merge(*top, *bottom) for top, bottom in found.items())
