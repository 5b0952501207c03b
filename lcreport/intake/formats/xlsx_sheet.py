"""One worksheet part: its cells, merges, hidden rows and columns.

Source: ECMA-376 part 1, 18.3.1. Nothing that a part says about itself (dimension, counts) is
believed; positions are read from the cells, and counted where a cell does not name its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lcreport.intake.formats.draft import LAST_COLUMN, LAST_ROW, Draft
from lcreport.intake.formats.limits import Budget, damaged
from lcreport.intake.formats.shown import date_cell, iso_moment, number_cell, stored_number
from lcreport.intake.formats.style import PLAIN_STYLE, Style
from lcreport.intake.formats.xlsx_names import known_names
from lcreport.intake.formats.xlsx_strings import RichText, rich_text, unescaped
from lcreport.intake.formats.xml_part import elements
from lcreport.intake.grid import Cell, CellKind, Position, position

_TRUE = frozenset({"1", "true", "on"})
_BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_CELL = known_names("c")
_CELL_PARTS = known_names("v", "f", "is")


@dataclass(frozen=True, slots=True)
class Stock:
    """What the cells of all sheets draw on."""

    strings: list[RichText] = field(default_factory=list)
    styles: dict[str, Style] = field(default_factory=dict)
    from_1904: bool = False


@dataclass(slots=True)
class Sheet(Draft):
    """A worksheet as it is being read."""

    stock: Stock = field(default_factory=Stock)
    row: int = 0
    masters: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    known: dict[tuple[str, str], Cell | None] = field(default_factory=dict)


def read_sheet(name: str, pieces: Iterable[bytes], stock: Stock, budget: Budget) -> Draft:
    """Read a worksheet part.

    Raises:
        UnreadableError: T03 for positions that no sheet has, T04 for more than a form can hold.
    """
    sheet = Sheet(name, budget, stock=stock)
    for element in elements(pieces, _READERS, budget):
        _READERS[element.tag](sheet, element)
    return sheet


def _read_row(sheet: Sheet, row: Element) -> None:
    name = row.get("r", "")
    sheet.row = _number(name) if name else sheet.row + 1
    if row.get("hidden") in _TRUE:
        sheet.hidden_rows.add(sheet.row)
    sheet.budget.spend_cells(1 + len(row))
    column = 0
    for element in row:
        if element.tag in _CELL:
            place = _place(sheet, element.get("r"), name, column)
            column = place[1]
            cell = _cell(sheet, element) if len(element) else None
            if cell is not None:
                sheet.cells[place] = cell
    if column > LAST_COLUMN or sheet.row > LAST_ROW:
        raise damaged("place")
    row.clear()


def _place(sheet: Sheet, name: str | None, row_name: str, previous: int) -> Position:
    """Give the position of a cell; nearly always its row's, with letters that came before."""
    if name is None:
        return sheet.row, previous + 1
    column = sheet.columns.get(name.removesuffix(row_name))
    return (sheet.row, column) if column else _read_place(sheet, name)


def _read_place(sheet: Sheet, name: str) -> Position:
    try:
        row, column = position(name)
    except ValueError as fault:
        raise damaged("place") from fault
    if not (0 < row <= LAST_ROW and column <= LAST_COLUMN):
        raise damaged("place")
    sheet.columns[name.rstrip("0123456789")] = column
    return row, column


def _number(text: str) -> int:
    row = int(text) if text.isdecimal() and len(text) <= len(str(LAST_ROW)) else 0
    if not 0 < row <= LAST_ROW:
        raise damaged("place")
    return row


def _cell(sheet: Sheet, element: Element) -> Cell | None:
    value = formula = inline = None
    for part in element:
        kind = _CELL_PARTS.get(part.tag)
        if kind == "v":
            value = part
        elif kind == "f":
            formula = part
        elif kind == "is":
            inline = part
    index = element.get("s", "0")
    kind = element.get("t", "n")
    style = sheet.stock.styles.get(index, PLAIN_STYLE)
    if formula is not None:
        return _formula_cell(sheet, formula, value, kind, style)
    if inline is not None:
        return _text_cell(rich_text(inline), style)
    if value is None or not value.text:
        return None
    if kind == "s":
        return _shared_cell(sheet, value.text, index, style)
    return _value_cell(sheet.stock, kind, value.text, style)


def _shared_cell(sheet: Sheet, text: str, index: str, style: Style) -> Cell | None:
    """Give the cell of a shared string; a form repeats few of them in few styles."""
    key = (text, index)
    if key not in sheet.known:
        sheet.known[key] = _text_cell(_shared(sheet.stock, text), style)
    return sheet.known[key]


def _formula_cell(
    sheet: Sheet, formula: Element, value: Element | None, kind: str, style: Style
) -> Cell | None:
    source = formula.text or ""
    group = formula.get("si")
    if formula.get("t") == "shared" and group is not None:
        source = source or sheet.masters.get(group, "")
        sheet.masters.setdefault(group, source)
    if value is None or not (value.text or kind == "str"):
        return Cell(f"={source}", CellKind.UNCALCULATED, formula=True, font=style.font)
    return _value_cell(sheet.stock, kind, value.text or "", style, formula=True)


def _value_cell(
    stock: Stock, kind: str, text: str, style: Style, *, formula: bool = False
) -> Cell | None:
    if kind == "n":
        number = stored_number(text)
        if number is not None:
            return number_cell(
                number, style.format, from_1904=stock.from_1904, formula=formula, font=style.font
            )
    elif kind == "b":
        shown = _BOOLEANS.get(text.strip(), text)
        return Cell(shown, CellKind.BOOLEAN, formula=formula, font=style.font)
    elif kind == "e":
        return Cell(text, CellKind.ERROR, formula=formula, font=style.font)
    elif kind == "d":
        moment = iso_moment(text)
        if moment is not None:
            return date_cell(moment, formula=formula, font=style.font)
    rich = _shared(stock, text) if kind == "s" else RichText(unescaped(text))
    return _text_cell(rich, style, formula=formula)


def _text_cell(text: RichText, style: Style, *, formula: bool = False) -> Cell | None:
    if not text.text or text.text.isspace():
        return None
    return Cell(text.text, CellKind.TEXT, formula=formula, font=text.font or style.font)


def _shared(stock: Stock, index: str) -> RichText:
    if not index.strip().isdecimal() or int(index) >= len(stock.strings):
        raise damaged("string")
    return stock.strings[int(index)]


def _read_merge(sheet: Sheet, element: Element) -> None:
    first, _, last = element.get("ref", "").partition(":")
    top, left = _read_place(sheet, first)
    bottom, right = _read_place(sheet, last or first)
    sheet.merge(top, left, bottom, right)


def _read_columns(sheet: Sheet, element: Element) -> None:
    if element.get("hidden") in _TRUE:
        first, last = element.get("min", ""), element.get("max", "")
        if first.isdecimal() and last.isdecimal():
            sheet.hidden_columns.append(range(int(first), int(last) + 1))


_READERS: dict[str, Callable[[Sheet, Element], None]] = {
    name: reader
    for local, reader in (
        ("row", _read_row),
        ("mergeCell", _read_merge),
        ("col", _read_columns),
    )
    for name in known_names(local)
}
