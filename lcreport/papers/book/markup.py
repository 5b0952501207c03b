"""Texts and places as the parts of a workbook write them."""

from functools import cache
from string import ascii_uppercase

_SPACES = (" ", "\n", "\t")


def escaped(text: str) -> str:
    """Give a text as XML holds it between tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """Give a text as XML holds it between quotation marks."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def text_tag(text: str) -> str:
    """Give a text as an element that keeps its spaces."""
    kept = text.startswith(_SPACES) or text.endswith(_SPACES)
    return f"<t{_KEPT if kept else ''}>{escaped(text)}</t>"


_KEPT = ' xml:space="preserve"'


@cache
def letters(column: int) -> str:
    """Give the letters of a column of ours (from 1): "A", "Z", "AA"."""
    found = ""
    while column:
        column, rest = divmod(column - 1, len(ascii_uppercase))
        found = ascii_uppercase[rest] + found
    return found


def inside(title: str, cell: str) -> str:
    """Give the location of a cell as links write it: 'Biểu 1'!G25."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{cell}"


def block(title: str, columns: tuple[int, int], rows: tuple[int, int]) -> str:
    """Give a block of cells as names and charts refer to it: 'Biểu 1'!$A$1:$B$9."""
    corners = zip(columns, rows, strict=True)
    return inside(title, ":".join(f"${letters(column)}${row}" for column, row in corners))
