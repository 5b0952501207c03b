"""Lengths of ruled lines: drawn ones (DrawingML, VML), paragraph borders, rows of underscores."""

import re
from collections.abc import Iterator

from lxml import etree

from lcreport.papers.fonts import Font, text_width
from lcreport.papers.nd30.package import w

_POINT_IN_EMU = 12700
_FLAT = 3.0
_LINES = {"line", "straightConnector1"}
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}
_LENGTH = re.compile(r"(-?[\d.]+)\s*(pt|in|cm|mm|px|)")
_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([^;]+)")
_HEIGHT = re.compile(r"(?:^|;)\s*height:\s*([^;]+)")
_UNDERSCORES = re.compile(r"[_\-–—]{3,}")


def drawn_lines(paragraph: etree._Element) -> tuple[float, ...]:
    """Give the lengths in points of the flat lines that are drawn in a paragraph."""
    return (*_modern(paragraph), *_old(paragraph))


def has_picture(paragraph: etree._Element) -> bool:
    """Say whether a paragraph holds a picture (a signature, a seal)."""
    pictures = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
    return any(True for _ in paragraph.iter(pictures, f"{_VML}imagedata"))


def _modern(paragraph: etree._Element) -> Iterator[float]:
    for holder in paragraph.iter(f"{_PLACED}anchor", f"{_PLACED}inline"):
        extent = holder.find(f"{_PLACED}extent")
        if extent is None or has_picture(holder):
            continue
        width, height = (int(extent.get(side, "0")) / _POINT_IN_EMU for side in ("cx", "cy"))
        kinds = {each.get("prst") for each in holder.iter(f"{_DRAWING}prstGeom")}
        if width > height and (kinds & _LINES or height < _FLAT):
            yield width


def _old(paragraph: etree._Element) -> Iterator[float]:
    for shape in paragraph.iter(f"{_VML}line", f"{_VML}shape", f"{_VML}rect"):
        if any(True for _ in shape.iterancestors(f"{_COMPATIBLE}Fallback")):
            continue  # the same line stands in the branch beside it
        ends = [_LENGTH.match(shape.get(end, "").strip()) for end in ("from", "to")]
        if ends[0] and ends[1]:
            yield abs(_points(ends[1]) - _points(ends[0]))
            continue
        sides = [pattern.search(shape.get("style", "")) for pattern in (_WIDTH, _HEIGHT)]
        lengths = [_LENGTH.match(side[1].strip()) if side else None for side in sides]
        if lengths[0] and (not lengths[1] or _points(lengths[1]) < _FLAT):
            yield _points(lengths[0])


def _points(found: re.Match[str]) -> float:
    return float(found[1]) * _UNITS[found[2]]


def bordered(part: etree._Element | None, room: float) -> tuple[float, ...]:
    """Give the length of the border above or below a paragraph, where it is no full frame."""
    frame = part.find(w("pBdr")) if part is not None else None
    if frame is None or frame.find(w("left")) is not None:
        return ()
    sides = [each for each in frame if each.tag in {w("top"), w("bottom")}]
    return (room,) if any(each.get(w("val")) not in {"nil", "none"} for each in sides) else ()


def underscores(text: str, font: Font) -> tuple[float, ...]:
    """Give the length of a line that is typed as a row of underscores or hyphens."""
    row = text.strip()
    return (text_width(row, font),) if _UNDERSCORES.fullmatch(row) else ()
