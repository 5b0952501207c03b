"""A grid seen as rows, with every merged block filled by its value."""

from collections import defaultdict
from dataclasses import dataclass, field

from lcreport.intake.grid import Cell, Grid, Merge, Position

# Merged blocks are filled cell by cell; beyond this many a sheet is no table.
_MOST_FILLED = 200_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid by rows; `anchors` leads from each covered cell of a merged block to its value."""

    grid: Grid
    rows: dict[int, dict[int, Cell]]
    anchors: dict[Position, Position] = field(default_factory=dict)
    blocks: dict[Position, Merge] = field(default_factory=dict)

    @classmethod
    def of(cls, grid: Grid) -> "Sheet":
        """Arrange a grid's cells by row; cells of spaces alone are left out."""
        rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        for (row, column), cell in grid.cells.items():
            if cell.text and not cell.text.isspace():
                rows[row][column] = cell
        anchors, blocks = _filled(grid, rows)
        return cls(grid, dict(sorted(rows.items())), anchors, blocks)

    def anchor(self, row: int, column: int) -> Position:
        """Give the place that holds the value of a cell: its own, or its merged block's."""
        return self.anchors.get((row, column), (row, column))

    def cell(self, row: int, column: int) -> Cell | None:
        """Give what a person sees at a place, None where nothing is."""
        row, column = self.anchors.get((row, column), (row, column))
        line = self.rows.get(row)
        return line.get(column) if line else None

    def text(self, row: int, column: int) -> str:
        """Give the text that a person sees at a place, "" where nothing is."""
        cell = self.cell(row, column)
        return cell.text if cell else ""


def _filled(
    grid: Grid, rows: dict[int, dict[int, Cell]]
) -> tuple[dict[Position, Position], dict[Position, Merge]]:
    """Lead the cells of merged blocks to their values, inside the part of the sheet in use."""
    bottom = max(rows, default=0)
    right = max((max(line) for line in rows.values()), default=0)
    anchors: dict[Position, Position] = {}
    blocks: dict[Position, Merge] = {}
    for block in grid.merges:
        place = (block.top, block.left)
        if block.left not in rows.get(block.top, {}):
            continue
        blocks[place] = block
        last, edge = min(block.bottom, bottom), min(block.right, right)
        if len(anchors) + (last - block.top + 1) * (edge - block.left + 1) > _MOST_FILLED:
            break
        for row in range(block.top, last + 1):
            for column in range(block.left, edge + 1):
                anchors[row, column] = place
    return anchors, blocks
