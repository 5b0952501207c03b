"""What a stored value of SpreadsheetML becomes, by its type.

Source: ECMA-376 part 1, 18.18.11 (ST_CellType).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lcreport.intake.formats.kept import kept
from lcreport.intake.formats.limits import damaged
from lcreport.intake.formats.number_format import NumberFormat
from lcreport.intake.formats.shown import date_cell, iso_moment, number_cell, stored_number
from lcreport.intake.formats.style import Style
from lcreport.intake.formats.xlsx_strings import SharedStrings, unescaped
from lcreport.intake.grid import Cell, CellKind, fresh_cell

_BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_TEXT = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class Stock:
    """What the cells of all sheets draw on."""

    strings: SharedStrings = field(default_factory=SharedStrings)
    styles: dict[str, Style] = field(default_factory=dict)
    from_1904: bool = False


Maker = Callable[[Stock, str, Style, bool], Cell | None]


def value_cell(
    stock: Stock, kind: str, text: str, style: Style, *, formula: bool = False
) -> Cell | None:
    """Give the cell of a stored value; None when nothing can be seen of it."""
    return MAKERS.get(kind, write_text)(stock, text, style, formula)


def text_cell(text: str, font: str, *, formula: bool = False) -> Cell | None:
    """Give the cell of a text."""
    if not text or text.isspace():
        return None
    return fresh_cell((text, _TEXT, None, False, formula, font, ""))


def write_text(_stock: Stock, text: str, style: Style, formula: bool) -> Cell | None:  # noqa: FBT001 - Maker
    """Give the cell of a text that stands in the cell itself."""
    return text_cell(unescaped(text), style.font, formula=formula)


def _shared(stock: Stock, index: str, style: Style, formula: bool) -> Cell | None:  # noqa: FBT001 - Maker
    strings = stock.strings
    place = int(index) if index.strip().isdecimal() else -1
    if not 0 <= place < len(strings.texts):
        raise damaged("string")
    text = strings.texts[place]
    if not text or text.isspace():
        return None
    font = strings.fonts.get(place) or style.font
    return fresh_cell((text, _TEXT, None, False, formula, font, ""))


def _number(stock: Stock, text: str, style: Style, formula: bool) -> Cell | None:  # noqa: FBT001 - Maker
    cell = _number_cell(text, style.format, style.font, stock.from_1904, formula)
    return cell or write_text(stock, text, style, formula)


# Running numbers, round percentages: all copies of a form hold the same ones.
@kept(most=4096, longest=24)
def _number_cell(
    text: str,
    number_format: NumberFormat,
    font: str,
    from_1904: bool,  # noqa: FBT001 - positions make a shorter key
    formula: bool,  # noqa: FBT001 - as above
) -> Cell | None:
    number = stored_number(text)
    if number is None:
        return None
    return number_cell(number, number_format, from_1904=from_1904, formula=formula, font=font)


def _boolean(_stock: Stock, text: str, style: Style, formula: bool) -> Cell:  # noqa: FBT001 - Maker
    shown = _BOOLEANS.get(text.strip(), text)
    return Cell(shown, CellKind.BOOLEAN, formula=formula, font=style.font)


def _error(_stock: Stock, text: str, style: Style, formula: bool) -> Cell:  # noqa: FBT001 - Maker
    return Cell(text, CellKind.ERROR, formula=formula, font=style.font)


def _date(stock: Stock, text: str, style: Style, formula: bool) -> Cell | None:  # noqa: FBT001 - Maker
    moment = iso_moment(text)
    if moment is None:
        return write_text(stock, text, style, formula)
    return date_cell(moment, formula=formula, font=style.font)


# What the attribute `t` of a cell may say; without it, it is a number.
MAKERS: dict[str, Maker] = {
    "": _number,
    "n": _number,
    "s": _shared,
    "str": write_text,
    "b": _boolean,
    "e": _error,
    "d": _date,
}
