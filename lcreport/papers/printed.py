"""What a written table shows, read back cell by cell under the names of its template."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from lcreport.errors import TemplateError
from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import Grid, UnreadableError, address
from lcreport.papers.names import Dong
from lcreport.papers.plain import plain
from lcreport.papers.table_names import BANDS, MEMBER, ROW_NAME
from lcreport.papers.word_text import read_word, table_texts, tables
from lcreport.wording import say

_NAMES = {each.name for each in fields(Dong)}
_LOOP = re.compile(r"\{%tr\s+for\s+dong\b")
Texts = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of one cell, the heading of its column, its place in the paper."""

    text: str
    heading: str
    place: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One row of a written table, by template name; `sheet` is None in Word papers.

    `bands` are the rows that stand between this one and the one before.
    """

    cells: dict[str, Shown]
    bands: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A written table; `bands` are the names of the bands that its template prints."""

    rows: tuple[Printed, ...]
    bands: tuple[str, ...]


def sheet_table(template: Path, path: Path) -> PrintedTable:
    """Read the table of a written workbook back: the list that begins where the template's does.

    Raises:
        TemplateError: the template has no rows that stand for the table.
        OSError: the paper cannot be read.
    """
    pattern, first = _pattern_rows(_grids(template), template.name)
    columns, bands = _pattern(_texts(pattern)[first:])
    written = next((each for each in _grids(path) if each.name == pattern.name), Grid("", {}))

    def place(row: int, column: int) -> str:
        return address(row + 1, column + 1)

    found = _rows(_texts(written), first, columns, place)
    return PrintedTable(tuple(Printed(cells, above, written.name) for cells, above in found), bands)


def _grids(path: Path) -> Sequence[Grid]:
    try:
        return open_workbook(path.name, path.read_bytes()).grids
    except UnreadableError as error:
        raise OSError(str(error)) from error


def _pattern_rows(grids: Sequence[Grid], name: str) -> tuple[Grid, int]:
    """Find the rows that stand for the table: their sheet, and how many rows stand above them."""
    found = [
        (grid, row)
        for grid in grids
        for (row, _), cell in grid.cells.items()
        if ROW_NAME.search(cell.text)
    ]
    if not found:
        raise TemplateError(say("template.no_row", name=name))
    grid = found[0][0]
    first = min(row for each, row in found if each is grid)
    last = max(row for each, row in found if each is grid)
    return replace(grid, cells={at: c for at, c in grid.cells.items() if at[0] <= last}), first - 1


def _texts(grid: Grid) -> list[list[str]]:
    rows = max((row for row, _ in grid.cells), default=0)
    columns = max((column for _, column in grid.cells), default=0)
    return [
        [grid.text(row, column) for column in range(1, columns + 1)] for row in range(1, rows + 1)
    ]


def word_table(template: Path, path: Path) -> PrintedTable:
    """Read the evaluation table of a written Word paper back.

    Raises:
        TemplateError: the template has no table with a loop over its rows.
        OSError: the paper cannot be read.
    """
    for number, pattern in enumerate(tables(read_word(template))):
        texts = table_texts(pattern)
        loop = next((n for n, row in enumerate(texts) if _LOOP.search(" ".join(row))), None)
        if loop is None:
            continue
        columns, bands = _pattern(texts[loop + 1 :])
        written = tables(read_word(path))[number : number + 1]
        shown = table_texts(written[0]) if written else []
        found = _rows(shown, loop, columns, _word_place)
        return PrintedTable(tuple(Printed(cells, above) for cells, above in found), bands)
    raise TemplateError(say("template.no_row", name=template.name))


def _word_place(row: int, column: int) -> str:
    return say("proof.word_cell", row=row + 1, column=column + 1)


def _pattern(texts: Texts) -> tuple[dict[int, str], tuple[str, ...]]:
    """Give which column of the indicators' row prints which name, and the bands that there are."""
    named = [_columns(row) for row in texts]
    columns = next((each for each in named if not set(each.values()) <= BANDS), {})
    bands = {name for each in named for name in each.values()} & BANDS
    return columns, tuple(each.name for each in fields(Dong) if each.name in bands)


def _columns(texts: Sequence[str]) -> dict[int, str]:
    found = ((place, MEMBER.findall(text)) for place, text in enumerate(texts))
    return {place: names[-1] for place, names in found if names and names[-1] in _NAMES}


def _rows(
    texts: Texts, first: int, columns: dict[int, str], place: Callable[[int, int], str]
) -> Iterator[tuple[dict[str, Shown], tuple[str, ...]]]:
    """Give the numbered rows with the bands above each; what stands below the last is no row."""
    stt = next((column for column, name in columns.items() if name == "stt"), 0)
    above: list[str] = []
    for number, row in enumerate(texts[first:], start=first):
        if not any(row):
            return
        if not row[stt].isdigit():
            above.append(plain(next(filter(None, row))))
            continue
        cells = {
            name: Shown(plain(row[at]), texts[first - 1][at] if first else "", place(number, at))
            for at, name in columns.items()
        }
        yield cells, tuple(above)
        above = []
