"""Workbooks of Excel 2003 as one XML file, nearly always named .xls.

Source: the SpreadsheetML 2003 reference schema (urn:schemas-microsoft-com:office:spreadsheet).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from lcreport.intake.formats.draft import LAST_COLUMN, LAST_ROW, Draft
from lcreport.intake.formats.limits import Budget, damaged
from lcreport.intake.formats.number_format import number_format
from lcreport.intake.formats.shown import (
    date_cell,
    iso_moment,
    number_cell,
    stored_number,
    utc_moment,
)
from lcreport.intake.formats.style import PLAIN_STYLE, Style
from lcreport.intake.formats.xml_part import local, tree
from lcreport.intake.grid import Cell, CellKind, Grid, Workbook

_NAMED = {
    "Percent": "0.00%", "Short Date": "dd/mm/yyyy", "Medium Date": "dd/mm/yyyy",
    "Long Date": "dd/mm/yyyy", "General Date": "dd/mm/yyyy h:mm", "Short Time": "h:mm",
    "Medium Time": "h:mm", "Long Time": "h:mm:ss",
}  # fmt: skip
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


def read_xml_2003(data: bytes, budget: Budget) -> Workbook:
    """Read the workbook.

    Raises:
        UnreadableError: T03 damaged, T04 too large.
    """
    root = tree((data,), budget)
    styles: dict[str, Style] = {}
    saved = ""
    grids: list[Grid] = []
    for each in root:
        kind = local(each.tag)
        if kind == "DocumentProperties":
            saved = _text_of(each, "LastSaved")
        elif kind == "Styles":
            styles = {_attribute(style, "ID"): _style(style) for style in each}
        elif kind == "Worksheet":
            grids.append(_grid(each, styles, budget))
    return Workbook(tuple(grids), utc_moment(saved))


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if local(key) == name), "")


def _text_of(element: Element, name: str) -> str:
    return next((each.text or "" for each in element if local(each.tag) == name), "")


def _style(element: Element) -> Style:
    code = font = ""
    for each in element:
        if local(each.tag) == "NumberFormat":
            code = _attribute(each, "Format")
        elif local(each.tag) == "Font":
            font = _attribute(each, "FontName")
    return Style(number_format(_NAMED.get(code, code)), font)


@dataclass(slots=True)
class Sheet(Draft):
    """A worksheet as it is being read: where the next row and the next cell come."""

    styles: dict[str, Style] = field(default_factory=dict)
    row: int = 0
    column: int = 0


def _grid(element: Element, styles: dict[str, Style], budget: Budget) -> Grid:
    sheet = Sheet(_attribute(element, "Name"), budget, styles=styles)
    hidden = False
    for part in element:
        if local(part.tag) == "Table":
            for each in part:
                reader = _READERS.get(local(each.tag))
                if reader:
                    reader(sheet, each)
        elif local(part.tag) == "WorksheetOptions":
            hidden = _text_of(part, "Visible") in {"SheetHidden", "SheetVeryHidden"}
    return sheet.grid(hidden)


def _index(element: Element, previous: int, last: int) -> int:
    text = _attribute(element, "Index")
    index = int(text) if text.isdecimal() and len(text) <= len(str(last)) else previous + 1
    if not 0 < index <= last:
        raise damaged("place")
    return index


def _count(element: Element, name: str, most: int) -> int:
    text = _attribute(element, name)
    return min(int(text), most) if text.isdecimal() and len(text) <= len(str(most)) else 0


def _read_column(sheet: Sheet, element: Element) -> None:
    first = _index(element, sheet.column, LAST_COLUMN)
    sheet.column = first + _count(element, "Span", LAST_COLUMN)
    if _attribute(element, "Hidden") == "1":
        sheet.hidden_columns.append(range(first, sheet.column + 1))


def _read_row(sheet: Sheet, element: Element) -> None:
    sheet.row = _index(element, sheet.row, LAST_ROW)
    sheet.column = 0
    sheet.budget.spend_cells(1 + len(element))
    if _attribute(element, "Hidden") == "1":
        sheet.hidden_rows.add(sheet.row)
    for each in element:
        if local(each.tag) == "Cell":
            sheet.column = _index(each, sheet.column, LAST_COLUMN)
            sheet.put(sheet.row, sheet.column, _cell(sheet, each))
            across = _count(each, "MergeAcross", LAST_COLUMN)
            down = _count(each, "MergeDown", LAST_ROW)
            sheet.merge(sheet.row, sheet.column, sheet.row + down, sheet.column + across)
            sheet.column += across
    sheet.row += _count(element, "Span", LAST_ROW)


_READERS: dict[str, Callable[[Sheet, Element], None]] = {
    "Column": _read_column,
    "Row": _read_row,
}


def _cell(sheet: Sheet, element: Element) -> Cell | None:
    style = sheet.styles.get(_attribute(element, "StyleID"), PLAIN_STYLE)
    formula = _attribute(element, "Formula")
    data = next((each for each in element if local(each.tag) == "Data"), None)
    if data is None:
        if not formula:
            return None
        return Cell(formula, CellKind.UNCALCULATED, formula=True, font=style.font)
    return _value(_attribute(data, "Type"), "".join(data.itertext()), style, formula=bool(formula))


def _value(kind: str, text: str, style: Style, *, formula: bool) -> Cell:
    number = stored_number(text) if kind == "Number" else None
    if number is not None:
        return number_cell(number, style.format, formula=formula, font=style.font)
    if kind == "DateTime":
        moment = iso_moment(text)
        if moment is not None:
            return date_cell(moment, formula=formula, font=style.font)
    if kind == "Boolean":
        return Cell(_BOOLEANS.get(text, text), CellKind.BOOLEAN, formula=formula, font=style.font)
    found = CellKind.ERROR if kind == "Error" else CellKind.TEXT
    return Cell(text, found, formula=formula, font=style.font)
