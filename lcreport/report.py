"""All papers of a result, written together and proved before anybody sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lcreport.model import Result
from lcreport.papers.file_names import (
    OVERVIEW,
    TABLE,
    TABLE_DOCX,
    in_language,
)
from lcreport.papers.pdf import PDFS, print_pdfs
from lcreport.problems import Problem
from lcreport.publish import publish
from lcreport.wording import LANGUAGE, LANGUAGES, speaking
from lcreport.writers import (
    USUAL,
    Wishes,
    Writer,
    proving,
    report_writers,
    settled,
    write_all,
)

if TYPE_CHECKING:
    from lcreport.crew import Crew

# Papers that may be had in another language as well ("bieu-danh-gia.en.xlsx").
TRANSLATED = (TABLE_DOCX, TABLE, OVERVIEW)
_LAYOUT = "R03"


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
    return _put(result, output, sources, wishes, crew)[0]


def _put(
    result: Result, output: Path, sources: Path | None, wishes: Wishes, crew: "Crew | None"
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Put all papers in place; give their paths, and the layout rules that the letter breaks."""
    told = _told(result, wishes.language)
    writers: dict[str, Writer] = {
        **proving(result, report_writers(result, sources, wishes), wishes)
    }
    # What an earlier run made must not stand beside newer papers: its name is always taken.
    writers |= dict.fromkeys((*PDFS, *_foreign_names(writers)), _later)
    if told:
        writers |= _foreign(report_writers(told, sources, wishes), wishes.language)
    found: list[Problem] = []

    def write(folder: Path) -> None:
        found.extend(write_all(crew, writers, folder))

    def finish(folder: Path) -> tuple[str, ...]:
        wrong = [each for each in found if each.code != _LAYOUT]
        wrong += _prove_foreign(told, folder, wishes)
        if wishes.office is not None and not wrong:
            print_pdfs(wishes.office, folder)
        return tuple(f"{each.file}: {each.message} {each.advice}" for each in wrong)

    with settled():
        paths = publish(writers, output, finish, write)
    misplaced = tuple(each for each in found if each.code == _LAYOUT)
    return tuple(path for path in paths if path.exists()), misplaced


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
    if wishes.templates is not None:
        from lcreport.papers.template_check import office_losses

        losses = office_losses(wishes.templates, grouped=result.settings.document.grouped)
        result = replace(result, problems=(*result.problems, *losses))
    papers, misplaced = _put(result, output, sources, wishes, crew)
    names = {paper.name for paper in papers}
    unprinted = tuple(name for name in PDFS if wishes.pdf and name not in names)
    return Written(result, papers, unprinted, misplaced)


def _told(result: Result, language: str) -> Result | None:
    """Give the result in the words of another language; None where none is wished."""
    if language == LANGUAGE:
        return None
    from lcreport.translate import in_words_of

    return in_words_of(language, result)


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


def _later(_path: Path) -> None:
    """Leave a PDF for the end: it is made of papers that are proved."""
