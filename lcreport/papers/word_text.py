"""What a Word paper says, read back from its parts: paragraphs and tables as plain texts.

Reads what stands in the body itself, as a person who filled the template left it there: no text
boxes, no content controls, nothing struck out.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element

from lcreport.errors import UsageError
from lcreport.papers.nd30.package import Parts, open_parts, w

_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_TEXT, _BREAK, _TYPE = w("t"), w("br"), w("type")
_RUN, _LINK = w("r"), w("hyperlink")
_PARAGRAPH, _TABLE, _ROW, _CELL = w("p"), w("tbl"), w("tr"), w("tc")
_SPAN = f"{w('tcPr')}/{w('gridSpan')}"
_MERGED = f"{w('tcPr')}/{w('vMerge')}"
_VAL = w("val")
_LINE_BREAKS = {None, "textWrapping"}


def read_word(path: Path) -> Parts:
    """Open a written paper or a template.

    Raises:
        OSError: it is not there, or is no readable Word file.
    """
    try:
        return open_parts(path.read_bytes())
    except UsageError as error:
        raise OSError(str(error)) from error


def paragraphs(parent: _Element | None) -> Iterator[str]:
    """Give the texts of the paragraphs that stand directly in a body or a cell."""
    for each in () if parent is None else parent.iterchildren(_PARAGRAPH):
        yield "".join(_pieces(each))


def body(parts: Parts) -> _Element | None:
    """Give the body of a document."""
    return parts.document.find(w("body"))


def tables(parts: Parts) -> list[_Element]:
    """Give the tables that stand directly in the body."""
    root = body(parts)
    return [] if root is None else list(root.iterchildren(_TABLE))


def table_texts(table: _Element) -> list[list[str]]:
    """Give the texts of a table by row and grid column; a merged cell says its text in each."""
    rows: list[list[str]] = []
    for row in table.iterchildren(_ROW):
        texts: list[str] = []
        for cell in row.iterchildren(_CELL):
            texts += [_cell(cell, rows, len(texts))] * _span(cell)
        rows.append(texts)
    return rows


def _cell(cell: _Element, above: list[list[str]], column: int) -> str:
    merged = cell.find(_MERGED)
    continues = merged is not None and merged.get(_VAL, "continue") == "continue"
    if continues and above and column < len(above[-1]):
        return above[-1][column]
    return "\n".join(paragraphs(cell))


def _span(cell: _Element) -> int:
    span = cell.find(_SPAN)
    return int(span.get(_VAL, "1")) if span is not None else 1


def _pieces(paragraph: _Element) -> Iterator[str]:
    for child in paragraph:
        if child.tag == _RUN:
            yield from _signs(child)
        elif child.tag == _LINK:
            for run in child.iterchildren(_RUN):
                yield from _signs(run)


def _signs(run: _Element) -> Iterator[str]:
    for child in run:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _BREAK:
            yield "\n" if child.get(_TYPE) in _LINE_BREAKS else ""
        else:
            yield _SIGNS.get(str(child.tag), "")
