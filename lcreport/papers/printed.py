"""What a written table shows, read back cell by cell under the names of its template."""

import re
import zipfile
from collections.abc import Sequence
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
from lcreport.papers.template import template_path
from lcreport.wording import say

_NAMES = {each.name for each in fields(Dong)}
_NAME = re.compile(r"\bdong\.(\w+)")
_LOOP = re.compile(r"\{%tr\s+for\s+dong\b")


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of one cell, the heading of its column, its place in the paper."""

    text: str
    heading: str
    place: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One row of a written table, by template name; `sheet` is None in Word papers."""

    cells: dict[str, Shown]
    sheet: str | None = None


def _columns(texts: Sequence[str]) -> dict[int, str]:
    """Give which column of a pattern row prints which name."""
    found = ((place, _NAME.findall(text)) for place, text in enumerate(texts))
    return {place: names[-1] for place, names in found if names and names[-1] in _NAMES}


def sheet_table(template: str, path: Path) -> tuple[Printed, ...]:
    """Read the table of a written workbook back: the list that begins where the template's does."""
    for pattern in load_workbook(template_path(template)).worksheets:
        for number, texts in enumerate(_texts(pattern), start=1):
            if columns := _columns(texts):
                written = load_workbook(path)[pattern.title]
                return tuple(_sheet_rows(written, number, columns))
    raise TemplateError(say("template.no_row", name=template))


def _texts(sheet: Worksheet) -> list[list[str]]:
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


def _sheet_rows(sheet: Worksheet, first: int, columns: dict[int, str]) -> list[Printed]:
    texts = _texts(sheet)
    heads = texts[first - 2] if first > 1 else [""] * sheet.max_column
    stt = next((place for place, name in columns.items() if name == "stt"), 0)
    printed = []
    for number, row in enumerate(texts[first - 1 :], start=first):
        if not row[stt].isdigit():
            break
        cells = {
            name: Shown(plain(row[place]), heads[place], sheet.cell(number, place + 1).coordinate)
            for place, name in columns.items()
        }
        printed.append(Printed(cells, sheet.title))
    return printed


def word_table(template: str, path: Path) -> tuple[Printed, ...]:
    """Read the evaluation table of a written Word paper back."""
    for place, pattern in enumerate(docx.Document(str(template_path(template))).tables):
        rows = _word_texts(pattern)
        loop = next((n for n, row in enumerate(rows) if _LOOP.search(" ".join(row))), None)
        if loop is None:
            continue
        columns = _columns(rows[loop + 1])
        written = _word_texts(_open(path).tables[place])
        return tuple(_word_rows(written, loop, columns))
    raise TemplateError(say("template.no_row", name=template))


def _open(path: Path) -> docx.document.Document:
    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError) as error:
        raise OSError(str(error)) from error


def _word_texts(table: Table) -> list[list[str]]:
    # Cells of a row are taken once: asking the table for each cell costs seconds.
    return [[cell.text for cell in row.cells] for row in table.rows]


def _word_rows(rows: list[list[str]], first: int, columns: dict[int, str]) -> list[Printed]:
    heads = rows[first - 1] if first else [""] * len(columns)
    return [
        Printed(
            {
                name: Shown(
                    plain(row[place]),
                    heads[place],
                    say("proof.word_cell", row=number + 1, column=place + 1),
                )
                for place, name in columns.items()
            }
        )
        for number, row in enumerate(rows[first:], start=first)
    ]
