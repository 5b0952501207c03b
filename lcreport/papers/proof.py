"""Proof after writing: every paper is opened again and compared with the result (R02).

What a paper must show is taken from the result, where it must show it from the template; what
the office has cut out of a template is not asked for.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lcreport.model import Result
from lcreport.papers.file_names import LETTER, TABLE, TABLE_DOCX
from lcreport.papers.letter_proof import prove_letter
from lcreport.papers.names import Dong
from lcreport.papers.paragraphs import letter_names
from lcreport.papers.plain import plain
from lcreport.papers.printed import Printed, PrintedTable, sheet_table, word_table
from lcreport.papers.template import template_path
from lcreport.problems import Flaw, Problem, problem
from lcreport.wording import say

_READERS = {".xlsx": sheet_table, ".docx": word_table}


PROVED = (LETTER, TABLE_DOCX, TABLE)


def prove(
    result: Result,
    folder: Path,
    office: Path | None = None,
    letter: str = LETTER,
    papers: Sequence[str] = PROVED,
) -> tuple[Problem, ...]:
    """Give one R02 for each difference between the papers in `folder` and the result.

    `office` is the folder of the office's own templates, `letter` the letter's template; `papers`
    are those of `PROVED` that are looked at.

    Raises:
        OSError: a paper is not there or cannot be read.
    """
    names = letter_names(result)
    apart = result.settings.document.annex_apart
    found: list[Problem] = []
    if LETTER in papers:
        found += prove_letter(names, folder / LETTER, office, letter)
    for paper in papers:
        if paper != LETTER or not apart:
            template = letter if paper == LETTER else paper
            found += prove_table(paper, names.names.bang, folder, office, template)
    return tuple(found)


def prove_table(
    paper: str,
    rows: Sequence[Dong],
    folder: Path,
    office: Path | None = None,
    template_name: str = "",
) -> Iterator[Problem]:
    """Compare a written table, row by row and name by name, with the rows that it must show.

    `template_name` is the template's, where it is another one than the paper's.
    """
    template = template_path(template_name or paper, office)
    table = _READERS[template.suffix](template, folder / paper)
    if len(table.rows) != len(rows):
        found = say("proof.rows", count=len(table.rows))
        expected = say("proof.rows", count=len(rows))
        yield problem(Flaw("R02", found, expected), file=paper)
        return
    for line, row in zip(table.rows, rows, strict=True):
        yield from _cells(paper, line, row)
        yield from _bands(paper, table, line, row)


def _cells(paper: str, line: Printed, row: Dong) -> Iterator[Problem]:
    for name, shown in line.cells.items():
        wanted = plain(str(getattr(row, name)))
        if shown.text != wanted:
            found = say("proof.cell", number=row.stt, column=shown.heading, text=shown.text)
            flaw = Flaw("R02", found, say("proof.text", text=wanted))
            yield problem(flaw, file=paper, sheet=line.sheet, cell=shown.place, indicator=row.stt)


def _bands(paper: str, table: PrintedTable, line: Printed, row: Dong) -> Iterator[Problem]:
    wanted = tuple(text for name in table.bands if (text := plain(str(getattr(row, name)))))
    if line.bands != wanted:
        found = say("proof.bands", number=row.stt, text="; ".join(line.bands))
        flaw = Flaw("R02", found, say("proof.text", text="; ".join(wanted)))
        yield problem(flaw, file=paper, sheet=line.sheet, indicator=row.stt)
