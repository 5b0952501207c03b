"""Web pages and spreadsheets saved as web pages, often named .xls: their tables.

Nothing is fetched and no script is run; entities are replaced, never expanded further.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from lcreport.intake.formats.limits import Budget, damaged
from lcreport.intake.formats.number_format import PLAIN, number_format
from lcreport.intake.formats.page import Table, to_grids
from lcreport.intake.formats.shown import clean, number_cell, stored_number
from lcreport.intake.grid import Cell, Merge, UnreadableError, Workbook
from lcreport.wording import say

# Small pieces: the parser's worst case is quadratic in what it has been given at once.
_PIECE = 1 << 14
_LONGEST_TAG = 1 << 19
_WIDEST = 1000
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({"script", "style", "title"})
_NUMBER_LIKE = re.compile(r"[-+\d., ]+%?")
_PERCENT = number_format("0%")


def read_html(text: str, budget: Budget) -> Workbook:
    """Read the tables of a page; the words between them stand above the next one.

    Raises:
        UnreadableError: T01 without any table, T03 damaged, T04 too large.
    """
    reader = _Reader(budget)
    for start in range(0, len(text), _PIECE):
        reader.feed(text[start : start + _PIECE])
        budget.tick()
        if len(reader.rawdata) > _LONGEST_TAG:
            raise damaged("html")
    if len(reader.rawdata) <= _PIECE:
        reader.close()
    reader.end_table()
    grids = to_grids(reader.blocks(), budget)
    if not grids:
        raise UnreadableError("T01", say("format.kind.page"))
    return Workbook(grids)


@dataclass(slots=True)
class _Slot:
    """A cell of the page while its text comes in."""

    row: int
    column: int
    stored: str = ""
    pieces: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects paragraphs and tables; a table within a cell gives its text to that cell."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(convert_charrefs=True)
        self.budget = budget
        self.finished: list[Cell | Table] = []
        self.words: list[str] = []
        self.table: Table | None = None
        self.slot: _Slot | None = None
        self.depth = 0
        self.column = 0
        self.skipping = False
        self.taken: dict[int, int] = {}

    def blocks(self) -> Iterator[Cell | Table]:
        """Give what was collected, with the words after the last table."""
        yield from self.finished
        yield from self._lines()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, row or cell, or end a line."""
        self.skipping = tag in _SKIPPED
        if tag in _LINES:
            self._write("\n")
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.finished += self._lines()
                self.words.clear()
                self.table = Table()
                self.taken = {}
        elif self.depth == 1 and tag == "tr":
            self._start_row()
        elif self.depth == 1 and tag in {"td", "th"}:
            self._start_cell({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Close a table or cell, or end a line."""
        self.skipping = False
        if tag in _LINES:
            self._write("\n")
        if tag == "table" and self.depth:
            self.depth -= 1
            if not self.depth:
                self.end_table()
        elif self.depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Keep the words that a reader of the page sees."""
        if not self.skipping:
            self._write(_SPACES.sub(" ", data))

    def end_table(self) -> None:
        """Keep the table that is open, complete or not."""
        self._end_cell()
        if self.table is not None:
            self.finished.append(self.table)
            self.table = None

    def _write(self, text: str) -> None:
        (self.slot.pieces if self.slot else self.words).append(text)

    def _lines(self) -> list[Cell]:
        return [Cell(line) for line in _tidy(self.words).split("\n") if line]

    def _start_row(self) -> None:
        self._end_cell()
        if self.table is not None:
            self.table.rows += 1
            self.column = 0
            self.budget.spend_cells(1)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        if self.table is None:
            return
        self.table.rows = max(self.table.rows, 1)
        row, column = self.table.rows, self.column + 1
        while self.taken.get(column, 0) >= row:
            column += 1
        across, down = _span(attributes, "colspan"), _span(attributes, "rowspan")
        self.budget.spend_cells(across)
        for each in range(column, column + across):
            self.taken[each] = row + down - 1
        if across > 1 or down > 1:
            self.table.merges.append(Merge(row, column, row + down - 1, column + across - 1))
        self.column = column + across - 1
        stored = attributes.get("sdval") or attributes.get("x:num") or ""
        self.slot = _Slot(row, column, stored)

    def _end_cell(self) -> None:
        if self.slot is not None and self.table is not None:
            cell = _cell(_tidy(self.slot.pieces), self.slot.stored)
            if cell.text:
                self.table.cells[self.slot.row, self.slot.column] = cell
        self.slot = None


def _tidy(pieces: list[str]) -> str:
    lines = ("".join(pieces)).replace("\xa0", " ").split("\n")
    return clean("\n".join(line for each in lines if (line := _SPACES.sub(" ", each).strip())))


def _span(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "").strip()
    return max(1, min(int(text), _WIDEST)) if text.isdecimal() and len(text) < _WIDEST else 1


def _cell(text: str, stored: str) -> Cell:
    """Give a cell; office programs keep the full number beside the rounded one that is shown."""
    number = stored_number(stored) if stored and _NUMBER_LIKE.fullmatch(text) else None
    if number is None:
        return Cell(text)
    return number_cell(number, _PERCENT if text.endswith("%") else PLAIN)
