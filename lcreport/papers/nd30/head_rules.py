"""Rules H1-H8: everything above the text."""

import re
from collections.abc import Iterator, Sequence

from lcreport.papers.fonts import text_width
from lcreport.papers.nd30.breaks import (
    Broken,
    Letter,
    Look,
    broken,
    font,
    has_full_rule,
    has_part_rule,
    line_widths,
    looks,
    number,
)
from lcreport.papers.nd30.page import Line

_NATION = Look((12, 13), bold=True, capitals=True, align="center")
_MOTTO = Look((13, 14), bold=True, capitals=False, align="center")
_SUPERIOR = Look((12, 13), bold=False, capitals=True, align="center")
_ORGAN = Look((12, 13), bold=True, capitals=True, align="center")
_NUMBER = Look((13, 13), bold=False, align="center")
_SUBJECT = Look((12, 13), bold=False, capitals=False, align="center")
_DAY = Look((13, 14), bold=False, italic=True, capitals=False, align="center")
_ADDRESSED = Look((13, 14), bold=False, capitals=False)
_MOTTO_TEXT = "Độc lập - Tự do - Hạnh phúc"
_BLANK = r"[\s….]*"
_NUMBER_TEXT = re.compile(rf"Số:\s*(?P<number>\d+[a-z]?|{_BLANK})/(?P<symbol>\S+|{_BLANK})")
_SYMBOL = re.compile(r"[A-ZĐ][A-ZĐa-zđ0-9&.]*(-[A-ZĐ][A-ZĐa-zđ0-9&.]*)*|[….]+|")
_DAY_TEXT = re.compile(
    rf"(?P<place>.+?)(?P<comma>,?)\s+ngày(?P<day>\s*\d+\s*|{_BLANK})tháng"
    rf"(?P<month>\s*\d+\s*|{_BLANK})năm(?P<year>\s*\d{{4}}|{_BLANK})"
)
_BELOW_NUMBER = 6.0
_GAP_TOLERANCE = 1.0
_COLON_TOLERANCE = 12.0
_TEN, _FEBRUARY, _DECEMBER, _LONGEST_MONTH = 10, 2, 12, 31


def nation(letter: Letter) -> Iterator[Broken]:
    """H1: the name of the state, on one line, in the right half."""
    line = letter.blocks.nation
    if line is None:
        yield from _missing("H1", letter)
        return
    yield from looks("H1", [line], _NATION)
    if len(line_widths([line], letter.paper)) > 1:
        yield broken("H1", "wraps", line)
    if line.cell and not letter.paper.stands_right(line):
        yield broken("H1", "not_right", line)


def motto(letter: Letter) -> Iterator[Broken]:
    """H2: the motto, with a rule as long as itself."""
    line = letter.blocks.motto
    if line is None:
        yield from _missing("H2", letter)
        return
    yield from looks("H2", [line], _MOTTO)
    if line.text != line.text.upper() and line.text != _MOTTO_TEXT:
        yield broken("H2", "motto", line, wanted=_MOTTO_TEXT)
    if not has_full_rule(line, letter.paper):
        yield broken("H2", "full_rule", line)


def superior(letter: Letter) -> Iterator[Broken]:
    """H3: the superior organ, not bold."""
    yield from looks("H3", letter.blocks.superior, _SUPERIOR)


def organ(letter: Letter) -> Iterator[Broken]:
    """H4: the issuing organ, with a rule of a third to a half of its line."""
    lines = letter.blocks.organ
    if not lines:
        first = letter.blocks.nation
        if first is not None and first.cell is not None:
            yield from _missing("H4", letter)
        return
    yield from looks("H4", lines, _ORGAN)
    if not has_part_rule(lines, letter.paper):
        yield broken("H4", "part_rule", lines[-1])


def _missing(rule: str, letter: Letter) -> Iterator[Broken]:
    if letter.blocks.is_paper:
        yield broken(rule, "missing")


def numbered(letter: Letter) -> Iterator[Broken]:
    """H5: number and symbol."""
    line = letter.blocks.number
    if line is None:
        yield from _missing("H5", letter)
        return
    yield from looks("H5", [line], _NUMBER)
    found = _NUMBER_TEXT.fullmatch(line.text)
    if found is None:
        yield broken("H5", "number_text", line)
        return
    digits = found["number"].strip()
    if digits.isdigit() and int(digits) < _TEN and len(digits) == 1:
        yield broken("H5", "leading_zero", line)
    symbol = found["symbol"].strip()
    if not _SYMBOL.fullmatch(symbol):
        yield broken("H5", "symbol", line)
    elif letter.blocks.is_letter and "CV" in symbol.split("-"):
        yield broken("H5", "symbol_cv", line)


def subject(letter: Letter) -> Iterator[Broken]:
    """H6: what a công văn is about, 6 points below its number."""
    lines, above = letter.blocks.subject, letter.blocks.number
    if not lines:
        if letter.blocks.is_letter:
            yield from _missing("H6", letter)
        return
    yield from looks("H6", lines, _SUBJECT)
    if lines[-1].text.endswith("."):
        yield broken("H6", "closing_dot", lines[-1])
    if not lines[0].text.startswith("V/v "):
        yield broken("H6", "v_v", lines[0])
    if above is not None and above.cell == lines[0].cell:
        gap = max(above.shape.after, lines[0].shape.before)
        if abs(gap - _BELOW_NUMBER) > _GAP_TOLERANCE:
            yield broken("H6", "below_number", lines[0], size=number(gap))


def day(letter: Letter) -> Iterator[Broken]:
    """H7: place and date, level with the number."""
    line = letter.blocks.day
    if line is None:
        yield from _missing("H7", letter)
        return
    yield from looks("H7", [line], _DAY)
    found = _DAY_TEXT.fullmatch(line.text)
    if found is None or not found["comma"]:
        yield broken("H7", "day_text", line)
    elif any(not _is_written(found[part], part) for part in ("day", "month")):
        yield broken("H7", "day_zero", line)
    if not _is_level(line, letter):
        yield broken("H7", "day_level", line)


def _is_level(line: Line, letter: Letter) -> bool:
    """Say whether the date stands right of the number, in one row with it."""
    beside = letter.blocks.number
    if beside is None or beside.cell is None or line.cell is None:
        return True
    spots = [(cell.table, cell.row) for cell in (beside.cell, line.cell)]
    return spots[0] == spots[1] and letter.paper.stands_right(line)


def _is_written(text: str, part: str) -> bool:
    """Say whether a day or month has its zero exactly where the decree wants it."""
    digits = text.strip()
    if not digits.isdigit():
        return True
    value = int(digits)
    last, padded = (_LONGEST_MONTH, _TEN) if part == "day" else (_DECEMBER, _FEBRUARY + 1)
    return 1 <= value <= last and digits == (f"{value:02d}" if value < padded else str(value))


def addressed(letter: Letter) -> Iterator[Broken]:
    """H8: the addressees: one on the line itself, several in a list."""
    lines = letter.blocks.addressed
    if not lines:
        if letter.blocks.is_letter:
            yield from _missing("H8", letter)
        return
    yield from looks("H8", lines, _ADDRESSED)
    first, *items = lines
    _, _, named = first.text.partition(":")
    if ":" not in first.text or not first.text.startswith("Kính gửi"):
        yield broken("H8", "addressed_text", first)
    elif not _one_or_list(named.strip(), len(items)):
        yield broken("H8", "addressed_list", first)
    yield from _listed(first, items)


def _one_or_list(named: str, items: int) -> bool:
    """One addressee stands on the line itself, two or more below it."""
    return (not named and items > 1) if items else bool(named) and ";" not in named.rstrip(";.")


def _listed(first: Line, items: Sequence[Line]) -> Iterator[Broken]:
    for item in items:
        sign = "." if item is items[-1] else ";"
        if not item.text.startswith("- ") or not item.text.endswith(sign):
            yield broken("H8", "addressed_item", item)
    colon = first.shape.left + first.shape.first + text_width("Kính gửi:", font(first))
    starts = [item.shape.left + item.shape.first for item in items]
    if first.shape.align in {"left", "both"}:
        for item, start in zip(items, starts, strict=True):
            if abs(start - colon) > _COLON_TOLERANCE:
                yield broken("H8", "addressed_colon", item)
