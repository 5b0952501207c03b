"""Rules B1-B5, B7 and B8: the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from lcreport.papers.nd30.breaks import Broken, Letter, broken, line_widths, number
from lcreport.papers.nd30.page import POINTS_IN_MM, SINGLE, Line, Paper

_SIZES = (13, 14)
_INDENTS = (10 * POINTS_IN_MM, 12.7 * POINTS_IN_MM)
_INDENT_TOLERANCE = 0.5 * POINTS_IN_MM
_BETWEEN = 6.0
_TOLERANCE = 0.1
_WIDEST = 1.5
_ASIDE = re.compile(r"[(\[].*[)\]][.;]?")
_DIVISION = re.compile(r"(Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC)\s+(\S+)")
_ROMAN = re.compile(r"([IVX]+)\.\s+(.*)")
_LETTERED = re.compile(r"([a-zđ])\)\s")
_DOTTED = re.compile(r"([a-zđ])\.\s")
_COUNTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+\S")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_REFERS = re.compile(r"kèm theo|phụ lục|đính kèm", re.IGNORECASE)
_ENDS = (".", ";", ":", ",")


def set_as_text(letter: Letter) -> Iterator[Broken]:
    """B1: size, upright, justified, one size in the whole text."""
    usual = Counter(run.size for line in letter.blocks.body for run in line.inked)
    common = usual.most_common(1)[0][0] if usual else 0
    for line in letter.blocks.body:
        sizes = [run.size for run in line.inked]
        outside = [size for size in sizes if not _SIZES[0] <= size <= _SIZES[1]]
        if outside:
            yield broken("B1", "size", line, size=number(outside[0]), wanted="13-14")
        elif any(size != common for size in sizes):
            yield broken("B1", "one_size", line, size=number(common))
        if all(run.italic for run in line.inked) and not _ASIDE.fullmatch(line.text):
            yield broken("B1", "upright", line)
        if not _is_justified(line, letter.paper):
            yield broken("B1", "justified", line)


def _is_justified(line: Line, paper: Paper) -> bool:
    if line.shape.align == "both" or _is_division(line):
        return True
    return line.shape.align == "left" and len(line_widths([line], paper)) == 1


def _is_division(line: Line) -> bool:
    return bool(_DIVISION.match(line.text)) or (
        line.shape.align == "center" and line.text == line.text.upper()
    )


def indented(letter: Letter) -> Iterator[Broken]:
    """B2: the first line of a paragraph begins 1 or 1.27 cm from the margin."""
    for line in _opening(letter):
        start = line.shape.left + line.shape.first
        shifted = line.shape.first > 0 or line.label or not start
        if not shifted or min(abs(start - wanted) for wanted in _INDENTS) > _INDENT_TOLERANCE:
            yield broken("B2", "indent", line, size=number(start / POINTS_IN_MM))


def _opening(letter: Letter) -> list[Line]:
    """Give the lines that open a paragraph of running text."""
    return [
        line
        for line in letter.blocks.body
        if not (line.continues or _is_division(line) or line.shape.align == "center")
    ]


def spaced(letter: Letter) -> Iterator[Broken]:
    """B3: at least 6 points between paragraphs."""
    for above, below in pairwise(letter.blocks.body):
        if below.continues:
            continue
        gap = max(above.shape.after, below.shape.before)
        if above.shape.close and below.shape.close and above.shape.style == below.shape.style:
            gap = 0
        empty = below.number - above.number > 1
        if gap < _BETWEEN - _TOLERANCE and not empty:
            yield broken("B3", "between", below, size=number(gap))


def line_spacing(letter: Letter) -> Iterator[Broken]:
    """B4: single to one and a half."""
    for line in letter.blocks.body:
        shape = line.shape
        multiple = shape.exact / (line.size * SINGLE) if shape.exact else shape.line
        if not 1 - _TOLERANCE / 2 <= multiple <= _WIDEST + _TOLERANCE / 2:
            yield broken("B4", "line_spacing", line, size=number(multiple))


def ordered(letter: Letter) -> Iterator[Broken]:
    """B5: how parts of the text are numbered."""
    body = letter.blocks.body
    for line, below in zip_longest(body, body[1:]):
        yield from _heading(line, below, letter.paper)
    yield from _letters(body)
    yield from _counts(body)


def _heading(line: Line, below: Line | None, paper: Paper) -> Iterator[Broken]:
    bold = all(run.bold for run in line.inked)
    if division := _DIVISION.match(line.text):
        if division[2].strip(".:").isdigit() and len(line.text) < len(division[0]) * 2:
            yield broken("B5", "division", line)
        return
    if roman := _ROMAN.match(line.text):
        if not bold or roman[2] != roman[2].upper():
            yield broken("B5", "roman", line)
        return
    counted = _COUNTED.match(line.text)
    if not counted or bold or below is None or line.text.endswith(_ENDS):
        return
    following = _COUNTED.match(below.text)
    sibling = following and following[1].count(".") <= counted[1].count(".")
    if not sibling and len(line_widths([line], paper)) == 1:
        yield broken("B5", "titled", line)


def _letters(body: Sequence[Line]) -> Iterator[Broken]:
    """Points run a, b, c, d, đ, e, each with a closing bracket."""
    last = ""
    for line in body:
        if found := _LETTERED.match(line.text):
            wanted = _after(last)
            if found[1] not in {"a", wanted}:
                yield broken("B5", "letters", line, wanted=wanted or "a")
            last = found[1]
        elif _DOTTED.match(line.text):
            yield broken("B5", "lettered", line)


def _after(letter: str) -> str:
    place = _ALPHABET.find(letter) + 1 if letter else 0
    return _ALPHABET[place : place + 1]


def _counts(body: Sequence[Line]) -> Iterator[Broken]:
    """Numbers begin at 1 and leave none out, at every depth."""
    last: tuple[int, ...] = ()
    for line in body:
        found = _COUNTED.match(line.text)
        if not found or not _is_label(line.text, found[1]):
            continue
        path = tuple(int(each) for each in found[1].split("."))
        above, own = path[:-1], path[-1]
        same = len(last) >= len(path) and last[: len(above)] == above
        wanted = last[len(above)] + 1 if same else 1
        if own not in {1, wanted} or (above and last[: len(above)] != above):
            yield broken("B5", "counts", line)
        last = path


def _is_label(text: str, label: str) -> bool:
    return "." in label or text.startswith(f"{label}.")


def closed(letter: Letter) -> Iterator[Broken]:
    """B7: the text ends with "./."."""
    body = letter.blocks.body
    if letter.blocks.is_paper and body and not body[-1].text.endswith("./."):
        yield broken("B7", "closing", body[-1])


def refers(letter: Letter) -> Iterator[Broken]:
    """B8: a text with an annex speaks of it."""
    blocks = letter.blocks
    spoken = any(_REFERS.search(line.text) for line in blocks.body)
    if blocks.is_paper and blocks.annexes and blocks.body and not spoken:
        yield broken("B8", "refers", blocks.annexes[0].label)
