"""All papers of a result, written together and proved before anybody sees them.

The libraries behind a paper take longer to load than most papers take to write: each is loaded
where that paper is written, which may be a process of its own. For that, a writer is a function
of this module with values bound to it.
"""

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
    in_language,
)
from lcreport.papers.pdf import PDFS, print_pdfs
from lcreport.problems import Problem
from lcreport.publish import in_turn, publish
from lcreport.wording import LANGUAGE, LANGUAGES, say, speaking

if TYPE_CHECKING:
    from lcreport.crew import Crew

# Papers that may be had in another language as well ("bieu-danh-gia.en.xlsx").
TRANSLATED = (TABLE_DOCX, TABLE, OVERVIEW)
Writer = Callable[[Path], object]


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


def write_report(
    result: Result,
    output: Path,
    sources: Path | None = None,
    wishes: Wishes = USUAL,
    crew: "Crew | None" = None,
) -> tuple[Path, ...]:
    """Put all papers of a result in place, or none of them; gives their paths.

    With a crew some of them are written in other processes.

    `sources` is the folder of returns; without it places are named, but not linked. A PDF that
    LibreOffice fails to make is not among the paths.

    Raises:
        TemplateError: a template or a paragraph of the office names something unknown.
        CriteriaError: the criteria set has no texts in the language that is wished.
        OutputError: a paper is open elsewhere, cannot be written or contradicts the result.
    """
    told = _told(result, wishes.language)
    writers: dict[str, Writer] = {**report_writers(result, sources, wishes)}
    # What an earlier run made must not stand beside newer papers: its name is always taken.
    writers |= dict.fromkeys((*PDFS, *_foreign_names(writers)), _later)
    if told:
        writers |= _foreign(report_writers(told, sources, wishes), wishes.language)

    def finish(folder: Path) -> tuple[str, ...]:
        from lcreport.papers.proof import prove

        problems = (*prove(result, folder, wishes.templates), *_prove_foreign(told, folder, wishes))
        faults = tuple(f"{each.file}: {each.message} {each.advice}" for each in problems)
        if wishes.office is not None and not faults:
            print_pdfs(wishes.office, folder)
        return faults

    with _settled():
        paths = publish(writers, output, finish, partial(_write, crew))
    return tuple(path for path in paths if path.exists())


@dataclass(frozen=True, slots=True)
class Written:
    """A result with its papers in place, and what somebody must look at in the papers themselves.

    `result` also has the problems of the office's templates; `unprinted` are the PDFs that could
    not be made, `misplaced` the layout rules that the letter breaks (R03).
    """

    result: Result
    papers: tuple[Path, ...]
    unprinted: tuple[str, ...]
    misplaced: tuple[Problem, ...]

    @property
    def look(self) -> bool:
        """Say whether somebody must look at the papers, whatever the result says."""
        return bool(self.unprinted or self.misplaced)


def write_checked(
    result: Result, output: Path, sources: Path, wishes: Wishes, crew: "Crew | None" = None
) -> Written:
    """Put all papers in place, as `write_report`, and look at what came of templates and layout."""
    from lcreport.papers.template_check import office_losses

    losses = office_losses(wishes.templates, grouped=result.settings.document.grouped)
    result = replace(result, problems=(*result.problems, *losses))
    papers = write_report(result, output, sources, wishes, crew)
    names = {paper.name for paper in papers}
    unprinted = tuple(name for name in PDFS if wishes.pdf and name not in names)
    return Written(result, papers, unprinted, layout_faults(output))


@contextmanager
def _settled() -> Iterator[None]:
    """Let Python not look for garbage among what is there: the result, the libraries.

    To walk over all of them again and again would take a fifth of the time of writing; processes
    that are forked meanwhile share that memory as it is.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _told(result: Result, language: str) -> Result | None:
    """Give the result in the words of another language; None where none is wished."""
    if language == LANGUAGE:
        return None
    from lcreport.translate import in_words_of

    return in_words_of(language, result)


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


# Papers that are written elsewhere when there are others to write them, by the libraries that they
# need; this process writes what python-docx and pandas make.
ELSEWHERE = ((TABLE, RETURNED, DECISIONS), (SUMMARY, OVERVIEW))
_LIBRARIES = (
    ("lcreport.papers.table", "lcreport.papers.returned", "lcreport.papers.decision_book"),
    ("lcreport.papers.summary_book", "lcreport.papers.overview"),
)
Paper = tuple[Writer, Path]


def load_elsewhere(crew: "Crew") -> None:
    """Let others load what their papers will need, while this process does something else."""
    for names in _LIBRARIES:
        crew.send(_load, names, str)


def _load(names: Sequence[str]) -> list[str]:
    return [import_module(name).__name__ for name in names]


def _write(crew: "Crew | None", writers: Mapping[str, Writer], folder: Path) -> None:
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
    with _settled():
        for write, path in papers:
            if path.is_dir():
                shutil.rmtree(path)
            write(path)
    return [path for _, path in papers]


def _unwritten(paper: Paper) -> Path:
    raise OutputError(say("publish.unwritten", name=paper[1].name))


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


def _foreign_names(writers: Mapping[str, Writer]) -> tuple[str, ...]:
    others = (each for each in LANGUAGES if each != LANGUAGE)
    return tuple(in_language(name, o) for o in others for name in TRANSLATED if name in writers)


def _foreign(writers: Mapping[str, Writer], language: str) -> dict[str, Writer]:
    """Give the writers of what may be had in a language, under the names there."""
    return {
        in_language(name, language): partial(_spoken, language, writers[name])
        for name in TRANSLATED
        if name in writers
    }


def _spoken(language: str, write: Writer, path: Path) -> None:
    with speaking(language):
        write(path)


def _prove_foreign(told: Result | None, folder: Path, wishes: Wishes) -> tuple[Problem, ...]:
    """Prove the tables in another language; what differs is told in Vietnamese."""
    if told is None:
        return ()
    from lcreport.papers.proof import prove_table
    from lcreport.papers.table_rows import table_rows

    with speaking(wishes.language):
        rows = table_rows(told)
    papers = [in_language(name, wishes.language) for name in (TABLE_DOCX, TABLE)]
    return tuple(e for p in papers for e in prove_table(p, rows, folder, wishes.templates))


def _later(path: Path) -> None:
    """Leave a PDF for the end: it is made of papers that are proved."""


def layout_faults(output: Path) -> tuple[Problem, ...]:
    """Check the layout of the letter in an output folder: an R03 for each broken rule.

    Raises:
        OSError: the letter is not there.
    """
    from lcreport.papers.nd30 import check_letter

    return check_letter((output / LETTER).read_bytes(), LETTER)
