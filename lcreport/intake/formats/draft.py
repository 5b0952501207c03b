"""A grid while it is being read: what every reader fills, and how it is finished."""

from dataclasses import dataclass, field

from lcreport.intake.formats.limits import Budget, damaged, too_large
from lcreport.intake.grid import Cell, Grid, Merge, Position

# The largest sheet that any of the programs has.
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


@dataclass(slots=True)
class Draft:
    """A sheet as it is being read; hidden columns are spans, which may reach to the last one."""

    name: str
    budget: Budget
    cells: dict[Position, Cell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)

    def put(self, row: int, column: int, cell: Cell | None) -> None:
        """Keep a cell, if it holds anything that can be seen.

        Raises:
            UnreadableError: T03, no sheet has such a place.
        """
        if cell is None or not cell.text or cell.text.isspace():
            return
        if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
            raise damaged("place")
        self.cells[row, column] = cell

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep a merged block; a single cell is none.

        Raises:
            UnreadableError: T04, more blocks than a form can have.
        """
        if bottom <= top and right <= left:
            return
        self.merges.append(Merge(top, left, max(top, bottom), max(left, right)))
        if len(self.merges) > self.budget.limits.merges:
            raise too_large("merges", str(self.budget.limits.merges))

    def grid(self, hidden: bool = False) -> Grid:  # noqa: FBT001, FBT002 - a field of the grid
        """Give the finished grid; hidden columns are told as far as anything stands."""
        return Grid(
            self.name,
            self._without_covered(),
            tuple(self.merges),
            hidden,
            frozenset(self.hidden_rows),
            self._hidden_columns(),
        )

    def _hidden_columns(self) -> frozenset[int]:
        if not self.hidden_columns:
            return frozenset()
        last = max((column for _, column in self.cells), default=0)
        hidden: set[int] = set()
        for span in self.hidden_columns:
            self.budget.tick()
            hidden.update(range(span.start, min(span.stop, last + 1)))
        return frozenset(hidden)

    def _without_covered(self) -> dict[Position, Cell]:
        """Leave out what lies unseen below a merged block, all but its top left cell."""
        covered: set[Position] = set()
        for merge in self.merges:
            self.budget.tick()
            area = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
            if area <= len(self.cells):
                inside = self.cells.keys() & _area(merge)
            else:
                inside = {place for place in self.cells if _has(merge, place)}
            covered |= inside - {(merge.top, merge.left)}
        if not covered:
            return self.cells
        return {place: cell for place, cell in self.cells.items() if place not in covered}


def _has(merge: Merge, place: Position) -> bool:
    return merge.top <= place[0] <= merge.bottom and merge.left <= place[1] <= merge.right


def _area(merge: Merge) -> set[Position]:
    columns = range(merge.left, merge.right + 1)
    return {(row, column) for row in range(merge.top, merge.bottom + 1) for column in columns}
