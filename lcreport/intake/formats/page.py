"""Tables that stand between paragraphs (Word, web pages): each becomes a grid.

What is written above a table (organ lines, title) stands in the first column above it, and what
follows the last one (date, signature) below it, so that nothing of the page is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lcreport.intake.formats.draft import Draft
from lcreport.intake.formats.limits import Budget
from lcreport.intake.grid import Cell, Grid, Merge, Position
from lcreport.wording import say


@dataclass(slots=True)
class Table:
    """A table by itself: places counted from 1 within it."""

    cells: dict[Position, Cell] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    rows: int = 0


def to_grids(blocks: Iterable[Cell | Table], budget: Budget) -> tuple[Grid, ...]:
    """Lay paragraphs and tables out; a page without a table gives no grid."""
    drafts: list[Draft] = []
    waiting: list[Cell] = []
    row = 0
    for block in blocks:
        if isinstance(block, Table):
            draft = Draft(say("format.table", number=len(drafts) + 1), budget)
            row = _write(draft, waiting, 0)
            _place(draft, block, row)
            row += block.rows
            waiting = []
            drafts.append(draft)
        else:
            waiting.append(block)
    if drafts:
        _write(drafts[-1], waiting, row)
    return tuple(each.grid() for each in drafts)


def _write(draft: Draft, lines: list[Cell], row: int) -> int:
    """Put paragraphs below `row`, one a row; give the last row."""
    for cell in lines:
        if cell.text.strip():
            row += 1
            draft.budget.spend_cells(2)
            draft.put(row, 1, cell)
    return row


def _place(draft: Draft, table: Table, offset: int) -> None:
    for (row, column), cell in table.cells.items():
        draft.put(row + offset, column, cell)
    for each in table.merges:
        draft.merge(each.top + offset, each.left, each.bottom + offset, each.right)
