"""Automatic numbers of lists, counted as Word counts them."""

from dataclasses import dataclass, field

from lxml import etree

from lcreport.papers.nd30.package import Parts, w
from lcreport.papers.nd30.styles import Layer, paragraph_layer

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_BULLET = "-"


def roman(number: int) -> str:
    """Write a small number in Roman figures."""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


@dataclass(slots=True)
class Lists:
    """The lists of a paper; counting goes on while its paragraphs are read in order."""

    levels: dict[tuple[str, int], etree._Element]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def layer(self, place: tuple[str, int]) -> Layer:
        """Give the indents that a level of a list sets."""
        level = self.levels.get(place)
        return paragraph_layer(level.find(w("pPr"))) if level is not None else {}

    def label(self, place: tuple[str, int]) -> str:
        """Count one paragraph and give its number as printed; bullets as "-"."""
        level = self.levels.get(place)
        if level is None:
            return ""
        identity, depth = place
        self.counts[place] = self.counts.get(place, _start(level) - 1) + 1
        for deeper in [each for each in self.counts if each[0] == identity and each[1] > depth]:
            del self.counts[deeper]
        pattern = _value(level, "lvlText")
        if _value(level, "numFmt") == "bullet":
            return pattern if pattern in {"-", "+", "*"} else _BULLET
        for other in range(depth + 1):
            inner = self.levels.get((identity, other))
            if inner is not None:
                count = self.counts.get((identity, other), _start(inner))
                pattern = pattern.replace(f"%{other + 1}", _written(count, inner))
        return pattern


def read_lists(parts: Parts) -> Lists:
    """Read the numbering part."""
    root = parts.of("numbering.xml")
    if root is None:
        return Lists({})
    kinds = {each.get(w("abstractNumId")): each for each in root.iter(w("abstractNum"))}
    levels = {}
    for each in root.iter(w("num")):
        kind = kinds.get(_value(each, "abstractNumId"))
        if kind is None:
            continue
        for level in kind.iter(w("lvl")):
            levels[each.get(w("numId"), ""), int(level.get(w("ilvl"), "0"))] = level
    return Lists(levels)


def _value(element: etree._Element, tag: str) -> str:
    found = element.find(w(tag))
    return found.get(w("val"), "") if found is not None else ""


def _start(level: etree._Element) -> int:
    return int(_value(level, "start") or 1)


def _written(count: int, level: etree._Element) -> str:
    kind = _value(level, "numFmt")
    if kind == "upperRoman":
        return roman(count)
    if kind == "lowerRoman":
        return roman(count).lower()
    if kind in {"lowerLetter", "upperLetter"}:
        first = "a" if kind == "lowerLetter" else "A"
        return chr(ord(first) + (count - 1) % 26)
    return f"{count:02d}" if kind == "decimalZero" else str(count)
