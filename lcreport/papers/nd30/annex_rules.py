"""Rules A1-A3: annexes."""

import re
from collections.abc import Iterator

from lcreport.papers.nd30.breaks import Broken, Letter, Look, broken, looks, ruled_below
from lcreport.papers.nd30.numbering import roman

_LABEL = Look((14, 14), bold=True, capitals=False, align="center")
_TITLE = Look((13, 14), bold=True, capitals=True, align="center")
_REFERENCE = Look((13, 14), bold=False, italic=True, align="center")
_BLANK = r"[\s\d….]*"
_REFERENCE_TEXT = re.compile(
    rf"\((Kèm theo|Ban hành kèm theo) .+ số {_BLANK}/\S+ ngày{_BLANK}tháng{_BLANK}năm{_BLANK} "
    r"của .+\)"
)


def labels(letter: Letter) -> Iterator[Broken]:
    """A1: "Phụ lục", with a Roman number only where there are several."""
    annexes = letter.blocks.annexes
    for place, annex in enumerate(annexes, start=1):
        if annex.label is None:
            if letter.blocks.is_paper:
                yield broken("A1", "annex_label", annex.reference)
            continue
        yield from looks("A1", [annex.label], _LABEL)
        wanted = f"Phụ lục {roman(place)}" if len(annexes) > 1 else "Phụ lục"
        if annex.label.text.casefold() != wanted.casefold():
            yield broken("A1", "annex_number_text", annex.label, wanted=wanted)
    if not annexes and letter.blocks.is_paper and letter.blocks.after:
        yield broken("A1", "annex_label", letter.blocks.after[0])


def annex_titles(letter: Letter) -> Iterator[Broken]:
    """A2: the title of an annex."""
    for annex in letter.blocks.annexes:
        if not annex.title:
            yield broken("A2", "missing", annex.label)
        yield from looks("A2", annex.title, _TITLE)


def references(letter: Letter) -> Iterator[Broken]:
    """A3: which paper an annex belongs to, with a short rule below."""
    for annex in letter.blocks.annexes:
        line = annex.reference
        if line is None:
            yield broken("A3", "missing", annex.label)
            continue
        yield from looks("A3", [line], _REFERENCE)
        if not _REFERENCE_TEXT.fullmatch(line.text):
            yield broken("A3", "reference", line)
        if not any(
            length < letter.paper.room(line) / 2 for length in ruled_below(line, letter.paper)
        ):
            yield broken("A3", "part_rule", line)
