"""What a single cell of our workbooks may hold: one small reader per kind of value.

Every reader takes a spot, gives its value (a neutral one for an empty cell) and raises
`CellFault` with the sentence for anything else.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar

from lcreport.intake.grid import CellKind
from lcreport.model import CriteriaSet
from lcreport.settings.sheet import CellFault, Spot, choices, is_unusable, misspelt, pick, plain
from lcreport.wording import say

_DATE = re.compile(r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})")
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?")
_MAIL = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[^@\s;,<>.]+")
_BULLET = re.compile(r"^[-–—•+*]\s*")
T = TypeVar("T")


def text(spot: Spot) -> str:
    """Read a text as it is printed; a number keeps its digits without grouping (4927)."""
    if spot.cell is None:
        return ""
    if is_unusable(spot):
        raise CellFault(spot.told("cell_error"))
    if spot.cell.kind is CellKind.DATE:
        raise CellFault(spot.told("cell_date"))
    if spot.cell.kind is CellKind.NUMBER and spot.cell.number is not None and not spot.cell.percent:
        return f"{spot.cell.number.normalize():f}"
    return plain(spot.cell.text)


def line(spot: Spot) -> str:
    """Read a text on one line."""
    return " ".join(text(spot).split())


def lines(spot: Spot) -> tuple[str, ...]:
    """Read a list with one item per line."""
    return tuple(item for item in text(spot).split("\n") if item)


def items(spot: Spot) -> tuple[str, ...]:
    """Read a list with one item per line; the dashes and semicolons of the print are not kept."""
    bare_items = (_BULLET.sub("", item).rstrip(";.").rstrip() for item in lines(spot))
    return tuple(item for item in bare_items if item)


def parts(spot: Spot) -> tuple[str, ...]:
    """Read a list separated by semicolons."""
    separated = (" ".join(part.split()) for part in text(spot).split(";"))
    return tuple(dict.fromkeys(part for part in separated if part))


def day(spot: Spot) -> date | None:
    """Read a date of Excel, or one typed as day/month/year or year-month-day."""
    if spot.cell is None or spot.is_empty:
        return None
    # A date cell may show a time of day, which no setting asks for.
    shown = spot.shown.split()[0] if spot.cell.kind is CellKind.DATE else spot.shown
    match = _DATE.fullmatch(shown) or _ISO_DATE.fullmatch(shown)
    if match is None:
        raise CellFault(spot.told("not_a_date"))
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError as error:
        raise CellFault(spot.told("not_a_date")) from error


def positive(spot: Spot) -> Fraction | None:
    """Read a number above zero."""
    value = number(spot)
    if value is not None and value <= 0:
        raise CellFault(spot.told("not_positive"))
    return value


def number(spot: Spot) -> Fraction | None:
    """Read a number: of Excel, or typed the Vietnamese way (1.500,5)."""
    if spot.cell is None or spot.is_empty:
        return None
    if spot.cell.kind is CellKind.NUMBER and spot.cell.number is not None:
        return Fraction(spot.cell.number)
    if spot.cell.kind is CellKind.TEXT and _NUMBER.fullmatch(spot.shown):
        return Fraction(spot.shown.replace(".", "").replace(",", "."))
    raise CellFault(spot.told("not_a_number"))


def mail(spot: Spot) -> str:
    """Read one e-mail address."""
    found = line(spot)
    if found and not _MAIL.fullmatch(found):
        raise CellFault(spot.told("not_a_mail"))
    return found


def one_of(meanings: Mapping[str, T], otherwise: T) -> Callable[[Spot], T]:
    """Make a reader of one word of a list; an empty cell means `otherwise`."""

    def read(spot: Spot) -> T:
        if spot.is_empty:
            return otherwise
        word = pick(line(spot), meanings)
        if word is None:
            near = misspelt(spot.shown, list(meanings))
            told = say("settings.near", expected=near) if near else choices(list(meanings))
            raise CellFault(spot.told("word_unknown", hint=told))
        return meanings[word]

    return read


def indicator_of(criteria: CriteriaSet) -> Callable[[Spot], int]:
    """Make a reader of the number of an indicator of this set."""

    def read(spot: Spot) -> int:
        return known_indicator(spot, line(spot), criteria)

    return read


def known_indicator(spot: Spot, digits: str, criteria: CriteriaSet) -> int:
    """Give the number that `digits` write, if the set has such an indicator."""
    if not re.fullmatch(r"[0-9]{1,6}", digits):
        raise CellFault(spot.told("indicator_no_number"))
    found = int(digits)
    if found not in criteria.numbers:
        near = min(criteria.numbers, key=lambda each: abs(each - found), default="")
        raise CellFault(spot.told("indicator_unknown", number=found, expected=near))
    return found
