"""Workbooks of Excel 5 to 2003 (.xls), read by xlrd from the bytes of their BIFF stream."""

from dataclasses import dataclass
from io import StringIO

import xlrd
from xlrd.book import Book
from xlrd.sheet import Sheet

from lcreport.intake.formats.biff import scan
from lcreport.intake.formats.draft import Draft
from lcreport.intake.formats.limits import Budget
from lcreport.intake.formats.number_format import GENERAL, number_format
from lcreport.intake.formats.ole import SIGNATURE, OldWorkbook, open_container
from lcreport.intake.formats.shown import clean, float_cell
from lcreport.intake.formats.style import PLAIN_STYLE, Style, speaking_font
from lcreport.intake.grid import Cell, CellKind, Position, Workbook

_BOOLEANS = ("FALSE", "TRUE")


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet together with what its cells draw on."""

    book: Book
    sheet: Sheet
    styles: list[Style]
    formulas: frozenset[Position]


def read_xls(data: bytes, budget: Budget) -> Workbook:
    """Read a compound file, or a bare BIFF stream as the oldest programs wrote it.

    Raises:
        UnreadableError: T01, T02, T04.
        Exception: whatever xlrd raises on damaged files.
    """
    old = open_container(data) if data.startswith(SIGNATURE) else OldWorkbook(data, None)
    formulas = scan(old.stream, budget)
    book = xlrd.open_workbook(
        file_contents=old.stream,
        formatting_info=True,
        ragged_rows=True,
        on_demand=True,
        logfile=StringIO(),
    )
    styles = _styles(book)
    grids = []
    for index in range(book.nsheets):
        budget.tick()
        found = formulas[index] if index < len(formulas) else frozenset()
        source = Source(book, book.sheet_by_index(index), styles, found)
        grids.append(_draft(source, budget).grid(bool(source.sheet.visibility)))
        book.unload_sheet(index)
    return Workbook(tuple(grids), old.saved)


def _styles(book: Book) -> list[Style]:
    fonts = [each.name for each in book.font_list]
    return [
        Style(
            number_format(_code(book, each.format_key)),
            fonts[each.font_index] if each.font_index < len(fonts) else "",
        )
        for each in book.xf_list
    ]


def _code(book: Book, key: int) -> str:
    known = book.format_map.get(key)
    return known.format_str if known else GENERAL


def _draft(source: Source, budget: Budget) -> Draft:
    sheet = source.sheet
    draft = Draft(sheet.name, budget)
    for row in range(sheet.nrows):
        budget.tick()
        for column, kind in enumerate(sheet.row_types(row)):
            if kind not in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                draft.put(row + 1, column + 1, _cell(source, row, column, kind))
    for top, bottom, left, right in sheet.merged_cells:
        draft.merge(top + 1, left + 1, bottom, right)
    draft.hidden_rows.update(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden)
    draft.hidden_columns += [
        range(column + 1, column + 2) for column, info in sheet.colinfo_map.items() if info.hidden
    ]
    return draft


def _cell(source: Source, row: int, column: int, kind: int) -> Cell:
    value = source.sheet.cell_value(row, column)
    index = source.sheet.cell_xf_index(row, column)
    style = source.styles[index] if index < len(source.styles) else PLAIN_STYLE
    formula = (row + 1, column + 1) in source.formulas
    if kind == xlrd.XL_CELL_TEXT:
        font = _font(source, row, column) or style.font
        return Cell(clean(value), formula=formula, font=font)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell(_BOOLEANS[bool(value)], CellKind.BOOLEAN, formula=formula, font=style.font)
    if kind == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(int(value), f"#{value}")
        return Cell(text, CellKind.ERROR, formula=formula, font=style.font)
    return float_cell(
        float(value),
        style.format,
        from_1904=bool(source.book.datemode),
        formula=formula,
        font=style.font,
    )


def _font(source: Source, row: int, column: int) -> str:
    runs = source.sheet.rich_text_runlist_map.get((row, column), ())
    fonts = source.book.font_list
    return speaking_font([fonts[index].name for _, index in runs if index < len(fonts)])
