"""A sheet of our own workbooks as rows of named cells, and every fault in it as a sentence."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from lcreport.errors import SettingsError
from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import Cell, CellKind, Grid, UnreadableError, Workbook, address
from lcreport.settings.words import Column
from lcreport.vietnamese import bare, fold
from lcreport.wording import say

_ALIKE = 60  # of 100: every third letter of two names differs
_SAME = 70  # of 100: one or two letters of a short word differ
_HOLDS = 89  # of 100: one is a part of the other
_MANY = 24
T = TypeVar("T")


class CellFault(Exception):  # noqa: N818 - a fault of the workbook's author, not of the program
    """A cell does not hold what its column asks for; the message is the sentence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a sheet, whether or not something stands there."""

    sheet: str
    address: str
    column: str
    cell: Cell | None = None

    @property
    def place(self) -> str:
        """Give the place as the sentences name it: "Đơn vị!C7"."""
        return f"{self.sheet}!{self.address}"

    @property
    def shown(self) -> str:
        """Give what a person sees in the cell, on one line."""
        return " ".join(self.cell.text.split()) if self.cell else ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing visible stands in the cell."""
        return not self.shown

    def told(self, key: str, **values: object) -> str:
        """Word a fault of this cell from the catalogue's [settings]."""
        named = {"place": self.place, "found": self.shown, "column": self.column, **values}
        return say(f"settings.{key}", **named)


class Faults(list[str]):
    """The sentences collected so far; reading goes on, so that all are told at once."""

    def read(self, reader: Callable[[Spot], T], spot: Spot, otherwise: T) -> T:
        """Read a cell, or keep its fault and give `otherwise`."""
        try:
            return reader(spot)
        except CellFault as fault:
            self.append(str(fault))
            return otherwise

    def stop(self) -> None:
        """End here if anything was found.

        Raises:
            SettingsError: with every sentence collected, each once.
        """
        if self:
            raise SettingsError(*dict.fromkeys(self))


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row below the header."""

    sheet: str
    number: int
    spots: dict[str, Spot]

    def __getitem__(self, column: str) -> Spot:
        """Give the cell under a column's name; an absent column has empty cells."""
        return self.spots.get(column) or Spot(self.sheet, str(self.number), column)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet below its header; `is_whole` is False when a required column is missing."""

    sheet: str
    rows: tuple[Row, ...] = ()
    is_whole: bool = True


def hint(found: str, allowed: Iterable[str]) -> str:
    """Give the end of a sentence that leads from a wrong name to the right one.

    The nearest allowed name when one is alike, else all of them unless they are many.
    """
    names = list(dict.fromkeys(allowed))
    near = nearest(found, names)
    return say("settings.near", expected=near) if near else choices(names)


def choices(names: Sequence[str]) -> str:
    """Give the end of a sentence that names everything that may stand there."""
    if len(names) > _MANY:
        return say("settings.see_list")
    return say("settings.one_of", expected=", ".join(f"“{name}”" for name in names))


def nearest(found: str, allowed: Sequence[str]) -> str | None:
    """Give the allowed name most like `found`, None when none is alike.

    Names of which one is a part of the other count too ("tên đơn vị", "tên").
    """
    return _most_alike(found, allowed, fuzz.ratio, _ALIKE) or _most_alike(
        found, allowed, fuzz.WRatio, _HOLDS
    )


def misspelt(found: str, allowed: Sequence[str]) -> str | None:
    """Give the word of a closed list that `found` misspells.

    Stricter than `nearest`, for these words have a meaning: "không đạt" holds "đạt".
    """
    return _most_alike(found, allowed, fuzz.token_sort_ratio, _HOLDS) or _most_alike(
        found, allowed, fuzz.ratio, _SAME
    )


def _most_alike(
    found: str, allowed: Sequence[str], scorer: Callable[..., float], least: int
) -> str | None:
    match = process.extractOne(found, allowed, scorer=scorer, processor=bare, score_cutoff=least)
    return match[0] if match else None


def pick(found: str, allowed: Iterable[str]) -> str | None:
    """Give the allowed word that is `found` but for case, spaces and Unicode form."""
    wanted = fold(found)
    return next((word for word in allowed if fold(word) == wanted), None)


def open_book(path: Path) -> Workbook:
    """Read one of our workbooks.

    Raises:
        SettingsError: the file is not there, not to be opened, or no workbook.
    """
    try:
        return open_workbook(path.name, path.read_bytes())
    except FileNotFoundError as error:
        raise SettingsError(say("settings.file_absent", file=path)) from error
    except OSError as error:
        raise SettingsError(
            say("settings.file_locked", file=path, found=error.strerror or error)
        ) from error
    except UnreadableError as error:
        told = say(
            f"problem.{error.code}.message",
            found=error.found,
            expected=error.expected,
            indicator="",
        )
        raise SettingsError(say("settings.file_unreadable", file=path, found=told)) from error


def read_table(grid: Grid, columns: Sequence[Column], faults: Faults) -> Table:
    """Read a sheet by the words of its first row; every filled cell belongs to a column."""
    places, is_whole = _header(grid, columns, faults)
    if not is_whole:
        return Table(grid.name, is_whole=False)
    _nameless(grid, places, faults)
    rows: dict[int, dict[str, Spot]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if row > 1 and column in places and cell.text.strip():
            name = places[column]
            spot = Spot(grid.name, address(row, column), name, cell)
            rows.setdefault(row, {})[name] = spot
    addresses = {name: column for column, name in places.items()}
    full = tuple(
        Row(
            grid.name,
            number,
            {
                name: spots.get(name) or Spot(grid.name, address(number, column), name)
                for name, column in addresses.items()
            },
        )
        for number, spots in rows.items()
    )
    return Table(grid.name, full)


def filled(row: Row, columns: Sequence[Column], faults: Faults) -> bool:
    """Say whether a row has all that it must have; what is missing becomes a sentence."""
    missing = [
        row[column.name]
        for column in columns
        if column.required and not column.may_be_empty and row[column.name].is_empty
    ]
    faults += [spot.told("cell_empty") for spot in missing]
    return not missing


def _header(grid: Grid, columns: Sequence[Column], faults: Faults) -> tuple[dict[int, str], bool]:
    """Give the column names by position, and whether no required one is missing."""
    names = [column.name for column in columns]
    places: dict[int, str] = {}
    unknown: list[Spot] = []
    for (row, column), cell in sorted(grid.cells.items()):
        if row > 1 or not cell.text.strip():
            continue
        spot = Spot(grid.name, address(row, column), "", cell)
        name = pick(cell.text, names)
        if name is None:
            unknown.append(spot)
        elif name in places.values():
            faults.append(spot.told("column_twice"))
        else:
            places[column] = name
    absent = [c.name for c in columns if c.required and c.name not in places.values()]
    meant = _misspelt(unknown, absent, [name for name in names if name not in places.values()])
    faults += [
        spot.told("column_unknown", hint=say("settings.near", expected=near))
        if (near := meant[spot.address])
        else spot.told("column_unknown", hint=choices(names))
        for spot in unknown
    ]
    faults += [
        say("settings.column_absent", sheet=grid.name, expected=name)
        for name in absent
        if name not in meant.values()  # a misspelt column is one fault, not two
    ]
    return places, not absent


def _misspelt(
    unknown: Sequence[Spot], absent: Sequence[str], free: Sequence[str]
) -> dict[str, str | None]:
    """Say by address which column an unknown heading means; one too many and one missing agree."""
    only = absent[0] if len(absent) == len(unknown) == 1 else None
    return {spot.address: nearest(spot.shown, free) or only for spot in unknown}


def _nameless(grid: Grid, places: dict[int, str], faults: Faults) -> None:
    headed = {column for row, column in grid.cells if row == 1 and grid.text(1, column).strip()}
    seen: set[int] = set()
    for (row, column), cell in sorted(grid.cells.items()):
        if column in headed or column in places or column in seen or not cell.text.strip():
            continue
        seen.add(column)
        spot = Spot(grid.name, address(row, column), "", cell)
        faults.append(spot.told("column_nameless"))


def plain(text: str) -> str:
    """Give a text as it is printed: composed letters, no spaces at the ends of lines."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.strip() for line in composed.split("\n")).strip()


def is_unusable(spot: Spot) -> bool:
    """Say whether the cell holds an error or a formula that no program calculated."""
    kinds = {CellKind.ERROR, CellKind.UNCALCULATED}
    return spot.cell is not None and spot.cell.kind in kinds
