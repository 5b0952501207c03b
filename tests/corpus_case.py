"""A case of the corpus as its text tells it: the files that are drawn, and what must come of them.

A case is a folder and the text beside it: `faulty/G01-….txt` speaks of the folder `faulty/G01-…`.
The text begins with a sentence or two; then come sections, each under a line "== …":

    == file NAME; OPTION; …      a file that `make_corpus` draws (a file may also just lie there)
    -- sheet NAME; OPTION; …     one of its sheets, then a line for each row, "|" between the cells
    == problems                  CODE | file | sheet!cell | indicator
    == answers                   indicator | measure | file | sheet!cell | raw | reading | claim
    == returns                   file | state | unit | identified by

A section that is not there is not compared. Options of a file are listed in `make_corpus`; those
of a sheet are "hidden", "hide rows 5 6" and "hide columns D". In a row, "^" is merged with the cell
above and "<" with the cell to the left; "=12" is a stored number, "=93,65%" the number 0.9365 in a
percent format, "=0.9996 [0%]" a number with its format, "=2024-05-12" a date, "=#REF!" an error,
"==C2/D2" a formula; "«.VnTime» …" is text in that font, "\\n" a line break, "{33}" the text of
indicator 33, a line "~" an empty row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lcreport.criteria import builtin

CORPUS = Path(__file__).parent / "corpus"
_TEXTS = {each.number: each.text for each in builtin("86-bgddt-gdtx-2019").indicators}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    name: str
    options: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    def option(self, word: str) -> tuple[str, ...] | None:
        return _option(self.options, word)


@dataclass(frozen=True, slots=True)
class DrawnFile:
    name: str
    options: tuple[str, ...] = ()
    sheets: tuple[DrawnSheet, ...] = ()

    def option(self, word: str) -> str | None:
        words = _option(self.options, word)
        return None if words is None else " ".join(words)


@dataclass(frozen=True, slots=True)
class Case:
    text: Path
    files: tuple[DrawnFile, ...] = ()
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.text.parent.name}/{self.text.stem}"

    @property
    def code(self) -> str:
        return self.text.stem.partition("-")[0]

    @property
    def folder(self) -> Path:
        return self.text.with_suffix("")

    def expected(self, section: str) -> list[tuple[str, ...]] | None:
        """Give the lines of a section as tuples of their parts, None where it is not there."""
        lines = self.sections.get(section)
        return None if lines is None else [_parts(line) for line in lines]


def cases(kind: str) -> list[Case]:
    return [read_case(path) for path in sorted((CORPUS / kind).glob("*.txt"))]


def read_case(path: Path) -> Case:
    sections: dict[str, tuple[str, ...]] = {}
    files: list[DrawnFile] = []
    for head, lines in _blocks(path.read_text(encoding="utf-8").splitlines(), "== "):
        if head.startswith("file "):
            name, options = _named(head, "file ")
            files.append(DrawnFile(name, options, tuple(_sheets(lines))))
        elif head:
            sections[head] = tuple(line for line in lines if line.strip())
    return Case(path, tuple(files), sections)


def filled(mark: str) -> str:
    """Put the texts of indicators and line breaks into a cell."""
    told = _PLACEHOLDER.sub(lambda found: _TEXTS[int(found[1])], mark)
    return told.replace("\\n", "\n")


def _sheets(lines: list[str]) -> Iterator[DrawnSheet]:
    for head, rows in _blocks(lines, "-- sheet "):
        if head:
            name, options = _named(head, "")
            drawn = [line for line in rows if line.strip()]
            yield DrawnSheet(name, options, tuple(_row(line) for line in drawn))


def _row(line: str) -> tuple[str, ...]:
    return () if line.strip() == "~" else tuple(filled(part) for part in _parts(line))


def _parts(line: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in line.split("|"))


def _named(head: str, word: str) -> tuple[str, tuple[str, ...]]:
    name, *options = (part.strip() for part in head.removeprefix(word).split(";"))
    return name, tuple(options)


def _blocks(lines: list[str], mark: str) -> Iterator[tuple[str, list[str]]]:
    """Part lines at those that begin with `mark`; what stands before the first has no head."""
    head, block = "", list[str]()
    for line in lines:
        if line.startswith(mark):
            yield head, block
            head, block = line.removeprefix(mark).strip(), []
        else:
            block.append(line)
    yield head, block


def _option(options: tuple[str, ...], word: str) -> tuple[str, ...] | None:
    told = word.split()
    found = (each.split() for each in options)
    return next((tuple(each[len(told) :]) for each in found if each[: len(told)] == told), None)
