"""What of a template that somebody has edited no paper can show (R04).

Excel templates are read and written again by openpyxl, which keeps cells, notes and charts, and
loses what else is drawn on a sheet. Word templates keep all their parts, but the mark of a whole
paragraph, row or cell (`{%p …%}`) takes away everything that stands in there with it, and so does
a name that a picture has been put into.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from typing import BinaryIO

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.errors import TemplateError
from lcreport.papers.docx_file import open_word, printed_paragraphs
from lcreport.papers.sheet_file import open_template
from lcreport.problems import Flaw, Problem, problem
from lcreport.wording import say

# Elements of a drawing, of a sheet and parts of a workbook, by what a person calls them.
_DRAWN = {"pic": "picture", "graphicFrame": "chart", "sp": "shape", "cxnSp": "shape",
          "grpSp": "shape"}  # fmt: skip
_ON_SHEET = {"controls": "control", "oleObjects": "object", "legacyDrawingHF": "header_picture",
             "picture": "background", "extLst": "extension"}  # fmt: skip
_IN_BOOK = {"xl/vbaProject.bin": "macro", "xl/pivotTables/": "pivot", "xl/slicers/": "slicer"}
_HELD_BY_WORD = {"drawing": "picture", "pict": "shape", "object": "object", "sdt": "control"}
_OBJECT = "\ue0ff"
_IN_NAME = re.compile(r"\{[{%][^{}]*\ue0ff")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class _Lost:
    """One part: what it is, its sheet and cell, or the number of its paragraph."""

    kind: str
    sheet: str | None = None
    cell: str | None = None
    paragraph: int = 0


def lost_parts(template: Path, label: str) -> Iterator[Problem]:
    """Give one R04 for each part of a template that no paper can show; `label` names the file.

    Raises:
        TemplateError: the template cannot be opened.
    """
    finder = {".xlsx": _lost_in_workbook, ".docx": _lost_in_word}[template.suffix]
    try:
        found = list(dict.fromkeys(finder(template)))
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise TemplateError(say("template.unreadable", name=label)) from error
    for each in found:
        what = say(f"template.lost.{each.kind}")
        if each.paragraph:
            place = say("template.line", name=label, number=each.paragraph)
            what = say("template.lost.at", what=what, place=place)
        yield problem(Flaw("R04", what), file=label, sheet=each.sheet, cell=each.cell)


def part_tree(package: zipfile.ZipFile, part: str) -> _Element:
    """Give the root of a part."""
    return etree.fromstring(package.read(part), _PARSER)


def _name(element: _Element) -> str:
    return etree.QName(element).localname


# Excel -----------------------------------------------------------------------------------------


def undrawn_parts(book: Workbook, content: bytes) -> Iterator[str]:
    """Say, one by one, what of a workbook's bytes would be lost if openpyxl's `book` were saved."""
    for each in dict.fromkeys(_lost_of(book, io.BytesIO(content))):
        what = say(f"template.lost.{each.kind}")
        place = " ".join(part for part in (each.sheet, each.cell) if part)
        yield say("template.lost.at", what=what, place=place) if place else what


def _lost_in_workbook(template: Path) -> Iterator[_Lost]:
    return _lost_of(open_template(template), template)


def _lost_of(book: Workbook, file: Path | BinaryIO) -> Iterator[_Lost]:
    with zipfile.ZipFile(file) as package:
        for title, part in sheet_parts(package).items():
            if title in book.sheetnames:
                yield from _undrawn(package, part, book[title])
            held = {_name(each) for each in part_tree(package, part)}
            yield from (_Lost(kind, title) for name, kind in _ON_SHEET.items() if name in held)
        names = package.namelist()
        for beginning, kind in _IN_BOOK.items():
            if any(name.startswith(beginning) for name in names):
                yield _Lost(kind)


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


def _undrawn(package: zipfile.ZipFile, part: str, sheet: Worksheet) -> Iterator[_Lost]:
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
                yield _Lost(kind, sheet.title, _corner(anchor))


def _corner(anchor: _Element) -> str | None:
    column, row = anchor.findtext("{*}from/{*}col"), anchor.findtext("{*}from/{*}row")
    return f"{get_column_letter(int(column) + 1)}{int(row) + 1}" if column and row else None


# Word ------------------------------------------------------------------------------------------


def _lost_in_word(template: Path) -> Iterator[_Lost]:
    for number, paragraph in enumerate(printed_paragraphs(open_word(template)), start=1):
        yield from (_Lost(kind, paragraph=number) for kind in _swallowed(paragraph))


def _swallowed(paragraph: _Element) -> Iterator[str]:
    """Give the kinds of objects in a paragraph that filling the template takes away."""
    held = [(_name(each), each) for each in paragraph.iter() if isinstance(each.tag, str)]
    objects = [_HELD_BY_WORD[name] for name, _ in held if name in _HELD_BY_WORD]
    texts = (
        (each.text or "") if name == "t" else _OBJECT * (name in _HELD_BY_WORD)
        for name, each in held
    )
    if objects and (_is_marked(paragraph) or _IN_NAME.search("".join(texts))):
        yield from objects


def _is_marked(paragraph: _Element) -> bool:
    """Say whether the paragraph, or the row or cell around it, is only a mark that goes."""
    around = [("p", paragraph)]
    for kind in ("tr", "tc"):
        around += [(kind, each) for each in paragraph.iterancestors(qn(f"w:{kind}"))][:1]
    return any(
        re.search(rf"\{{[{{%]{kind}\s", "".join(each.text or "" for each in scope.iter(qn("w:t"))))
        for kind, scope in around
    )
