"""Cell styles, as far as they change what a cell says: number format and font."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lcreport.intake.formats.number_format import PLAIN, NumberFormat

# A text in a font of the 1990s is in that font's alphabet, whatever font its other runs have.
_LEGACY_FONT = re.compile(r"\.vn|vni[- ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style index stands for."""

    format: NumberFormat = PLAIN
    font: str = ""


PLAIN_STYLE = Style()


def speaking_font(fonts: Sequence[str]) -> str:
    """Give the font that tells the alphabet of a text in runs: a legacy one, else the first."""
    legacy = next(filter(_LEGACY_FONT.match, fonts), "")
    return legacy or next(iter(fonts), "")
