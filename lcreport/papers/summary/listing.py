"""A sheet with one row per thing: headed, filtered, its links and types kept."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.papers.plain import printable
from lcreport.papers.row_heights import fit_row, height_of
from lcreport.papers.xlsx_file import (
    BODY_FONT,
    BODY_SIZE,
    TEXT_FORMAT,
    cell_at,
    dress,
    fit_page,
    put_header,
    put_text,
)
from lcreport.wording import say

MOMENT_FORMAT, NUMBER_FORMAT = "dd/mm/yyyy hh:mm", "0"
LONGEST_TEXT = 32767  # what a cell of Excel can hold, in UTF-16 units
_LINK_COLOUR = "FF0563C1"
_EARLIEST_YEAR = 1900
_WIDEST = 2  # no letter is wider than so many digits: shorter texts surely take one line
# The attribute by which openpyxl's documentation copies a look whole; its types do not know it.
_LOOK = "_style"


@dataclass(frozen=True, slots=True)
class Link:
    """A text or number that leads to a file (`target`, a URL), a cell (`location`), or both."""

    shown: str | int
    target: str = ""
    location: str = ""


Value = str | int | bool | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the word of its header ("summary.column.…"), its width, its format."""

    key: str
    width: float
    number_format: str = TEXT_FORMAT
    wrapped: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet before it is written: its title, its columns, and a row per thing."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


class Pen:
    """Writes values into cells of one workbook; each look is built once and then shared."""

    def __init__(self) -> None:
        """Begin without looks."""
        self._looks: dict[tuple[str, bool, bool], object] = {}

    def write(self, cell: Cell, value: Value, column: Column) -> None:
        """Put a value into a cell with its type; a text stays one whatever it begins with."""
        shown = value.shown if isinstance(value, Link) else value
        is_date = isinstance(shown, date) and shown.year >= _EARLIEST_YEAR
        typed = is_date or isinstance(shown, int)
        self._dress(cell, column, link=isinstance(value, Link), typed=typed)
        if typed:
            cell.value = shown
        elif shown is not None:
            put_text(cell, fitting(str(shown)))
        hang(cell, value)

    def _dress(self, cell: Cell, column: Column, *, link: bool, typed: bool) -> None:
        # Text in a column of dates is told to be text, or Excel offers to turn it into one.
        number_format = column.number_format if typed else TEXT_FORMAT
        key = (number_format, column.wrapped, link)
        if known := self._looks.get(key):
            setattr(cell, _LOOK, copy(known))
            return
        dress(cell, number_format)
        cell.font = Font(
            name=BODY_FONT,
            size=BODY_SIZE,
            color=_LINK_COLOUR if link else None,
            underline="single" if link else None,
        )
        cell.alignment = Alignment("left", "top", wrap_text=column.wrapped)
        self._looks[key] = copy(getattr(cell, _LOOK))


def hang(cell: Cell, value: Value) -> None:
    """Let a click on the cell go where a link leads; any other value leaves it alone."""
    if isinstance(value, Link):
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, target=value.target or None, location=value.location or None
        )


def write_listing(workbook: Workbook, listing: Listing, pen: Pen) -> Worksheet:
    """Add a sheet with a header that stays in view, a filter, and one row per thing."""
    sheet: Worksheet = workbook.create_sheet(listing.title)
    names = tuple(say(f"summary.column.{column.key}") for column in listing.columns)
    put_header(sheet, names, tuple(column.width for column in listing.columns))
    fit_row(sheet, 1)
    for number, row in enumerate(listing.rows, start=2):
        for place, (value, column) in enumerate(zip(row, listing.columns, strict=True), start=1):
            if column.wrapped or value not in {None, ""}:  # cells of data need no border
                pen.write(cell_at(sheet, number, place), value, column)
        sheet.row_dimensions[number].height = _height(row, listing.columns)
    sheet.auto_filter.ref = sheet.dimensions
    fit_page(sheet)
    return sheet


def _height(row: tuple[Value, ...], columns: tuple[Column, ...]) -> float:
    shown = [each.shown if isinstance(each, Link) else each for each in row]
    return height_of(
        (text, column.width)
        for text, column in zip(shown, columns, strict=True)
        if isinstance(text, str) and column.wrapped and len(text) * _WIDEST > column.width
    )


def fitting(text: str) -> str:
    """Give the text without signs that a sheet cannot hold, cut with a mark where too long."""
    clean = printable(text)
    units = clean.encode("utf-16-le") if len(clean) * 2 > LONGEST_TEXT else b""
    if len(units) <= LONGEST_TEXT * 2:
        return clean
    mark = say("summary.cut")
    kept = units[: (LONGEST_TEXT - len(mark)) * 2].decode("utf-16-le", "ignore")
    return kept + mark


def inside(title: str, cell: str) -> str:
    """Give the location of a cell as links write it: 'Biểu 1'!G25."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{cell}"


def joined(parts: Iterable[str]) -> str:
    """Give the parts that say something, one a line, each once."""
    return "\n".join(dict.fromkeys(filter(None, parts)))
