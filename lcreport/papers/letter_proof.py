"""Proof of the letter: its counts, lists, values and the office's words, read back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lcreport.papers.file_names import LETTER
from lcreport.papers.names import ChiSo, PaperNames
from lcreport.papers.nd30.package import w
from lcreport.papers.paragraphs import LetterNames
from lcreport.papers.plain import NOTE_CLOSE, NOTE_OPEN, one_line
from lcreport.papers.template import template_path
from lcreport.papers.word_text import body, paragraphs, read_word
from lcreport.problems import Flaw, Problem, problem
from lcreport.vietnamese import fold
from lcreport.wording import say

_BUCKETS = ("dat", "chua_dat", "chua_tong_hop", "cap_tren", "khong_ap_dung")
_MARKER = re.compile(f"{NOTE_OPEN}\\d+{NOTE_CLOSE}")
_LISTED = re.compile(r"chỉ số (\d{2,})\b")


@dataclass(frozen=True, slots=True)
class _Written:
    """The letter as read back: all paragraphs, those that the office did not write, footnotes."""

    paragraphs: tuple[str, ...]
    machine: tuple[str, ...]
    footnotes: tuple[str, ...]
    template: str


def prove_letter(
    letter: LetterNames, path: Path, office: Path | None = None, template: str = LETTER
) -> tuple[Problem, ...]:
    """Give one R02 for each count, list, value or office paragraph that is not as in the result.

    `letter` is what the result asks to be printed, `office` the folder of the office's templates.
    """
    told = tuple(_office_texts(letter.names))
    written = _read(path, template_path(template, office), told)
    flaws = [
        *_counts(written, letter.names),
        *_states(written, letter.names),
        *_missing_texts(written, told),
        *_footnotes(written, letter),
    ]
    return tuple(problem(flaw, file=LETTER, indicator=number) for flaw, number in flaws)


_Found = tuple[Flaw, int | None]


def _read(path: Path, template: Path, office: Sequence[str]) -> _Written:
    parts = read_word(path)
    found = tuple(one_line(each) for each in paragraphs(body(parts)))
    own = set(office)
    notes = parts.of("footnotes.xml")
    texts = (
        "".join(each.text or "" for each in note.iter(w("t")))
        for note in (() if notes is None else notes)
    )
    source = "\n".join(paragraphs(body(read_word(template))))
    machine = tuple(each for each in found if each not in own)
    return _Written(found, machine, tuple(t.strip() for t in texts if t.strip()), source)


def _office_texts(names: PaperNames) -> Iterator[str]:
    muc = names.muc
    groups = [muc.chi_dao, muc.tuyen_truyen, muc.kho_khan, muc.lo_trinh, muc.kien_nghi]
    groups += [each.giai_phap for each in _dwelt_on(names)]
    for group in groups:
        yield from (one_line(_MARKER.sub("", text)) for text in group)


def _dwelt_on(names: PaperNames) -> tuple[ChiSo, ...]:
    return (*names.chua_dat, *names.chua_tong_hop, *names.cap_tren)


def _counts(written: _Written, names: PaperNames) -> Iterator[_Found]:
    for bucket in _BUCKETS:
        label = say(f"proof.{bucket}")
        pattern = re.compile(rf"{re.escape(fold(label))}\s*:\s*(\d+)\s*/\s*(\d+)")
        found = [(text, match) for text in written.machine if (match := pattern.search(fold(text)))]
        wanted = (getattr(names.dem, bucket), names.dem.tong)
        if not found and f"dem.{bucket}" in written.template and wanted[0] != "00":
            yield Flaw("R02", say("proof.no_count", label=label), "/".join(wanted)), None
        for text, match in found:
            if (match[1], match[2]) != wanted:
                shown = say("proof.count", label=label, count=f"{match[1]}/{match[2]}")
                yield Flaw("R02", shown, "/".join(wanted)), None
            yield from _list(label, fold(text)[match.end() :], names, bucket)


def _list(label: str, rest: str, names: PaperNames, bucket: str) -> Iterator[_Found]:
    """Compare the indicators named after a count, where any are, with those of its bucket."""
    listed = _LISTED.findall(rest)
    wanted = [each.so for each in getattr(names, bucket, ())]
    if listed and listed != wanted:
        shown = say("proof.listed", label=label, numbers=", ".join(listed))
        yield Flaw("R02", shown, ", ".join(wanted)), None


def _states(written: _Written, names: PaperNames) -> Iterator[_Found]:
    """Look for where each indicator stands among the paragraphs that speak of it."""
    if "hien_trang" not in written.template:
        return
    for each in _dwelt_on(names):
        about = [text for text in written.machine if f"Chỉ số {each.so} " in text]
        if not any(each.hien_trang in text for text in about):
            shown = about[-1] if about else say("proof.absent", number=each.so)
            yield Flaw("R02", say("proof.text", text=shown), each.hien_trang), int(each.so)


def _missing_texts(written: _Written, office: Sequence[str]) -> Iterator[_Found]:
    if "muc." not in written.template:
        return
    printed = set(written.paragraphs)
    for text in office:
        if text and text not in printed:
            yield Flaw("R02", say("proof.no_text"), say("proof.text", text=text)), None


def _footnotes(written: _Written, letter: LetterNames) -> Iterator[_Found]:
    wanted = tuple(one_line(each) for each in letter.footnotes)
    for text in wanted:
        if text not in written.footnotes:
            yield Flaw("R02", say("proof.no_footnote"), say("proof.text", text=text)), None
