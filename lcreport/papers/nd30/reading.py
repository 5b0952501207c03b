"""From a .docx to a `Paper`: every line with the formatting that it really has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from lcreport.errors import UsageError
from lcreport.papers.fonts import Font
from lcreport.papers.nd30.drawings import bordered, drawn_lines, has_picture, underscores
from lcreport.papers.nd30.numbering import Lists, read_lists
from lcreport.papers.nd30.package import Parts, open_parts, w
from lcreport.papers.nd30.page import Cell, Line, Paper, Run, Shape
from lcreport.papers.nd30.sections import page_count, read_section
from lcreport.papers.nd30.styles import (
    Layer,
    Styles,
    numbered,
    paragraph_layer,
    points,
    read_styles,
)
from lcreport.wording import say

_HALF_POINTS = 2
_DEFAULT_SIZE = 10
_DEFAULT_FONT = "Times New Roman"
_LAST_ASCII = "\x7f"
_SINGLE_LINE = 240
_BLACK = {"", "auto", "000000"}
_ALIGN = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both"}
_SIGNS = {w("tab"): "\t", w("noBreakHyphen"): "-", w("softHyphen"): ""}
_BREAKS = {w("br"), w("cr")}
_ASIDE = ("header", "footer", "footnotes", "endnotes")


@dataclass(slots=True)
class _Reader:
    """What is known while the text is read from top to bottom."""

    styles: Styles
    lists: Lists
    room: float = 0
    table_style: str = ""
    section: int = 0
    tables: int = 0
    lines: list[Line] = field(default_factory=list)


def read_paper(data: bytes) -> Paper:
    """Read a .docx.

    Raises:
        UsageError: the bytes are no readable .docx.
    """
    parts = open_parts(data)
    try:
        return _paper(parts)
    except (ValueError, RecursionError) as error:  # a number that is none, tables without end
        raise UsageError(say("nd30.not_docx", why=error)) from error


def _paper(parts: Parts) -> Paper:
    styles = read_styles(parts)
    body = parts.document.find(w("body"))
    found = [] if body is None else list(body.iter(w("sectPr")))
    sections = tuple(read_section(found[: place + 1], parts, styles) for place in range(len(found)))
    reader = _Reader(styles, read_lists(parts))
    if body is not None and sections:
        for element in _flat(body):
            reader.room = sections[min(reader.section, len(sections) - 1)].room
            _read_block(reader, element)
    last = max(len(sections) - 1, 0)
    lines = tuple(
        replace(each, section=last) if each.section > last else each for each in reader.lines
    )
    return Paper(lines, sections, tuple(_aside(parts, styles)), page_count(parts))


def _flat(parent: etree._Element) -> Iterator[etree._Element]:
    """Give paragraphs and tables, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in {w("p"), w("tbl")}:
            yield child
        elif child.tag in {w("sdt"), w("sdtContent"), w("ins"), w("customXml"), w("smartTag")}:
            yield from _flat(child)


def _read_block(reader: _Reader, element: etree._Element, cell: Cell | None = None) -> None:
    if element.tag == w("tbl"):
        _read_table(reader, element, cell)
        return
    reader.lines += _lines(reader, element, cell)
    if element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        reader.section += 1


def _read_table(reader: _Reader, table: etree._Element, outer: Cell | None) -> None:
    widths = [points(each.get(w("w"))) for each in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    number, room = reader.tables, reader.room
    reader.tables += 1
    left = _table_left(table, sum(widths), room) + (outer.left if outer else 0)
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    kept, reader.table_style = (
        reader.table_style,
        style.get(w("val"), "") if style is not None else "",
    )
    for row, line in enumerate(_children(table, "tr")):
        column = 0
        for each in _children(line, "tc"):
            span = each.find(f"{w('tcPr')}/{w('gridSpan')}")
            last = column + (int(span.get(w("val"), "1")) if span is not None else 1)
            cell = Cell(number, row, column, left + sum(widths[:column]), sum(widths[column:last]))
            reader.room = cell.width
            for element in _flat(each):
                _read_block(reader, element, cell)
            column = last
    reader.room, reader.table_style = room, kept


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == w(tag):
            yield child
        elif child.tag in {w("sdt"), w("sdtContent"), w("ins"), w("customXml")}:
            yield from _children(child, tag)


def _table_left(table: etree._Element, width: float, room: float) -> float:
    side, indent = table.find(f"{w('tblPr')}/{w('jc')}"), table.find(f"{w('tblPr')}/{w('tblInd')}")
    spare = room - width
    where = side.get(w("val")) if side is not None else ""
    if where == "center":
        return spare / 2
    if where in {"right", "end"}:
        return spare
    return points(indent.get(w("w"))) if indent is not None else 0


# Paragraphs ------------------------------------------------------------------------------------


def _lines(reader: _Reader, paragraph: etree._Element, cell: Cell | None) -> list[Line]:
    """Give the lines of a paragraph, cut at its line breaks."""
    part = paragraph.find(w("pPr"))
    direct = paragraph_layer(part)
    style = direct.get("style") or reader.styles.usual.get("paragraph", "")
    place = numbered(part) or reader.styles.list_of(style)
    label = reader.lists.label(place) if place else ""
    shape = _shape(reader, style, place, direct)
    pieces = _pieces(reader, paragraph, style)
    number, last = len(reader.lines), len(pieces) - 1
    border = bordered(part, reader.room - shape.left - shape.right)
    drawn = (*drawn_lines(paragraph), *border, *_typed(pieces[-1], "" if last else label))
    return [
        Line(
            tuple(piece),
            _inside(shape, begins=not offset, ends=offset == last),
            reader.section,
            number + offset,
            cell,
            "" if offset else label,
            drawn=drawn if offset == last else (),
            pictured=offset == last and has_picture(paragraph),
            continues=offset > 0,
        )
        for offset, piece in enumerate(pieces)
    ]


def _inside(shape: Shape, *, begins: bool, ends: bool) -> Shape:
    """Take the space around a paragraph from lines that do not begin or end it."""
    if begins and ends:
        return shape
    before, after = shape.before if begins else 0, shape.after if ends else 0
    return replace(shape, before=before, after=after)


def _typed(runs: Sequence[Run], label: str) -> tuple[float, ...]:
    inked = next((run for run in runs if run.text.strip()), None)
    if inked is None:
        return ()
    text = "".join((f"{label} " if label else "", *(run.text for run in runs)))
    return underscores(text, Font(inked.size, inked.bold, inked.italic))


def _shape(reader: _Reader, style: str, place: tuple[str, int] | None, direct: Layer) -> Shape:
    styles = reader.styles
    layer = styles.paragraph_defaults | styles.paragraphs(style)
    layer |= (reader.lists.layer(place) if place else {}) | direct
    line, rule = layer.get("line"), layer.get("rule", "auto")
    lengths = {
        name: points(layer.get(name)) for name in ("left", "right", "first", "before", "after")
    }
    align = layer.get("align", "left")
    return Shape(
        align=_ALIGN.get(align, align),
        line=float(line) / _SINGLE_LINE if line and rule == "auto" else 1,
        exact=points(line) if line and rule == "exact" else None,
        close=bool(layer.get("close")),
        style=style,
        **lengths,
    )


def _pieces(reader: _Reader, paragraph: etree._Element, style: str) -> list[list[Run]]:
    pieces: list[list[Run]] = [[]]
    for run in _runs(paragraph):
        layer = reader.styles.run(style, reader.table_style, run.find(w("rPr")))
        if layer.get("hidden"):
            continue
        for place, text in enumerate(_text(run).split("\n")):
            if place:
                pieces.append([])
            if text:
                pieces[-1].append(_run(text, layer))
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    if pieces == [[]]:
        pieces = [[_run("", reader.styles.run(style, reader.table_style, mark))]]
    return pieces


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    """Give the runs of a paragraph, also in links and insertions, not those struck out."""
    for child in parent:
        if child.tag == w("r"):
            yield child
        elif child.tag not in {w("pPr"), w("del"), w("moveFrom")}:
            yield from _runs(child)


def _text(run: etree._Element) -> str:
    signs = []
    for child in run:
        if child.tag == w("t"):
            signs.append((child.text or "").replace("\n", " "))
        elif child.tag in _BREAKS:
            signs.append("\n" if child.get(w("type")) in {None, "textWrapping"} else "")
        else:
            signs.append(_SIGNS.get(str(child.tag), ""))
    return "".join(signs)


def _run(text: str, layer: Layer) -> Run:
    plain, others = (layer.get(kind, _DEFAULT_FONT) for kind in ("ascii", "hAnsi"))
    # One letter stands for all where both halves of the alphabet are set in one font.
    letters = text.strip()[:1] if plain == others else text
    fonts = {plain if each <= _LAST_ASCII else others for each in letters if not each.isspace()}
    try:
        size = float(layer["size"]) / _HALF_POINTS
    except (KeyError, ValueError):
        size = _DEFAULT_SIZE
    return Run(
        text.upper() if layer.get("caps") else text,
        frozenset(fonts),
        size,
        bold=bool(layer.get("bold")),
        italic=bool(layer.get("italic")),
        black=layer.get("color", "").lower() in _BLACK,
    )


def _aside(parts: Parts, styles: Styles) -> Iterator[Line]:
    """Give the lines of headers, footers and notes."""
    for name, root in parts.roots.items():
        if name.endswith(".xml") and name.startswith(_ASIDE):
            reader = _Reader(styles, Lists({}))
            for element in root.iter(w("p")):
                yield from _lines(reader, element, None)
