"""Slots: places in a real file that are filled anew for each return, in its parts' text.

A workbook is written once by a real program with markers in it: "SLOT0012" inside texts, numbers
that occur nowhere else in number cells. Filling replaces the markers in the unzipped parts, so that
a return costs about as much as compressing it, and stays the file that the program wrote.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from xml.sax.saxutils import escape

TEXT, NUMBER, RATIO, COUNTS = "text", "number", "ratio", "counts"
_MARK = re.compile(r"SLOT(\w{4})")
_NUMBER = re.compile(r"(?<=<v>)77(\d{4})1(?=</v>)")
_MODIFIED = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_SAVED = (2024, 6, 20, 9, 30, 0)
_SAVED_TEXT = r"\g<1>2024-06-20T02:30:00Z"


def text_mark(name: int | str) -> str:
    """Give the marker of a slot inside a text."""
    return f"SLOT{name:04}" if isinstance(name, int) else f"SLOT{name}"


def number_mark(number: int) -> int:
    """Give the marker of a slot that is a number: a whole one, which no program writes oddly."""
    return int(f"77{number:04}1")


@dataclass(frozen=True, slots=True)
class Put:
    """What stands in a return: a text as written, or a percentage (in points) that it says."""

    indicator: int
    raw: str = ""
    points: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A percentage that is drawn anew for each return, between two ends in hundredths of a point.

    `shared` is drawn once for a city: its reporters must not contradict each other.
    """

    indicator: int
    manner: str
    slots: tuple[int, ...]
    least: int
    most: int
    shared: bool

    def drawn(self, chance: Random) -> tuple[tuple[str, ...], Fraction]:
        """Give the content of its slots and the percentage that they say."""
        hundredths = chance.randint(self.least, self.most)
        if self.manner == TEXT:
            return (percent_text(hundredths),), Fraction(hundredths, 100)
        if self.manner == NUMBER:
            return (repr(hundredths / 10000),), Fraction(hundredths, 100)
        whole = chance.randint(900, 9000)
        part = round(whole * hundredths / 10000)
        rate = percent_text(round(10000 * part / whole))
        points = Fraction(100 * part, whole)
        if self.manner == RATIO:
            return (f"{thousands(part)}/{thousands(whole)} ({rate})",), points
        return (str(part), str(whole), rate), points


def percent_text(hundredths: int) -> str:
    """Write 9365 as "93,65%", 9300 as "93%"."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",") + "%" if rest else f"{whole}%"


def thousands(number: int) -> str:
    """Write 4120 as "4.120"."""
    return f"{number:,}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class Blank:
    """A real file with slots: its parts cut at the markers, the figures to draw, what is fixed.

    `pieces` are, by part, text and slot name in turn; `solid` are the parts without a slot.
    """

    shape: str
    program: str
    pieces: Mapping[str, tuple[str, ...]]
    solid: Mapping[str, bytes]
    figures: tuple[Figure, ...]
    fixed: tuple[Put, ...]

    def filled(self, words: Mapping[str, str], city: str, unit: str) -> tuple[bytes, list[Put]]:
        """Give the file of `unit`, and what was put into it; the same names give the same."""
        own, puts = Random(f"{city}/{unit}"), list(self.fixed)
        content = {name: escape(word) for name, word in words.items()}
        for figure in self.figures:
            chance = Random(f"{city}:{figure.indicator}") if figure.shared else own
            values, points = figure.drawn(chance)
            puts.append(Put(figure.indicator, points=points))
            content |= {f"{n:04}": value for n, value in zip(figure.slots, values, strict=True)}
        return self._packed(content), puts

    def _packed(self, content: Mapping[str, str]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, data in self.solid.items():
                package.writestr(_part(name), data)
            for name, pieces in self.pieces.items():
                texts = [content[each] if place % 2 else each for place, each in enumerate(pieces)]
                package.writestr(_part(name), "".join(texts).encode())
        return stream.getvalue()


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _SAVED)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def blank(
    shape: str, program: str, data: bytes, figures: tuple[Figure, ...], fixed: tuple[Put, ...]
) -> Blank:
    """Cut a written file at its markers."""
    pieces: dict[str, tuple[str, ...]] = {}
    solid: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            text = _NUMBER.sub(r"SLOT\1", _MODIFIED.sub(_SAVED_TEXT, text))
            parts = tuple(_MARK.split(text))
            if len(parts) > 1:
                pieces[name] = parts
            else:
                solid[name] = text.encode()
    return Blank(shape, program, pieces, solid, figures, fixed)
