"""What writes each paper of a result: functions that can be sent to other processes.

The libraries behind a paper take longer to load than most papers take to write: each is loaded
where that paper is written, which may be a process of its own. For that, a writer is a function
of this module with values bound to it.
"""

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from lcreport.errors import OutputError
from lcreport.model import Result
from lcreport.papers.file_names import (
    DATA,
    DECISIONS,
    LETTER,
    OVERVIEW,
    RESULT,
    RETURNED,
    SUMMARY,
    TABLE,
    TABLE_DOCX,
)
from lcreport.problems import Problem
from lcreport.wording import LANGUAGE, say

if TYPE_CHECKING:
    from lcreport.crew import Crew

# What writes a paper may tell what is wrong with it.
Writer = Callable[[Path], tuple[Problem, ...] | None]
Paper = tuple[Writer, Path]
# Papers that are written elsewhere when there are others to write them: those of Word, and the page
# for which the same libraries are there. This process writes what openpyxl and pandas make.
ELSEWHERE = ((LETTER, TABLE_DOCX), (OVERVIEW,))
_LIBRARIES_ELSEWHERE = (
    "lcreport.papers.letter",
    "lcreport.papers.table_docx",
    "lcreport.papers.proof",
    "lcreport.papers.nd30",
    "lcreport.papers.overview",
)
_LIBRARIES = (
    "lcreport.combine",
    "lcreport.papers.table",
    "lcreport.papers.returned",
    "lcreport.papers.decision_book",
    "lcreport.papers.summary_book",
    "lcreport.papers.proof",
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants of the papers beyond the usual.

    With `pdf` PDFs are wished, `office` is LibreOffice to make them with; `templates` is the folder
    of the office's own templates; `language` one more language that papers are made in. With
    `all_copies` units whose files have no problems get theirs back too, with what was accepted.
    """

    office: Path | None = None
    templates: Path | None = None
    language: str = LANGUAGE
    all_copies: bool = False
    pdf: bool = False


USUAL = Wishes()


def report_writers(
    result: Result, sources: Path | None, wishes: Wishes
) -> dict[str, "partial[None]"]:
    """Give what writes each paper, by its name in the output; all can be sent to other processes.

    Papers made from a template also take the folder of the office's own ones, papers with links
    to the returns the folder in which these lie.
    """
    office = wishes.templates
    return {
        LETTER: partial(_letter, result, office),
        TABLE_DOCX: partial(_word_table, result, office),
        TABLE: partial(_table, result, office),
        DATA: partial(_data, result),
        RESULT: partial(_result, result),
        DECISIONS: partial(_decisions, result, sources),
        SUMMARY: partial(_summary, result, sources),
        OVERVIEW: partial(_overview, result, sources, office),
        RETURNED: partial(_return, result, sources, wishes),
    }


def _letter(result: Result, office: Path | None, path: Path) -> None:
    from lcreport.papers.letter import write_letter

    write_letter(result, path, office)


def _word_table(result: Result, office: Path | None, path: Path) -> None:
    from lcreport.papers.table_docx import write_docx

    write_docx(result, path, office)


def _table(result: Result, office: Path | None, path: Path) -> None:
    from lcreport.papers.table import write_xlsx

    write_xlsx(result, path, office)


def _data(result: Result, path: Path) -> None:
    from lcreport.frame import to_frame
    from lcreport.papers.data_file import write_csv

    write_csv(to_frame(answer for each in result.returns for answer in each.answers), path)


def _result(result: Result, path: Path) -> None:
    from lcreport.papers.result_file import write_result

    write_result(result, path)


def _decisions(result: Result, sources: Path | None, path: Path) -> None:
    from lcreport.papers.decision_book import write_decisions

    write_decisions(result, path, sources)


def _summary(result: Result, sources: Path | None, path: Path) -> None:
    from lcreport.papers.summary_book import write_summary

    write_summary(result, path, sources)


def _overview(result: Result, sources: Path | None, office: Path | None, path: Path) -> None:
    from lcreport.papers.overview import write_overview

    write_overview(result, path, sources, office)


def _return(result: Result, sources: Path | None, wishes: Wishes, folder: Path) -> None:
    """Write the units' files back; without the folder of returns nobody knows what was in them."""
    if sources is not None:
        from lcreport.intake.originals import Originals
        from lcreport.papers.returned import write_returned

        write_returned(result, folder, Originals(sources).find, every=wishes.all_copies)


def proving(result: Result, writers: Mapping[str, Writer], wishes: Wishes) -> dict[str, Writer]:
    """Let the writers of the last paper of each sort prove all of them when they are written."""
    word = partial(_prove_word, result, wishes.templates)
    table = partial(_prove_table, result, wishes.templates)
    proved = {TABLE_DOCX: word, TABLE: table}
    return {
        name: partial(_then, write, proved[name]) if name in proved else write
        for name, write in writers.items()
    }


def _then(
    write: Writer, prove: Callable[[Path], tuple[Problem, ...]], path: Path
) -> tuple[Problem, ...]:
    write(path)
    return prove(path.parent)


def _prove_word(result: Result, office: Path | None, folder: Path) -> tuple[Problem, ...]:
    from lcreport.papers.proof import prove

    wrong = prove(result, folder, office, papers=(LETTER, TABLE_DOCX))
    return (*wrong, *layout_faults(folder))


def _prove_table(result: Result, office: Path | None, folder: Path) -> tuple[Problem, ...]:
    from lcreport.papers.proof import prove

    return prove(result, folder, office, papers=(TABLE,))


def layout_faults(output: Path) -> tuple[Problem, ...]:
    """Check the layout of the letter in an output folder: an R03 for each broken rule.

    Raises:
        OSError: the letter is not there.
    """
    from lcreport.papers.nd30 import check_letter

    return check_letter((output / LETTER).read_bytes(), LETTER)


def load() -> None:
    """Load what concluding and the papers of this process need."""
    for name in _LIBRARIES:
        import_module(name)


def load_elsewhere(crew: "Crew") -> None:
    """Let others load what their papers will need, while this process does something else."""
    crew.send(_load, _LIBRARIES_ELSEWHERE, str)


def _load(names: Sequence[str]) -> list[str]:
    return [import_module(name).__name__ for name in names]


def write_all(crew: "Crew | None", writers: Mapping[str, Writer], folder: Path) -> list[Problem]:
    """Let all writers write into a folder, with a crew some elsewhere; give what is wrong."""
    papers = {name: (write, folder / name) for name, write in writers.items()}
    if crew is None:
        return list(chain(*write_papers(list(papers.values()))))
    groups = [[papers.pop(name) for name in group if name in papers] for group in ELSEWHERE]
    sent = [crew.send(write_papers, group, _unwritten) for group in groups]
    found = write_papers(list(papers.values()))
    for errand in sent:
        found += crew.fetch(errand)
    return list(chain(*found))


def write_papers(papers: Sequence[Paper]) -> list[tuple[Problem, ...]]:
    """Write some papers, here or in a worker; what a lost worker left is written over.

    Gives what is wrong with each paper.
    """
    found = []
    with settled():
        for write, path in papers:
            if path.is_dir():
                shutil.rmtree(path)
            found.append(write(path) or ())
    return found


def _unwritten(paper: Paper) -> tuple[Problem, ...]:
    raise OutputError(say("publish.unwritten", name=paper[1].name))


@contextmanager
def settled() -> Iterator[None]:
    """Let Python not look for garbage among what is there: the result, the libraries.

    To walk over all of them again and again would take a fifth of the time of writing; processes
    that are forked meanwhile share that memory as it is.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
