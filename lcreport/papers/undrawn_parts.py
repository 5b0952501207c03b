"""What of a workbook openpyxl does not take over: pictures, shapes, macros, by sheet and cell."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.wording import say

# Elements of a drawing, of a sheet and parts of a workbook, by what a person calls them.
_DRAWN = {"pic": "picture", "graphicFrame": "chart", "sp": "shape", "cxnSp": "shape",
          "grpSp": "shape"}  # fmt: skip
_ON_SHEET = {"controls": "control", "oleObjects": "object", "legacyDrawingHF": "header_picture",
             "picture": "background", "extLst": "extension"}  # fmt: skip
_IN_BOOK = {"xl/vbaProject.bin": "macro", "xl/pivotTables/": "pivot", "xl/slicers/": "slicer"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Lost:
    """One part: what it is, its sheet and cell, or the number of its paragraph."""

    kind: str
    sheet: str | None = None
    cell: str | None = None
    paragraph: int = 0


def part_tree(package: zipfile.ZipFile, part: str) -> _Element:
    """Give the root of a part."""
    return etree.fromstring(package.read(part), _PARSER)


def _name(element: _Element) -> str:
    return etree.QName(element).localname


def undrawn_parts(book: Workbook, content: bytes) -> Iterator[str]:
    """Say, one by one, what of a workbook's bytes would be lost if openpyxl's `book` were saved."""
    for each in dict.fromkeys(lost_of(book, io.BytesIO(content))):
        what = say(f"template.lost.{each.kind}")
        place = " ".join(part for part in (each.sheet, each.cell) if part)
        yield say("template.lost.at", what=what, place=place) if place else what


def lost_of(book: Workbook, file: Path | BinaryIO) -> Iterator[Lost]:
    """Give what would be lost if openpyxl's `book` of this file were saved."""
    with zipfile.ZipFile(file) as package:
        for title, part in sheet_parts(package).items():
            if title in book.sheetnames:
                yield from _undrawn(package, part, book[title])
            held = {_name(each) for each in part_tree(package, part)}
            yield from (Lost(kind, title) for name, kind in _ON_SHEET.items() if name in held)
        names = package.namelist()
        for beginning, kind in _IN_BOOK.items():
            if any(name.startswith(beginning) for name in names):
                yield Lost(kind)


def sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Give the part of each sheet, by title."""
    targets = _targets(package, "xl/workbook.xml")
    return {
        str(each.get("name")): targets[str(value)]
        for each in part_tree(package, "xl/workbook.xml").iter("{*}sheet")
        for key, value in each.items()
        if str(key).endswith("}id") and str(value) in targets
    }


def _targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Give the parts that a part refers to, by the id of the reference."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package.namelist():
        return {}
    return {
        str(each.get("Id")): normpath(join(folder, str(each.get("Target")))).lstrip("/")
        for each in part_tree(package, relations)
        if each.get("TargetMode") != "External"
    }


def _undrawn(package: zipfile.ZipFile, part: str, sheet: Worksheet) -> Iterator[Lost]:
    """Give what is drawn on a sheet, less the pictures and charts that openpyxl took over."""
    kept = {
        "picture": len(getattr(sheet, "_images", ())),
        "chart": len(getattr(sheet, "_charts", ())),
    }
    drawings = (each for each in _targets(package, part).values() if "/drawings/drawing" in each)
    for drawing in drawings:
        for anchor in part_tree(package, drawing):
            kind = next((_DRAWN[_name(e)] for e in anchor if _name(e) in _DRAWN), None)
            if kind and kept.get(kind, 0) > 0:
                kept[kind] -= 1
            elif kind:
                yield Lost(kind, sheet.title, _corner(anchor))


def _corner(anchor: _Element) -> str | None:
    column, row = anchor.findtext("{*}from/{*}col"), anchor.findtext("{*}from/{*}row")
    return f"{get_column_letter(int(column) + 1)}{int(row) + 1}" if column and row else None
