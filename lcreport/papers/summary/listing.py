"""A sheet with one row per thing: headed, filtered, its links and types kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lcreport.papers.book.looks import HEADER, PLAIN, TEXT_FORMAT, Look, Looks
from lcreport.papers.book.sheet import Link, Row, Sheet, Value
from lcreport.papers.line_heights import height_of
from lcreport.papers.plain import printable
from lcreport.wording import say

MOMENT_FORMAT = "dd/mm/yyyy hh:mm"
LONGEST_TEXT = 32767  # what a cell of Excel can hold, in UTF-16 units
LINK_COLOUR = "FF0563C1"
_EARLIEST_YEAR = 1900
# A day in a column that has no format of its own.
_USUAL_DAY, _USUAL_MOMENT = "yyyy-mm-dd", "yyyy-mm-dd h:mm:ss"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the word of its header ("summary.column.…"), its width, its format."""

    key: str
    width: float
    number_format: str = TEXT_FORMAT
    wrapped: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet before it is written: its title, its columns, and a row per thing.

    The words of its columns stand in the catalogue under `words`.

    Rows are asked for once, when they are written: a generator makes them one by one.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]
    words: str = "summary.column"


class Pen:
    """Dresses the values of one column; each look is numbered once."""

    def __init__(self, column: Column, looks: Looks) -> None:
        """Begin without looks."""
        self._column, self._looks = column, looks
        self._numbers: dict[tuple[str, bool], int] = {}

    def cell(self, value: Value) -> tuple[Value, int]:
        """Give a value as it is written, with its look; a text stays one whatever it looks like."""
        if isinstance(value, str):  # most are
            return fitting(value), self._number(TEXT_FORMAT, link=False)
        link = value if isinstance(value, Link) else None
        shown = link.shown if link else value
        # Text in a column of dates is told to be text, or Excel offers to turn it into one.
        form = _format(shown, self._column) if is_typed(shown) else TEXT_FORMAT
        number = self._number(form, link=link is not None)
        return safe(value), number

    def _number(self, number_format: str, *, link: bool) -> int:
        key = number_format, link
        if key not in self._numbers:
            look = replace(linked(PLAIN) if link else PLAIN, number_format=number_format)
            look = replace(look, wrapped=self._column.wrapped)
            self._numbers[key] = self._looks.number(look)
        return self._numbers[key]


def linked(look: Look) -> Look:
    """Give a look as links have it."""
    return replace(look, colour=LINK_COLOUR, underlined=True)


def is_typed(value: object) -> bool:
    """Say whether a value is a number or a day that a sheet can hold, and no text."""
    if isinstance(value, date):
        return value.year >= _EARLIEST_YEAR
    return isinstance(value, int)


def safe(value: Value) -> Value:
    """Give a value as a sheet can hold it: what is neither number nor day, as a fitting text."""
    if isinstance(value, Link):
        return value if is_typed(value.shown) else replace(value, shown=fitting(str(value.shown)))
    if value is None or is_typed(value):
        return value
    return fitting(str(value))


def _format(value: object, column: Column) -> str:
    if isinstance(value, date) and column.number_format == "General":
        return _USUAL_MOMENT if isinstance(value, datetime) else _USUAL_DAY
    return column.number_format


def sheet_of(listing: Listing, looks: Looks) -> Sheet:
    """Give a listing as a sheet with a header that stays in view, a filter, and a row per thing."""
    widths = tuple(column.width for column in listing.columns)
    return Sheet(listing.title, widths, _rows(listing, looks))


def _rows(listing: Listing, looks: Looks) -> Iterator[Row]:
    columns = listing.columns
    names = [say(f"{listing.words}.{column.key}") for column in columns]
    header = looks.number(HEADER)
    high = height_of(zip(names, (c.width for c in columns), strict=True), bold=True)
    yield Row([(name, header) for name in names], high)
    pens = [Pen(column, looks) for column in columns]
    for row in listing.rows:
        cells = [
            # Cells of data need no border.
            pen.cell(value) if column.wrapped or (value is not None and value != "") else None
            for pen, value, column in zip(pens, row, columns, strict=True)
        ]
        yield Row(cells, row_height(row, columns))


def row_height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Give the height of a row that is high enough for all its texts."""
    shown = (each.shown if isinstance(each, Link) else each for each in row)
    return height_of(
        (text, column.width)
        for text, column in zip(shown, columns, strict=True)
        if isinstance(text, str) and column.wrapped
    )


def fitting(text: str) -> str:
    """Give the text without signs that a sheet cannot hold, cut with a mark where too long."""
    clean = printable(text)
    if len(clean) * 2 <= LONGEST_TEXT:
        return clean
    units = clean.encode("utf-16-le")
    if len(units) <= LONGEST_TEXT * 2:
        return clean
    mark = say("summary.cut")
    kept = units[: (LONGEST_TEXT - len(mark)) * 2].decode("utf-16-le", "ignore")
    return kept + mark


def joined(parts: Iterable[str]) -> str:
    """Give the parts that say something, one a line, each once."""
    return "\n".join(dict.fromkeys(filter(None, parts)))
