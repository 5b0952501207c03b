"""Formulas keep what they had come to: openpyxl saves a formula without its value.

Without it the copy, sent back as it is, would hold formulas that were never calculated.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from lxml.etree import _Element
from openpyxl.workbook import Workbook

from lcreport.papers.book.markup import escaped
from lcreport.papers.undrawn_parts import part_tree, sheet_parts

_FORMULA = re.compile(
    r'<c r="(?P<place>[A-Z]+\d+)"(?P<rest>[^>]*)>(?P<formula><f.*?(?:</f>|/>))'
    r"<v\s*(?:/>|></v>)</c>",
    re.DOTALL,
)
_TYPE = re.compile(r'\st="[^"]*"')
_STRINGS = "xl/sharedStrings.xml"
# The type of a stored value ("" for a number) and its text, by the cell's address.
Values = Mapping[str, tuple[str, str]]


def with_stored_values(workbook: Workbook, content: bytes) -> Callable[[str, bytes], bytes]:
    """Give what puts into the parts of a saved workbook the values of its formulas in `content`.

    Sheets that `content` does not have stay as they are.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        places = {title: f"xl/worksheets/sheet{n}.xml" for n, title in _numbered(workbook)}
        values = {
            places[title]: dict(_values(package, part))
            for title, part in sheet_parts(package).items()
            if title in places
        }
    return partial(_mended, values)


def _numbered(workbook: Workbook) -> Iterator[tuple[int, str]]:
    yield from ((number, each.title) for number, each in enumerate(workbook.worksheets, start=1))


def _values(package: zipfile.ZipFile, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Give what the formulas of a sheet have come to, as it is stored."""
    texts: list[str] = []
    for cell in part_tree(package, part).iter("{*}c"):
        text, kind = cell.findtext("{*}v"), cell.get("t", "")
        if not text or cell.find("{*}f") is None:
            continue
        if kind == "s":  # unusual for a formula: its text stands among those of the workbook
            texts = texts or [_text(each) for each in part_tree(package, _STRINGS)]
            kind, text = "str", texts[int(text)]
        yield cell.get("r", ""), ("" if kind == "n" else kind, text)


def _text(string: _Element) -> str:
    """Give a text of the workbook, whose parts may each have a look of their own."""
    told = (each.text or "" for each in string.iterfind("{*}r/{*}t"))
    return (string.findtext("{*}t") or "") + "".join(told)


def _mended(values: Mapping[str, Values], name: str, part: bytes) -> bytes:
    return _filled(part.decode(), values[name]).encode() if name in values else part


def _filled(sheet: str, values: Values) -> str:
    def fill(found: re.Match[str]) -> str:
        if found["place"] not in values:
            return found[0]
        kind, text = values[found["place"]]
        rest = _TYPE.sub("", found["rest"]) + (f' t="{kind}"' if kind else "")
        return f'<c r="{found["place"]}"{rest}>{found["formula"]}<v>{escaped(text)}</v></c>'

    return _FORMULA.sub(fill, sheet)
