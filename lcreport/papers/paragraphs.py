"""The office's own paragraphs for the letter: names filled in, footnotes set apart."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lcreport.errors import TemplateError
from lcreport.model import Paragraph, Result
from lcreport.papers.context import paper_context
from lcreport.papers.name_check import check_names
from lcreport.papers.names import ChiSo, Muc, PaperNames
from lcreport.papers.plain import NOTE_CLOSE, NOTE_OPEN, one_line, printable
from lcreport.papers.template import Piece, render
from lcreport.vietnamese import fold
from lcreport.wording import say

_SECTIONS = {
    "1.1": "chi_dao", "1.2": "tuyen_truyen", "2": "kho_khan", "3.1": "lo_trinh", "4": "kien_nghi",
}  # fmt: skip
_INDICATOR = re.compile(r"(\d+)\s*$")
_NOTE = re.compile(r"\s*\[\[\s*chú thích\s*:\s*(.*?)\s*\]\]", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class LetterNames:
    """All that the letter prints; a marker in a paragraph is the place of its footnote."""

    names: PaperNames
    footnotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """The office's paragraphs after rendering, by section ("1.1") or indicator ("06")."""

    sections: dict[str, tuple[str, ...]]
    indicators: dict[str, tuple[str, ...]]


def letter_names(result: Result) -> LetterNames:
    """Give the values of all template names, the office's paragraphs among them.

    Raises:
        TemplateError: a paragraph names something unknown; all of them are told at once.
    """
    facts = paper_context(result)
    paragraphs = result.settings.paragraphs
    check_names(_pieces(paragraphs), facts)
    footnotes: list[str] = []
    written = _written(paragraphs, facts, footnotes)
    names = replace(
        facts,
        muc=Muc(**{field: written.sections.get(key, ()) for key, field in _SECTIONS.items()}),
        chua_dat=_explained(facts.chua_dat, written, _with_reason),
        chua_tong_hop=_explained(facts.chua_tong_hop, written, _reason_or_state),
        cap_tren=_explained(facts.cap_tren, written, _reason_or_state),
        khong_ap_dung=_explained(facts.khong_ap_dung, written, _reason_or_state),
    )
    return LetterNames(names, tuple(footnotes))


def _pieces(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    return [
        Piece(each.text, say("template.paragraph", section=each.section)) for each in paragraphs
    ]


def _written(paragraphs: Sequence[Paragraph], facts: PaperNames, footnotes: list[str]) -> _Written:
    written = _Written({}, {})
    for each in paragraphs:
        key = fold(each.section)
        text = _rendered(each, facts, footnotes)
        number = _INDICATOR.search(key)
        if key in _SECTIONS:
            written.sections[key] = (*written.sections.get(key, ()), text)
        elif number:
            so = number[1].zfill(2)
            written.indicators[so] = (*written.indicators.get(so, ()), text)
    return written


def _rendered(paragraph: Paragraph, facts: PaperNames, footnotes: list[str]) -> str:
    """Fill one paragraph; its footnotes are cut out first, so that no value can make one."""
    pieces = _NOTE.split(paragraph.text)
    try:
        texts = [printable(render(piece, facts)) for piece in pieces]
    except TemplateError as error:
        place = say("template.paragraph", section=paragraph.section)
        raise TemplateError(say("template.at", place=place, what=str(error))) from error
    markers = []
    for note in texts[1::2]:
        markers.append(f"{NOTE_OPEN}{len(footnotes)}{NOTE_CLOSE}")
        footnotes.append(one_line(note))
    spoken = zip(texts[0::2], [*markers, ""], strict=True)
    return "".join(text + marker for text, marker in spoken).strip()


def _explained(
    indicators: Sequence[ChiSo], written: _Written, join: Callable[[str, str], str]
) -> tuple[ChiSo, ...]:
    explained = []
    for each in indicators:
        paragraphs = written.indicators.get(each.so, ())
        word = say("letter.reason_word")
        reason = " ".join(text[len(word) :].strip() for text in paragraphs if _is_reason(text))
        solutions = tuple(text for text in paragraphs if not _is_reason(text))
        state = join(each.hien_trang.rstrip(". "), reason.rstrip(". "))
        explained.append(replace(each, hien_trang=state, ly_do=reason, giai_phap=solutions))
    return tuple(explained)


def _is_reason(text: str) -> bool:
    return fold(text).startswith(say("letter.reason_word"))


def _with_reason(state: str, reason: str) -> str:
    """Join where an indicator stands and why: "Hiện mới đạt 87%, do các cơ sở …"."""
    if not reason:
        return f"{state}."
    if _has_cause_word(reason):
        return say("letter.reason", state=state, reason=reason[:1].lower() + reason[1:])
    if reason[:1].islower():
        return say("letter.reason", state=state, reason=say("letter.cause", reason=reason))
    return say("letter.reason_apart", state=state, reason=reason)


def _reason_or_state(state: str, reason: str) -> str:
    """Give why there is no figure, in the office's words, else what the units wrote."""
    told = reason or state
    if reason[:1].islower() and not _has_cause_word(reason):
        told = say("letter.cause", reason=reason)
    return f"{told[:1].upper()}{told[1:]}."


def _has_cause_word(reason: str) -> bool:
    return fold(reason).startswith(say("letter.cause_word"))
