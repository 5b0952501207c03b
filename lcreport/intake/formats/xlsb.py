"""Binary workbooks of Excel (.xlsb): the package of an .xlsx with records instead of XML.

Read directly, since the libraries for it give no number formats. Source: [MS-XLSB] 2.3, 2.4.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lcreport.intake.formats.biff12 import number, packed_number, real, records, short, wide_string
from lcreport.intake.formats.document import properties, saved
from lcreport.intake.formats.draft import Draft
from lcreport.intake.formats.limits import Budget, damaged
from lcreport.intake.formats.number_format import built_in_format, number_format
from lcreport.intake.formats.package import Package
from lcreport.intake.formats.shown import clean, float_cell
from lcreport.intake.formats.style import PLAIN_STYLE, Style, speaking_font
from lcreport.intake.grid import Cell, CellKind, Workbook

_SHEET, _WORKBOOK_PROPERTIES = 156, 153
_STRING = 19
_FORMAT, _FONT, _STYLE, _BEGIN_STYLES, _END_STYLES = 44, 43, 47, 617, 618
_ROW, _COLUMN, _MERGE = 0, 60, 176
_LAST_CELL = 19
_FIRST_FORMULA, _LAST_FORMULA = 8, 11
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_ROW_HIDDEN = 0x10
_COLUMN_HIDDEN = 0x01


@dataclass(frozen=True, slots=True)
class Text:
    """A shared string; its runs name fonts by number."""

    text: str
    fonts: tuple[int, ...] = ()


@dataclass(slots=True)
class Stock:
    """What the cells of all sheets draw on."""

    fonts: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    strings: list[Text] = field(default_factory=list)
    from_1904: bool = False


def read_xlsb(package: Package, main: str) -> Workbook:
    """Read the workbook whose main part is `main`.

    Raises:
        UnreadableError: T02-T04, see `Package.read`.
        struct.error: a record is shorter than its kind asks for.
    """
    relations = package.relations(main)
    stock = Stock()
    for each in relations.values():
        if each.kind == "styles" and each.target in package:
            _read_styles(package.read(each.target), stock, package.budget)
        elif each.kind == "sharedStrings" and each.target in package:
            _read_strings(package.read(each.target), stock, package.budget)
    grids = []
    for kind, content in records(package.read(main), package.budget):
        if kind == _WORKBOOK_PROPERTIES:
            stock.from_1904 = bool(number(content, 0) & 1)
        elif kind == _SHEET:
            identifier, end = wide_string(content, 8)
            relation = relations.get(identifier)
            if relation is None:
                raise damaged("part")
            if relation.kind == "worksheet":
                draft = Draft(wide_string(content, end)[0], package.budget)
                _read_sheet(package.read(relation.target), draft, stock)
                grids.append(draft.grid(number(content, 0) != 0))
    return Workbook(tuple(grids), saved(package), properties(package))


def _read_styles(data: bytes, stock: Stock, budget: Budget) -> None:
    codes: dict[int, str] = {}
    for_cells = False
    for kind, content in records(data, budget):
        if kind == _FORMAT:
            codes[short(content, 0)] = wide_string(content, 2)[0]
        elif kind == _FONT:
            stock.fonts.append(wide_string(content, 21)[0])
        elif kind in {_BEGIN_STYLES, _END_STYLES}:
            for_cells = kind == _BEGIN_STYLES
        elif kind == _STYLE and for_cells:
            code = codes.get(short(content, 2))
            known = built_in_format(short(content, 2)) if code is None else number_format(code)
            stock.styles.append(Style(known, _font(stock, short(content, 4))))


def _font(stock: Stock, index: int) -> str:
    return stock.fonts[index] if index < len(stock.fonts) else ""


def _read_strings(data: bytes, stock: Stock, budget: Budget) -> None:
    for kind, content in records(data, budget):
        if kind == _STRING:
            text, place = wide_string(content, 1)
            runs = number(content, place) if content[0] & 1 else 0
            fonts = (short(content, place + 6 + 4 * run) for run in range(min(runs, 64)))
            stock.strings.append(Text(clean(text), tuple(fonts)))


def _read_sheet(data: bytes, draft: Draft, stock: Stock) -> None:
    row = column = 0
    for kind, content in records(data, draft.budget):
        if kind < _LAST_CELL:
            draft.budget.spend_cells(1)
        if kind == _ROW:
            row = number(content, 0) + 1
            if content[11] & _ROW_HIDDEN:
                draft.hidden_rows.add(row)
            column = 0
        elif kind in _SHORT:
            column += 1
            whole = (column - 1).to_bytes(4, "little") + content
            draft.put(row, column, _cell(_SHORT[kind], whole, stock))
        elif kind in _CELLS:
            column = number(content, 0) + 1
            draft.put(row, column, _cell(kind, content, stock))
        elif kind == _MERGE:
            top, bottom, left, right = (number(content, place) for place in range(0, 16, 4))
            draft.merge(top + 1, left + 1, bottom + 1, right + 1)
        elif kind == _COLUMN and content[16] & _COLUMN_HIDDEN:
            draft.hidden_columns.append(range(number(content, 0) + 1, number(content, 4) + 2))


def _cell(kind: int, content: bytes, stock: Stock) -> Cell | None:
    index = number(content, 4) & 0xFFFFFF
    style = stock.styles[index] if index < len(stock.styles) else PLAIN_STYLE
    formula = _FIRST_FORMULA <= kind <= _LAST_FORMULA
    return _CELLS[kind](content, Place(stock, style, formula))


@dataclass(frozen=True, slots=True)
class Place:
    """What a cell record is read with."""

    stock: Stock
    style: Style
    formula: bool

    def cell(self, text: str, kind: CellKind = CellKind.TEXT) -> Cell:
        """Give a cell that is no number."""
        return Cell(text, kind, formula=self.formula, font=self.style.font)


def _number_cell(value: float, place: Place) -> Cell:
    return float_cell(
        value,
        place.style.format,
        from_1904=place.stock.from_1904,
        formula=place.formula,
        font=place.style.font,
    )


def _packed(content: bytes, place: Place) -> Cell | None:
    return _number_cell(packed_number(content, 8), place)


def _real(content: bytes, place: Place) -> Cell | None:
    return _number_cell(real(content, 8), place)


def _error(content: bytes, place: Place) -> Cell | None:
    return place.cell(_ERRORS.get(content[8], f"#{content[8]}"), CellKind.ERROR)


def _boolean(content: bytes, place: Place) -> Cell | None:
    return place.cell("TRUE" if content[8] else "FALSE", CellKind.BOOLEAN)


def _string(content: bytes, place: Place) -> Cell | None:
    return place.cell(clean(wide_string(content, 8)[0]))


def _shared(content: bytes, place: Place) -> Cell | None:
    index = number(content, 8)
    if index >= len(place.stock.strings):
        raise damaged("string")
    text = place.stock.strings[index]
    run_font = speaking_font([_font(place.stock, each) for each in text.fonts])
    return Cell(text.text, formula=place.formula, font=run_font or place.style.font)


def _rich(content: bytes, place: Place) -> Cell | None:
    return place.cell(clean(wide_string(content, 9)[0]))


def _blank(content: bytes, place: Place) -> Cell | None:  # noqa: ARG001 - one of the readers
    return None


_CELLS: dict[int, Callable[[bytes, Place], Cell | None]] = {
    1: _blank, 2: _packed, 3: _error, 4: _boolean, 5: _real, 6: _string, 7: _shared,
    8: _string, 9: _real, 10: _boolean, 11: _error, 62: _rich,
}  # fmt: skip
# The same without a column of their own: they stand right of the cell before.
_SHORT = {12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6, 18: 7}
