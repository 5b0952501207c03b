"""How wide a text is in Times New Roman, for drawn rules and row heights.

`times.json` holds the advance widths, in 1/2048 em, of Liberation Serif 2.1, whose metrics are
those of Times New Roman by design: per style a table from width to the characters that have it.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import ceil

_UNITS_PER_EM = 2048
# Word and LibreOffice draw a character that Times lacks from a square fallback font.
_FALLBACK_WIDTH = _UNITS_PER_EM
_POINT_IN_EMU = 12700
_LONGEST_KNOWN = 32  # letters of a text whose width is remembered


@dataclass(frozen=True, slots=True)
class Font:
    """Times New Roman at a size in points."""

    size: float
    bold: bool = False
    italic: bool = False

    @property
    def style(self) -> str:
        """Give the name of the table of widths."""
        if self.bold:
            return "bold_italic" if self.italic else "bold"
        return "italic" if self.italic else "regular"


@cache
def _widths(style: str) -> dict[str, int]:
    tables = json.loads(files(__package__).joinpath("times.json").read_text(encoding="utf-8"))
    every = ((sign, int(width)) for width, signs in tables[style].items() for sign in signs)
    return {sign: width for sign, width in every if not unicodedata.combining(sign)}


def text_width(text: str, font: Font) -> float:
    """Give the width of one line of text in points."""
    return _units(text, font.style) * font.size / _UNITS_PER_EM


def _units(text: str, style: str) -> int:
    """Give the width in units of the font: whole numbers, so that widths of words add up exactly.

    Papers say the same words over and over; these are measured once.
    """
    known = len(text) <= _LONGEST_KNOWN
    return _units_of_word(text, style) if known else _measured(text, style)


def _measured(text: str, style: str) -> int:
    widths = _widths(style)
    signs = unicodedata.normalize("NFC", text)
    try:
        return sum(map(widths.__getitem__, signs))
    except KeyError:  # a sign that Times lacks, or one that combines
        return sum(_width_of(sign, widths) for sign in signs)


_units_of_word = lru_cache(maxsize=8192)(_measured)


def _width_of(sign: str, widths: dict[str, int]) -> int:
    return 0 if unicodedata.combining(sign) else widths.get(sign, _FALLBACK_WIDTH)


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
    style, scale = font.style, font.size / _UNITS_PER_EM
    space = _units(" ", style)
    lines, used = [""], 0
    for word in text.split(" "):
        units = _units(word, style)
        joined = used + space + units if lines[-1] else units
        if joined * scale <= width:
            lines[-1], used = f"{lines[-1]} {word}" if lines[-1] else word, joined
            continue
        pieces = _pieces(word, font, width)
        lines = [*lines, *pieces] if lines[-1] else [*lines[:-1], *pieces]
        used = _units(lines[-1], style)
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
