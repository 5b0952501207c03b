"""A workbook typed in fonts of the 1990s becomes Unicode as a whole, before anything reads it."""

from collections.abc import Callable
from dataclasses import replace

from lcreport.intake.grid import Cell, CellKind, Grid, Position, Workbook, address
from lcreport.intake.legacy_fonts import TCVN3, VNI, convert
from lcreport.problems import Flaw, Problem, problem

# A font of each encoding, to ask for a text that is too short to give itself away.
_FONTS = {TCVN3: ".VnTime", VNI: "VNI-Times"}
_LAST_LATIN = "\u024f"

Cells = dict[Position, Cell]


def to_unicode(workbook: Workbook) -> tuple[Workbook, tuple[Problem, ...]]:
    """Give the workbook in Unicode, and one G11 at its first converted cell if there is any."""
    grids: list[Grid] = []
    told: list[Problem] = []
    for grid in workbook.grids:
        changed, found = _converted(grid)
        grids.append(replace(grid, cells=grid.cells | changed) if changed else grid)
        if found and not told:
            place = min(changed)
            told.append(problem(Flaw("G11", found), sheet=grid.name, cell=address(*place)))
    return (replace(workbook, grids=tuple(grids)) if told else workbook), tuple(told)


def _converted(grid: Grid) -> tuple[Cells, str]:
    """Give the cells that change, and the names of their encodings.

    On a sheet without any Unicode Vietnamese, what gave one cell away holds for short ones, too.
    """
    typed = {
        place: cell
        for place, cell in grid.cells.items()
        if cell.kind is CellKind.TEXT and not cell.text.isascii()
    }
    changed, encodings = _pass(typed, lambda cell: cell.font)
    if (
        len(encodings) == 1
        and len(changed) < len(typed)
        and not any(map(_is_unicode, typed.values()))
    ):
        font = _FONTS[next(iter(encodings))]
        changed, _ = _pass(typed, lambda cell: cell.font or font)
    return changed, ", ".join(sorted(encodings))


def _pass(cells: Cells, font: Callable[[Cell], str]) -> tuple[Cells, set[str]]:
    changed: Cells = {}
    encodings: set[str] = set()
    for place, cell in cells.items():
        text, encoding = convert(cell.text, font(cell))
        if encoding and text != cell.text:
            changed[place] = cell._replace(text=text)
            encodings.add(encoding)
    return changed, encodings


def _is_unicode(cell: Cell) -> bool:
    return any(letter.isalpha() and letter > _LAST_LATIN for letter in cell.text)
