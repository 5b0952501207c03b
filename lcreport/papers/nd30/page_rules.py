"""Rules P1-P5: paper, margins, font, page numbers."""

from collections.abc import Iterator

from lcreport.papers.nd30.breaks import Broken, Letter, broken, number
from lcreport.papers.nd30.page import Section
from lcreport.wording import say

_A4 = (210, 297)
_TOLERANCE = 1.0
_MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
# The decree's own landscape pages: 15 mm below. Word turns the margins together with the page.
_LYING = {**_MARGINS, "bottom": (15, 25)}
_TURNED = (
    {"top": "left", "right": "top", "bottom": "right", "left": "bottom"},
    {"top": "right", "right": "bottom", "bottom": "left", "left": "top"},
)
_TIMES = "Times New Roman"
_SIZES = (13, 14)


def a4(letter: Letter) -> Iterator[Broken]:
    """P1: A4; landscape only for tables."""
    tables = {line.section for line in letter.paper.lines if line.cell}
    for place, section in enumerate(letter.paper.sections):
        sides = sorted((section.width, section.height))
        if any(abs(side - a4) > _TOLERANCE for side, a4 in zip(sides, _A4, strict=True)):
            size = f"{number(section.width)} × {number(section.height)} mm"
            yield broken("P1", "paper", section=place + 1, size=size)
        elif section.landscape and (place not in tables or (letter.blocks.is_paper and not place)):
            yield broken("P1", "landscape", section=place + 1)


def margins(letter: Letter) -> Iterator[Broken]:
    """P2: margins."""
    for place, section in enumerate(letter.paper.sections):
        wrong = _wrong_margins(section)
        for side in wrong:
            low, high = _MARGINS[side]
            yield broken(
                "P2", "margin", section=place + 1, side=say(f"nd30.side.{side}"),
                size=number(getattr(section, side)), low=low, high=high,
            )  # fmt: skip


def _wrong_margins(section: Section) -> list[str]:
    wanted = _LYING if section.landscape else _MARGINS
    wrong = [side for side, bounds in wanted.items() if _outside(getattr(section, side), bounds)]
    turned = section.landscape and any(
        not any(_outside(getattr(section, turn[side]), _MARGINS[side]) for side in _MARGINS)
        for turn in _TURNED
    )
    return [] if turned else wrong


def _outside(length: float, bounds: tuple[int, int]) -> bool:
    return not bounds[0] - _TOLERANCE / 2 <= length <= bounds[1] + _TOLERANCE / 2


def fonts(letter: Letter) -> Iterator[Broken]:
    """P3: Times New Roman, black, everywhere."""
    for line in (*letter.paper.lines, *letter.paper.aside):
        for run in line.inked:
            if strange := sorted(run.fonts - {_TIMES}):
                yield broken("P3", "font", line, font=", ".join(strange))
            if not run.black:
                yield broken("P3", "black", line)


def page_numbers(letter: Letter) -> Iterator[Broken]:
    """P4: Arabic numbers in the middle of the top margin, none on the first page."""
    if letter.paper.pages == 1:
        return
    for place, section in enumerate(letter.paper.sections):
        yield from _numbered(place, section)


def _numbered(place: int, section: Section) -> Iterator[Broken]:
    shown = section.numbers.get("header default")
    if shown is None:
        yield broken("P4", "no_number", section=place + 1)
        return
    if not _SIZES[0] <= shown.size <= _SIZES[1]:
        yield broken("P4", "number_size", section=place + 1, size=number(shown.size))
    if not (shown.upright and shown.centred):
        yield broken("P4", "number_form", section=place + 1)
    if section.number_format != "decimal":
        yield broken("P4", "number_arabic", section=place + 1)
    begins = place == 0 or section.starts_at is not None
    if begins and (not section.own_first or "header first" in section.numbers):
        yield broken("P4", "number_first", section=place + 1)


def annex_numbers(letter: Letter) -> Iterator[Broken]:
    """P5: each annex begins its own page numbers."""
    starts = [each.label or each.reference for each in letter.blocks.annexes]
    for line in starts:
        if line is None or (line.section == 0 and not letter.blocks.is_paper):
            continue
        if letter.paper.sections[line.section].starts_at != 1 or not line.section:
            yield broken("P5", "annex_number", line)
