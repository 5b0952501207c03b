"""Workbooks of Office Open XML (.xlsx, .xlsm, Strict too), read directly.

No formula, macro or link is ever followed. Parts are found through relationships, not by name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lcreport.intake.formats.document import properties, saved
from lcreport.intake.formats.limits import damaged
from lcreport.intake.formats.package import Package, Relation
from lcreport.intake.formats.style import Style
from lcreport.intake.formats.xlsx_cell import Stock
from lcreport.intake.formats.xlsx_comments import pin_comments
from lcreport.intake.formats.xlsx_names import known_names
from lcreport.intake.formats.xlsx_sheet import read_sheet
from lcreport.intake.formats.xlsx_strings import SharedStrings, shared_strings
from lcreport.intake.formats.xlsx_styles import read_styles
from lcreport.intake.formats.xml_part import local, tree
from lcreport.intake.grid import Grid, Workbook

_SHEETS = known_names("sheets")
_SETTINGS = known_names("workbookPr")
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def read_xlsx(package: Package, main: str) -> Workbook:
    """Read the workbook whose main part is `main`.

    Raises:
        UnreadableError: T02-T04, see `Package.read` and `read_sheet`.
    """
    root = tree(package.pieces(main), package.budget)
    relations = package.relations(main)
    stock = Stock(
        _strings(package, relations),
        _styles(package, relations),
        any(each.get("date1904") in _TRUE for each in root if each.tag in _SETTINGS),
    )
    grids = tuple(_grid(package, each, stock) for each in _entries(root, relations))
    return Workbook(grids, saved(package), properties(package))


def _grid(package: Package, entry: Entry, stock: Stock) -> Grid:
    draft = read_sheet(entry.name, package.pieces(entry.part), stock, package.budget)
    pin_comments(package, entry.part, draft.cells)
    return draft.grid(entry.hidden)


def _entries(root: Element, relations: dict[str, Relation]) -> Iterator[Entry]:
    """Give the worksheets in their order; chart sheets and dialogs hold no cells."""
    for sheets in root:
        for each in sheets if sheets.tag in _SHEETS else ():
            ids = [value for key, value in each.items() if local(key) == "id" and "}" in key]
            if not any(ids):
                continue  # a module of macros, listed like a sheet but without a part
            relation = relations.get(ids[0])
            if relation is None:
                raise damaged("part")
            if relation.kind == "worksheet":
                hidden = each.get("state", "visible") != "visible"
                yield Entry(each.get("name", ""), relation.target, hidden)


def _strings(package: Package, relations: dict[str, Relation]) -> SharedStrings:
    part = _part(package, relations, "sharedStrings")
    return shared_strings(package.pieces(part), package.budget) if part else SharedStrings()


def _styles(package: Package, relations: dict[str, Relation]) -> dict[str, Style]:
    part = _part(package, relations, "styles")
    return read_styles(package.pieces(part), package.budget) if part else {}


def _part(package: Package, relations: dict[str, Relation], kind: str) -> str | None:
    targets = (each.target for each in relations.values() if each.kind == kind)
    return next((each for each in targets if each in package), None)
