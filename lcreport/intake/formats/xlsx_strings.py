"""Texts of a workbook: shared or inline, in one piece or in runs with fonts of their own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lcreport.intake.formats.limits import Budget
from lcreport.intake.formats.shown import clean
from lcreport.intake.formats.style import speaking_font
from lcreport.intake.formats.xlsx_names import known_names
from lcreport.intake.formats.xlsx_scan import scan_strings
from lcreport.intake.formats.xml_part import Document

_ITEM = known_names("si")
_PIECES = known_names("t", "r")
_RUN_PARTS = known_names("t", "rPr")
_FONT = known_names("rFont")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class RichText(NamedTuple):
    """A text without its phonetic runs; `font` is that of its runs, "" for the cell's own."""

    text: str
    font: str = ""


@dataclass(frozen=True, slots=True)
class SharedStrings:
    """The texts of a workbook, by number; `fonts` has those with fonts of their own."""

    texts: list[str] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)


def shared_strings(pieces: Iterable[bytes], budget: Budget) -> SharedStrings:
    """Read the table of shared strings."""
    document = Document(pieces, budget)
    table = SharedStrings()
    if found := scan_strings(document.whole):
        items, document.whole = found
        for item in items:
            _add(table, item)
    for element in document.elements(_ITEM):
        _add(table, element)
        element.clear()
    return table


def _add(table: SharedStrings, item: str | Element) -> None:
    if isinstance(item, str):
        table.texts.append(unescaped(item))
        return
    text, font = rich_text(item)
    if font:
        table.fonts[len(table.texts)] = font
    table.texts.append(text)


def rich_text(item: Element) -> RichText:
    """Read a `si` or `is` element."""
    if len(item) == 1 and _PIECES.get(item[0].tag) == "t":
        return RichText(unescaped(item[0].text or ""))
    texts: list[str] = []
    fonts: list[str] = []
    for piece in item:
        kind = _PIECES.get(piece.tag)
        if kind == "t":
            texts.append(piece.text or "")
        elif kind == "r":
            _read_run(piece, texts, fonts)
    return RichText(unescaped("".join(texts)), speaking_font(fonts))


def unescaped(text: str) -> str:
    """Replace the escapes of characters that XML cannot hold ("_x000D_")."""
    return clean(_ESCAPE.sub(_character, text)) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _read_run(run: Element, texts: list[str], fonts: list[str]) -> None:
    for part in run:
        kind = _RUN_PARTS.get(part.tag)
        if kind == "t":
            texts.append(part.text or "")
        elif kind == "rPr":
            fonts += [each.get("val", "") for each in part if each.tag in _FONT]
