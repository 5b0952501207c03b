"""Drawn lines under titles: as long as the decree asks, measured from the text above them.

A long name of an organ is first parted into lines of like length, as a clerk would do it.

Nghị định 30/2020/NĐ-CP, Phụ lục I: the line under the national motto is as long as its text, the
line under an organ's name or a title between a third and a half of it. A template marks such a
line by the name of the drawing: "Đường kẻ cả dòng" or "Đường kẻ một phần".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from lcreport.papers.fonts import Font, emu, text_width, wrapped

_FULL, _PART = "Đường kẻ cả dòng", "Đường kẻ một phần"
_DEFAULT_SIZE = Pt(14)
_TWIPS_IN_POINT = 20
_SLACK = 2.0
# Words before which the name of an organ is parted.
_OPENS = re.compile(
    r"(và|thành phố|thị xã|tỉnh|huyện|quận|phường|xã(?! hội)|đặc khu)\b", re.IGNORECASE
)


def fit_rules(document: Document) -> None:
    """Set the length of every marked line of the body from the text that it stands under."""
    for drawing in document.element.body.iter(qn("wp:anchor")):
        name = str(drawing.find(qn("wp:docPr")).get("name"))
        if not name.startswith((_FULL, _PART)):
            continue
        holder = next(drawing.iterancestors(qn("w:p")))
        if any(True for _ in holder.iterancestors(qn("w:tc"))):
            _balance(holder, document)
        lines = _lines_above(holder, document)
        if lines:
            _set_length(drawing, _length(lines, full=name.startswith(_FULL)))


def _balance(holder: BaseOxmlElement, document: Document) -> None:
    """Indent the texts above a line just so that none of their own lines is left nearly empty."""
    room = _room(holder, document)
    for above in holder.itersiblings(qn("w:p"), preceding=True):
        paragraph = Paragraph(above, document)  # type: ignore[arg-type] # has the part it asks for
        text, font = paragraph.text, _font(paragraph)
        count = len(wrapped(text, font, room))
        if count > 1:
            width = _narrowest(text, font, room, count)
            form = paragraph.paragraph_format
            form.left_indent = form.right_indent = Pt((room - width) / 2)


def _narrowest(text: str, font: Font, room: float, count: int) -> float:
    """Give the width in which a text takes no more lines and breaks best, else the smallest.

    Lines break best before a word that opens a sense unit, or behind a comma or a dash.
    """
    parted = {width: wrapped(text, font, width) for width in range(int(room / count), int(room))}
    fits = [width for width, lines in parted.items() if len(lines) == count]
    best = max(fits, key=lambda width: _sense_breaks(parted[width]), default=room)
    return min(best + _SLACK, room)


def _sense_breaks(lines: Sequence[str]) -> int:
    return sum(
        bool(_OPENS.match(below)) or above.endswith((",", "-")) for above, below in pairwise(lines)
    )


def _length(widths: list[float], *, full: bool) -> float:
    """Give a length that fits the longest and, where it can, the last line."""
    longest, last = max(widths), widths[-1]
    if full:
        return longest
    low, high = longest / 3, last / 2
    return (low + high) / 2 if low <= high else last * 0.4


def _set_length(drawing: BaseOxmlElement, points: float) -> None:
    for extent in (*drawing.iter(qn("wp:extent")), *drawing.iter(qn("a:ext"))):
        if extent.get("cx") is not None:
            extent.set("cx", str(emu(points)))


def _lines_above(holder: BaseOxmlElement, document: Document) -> list[float]:
    """Give the widths of the lines of the nearest text above, paragraphs of one style as one."""
    found: list[Paragraph] = []
    for above in holder.itersiblings(qn("w:p"), preceding=True):
        paragraph = Paragraph(above, document)  # type: ignore[arg-type] # has the part it asks for
        if not paragraph.text.strip():
            if found:
                break
            continue
        if found and _style_id(paragraph) != _style_id(found[0]):
            break
        found.insert(0, paragraph)
    room = _room(holder, document)
    return [
        text_width(line, _font(paragraph))
        for paragraph in found
        for line in wrapped(paragraph.text, _font(paragraph), room - _indents(paragraph))
    ]


def _indents(paragraph: Paragraph) -> float:
    form = paragraph.paragraph_format
    sides: tuple[Length | None, ...] = (form.left_indent, form.right_indent)
    return sum((side.pt for side in sides if side), 0.0)


def _style_id(paragraph: Paragraph) -> str:
    return paragraph.style.style_id if paragraph.style else ""


def _room(holder: BaseOxmlElement, document: Document) -> float:
    """Give the width in points that the text has: its cell's, else its page's."""
    for cell in holder.iterancestors(qn("w:tc")):
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if width is not None:
            return int(width.get(qn("w:w"), "0")) / _TWIPS_IN_POINT
    section = document.sections[-1]
    sides = (section.page_width, section.left_margin, section.right_margin)
    page, left, right = (side.pt if side else 0 for side in sides)
    return page - left - right


def _font(paragraph: Paragraph) -> Font:
    run = next((each for each in paragraph.runs if each.text.strip()), None)
    styles = list(_styles(paragraph))
    sizes = [run.font.size if run else None, *(style.font.size for style in styles)]
    bolds = [run.font.bold if run else None, *(style.font.bold for style in styles)]
    italics = [run.font.italic if run else None, *(style.font.italic for style in styles)]
    size: Length = next((each for each in sizes if each is not None), _DEFAULT_SIZE)
    return Font(size.pt, _first(bolds), _first(italics))


def _first(values: list[bool | None]) -> bool:
    return bool(next((each for each in values if each is not None), False))


def _styles(paragraph: Paragraph) -> Iterator[ParagraphStyle]:
    style = paragraph.style
    while isinstance(style, ParagraphStyle):
        yield style
        style = style.base_style
