"""How wide a text is in Times New Roman, for drawn rules and row heights.

`times.json` holds the advance widths, in 1/2048 em, of Liberation Serif 2.1, whose metrics are
those of Times New Roman by design: per style a table from width to the characters that have it.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil

_UNITS_PER_EM = 2048
# Word and LibreOffice draw a character that Times lacks from a square fallback font.
_FALLBACK_WIDTH = _UNITS_PER_EM
_POINT_IN_EMU = 12700


@dataclass(frozen=True, slots=True)
class Font:
    """Times New Roman at a size in points."""

    size: float
    bold: bool = False
    italic: bool = False

    @property
    def style(self) -> str:
        """Give the name of the table of widths."""
        names = [name for name, on in (("bold", self.bold), ("italic", self.italic)) if on]
        return "_".join(names) or "regular"


@cache
def _widths(style: str) -> dict[str, int]:
    tables = json.loads(files(__package__).joinpath("times.json").read_text(encoding="utf-8"))
    return {sign: int(width) for width, signs in tables[style].items() for sign in signs}


def text_width(text: str, font: Font) -> float:
    """Give the width of one line of text in points."""
    widths = _widths(font.style)
    units = sum(
        0 if unicodedata.combining(sign) else widths.get(sign, _FALLBACK_WIDTH)
        for sign in unicodedata.normalize("NFC", text)
    )
    return units * font.size / _UNITS_PER_EM


def wrapped(text: str, font: Font, width: float) -> tuple[str, ...]:
    """Break text into the lines that fit `width` points, as Word and Excel do.

    Lines break at spaces and after hyphens' spaces only; a word wider than the line breaks
    inside. An empty text is one empty line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrapped_paragraph(paragraph, font, width)
    return tuple(lines)


def _wrapped_paragraph(text: str, font: Font, width: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(joined, font) <= width:
            lines[-1] = joined
            continue
        pieces = _pieces(word, font, width)
        lines = [*lines, *pieces] if lines[-1] else [*lines[:-1], *pieces]
    return lines


def _pieces(word: str, font: Font, width: float) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and text_width(pieces[-1] + sign, font) > width:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def emu(points: float) -> int:
    """Give a length in English Metric Units, as drawings are measured."""
    return ceil(points * _POINT_IN_EMU)
