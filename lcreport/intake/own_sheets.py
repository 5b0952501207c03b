"""Sheets that we put into a unit's workbook when it went back: they are no part of its answer."""

from dataclasses import replace

from lcreport.intake.grid import Grid, Workbook
from lcreport.vietnamese import fold
from lcreport.wording import say

# The first cell of a sheet of ours; its name may have changed to stand beside the unit's own.
_FIRST_CELLS = ("returned.title.faults", "returned.title.accepted")


def without_own_sheets(workbook: Workbook) -> Workbook:
    """Give the workbook without the sheets that a returned copy has beside the unit's own."""
    ours = {fold(say(key)) for key in _FIRST_CELLS}
    kept = tuple(grid for grid in workbook.grids if not _is_ours(grid, ours))
    return workbook if len(kept) == len(workbook.grids) else replace(workbook, grids=kept)


def _is_ours(grid: Grid, titles: set[str]) -> bool:
    return fold(grid.text(1, 1)) in titles
