"""How high a row of a sheet must be for the texts in it, from the widths of Times New Roman.

A column's width counts in digits of the default font: 8 pixels in Times New Roman 12; 5 pixels of
a cell are padding; 96 pixels are 72 points.
"""

from collections.abc import Iterable
from functools import lru_cache

from lcreport.papers.fonts import Font, wrapped

DIGIT, POINTS_IN_PIXEL = 8, 0.75
LEADING, MARGIN = 1.32, 4.0
HIGHEST = 409.0  # a row cannot be higher than 409.5 points in Excel
DEFAULT_SIZE = 12.0
_PADDING = 5
# Screens round the width of each letter to pixels, so that a line may hold less than it measures.
_TIGHTNESS = 0.95
_WIDEST = 2  # no letter is wider than so many digits: shorter texts surely take one line
_LONGEST_KNOWN = 256  # letters of a text whose lines are remembered


def height_of(texts: Iterable[tuple[str, float]], *, bold: bool = False) -> float:
    """Give the height in points of a row in the default size; each text with its column's width.

    For sheets of many rows: a text that stands in several of them is measured once.
    """
    lines = max(
        (_lines_in(text, width, bold=bold) for text, width in texts if _may_wrap(text, width)),
        default=1,
    )
    return min(round(lines * DEFAULT_SIZE * LEADING + MARGIN, 1), HIGHEST)


def room(width: float) -> float:
    """Give how many points of a cell so many points wide its text may fill."""
    return (width - _PADDING * POINTS_IN_PIXEL) * _TIGHTNESS


def _may_wrap(text: str, width: float) -> bool:
    return len(text) * _WIDEST > width or "\n" in text


def _lines_in(text: str, width: float, *, bold: bool) -> int:
    counted = _known if len(text) <= _LONGEST_KNOWN else _counted
    return counted(text, width, bold)


def _counted(text: str, width: float, bold: bool) -> int:  # noqa: FBT001 - a key of what is known
    return len(wrapped(text, Font(DEFAULT_SIZE, bold), room(width * DIGIT * POINTS_IN_PIXEL)))


_known = lru_cache(maxsize=4096)(_counted)
