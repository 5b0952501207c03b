"""Word documents with the form's table in them (.docx), as far as a table needs it.

Source: ECMA-376 part 1, 17.3 (paragraphs, runs), 17.4 (tables).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lcreport.intake.formats.document import properties, saved
from lcreport.intake.formats.limits import Budget
from lcreport.intake.formats.package import Package
from lcreport.intake.formats.page import Table, to_grids
from lcreport.intake.formats.style import speaking_font
from lcreport.intake.formats.xml_part import local, tree
from lcreport.intake.grid import Cell, Merge, UnreadableError, Workbook
from lcreport.wording import say

_WIDEST = 200
# What a text passes through: content controls, links, accepted insertions, smart tags.
_WRAPPERS = frozenset({"sdt", "sdtContent", "hyperlink", "ins", "smartTag", "customXml", "moveTo",
                       "fldSimple"})  # fmt: skip
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def read_docx(package: Package, main: str) -> Workbook:
    """Read the tables of a document, each a grid named after its number.

    Raises:
        UnreadableError: T01 without any table, T02-T04 see `Package.read`.
    """
    root = tree(package.pieces(main), package.budget)
    body = next((each for each in root if local(each.tag) == "body"), root)
    grids = to_grids(_blocks(body, package.budget), package.budget)
    if not grids:
        raise UnreadableError("T01", say("format.kind.word"))
    return Workbook(grids, saved(package), properties(package))


def _blocks(body: Element, budget: Budget) -> Iterator[Cell | Table]:
    for each in _flow(body):
        if local(each.tag) == "p":
            yield _cell([each])
        elif local(each.tag) == "tbl":
            yield _table(each, budget)


def _flow(element: Element) -> Iterator[Element]:
    """Give paragraphs, runs, tables, rows or cells, through the wrappers around them."""
    for each in element:
        if local(each.tag) in _WRAPPERS:
            yield from _flow(each)
        else:
            yield each


def _attribute(element: Element | None, name: str, default: str = "") -> str:
    if element is None:
        return default
    return next((value for key, value in element.items() if local(key) == name), default)


def _child(element: Element | None, *path: str) -> Element | None:
    for name in path:
        element = next((each for each in element or () if local(each.tag) == name), None)
    return element


@dataclass(slots=True)
class Span:
    """A cell that the rows below may continue, and the last row that did."""

    top: int
    left: int
    right: int
    bottom: int


@dataclass(slots=True)
class Open:
    """A table while it is read: which vertical merges go on, by their first column."""

    table: Table = field(default_factory=Table)
    spans: dict[int, Span] = field(default_factory=dict)


def _table(element: Element, budget: Budget) -> Table:
    table = Open()
    for row in _flow(element):
        if local(row.tag) == "tr":
            table.table.rows += 1
            budget.spend_cells(1 + len(row))
            _read_row(row, table)
    for span in table.spans.values():
        _close(table, span)
    return table.table


def _read_row(row: Element, table: Open) -> None:
    number = table.table.rows
    column = 1 + _number(_attribute(_child(row, "trPr", "gridBefore"), "val", "0"))
    for each in _flow(row):
        if local(each.tag) != "tc":
            continue
        look = _child(each, "tcPr")
        width = max(1, _number(_attribute(_child(look, "gridSpan"), "val", "1")))
        merge = _child(look, "vMerge")
        span = table.spans.get(column)
        if merge is not None and _attribute(merge, "val") != "restart" and span:
            span.bottom = number
        else:
            if span:
                _close(table, span)
            table.spans[column] = Span(number, column, column + width - 1, number)
            cell = _cell([part for part in _flow(each) if local(part.tag) in {"p", "tbl"}])
            if cell.text.strip():
                table.table.cells[number, column] = cell
        column += width


def _number(text: str) -> int:
    return min(int(text), _WIDEST) if text.isdecimal() else 0


def _close(table: Open, span: Span) -> None:
    if span.bottom > span.top or span.right > span.left:
        table.table.merges.append(Merge(span.top, span.left, span.bottom, span.right))


def _cell(parts: list[Element]) -> Cell:
    """Join paragraphs, and the cells of a table inside a cell, one a line."""
    lines: list[str] = []
    fonts: list[str] = []
    for part in parts:
        inner = [part] if local(part.tag) == "p" else part.iter()
        lines += [_text(each, fonts) for each in inner if local(each.tag) == "p"]
    return Cell("\n".join(lines).strip("\n"), font=speaking_font(fonts))


def _text(paragraph: Element, fonts: list[str]) -> str:
    pieces: list[str] = []
    for run in _flow(paragraph):
        if local(run.tag) == "r":
            font = _attribute(_child(run, "rPr", "rFonts"), "ascii")
            if font:
                fonts.append(font)
            pieces += [_piece(each) for each in run]
    return "".join(pieces)


def _piece(element: Element) -> str:
    name = local(element.tag)
    if name == "t":
        return element.text or ""
    if name == "sym":
        return _SYMBOLS.get(_attribute(element, "char").upper()[-2:], "")
    return _BREAKS.get(name, "")


# Ticks and boxes of Wingdings, as Word's "insert symbol" stores them.
_SYMBOLS = {"FC": "✓", "FE": "☑", "FB": "✗", "FD": "☒", "A8": "☐", "6F": "☐", "78": "☒"}
