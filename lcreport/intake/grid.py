"""What every spreadsheet-like file becomes, whatever its format: named grids of cells."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import NamedTuple


class CellKind(StrEnum):
    """What sort of thing a program stored in a cell."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"
    UNCALCULATED = "uncalculated"


class Cell(NamedTuple):
    """One cell that holds something; a tuple, because a folder of returns holds millions of them.

    `text` is what a person sees or typed, without loss: text as it stands, a number in Vietnamese
    notation at full precision ("93,65%" for 0.9365 in a percent format), a date as dd/mm/yyyy,
    an error as "#DIV/0!", a formula that was never calculated as the formula.
    `number` is the stored number at Excel's 15 significant digits, unscaled (0.9365); `comment`
    what somebody pinned to the cell.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    number: Decimal | None = None
    percent: bool = False
    formula: bool = False
    font: str = ""
    comment: str = ""


# Makes a cell of all its fields in half the time: readers make one for everything that is filled.
fresh_cell: Callable[[tuple[str, CellKind, Decimal | None, bool, bool, str, str]], Cell] = partial(
    tuple.__new__, Cell
)

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block, rows and columns counted from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: only cells that hold something, by (row, column) counted from 1.

    A merged block holds its value in its top left cell alone, as the program stored it.
    """

    name: str
    cells: dict[Position, Cell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell, "" when it holds nothing."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets of a file in their order, with the document properties that matter.

    `saved` is when a program last saved it, as the document itself says (UTC);
    `properties` are its custom document properties as text.
    """

    grids: tuple[Grid, ...]
    saved: datetime | None = None
    properties: dict[str, str] = field(default_factory=dict)


class UnreadableError(Exception):
    """The file cannot become a workbook; `code` is the T problem, `found` its detail."""

    def __init__(self, code: str, found: str = "", expected: str = "") -> None:
        """Keep the problem code and what was found."""
        super().__init__(f"{code}: {found}")
        self.code = code
        self.found = found
        self.expected = expected


_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.IGNORECASE)


def address(row: int, column: int) -> str:
    """Give the address of a cell: (25, 7) is "G25"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def position(text: str) -> Position:
    """Give row and column of an address: "G25" is (25, 7).

    Raises:
        ValueError: `text` is not an address.
    """
    match = _ADDRESS.fullmatch(text.replace("$", ""))
    if not match:
        message = f"not a cell address: {text!r}"
        raise ValueError(message)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
