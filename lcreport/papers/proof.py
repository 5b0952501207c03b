"""Proof after writing: every paper is opened again and compared with the result (R02).

What a paper must show is taken from the result, where it must show it from the template; what
the office has cut out of a template is not asked for.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lcreport.model import Result
from lcreport.papers.context import paper_context
from lcreport.papers.letter import LETTER
from lcreport.papers.letter_proof import prove_letter
from lcreport.papers.names import Dong
from lcreport.papers.plain import plain
from lcreport.papers.printed import Printed, sheet_table, word_table
from lcreport.papers.table import TABLE, TABLE_DOCX
from lcreport.problems import Flaw, Problem, problem
from lcreport.wording import say


def prove(result: Result, folder: Path) -> tuple[Problem, ...]:
    """Give one R02 for each difference between the papers in `folder` and the result.

    Raises:
        OSError: a paper is not there or cannot be read.
    """
    rows = paper_context(result).bang
    problems = [
        *_differences(TABLE, sheet_table(TABLE, folder / TABLE), rows),
        *_differences(TABLE_DOCX, word_table(TABLE_DOCX, folder / TABLE_DOCX), rows),
        *prove_letter(result, folder / LETTER),
    ]
    if not result.settings.document.annex_apart:
        problems += _differences(LETTER, word_table(LETTER, folder / LETTER), rows)
    return tuple(problems)


def _differences(paper: str, printed: Sequence[Printed], rows: Sequence[Dong]) -> Iterator[Problem]:
    """Compare a written table, row by row and name by name, with the rows of the result."""
    if len(printed) != len(rows):
        found = say("proof.rows", count=len(printed))
        expected = say("proof.rows", count=len(rows))
        yield problem(Flaw("R02", found, expected), file=paper)
        return
    for line, row in zip(printed, rows, strict=True):
        for name, shown in line.cells.items():
            wanted = plain(str(getattr(row, name)))
            if shown.text != wanted:
                found = say("proof.cell", number=row.stt, column=shown.heading, text=shown.text)
                yield problem(
                    Flaw("R02", found, say("proof.text", text=wanted)),
                    file=paper,
                    sheet=line.sheet,
                    cell=shown.place,
                    indicator=row.stt,
                )
