"""The .xlsx reader against openpyxl and LibreOffice, cell by cell."""

import io
import re
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import Cell, CellKind, Merge, address
from tests.workbooks import varied

SAMPLES = Path(__file__).parent.parent / "input_samples"
CORPUS = Path(__file__).parent / "corpus"
# Files of the corpus whose own fault is that they are no workbook (T…) have nothing to compare.
SPREADSHEETS = [
    *sorted(SAMPLES.rglob("*.xlsx")),
    *sorted(each for each in CORPUS.rglob("*.xlsx") if not re.search(r"/T0[1-467]", str(each))),
]


def resaved(soffice: str, data: bytes, folder: Path, to: str = "xlsx") -> bytes:
    source = folder / "nguon.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "ra")]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return next((folder / "ra").iterdir()).read_bytes()


def differences(data: bytes) -> list[str]:
    """List where our reading and openpyxl's differ."""
    ours = open_workbook("biểu.xlsx", data)
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    assert [each.name for each in ours.grids] == [each.title for each in values.worksheets]
    found: list[str] = []
    for grid, shown, source in zip(ours.grids, values.worksheets, formulas.worksheets, strict=True):
        merges = {str(each) for each in shown.merged_cells.ranges}
        if merges != {_range(each) for each in grid.merges}:
            found.append(f"{grid.name}: merges")
        seen = set()
        for row, cells in enumerate(shown.iter_rows(), 1):
            for column, cell in enumerate(cells, 1):
                formula = source.cell(row, column).value
                seen.add((row, column))
                got = grid.cells.get((row, column))
                if not isinstance(cell, MergedCell) and not same(got, cell.value, formula):
                    found.append(f"{grid.name}!{cell.coordinate}: {got} | {cell.value!r}")
        found += [f"{grid.name}!{address(*extra)}" for extra in grid.cells.keys() - seen]
    return found


def _range(merge: Merge) -> str:
    first, last = address(merge.top, merge.left), address(merge.bottom, merge.right)
    return first if first == last else f"{first}:{last}"


def same(got: Cell | None, value: object, formula: object) -> bool:
    is_formula = isinstance(formula, ArrayFormula | DataTableFormula) or (
        isinstance(formula, str) and formula.startswith("=")
    )
    if got is None or got.kind is CellKind.UNCALCULATED:
        nothing = value is None or not str(value).strip()
        return nothing and (got is None or is_formula)
    return got.formula == is_formula and same_value(got, value)


def same_value(got: Cell, value: object) -> bool:
    if got.kind is CellKind.DATE:
        return same_moment(got, value)
    if isinstance(value, bool):
        return got.text == str(value).upper() and got.kind is CellKind.BOOLEAN
    if isinstance(value, int | float):
        return got.number is not None and float(got.number) == float(f"{value:.15g}")
    return unescaped(str(value)) == got.text


def unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def same_moment(got: Cell, value: object) -> bool:
    if isinstance(value, datetime):
        return got.text == value.strftime("%d/%m/%Y")
    if isinstance(value, date):
        return got.text == value.strftime("%d/%m/%Y")
    return isinstance(value, time | timedelta)


def test_a_varied_workbook_reads_as_openpyxl_reads_it() -> None:
    assert differences(varied()) == []


def test_a_varied_workbook_saved_again_by_libreoffice_reads_as_openpyxl_reads_it(
    soffice: str, tmp_path: Path
) -> None:
    data = resaved(soffice, varied(), tmp_path)
    assert differences(data) == []
    grid = open_workbook("biểu.xlsx", data).grids[0]
    assert grid.cells[3, 3].text == "93,65%"
    assert grid.cells[16, 3].text == "#DIV/0!"
    assert (grid.cells[17, 3].formula, grid.cells[17, 3].kind) == (True, CellKind.NUMBER)


@pytest.mark.parametrize("path", SPREADSHEETS, ids=lambda path: path.parent.name)
def test_every_sample_and_corpus_file_reads_as_openpyxl_reads_it(path: Path) -> None:
    assert differences(path.read_bytes()) == []
