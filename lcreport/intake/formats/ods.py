"""OpenDocument spreadsheets (.ods), read directly: the file itself says what is a percentage.

Source: OASIS ODF 1.3 part 3, 9 (tables), 19.385 (value types).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lcreport.intake.formats.draft import LAST_COLUMN, LAST_ROW, Draft
from lcreport.intake.formats.limits import Budget, damaged
from lcreport.intake.formats.number_format import PLAIN, number_format
from lcreport.intake.formats.odf_text import paragraphs
from lcreport.intake.formats.package import Package
from lcreport.intake.formats.shown import (
    date_cell,
    iso_moment,
    number_cell,
    stored_number,
    utc_moment,
)
from lcreport.intake.formats.style import speaking_font
from lcreport.intake.formats.xml_part import local, tree
from lcreport.intake.grid import Cell, CellKind, Grid, UnreadableError, Workbook

_PERCENT = number_format("0%")
_GROUPS = frozenset({"table-header-rows", "table-row-group", "table-rows", "table-header-columns",
                     "table-column-group", "table-columns"})  # fmt: skip
_NUMBERS = frozenset({"float", "percentage", "currency"})
_DIGITS = 10
_UNSEEN = frozenset({"collapse", "filter"})


@dataclass(frozen=True, slots=True)
class Looks:
    """What the automatic styles say: fonts of cell styles, styles of hidden sheets."""

    fonts: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def read_ods(package: Package) -> Workbook:
    """Read a spreadsheet document.

    Raises:
        UnreadableError: T02 when its content is encrypted, T03 damaged, T04 too large.
    """
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in package else b""
    if b"encryption-data" in manifest:
        raise UnreadableError("T02")
    root = tree(package.pieces("content.xml"), package.budget)
    looks = _looks(root)
    body = next((each for each in root.iter() if local(each.tag) == "spreadsheet"), None)
    if body is None:
        raise damaged("part")
    grids = (_grid(each, looks, package.budget) for each in body if local(each.tag) == "table")
    saved, properties = _about(package)
    return Workbook(tuple(grids), utc_moment(saved), properties)


def _about(package: Package) -> tuple[str, dict[str, str]]:
    if "meta.xml" not in package:
        return "", {}
    saved = ""
    own: dict[str, str] = {}
    for each in tree(package.pieces("meta.xml"), package.budget).iter():
        if local(each.tag) == "date":
            saved = each.text or ""
        elif local(each.tag) == "user-defined":
            own[_attribute(each, "name")] = each.text or ""
    return saved, own


def _attribute(element: Element, name: str) -> str:
    """Give an attribute by its local name; calcext and office repeat some, the first wins."""
    return next((value for key, value in element.items() if local(key) == name), "")


def _count(element: Element, name: str, most: int) -> int:
    text = _attribute(element, name)
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < _DIGITS else 1


def _looks(root: Element) -> Looks:
    fonts: dict[str, str] = {}
    hidden: set[str] = set()
    for style in root.iter():
        if local(style.tag) == "style":
            name = _attribute(style, "name")
            for each in style:
                if _attribute(each, "display") == "false":
                    hidden.add(name)
                fonts[name] = _attribute(each, "font-name") or fonts.get(name, "")
    return Looks(fonts, frozenset(hidden))


def _parts(element: Element, name: str) -> Iterator[Element]:
    """Give the rows or columns of a table, through the groups that they may stand in."""
    for each in element:
        kind = local(each.tag)
        if kind == name:
            yield each
        elif kind in _GROUPS:
            yield from _parts(each, name)


def _grid(table: Element, looks: Looks, budget: Budget) -> Grid:
    draft = Draft(_attribute(table, "name"), budget)
    defaults = _read_columns(table, draft)
    row = 1
    for element in _parts(table, "table-row"):
        repeat = _count(element, "number-rows-repeated", LAST_ROW)
        hidden = _attribute(element, "visibility") in _UNSEEN
        filled = _read_row(element, Line(draft, looks, defaults, row, repeat))
        if hidden and (filled or repeat == 1):
            draft.hidden_rows.update(range(row, row + repeat))
        row += repeat
    return draft.grid(_attribute(table, "style-name") in looks.hidden)


def _read_columns(table: Element, draft: Draft) -> list[tuple[range, str]]:
    """Keep the hidden columns; give the spans that have a cell style of their own."""
    defaults: list[tuple[range, str]] = []
    column = 1
    for element in _parts(table, "table-column"):
        end = column + _count(element, "number-columns-repeated", LAST_COLUMN)
        if _attribute(element, "visibility") in _UNSEEN:
            draft.hidden_columns.append(range(column, end))
        style = _attribute(element, "default-cell-style-name")
        if style:
            defaults.append((range(column, end), style))
        column = end
    return defaults


@dataclass(frozen=True, slots=True)
class Line:
    """Where a row of the file goes: as many rows of the sheet as it is repeated."""

    draft: Draft
    looks: Looks
    defaults: list[tuple[range, str]]
    row: int
    repeat: int

    def font(self, element: Element, column: int) -> str:
        """Give the font of a cell: of its own style, else of its column's."""
        style = _attribute(element, "style-name")
        if not style:
            style = next((name for span, name in self.defaults if column in span), "")
        return self.looks.fonts.get(style, "")


def _read_row(element: Element, line: Line) -> bool:
    """Keep the cells of a row, and say whether there were any."""
    column = 1
    filled = False
    line.draft.budget.spend_cells(1 + len(element))
    for each in element:
        width = _count(each, "number-columns-repeated", LAST_COLUMN)
        if local(each.tag) == "table-cell":
            _read_merge(each, line, column)
            cell = _cell(each, line, column)
            if cell is not None:
                filled = True
                _put(cell, line, column, width)
        column += width
    return filled


def _put(cell: Cell, line: Line, column: int, width: int) -> None:
    """Keep a cell as often as it is repeated; each repetition counts, a bomb is made of them."""
    line.draft.budget.spend_cells(width * line.repeat)
    for row in range(line.row, line.row + line.repeat):
        for place in range(column, column + width):
            line.draft.put(row, place, cell)


def _read_merge(element: Element, line: Line, column: int) -> None:
    across = _count(element, "number-columns-spanned", LAST_COLUMN)
    down = _count(element, "number-rows-spanned", LAST_ROW)
    line.draft.merge(line.row, column, line.row + down - 1, column + across - 1)


def _cell(element: Element, line: Line, column: int) -> Cell | None:
    kind = _attribute(element, "value-type")
    text, spans = paragraphs(element)
    source = _attribute(element, "formula")
    if not (kind or text or source):
        return None
    run_fonts = [font for name in spans if (font := line.looks.fonts.get(name))]
    font = speaking_font(run_fonts) or line.font(element, column)
    formula = bool(source)
    if formula and not kind and not text:
        written = f"={source.removeprefix('of:=')}"
        return Cell(written, CellKind.UNCALCULATED, formula=True, font=font)
    if formula and text.startswith(("#", "Err:")):
        return Cell(text, CellKind.ERROR, formula=True, font=font)
    return _value_cell(element, text, kind, Way(formula, font))


@dataclass(frozen=True, slots=True)
class Way:
    """How a value came into its cell, and in which font it stands there."""

    formula: bool
    font: str


def _value_cell(element: Element, text: str, kind: str, way: Way) -> Cell:
    if kind in _NUMBERS:
        number = stored_number(_attribute(element, "value"))
        if number is not None:
            shown = _PERCENT if kind == "percentage" else PLAIN
            if kind == "float" and text.endswith("%"):
                shown = number_format('0"%"')
            return number_cell(number, shown, formula=way.formula, font=way.font)
    if kind == "date":
        moment = iso_moment(_attribute(element, "date-value"))
        if moment is not None:
            return date_cell(moment, formula=way.formula, font=way.font)
    if kind == "time":
        return Cell(text, CellKind.DATE, formula=way.formula, font=way.font)
    if kind == "boolean":
        shown_text = _attribute(element, "boolean-value").upper() or text
        return Cell(shown_text, CellKind.BOOLEAN, formula=way.formula, font=way.font)
    written = text or _attribute(element, "string-value")
    return Cell(written, formula=way.formula, font=way.font)
