"""One worksheet part: its cells, merges, hidden rows and columns.

Source: ECMA-376 part 1, 18.3.1. Nothing that a part says about itself (dimension, counts) is
believed; positions are read from the cells, and counted where a cell does not name its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lcreport.intake.formats.draft import LAST_COLUMN, LAST_ROW, Draft
from lcreport.intake.formats.limits import Budget, damaged
from lcreport.intake.formats.style import PLAIN_STYLE, Style
from lcreport.intake.formats.xlsx_cell import MAKERS, Stock, text_cell, value_cell, write_text
from lcreport.intake.formats.xlsx_names import known_names
from lcreport.intake.formats.xlsx_scan import CellScan, meaning, scan_cells
from lcreport.intake.formats.xlsx_strings import rich_text, unescaped
from lcreport.intake.formats.xml_part import Document
from lcreport.intake.grid import Cell, CellKind, Position, position

_TRUE = frozenset({"1", "true", "on"})
_CELL = known_names("c")
_VALUE = known_names("v")
_CELL_PARTS = known_names("v", "f", "is")


@dataclass(slots=True)
class Sheet(Draft):
    """A worksheet as it is being read."""

    stock: Stock = field(default_factory=Stock)
    row: int = 0
    masters: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)


def read_sheet(name: str, pieces: Iterable[bytes], stock: Stock, budget: Budget) -> Draft:
    """Read a worksheet part.

    Raises:
        UnreadableError: T03 for positions that no sheet has, T04 for more than a form can hold.
    """
    sheet = Sheet(name, budget, stock=stock)
    document = Document(pieces, budget)
    if found := scan_cells(document.whole):
        document.whole = found.rest
        _read_scan(sheet, found)
    for element in document.elements(_READERS):
        _READERS[element.tag](sheet, element)
    return sheet


def _read_scan(sheet: Sheet, found: CellScan) -> None:
    """Fill the sheet all at once: a loop over its cells would cost twice as much."""
    sheet.budget.spend_cells(found.places)
    columns = {letters: _read_place(sheet, f"{letters}1")[1] for letters in set(found.letters)}
    rows = {number: _number(number) for number in set(found.numbers)}
    sheet.hidden_rows.update(map(_number, found.hidden_rows))
    filled = dict(zip(found.contents, _scanned_cells(sheet, found), strict=True))
    places = zip(
        map(rows.__getitem__, found.numbers), map(columns.__getitem__, found.letters), strict=True
    )
    cells = dict(zip(places, map(filled.__getitem__, found.keys), strict=True))
    sheet.cells = {place: cell for place, cell in cells.items() if cell is not None}


def _scanned_cells(sheet: Sheet, found: CellScan) -> Iterator[Cell | None]:
    stock, styles = sheet.stock, sheet.stock.styles
    for index, kind, value, text, parts in found.contents.values():
        style = styles.get(index or "0", PLAIN_STYLE)
        if value:
            known = meaning(value) if "&" in value else value
            yield MAKERS.get(kind, write_text)(stock, known, style, False)  # noqa: FBT003 - as Maker
        elif text:
            yield text_cell(unescaped(meaning(text)), style.font)
        else:
            yield _cell_of_parts(sheet, next(found.parts), kind, style) if parts else None


def _read_row(sheet: Sheet, row: Element) -> None:
    name = row.get("r", "")
    sheet.row = _number(name) if name else sheet.row + 1
    if row.get("hidden") in _TRUE:
        sheet.hidden_rows.add(sheet.row)
    sheet.budget.spend_cells(1 + len(row))
    cells, columns = sheet.cells, sheet.columns
    column = 0
    for element in row:
        if element.tag not in _CELL:
            continue
        reference = element.get("r")
        place = sheet.row, column + 1
        if reference is not None:
            # Nearly always the row's own number behind letters that came before.
            known = columns.get(reference.removesuffix(name))
            place = (sheet.row, known) if known else _read_place(sheet, reference)
        column = place[1]
        cell = _cell(sheet, element) if len(element) else None
        if cell is not None:
            cells[place] = cell
    if column > LAST_COLUMN or sheet.row > LAST_ROW:
        raise damaged("place")
    row.clear()


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
    index = element.get("s", "0")
    kind = element.get("t", "")
    value = element[0]
    style = sheet.stock.styles.get(index, PLAIN_STYLE)
    if len(element) > 1 or value.tag not in _VALUE:
        return _cell_of_parts(sheet, element, kind, style)
    return value_cell(sheet.stock, kind, value.text, style) if value.text else None


def _cell_of_parts(sheet: Sheet, element: Element, kind: str, style: Style) -> Cell | None:
    """Give a cell that is more than a value: a formula, a text of its own."""
    parts = {_CELL_PARTS.get(part.tag): part for part in element}
    value = parts.get("v")
    if "f" in parts:
        return _formula_cell(sheet, parts["f"], value, kind, style)
    if "is" in parts:
        inline = rich_text(parts["is"])
        return text_cell(inline.text, inline.font or style.font)
    return (
        value_cell(sheet.stock, kind, value.text, style)
        if value is not None and value.text
        else None
    )


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
    return value_cell(sheet.stock, kind, value.text or "", style, formula=True)


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
