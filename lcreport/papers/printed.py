"""What a written table shows, read back cell by cell under the names of its template."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.errors import TemplateError
from lcreport.papers.names import Dong
from lcreport.papers.plain import plain
from lcreport.papers.sheet_file import BANDS, MEMBER, open_template, pattern_rows
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
    sheet, rows = pattern_rows(open_template(template), template.name)
    columns, bands = _pattern(_texts(sheet)[rows.start - 1 : rows.stop - 1])
    written = load_workbook(path)[sheet.title]

    def place(row: int, column: int) -> str:
        return written.cell(row + 1, column + 1).coordinate

    found = _rows(_texts(written), rows.start - 1, columns, place)
    return PrintedTable(
        tuple(Printed(cells, above, written.title) for cells, above in found), bands
    )


def _texts(sheet: Worksheet) -> list[list[str]]:
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


def word_table(template: Path, path: Path) -> PrintedTable:
    """Read the evaluation table of a written Word paper back.

    Raises:
        TemplateError: the template has no table with a loop over its rows.
        OSError: the paper cannot be read.
    """
    for number, pattern in enumerate(docx.Document(str(template)).tables):
        texts = _word_texts(pattern)
        loop = next((n for n, row in enumerate(texts) if _LOOP.search(" ".join(row))), None)
        if loop is None:
            continue
        columns, bands = _pattern(texts[loop + 1 :])
        written = _word_texts(_open(path).tables[number])
        found = _rows(written, loop, columns, _word_place)
        return PrintedTable(tuple(Printed(cells, above) for cells, above in found), bands)
    raise TemplateError(say("template.no_row", name=template.name))


def _open(path: Path) -> docx.document.Document:
    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError) as error:
        raise OSError(str(error)) from error


def _word_texts(table: Table) -> list[list[str]]:
    # Cells of a row are taken once: asking the table for each cell costs seconds.
    return [[cell.text for cell in row.cells] for row in table.rows]


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
