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
from lcreport.publish import in_turn
from lcreport.wording import LANGUAGE, say

if TYPE_CHECKING:
    from lcreport.crew import Crew

Writer = Callable[[Path], object]
Paper = tuple[Writer, Path]
# Papers that are written elsewhere when there are others to write them, by the libraries that they
# need; this process writes what python-docx and pandas make.
ELSEWHERE = ((TABLE, RETURNED, DECISIONS), (SUMMARY, OVERVIEW))
_LIBRARIES = (
    ("lcreport.papers.table", "lcreport.papers.returned", "lcreport.papers.decision_book"),
    ("lcreport.papers.summary_book", "lcreport.papers.overview"),
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


def load_elsewhere(crew: "Crew") -> None:
    """Let others load what their papers will need, while this process does something else."""
    for names in _LIBRARIES:
        crew.send(_load, names, str)


def _load(names: Sequence[str]) -> list[str]:
    return [import_module(name).__name__ for name in names]


def write_all(crew: "Crew | None", writers: Mapping[str, Writer], folder: Path) -> None:
    """Let all writers write into a folder, some of them elsewhere where there is a crew."""
    if crew is None:
        in_turn(writers, folder)
        return
    groups = [tuple(name for name in group if name in writers) for group in ELSEWHERE]
    sent = [
        crew.send(write_papers, [(writers[name], folder / name) for name in group], _unwritten)
        for group in groups
    ]
    away = {name for group in groups for name in group}
    in_turn({name: write for name, write in writers.items() if name not in away}, folder)
    for errand in sent:
        crew.fetch(errand)


def write_papers(papers: Sequence[Paper]) -> list[Path]:
    """Write some papers, here or in a worker; what a lost worker left is written over."""
    with settled():
        for write, path in papers:
            if path.is_dir():
                shutil.rmtree(path)
            write(path)
    return [path for _, path in papers]


def _unwritten(paper: Paper) -> Path:
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
