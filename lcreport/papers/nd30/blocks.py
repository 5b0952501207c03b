"""Where each element of an official paper stands (boxes 1-9 of Phụ lục I, sơ đồ)."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lcreport.papers.nd30.page import Line, Paper
from lcreport.vietnamese import fold

_HEAD_LINES = 60
_NATION = fold("cộng hòa xã hội chủ nghĩa việt nam")
_MOTTO = (fold("độc lập"), fold("hạnh phúc"))
_NUMBER = re.compile(r"số\s*(:|\d|…|\.|/)")
_DAY = re.compile(r"ngày\b.*\btháng\b.*\bnăm\b")
_SUBJECT = re.compile(r"v\s*/\s*v\b")
_ADDRESSED = fold("kính gửi")
_RECIPIENTS = fold("nơi nhận")
_ANNEX = re.compile(r"phụ lục(\s+(số\s*)?[0-9ivx]+)?\s*[.:]?(\s.*)?$")
_REFERENCE = re.compile(r"\(?\s*(ban hành )?kèm theo ")
_DRAFT = fold("dự thảo")
_LONGEST_ANNEX_LINE = 120
# With which words an organ's name begins (as `fold` writes them: "uỷ"), so that a superior organ is
# told from a long name.
_ORGANS = re.compile(
    r"(uỷ ban|ubnd|hội đồng nhân dân|hđnd|bộ|sở|ban|chi cục|cục|tổng cục|trung tâm|trường|viện|"
    r"phòng(?!\s*,?\s*chống)|văn phòng|hội|thanh tra|liên đoàn)\b"
)


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: its line "Phụ lục", the lines of its title, the line "Kèm theo"."""

    label: Line | None
    title: tuple[Line, ...]
    reference: Line | None


@dataclass(frozen=True, slots=True)
class Blocks:
    """The elements of a paper; None or empty where it has none."""

    nation: Line | None
    motto: Line | None
    superior: tuple[Line, ...]
    organ: tuple[Line, ...]
    number: Line | None
    subject: tuple[Line, ...]
    day: Line | None
    kind: Line | None
    addressed: tuple[Line, ...]
    body: tuple[Line, ...]
    recipients: tuple[Line, ...]
    authority: tuple[Line, ...]
    signer: Line | None
    space: tuple[Line, ...]
    annexes: tuple[Annex, ...]
    after: tuple[Line, ...]
    draft: bool

    @property
    def is_paper(self) -> bool:
        """Say whether this is an official paper, not only an annex or any other text."""
        return any((self.nation, self.motto, self.number, self.addressed))

    @property
    def is_letter(self) -> bool:
        """Say whether it is a công văn: no name of a kind above its text."""
        return self.is_paper and self.kind is None


def find_blocks(paper: Paper) -> Blocks:
    """Find the elements of a paper."""
    inked = [line for line in paper.lines if line.text]
    addressed = _addressed(inked)
    head = _head(inked, addressed)
    nation = _first(head, lambda line: _NATION in fold(line.text))
    motto = _first(head, lambda line: all(word in fold(line.text) for word in _MOTTO))
    number = _first(head, lambda line: bool(_NUMBER.match(fold(line.text))))
    superior, organ = _organs(head, nation or motto)
    recipients = _recipients(inked)
    kind = _kind(inked, head, organ)
    start = max((line.number for line in (*head, *addressed)), default=-1)
    end = recipients[0].number if recipients else _end(inked, start)
    authority, space, signer = _signature(paper, recipients)
    after = _after(inked, recipients, authority, signer, end)
    return Blocks(
        nation, motto, superior, organ, number,
        subject=_subject(head),
        day=_first(head, lambda line: bool(_DAY.search(fold(line.text)))),
        kind=kind,
        addressed=addressed,
        body=_body(inked, start, end, kind) if any((nation, motto, number, addressed)) else (),
        recipients=recipients,
        authority=authority,
        signer=signer,
        space=space,
        annexes=_annexes(after),
        after=after,
        draft=any(fold(line.text) == _DRAFT for line in head),
    )  # fmt: skip


def _first(lines: Iterable[Line], wanted: Callable[[Line], bool]) -> Line | None:
    return next((line for line in lines if wanted(line)), None)


def _addressed(inked: Sequence[Line]) -> tuple[Line, ...]:
    for place, line in enumerate(inked[:_HEAD_LINES]):
        if fold(line.text).startswith(_ADDRESSED):
            below = takewhile(lambda each: each.text.startswith(("-", "+")), inked[place + 1 :])
            return line, *below
    return ()


def _head(inked: Sequence[Line], addressed: Sequence[Line]) -> tuple[Line, ...]:
    """Give what stands above the addressees; without them, the tables that open the paper."""
    if addressed:
        return tuple(line for line in inked if line.number < addressed[0].number)
    opening = takewhile(lambda line: line.cell is not None, inked[:_HEAD_LINES])
    found = tuple(opening)
    known = any(_NATION in fold(line.text) or _NUMBER.match(fold(line.text)) for line in found)
    return found if known else ()


def _organs(head: Sequence[Line], nation: Line | None) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Part the lines left of the nation's name into the superior and the issuing organ."""
    if nation is None or nation.cell is None:
        return (), ()
    spot = nation.cell
    beside = [
        line
        for line in head
        if line.cell
        and line.cell.table == spot.table
        and line.cell.column < spot.column
        and line.cell.row == spot.row
        and not line.drawn_only
    ]
    lines = list(takewhile(lambda line: not _NUMBER.match(fold(line.text)), beside))
    starts = [n for n, line in enumerate(lines) if _ORGANS.match(fold(line.text))]
    cut = starts[-1] if len(starts) > 1 else 0
    if not cut:
        bold = [n for n, line in enumerate(lines) if all(run.bold for run in line.inked)]
        cut = bold[0] if bold else 0
    return tuple(lines[:cut]), tuple(lines[cut:])


def _subject(head: Sequence[Line]) -> tuple[Line, ...]:
    for place, line in enumerate(head):
        if _SUBJECT.match(fold(line.text)):
            rest = takewhile(_in_cell(line), head[place + 1 :])
            return line, *(each for each in rest if not _DAY.search(fold(each.text)))
    return ()


def _in_cell(line: Line) -> Callable[[Line], bool]:
    """Give a test for lines of the same table cell."""
    return lambda other: line.cell is not None and other.cell == line.cell


def _kind(inked: Sequence[Line], head: Sequence[Line], organ: Sequence[Line]) -> Line | None:
    """Find the name of a kind ("BÁO CÁO"): centred capitals under the head, outside its table."""
    last = max((line.number for line in head if line.cell), default=None)
    if last is None or not organ:
        return None
    below = [line for line in inked if line.number > last][:1]
    return _first(
        below,
        lambda line: (
            line.cell is None and line.shape.align == "center" and line.text == line.text.upper()
        ),
    )


def _recipients(inked: Sequence[Line]) -> tuple[Line, ...]:
    for place, line in enumerate(inked):
        if fold(line.text).startswith(_RECIPIENTS):
            goes_on = _in_cell(line) if line.cell else _is_item
            return line, *takewhile(goes_on, inked[place + 1 :])
    return ()


def _is_item(line: Line) -> bool:
    return line.text.startswith("-")


def _end(inked: Sequence[Line], start: int) -> int:
    labels = (line.number for line in inked if line.number > start and _is_annex(line))
    return next(labels, inked[-1].number + 1 if inked else 0)


def _is_annex(line: Line) -> bool:
    short = len(line.text) < _LONGEST_ANNEX_LINE and line.cell is None
    bold = all(run.bold for run in line.inked)
    return short and bool(_ANNEX.match(fold(line.text))) and (bold or line.shape.align == "center")


def _body(inked: Sequence[Line], start: int, end: int, kind: Line | None) -> tuple[Line, ...]:
    lines = [line for line in inked if start < line.number < end and line.cell is None]
    if kind is None:
        return tuple(lines)
    # The subject of a paper with a named kind stands centred under that name.
    centred = sum(1 for _ in takewhile(lambda line: line.shape.align == "center", lines))
    return tuple(lines[centred:])


def _signature(
    paper: Paper, recipients: Sequence[Line]
) -> tuple[tuple[Line, ...], tuple[Line, ...], Line | None]:
    """Give the lines of authority and title, the space below them, and the name."""
    spot = recipients[0].cell if recipients else None
    if spot is None:
        return (), (), None
    cell = [
        line
        for line in paper.lines
        if line.cell and line.cell.table == spot.table and line.cell.column > spot.column
        and line.cell.row >= spot.row
    ]  # fmt: skip
    inked = [line for line in cell if line.text]
    authority = tuple(takewhile(lambda line: line.text == line.text.upper(), inked))
    named = inked[len(authority) :]
    last = authority[-1].number if authority else -1
    until = named[0].number if named else len(paper.lines)
    space = tuple(line for line in cell if last < line.number < until)
    return authority, space, named[0] if named else None


def _after(
    inked: Sequence[Line],
    recipients: Sequence[Line],
    authority: Sequence[Line],
    signer: Line | None,
    end: int,
) -> tuple[Line, ...]:
    signed = (*recipients, *authority, *((signer,) if signer else ()))
    last = max((line.number for line in signed), default=end - 1)
    return tuple(line for line in inked if line.number > last)


def _annexes(after: Sequence[Line]) -> tuple[Annex, ...]:
    """Give the annexes: each begins with its label, or with a line "(Kèm theo …)" alone."""
    outside = [line for line in after if line.cell is None]
    starts = [n for n, line in enumerate(outside) if _is_annex(line)]
    if not starts:
        reference = _first(outside, _is_reference)
        if reference is None:
            return ()
        above = [line for line in outside if line.number < reference.number]
        return (Annex(None, tuple(above), reference),)
    ends = [*starts[1:], len(outside)]
    return tuple(_annex(outside[start:end]) for start, end in zip(starts, ends, strict=True))


def _annex(lines: Sequence[Line]) -> Annex:
    label, *rest = lines
    title = tuple(
        takewhile(lambda line: line.shape.align == "center" and not _is_reference(line), rest)
    )
    return Annex(label, title, _first(rest[: len(title) + 1], _is_reference))


def _is_reference(line: Line) -> bool:
    return bool(_REFERENCE.match(fold(line.text)))
