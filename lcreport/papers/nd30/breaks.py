"""What a broken rule is, and the checks of form that all blocks share."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lcreport.papers.fonts import Font, text_width, wrapped
from lcreport.papers.nd30.blocks import Blocks
from lcreport.papers.nd30.page import Line, Paper
from lcreport.wording import say

_SHOWN = 48
_LENGTH_TOLERANCE = 0.1
_THIRD, _HALF = 1 / 3, 1 / 2
_RULE_TOLERANCE = 0.02


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken rule: its id in the checklist, what was found, what should be, and where."""

    rule: str
    found: str
    expected: str
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper with its elements found."""

    paper: Paper
    blocks: Blocks


Check = Callable[[Letter], Iterator[Broken]]


@dataclass(frozen=True, slots=True)
class Look:
    """How an element must look: sizes in points; None where the decree leaves it open."""

    sizes: tuple[float, float]
    bold: bool | None = None
    italic: bool | None = False
    capitals: bool | None = None
    align: str | None = None


def broken(rule: str, key: str, line: Line | None = None, **values: object) -> Broken:
    """Word a broken rule from the catalogue: `nd30.<key>.found` and `nd30.<key>.expected`."""
    values = {"name": say(f"nd30.name.{rule}"), **values}
    if line is not None:
        values.setdefault("text", shown(line))
    return Broken(
        rule, say(f"nd30.{key}.found", **values), say(f"nd30.{key}.expected", **values), line
    )


def shown(line: Line) -> str:
    """Give the beginning of a line, for a message."""
    return line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}…"


def number(value: float) -> str:
    """Write a size or length as a Vietnamese reader expects: 13, 12,7."""
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")


def looks(rule: str, lines: Iterable[Line], look: Look) -> Iterator[Broken]:
    """Compare lines with how their element must look."""
    for line in lines:
        yield from _sized(rule, line, look.sizes)
        yield from _styled(rule, line, look)
        if look.align and line.shape.align != look.align:
            yield broken(rule, f"align_{look.align}", line)


def _sized(rule: str, line: Line, sizes: tuple[float, float]) -> Iterator[Broken]:
    low, high = sizes
    wrong = [run.size for run in line.inked if not low <= run.size <= high]
    if wrong:
        wanted = number(low) if low == high else f"{number(low)}-{number(high)}"
        yield broken(rule, "size", line, size=number(wrong[0]), wanted=wanted)


def _styled(rule: str, line: Line, look: Look) -> Iterator[Broken]:
    if look.bold is not None and any(run.bold is not look.bold for run in line.inked):
        yield broken(rule, "bold" if look.bold else "not_bold", line)
    if look.italic is not None and any(run.italic is not look.italic for run in line.inked):
        yield broken(rule, "italic" if look.italic else "upright", line)
    capitals = line.text == line.text.upper()
    if look.capitals is not None and capitals is not look.capitals:
        yield broken(rule, "capitals" if look.capitals else "no_capitals", line)


def font(line: Line) -> Font:
    """Give the font of the first text of a line."""
    run = (line.inked or line.runs)[0]
    return Font(run.size, run.bold, run.italic)


def line_widths(lines: Sequence[Line], paper: Paper) -> list[float]:
    """Give the widths in points of the printed lines that these paragraphs take."""
    return [
        text_width(part, font(line))
        for line in lines
        for part in wrapped(
            line.text, font(line), paper.room(line) - line.shape.left - line.shape.right
        )
    ]


def ruled_below(line: Line, paper: Paper) -> tuple[float, ...]:
    """Give the lengths of the rules in the line, in the next or in the empty ones below it."""
    found = list(line.drawn)
    for other in paper.lines:
        if other.number <= line.number or other.cell != line.cell:
            continue
        found += other.drawn
        if other.text and not other.drawn_only:
            break
    return tuple(found)


def has_part_rule(lines: Sequence[Line], paper: Paper) -> bool:
    """Say whether a rule of a third to a half of the text stands below these lines."""
    widths = line_widths(lines, paper)
    low = min(widths) * (_THIRD - _RULE_TOLERANCE)
    high = max(widths) * (_HALF + _RULE_TOLERANCE)
    return any(low <= length <= high for length in ruled_below(lines[-1], paper))


def has_full_rule(line: Line, paper: Paper) -> bool:
    """Say whether a rule as long as the text stands below a line."""
    width = line_widths([line], paper)[-1]
    return any(
        abs(length - width) <= width * _LENGTH_TOLERANCE for length in ruled_below(line, paper)
    )
