"""Cells and shared strings in the one way in which every program writes them, read fast.

Building an element for every cell costs several times what reading its few characters does. What is
written in the usual way (no prefixes, the usual order of attributes, nothing between the tags) is
taken apart by regular expressions; anything else, to the last byte, is left to the XML parser,
which also reads whatever surrounds the cells. Both ways end in the same cells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast
from xml.etree.ElementTree import XML, Element, ParseError

from lcreport.intake.formats.kept import kept

_TEXT = r'<t(?: xml:space="preserve")?>([^<]*)</t>'
_CONTENT = (
    r'(?: s="(\d+)")?(?: t="([A-Za-z]+)")?'
    rf">(?:<v>([^<]*)</v>|<is>{_TEXT}</is>|(<(?:f|is)[ />].*?)|)</c>"
)
_PLACE = r'<c r="([A-Z]{1,3})(\d{1,7})"'
_ATTRIBUTES = r'(?: (?!xmlns)[\w:]+="[^"<>&]*")*'


def _uncaptured(pattern: str) -> str:
    return re.sub(r"[(](?![?])", "(?:", pattern)


_BETWEEN = rf'(?:{_uncaptured(_PLACE)}(?: s="\d+")?/>|</row>|<row r="\d{{1,7}}"{_ATTRIBUTES}/?>)*'
# A cell that holds something: letters, row, all that it holds; before it, rows that end and begin
# and cells that only have a border.
_CELL = re.compile(rf"({_BETWEEN}{_PLACE}({_uncaptured(_CONTENT)}))", re.DOTALL)
_LAST = re.compile(_BETWEEN)
_HIDDEN_ROW = re.compile(r'<row r="(\d+)"[^<>]* hidden="(?:1|true|on)"')
_CELL_CONTENT = re.compile(_CONTENT, re.DOTALL)
_STRING = re.compile(rf"(<si>(?:{_TEXT}|(.*?))</si>|<si/>)", re.DOTALL)
_SHEET_DATA = re.compile(b"<sheetData>")
_NOTHING = re.compile("")
_TABLE = re.compile(rb"<sst\b[^<>]*[^<>/]>")
# No XML text has these; a carriage return is something else once a parser has seen it.
_NO_TEXT = bytes({*range(32)} - {*b"\t\n"})

Tokens = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CellScan:
    """The rows of a worksheet, taken apart.

    `letters`, `numbers` and `keys` are column, row and content key of every cell that holds
    something. `contents` are (style, type, value, text, parts) for each distinct key, in the order
    of the document, "" where there is nothing and with references as they stand; `parts` are the
    elements of all parts, in that order. `places` is the number of cells and rows, empty ones too;
    `rest` is the document without its rows.
    """

    letters: Sequence[str]
    numbers: Sequence[str]
    keys: Sequence[str]
    contents: dict[str, tuple[str, ...]]
    parts: Iterator[Element]
    hidden_rows: Sequence[str]
    places: int
    rest: bytes


def scan_cells(document: bytes) -> CellScan | None:
    """Take the rows out of a worksheet; None when any is not written in the usual way."""
    cut = _cut(document, _SHEET_DATA, b"</sheetData>")
    tokens = _tokens(cut[0], _CELL, _LAST) if cut else None
    if cut is None or tokens is None:
        return None
    content, rest = cut
    _, letters, numbers, keys = zip(*tokens, strict=True) if tokens else ((), (), (), ())
    # A form repeats itself: ticks, the same few words and numbers.
    distinct = dict.fromkeys(keys)
    contents = cast("Tokens", _CELL_CONTENT.findall("".join(distinct)))
    try:
        parts = _parsed([each[4] for each in contents if each[4]])
    except ParseError:
        return None
    return CellScan(
        letters,
        numbers,
        keys,
        dict(zip(distinct, contents, strict=True)),
        parts,
        _HIDDEN_ROW.findall(content) if " hidden=" in content else (),
        content.count("<c ") + content.count("<row "),
        rest,
    )


def scan_strings(document: bytes) -> tuple[Sequence[str | Element], bytes] | None:
    """Take the items out of a table of shared strings: plain texts, elements of all others.

    Gives the items and the document without them; None as for `scan_cells`.
    """
    cut = _cut(document, _TABLE, b"</sst>")
    tokens = _tokens(cut[0], _STRING) if cut else None
    if cut is None or tokens is None:
        return None
    try:
        parsed = _parsed([parts for _, _, parts in tokens if parts])
        items = [next(parsed) if parts else meaning(text) for _, text, parts in tokens]
    except ParseError:
        return None
    return items, cut[1]


def _cut(document: bytes, start: re.Pattern[bytes], end: bytes) -> tuple[str, bytes] | None:
    """Take out what lies between two tags, as text; give it and the document without it."""
    first, last = start.search(document), document.rfind(end)
    # What is left of a declaration names an encoding other than UTF-8.
    if first is None or last < first.end() or document.startswith(b"<?xml"):
        return None
    body = document[first.end() : last]
    if len(body.translate(None, _NO_TEXT)) < len(body):
        return None
    try:
        return body.decode(), document[: first.end()] + document[last:]
    except UnicodeDecodeError:
        return None


def _tokens(
    content: str, pattern: re.Pattern[str], last: re.Pattern[str] = _NOTHING
) -> Tokens | None:
    """Give the groups of every token; None unless they and what is `last` are all there is."""
    tokens = cast("Tokens", pattern.findall(content))
    end = sum([len(token[0]) for token in tokens])
    return tokens if last.fullmatch(content, end) else None


def _parsed(parts: list[str]) -> Iterator[Element]:
    """Parse all that only a parser understands at once: it is quick, but slow to start."""
    return iter(XML(f"<a><b>{'</b><b>'.join(parts)}</b></a>")) if parts else iter(())


def meaning(text: str) -> str:
    """Resolve the references in a text ("&amp;").

    Raises:
        ParseError: there is no such reference.
    """
    return _resolved(text) if "&" in text else text


@kept(most=2048, longest=1000)
def _resolved(text: str) -> str:
    return XML(f"<a>{text}</a>").text or ""
