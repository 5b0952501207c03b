"""All papers of a result, written together and proved before anybody sees them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lcreport.frame import to_frame
from lcreport.intake.originals import Originals
from lcreport.model import Result
from lcreport.papers.data_file import write_csv
from lcreport.papers.decision_book import write_decisions
from lcreport.papers.letter import LETTER, write_letter
from lcreport.papers.nd30 import check_letter
from lcreport.papers.overview import OVERVIEW, write_overview
from lcreport.papers.pdf import PDFS, print_pdfs
from lcreport.papers.proof import prove, prove_table
from lcreport.papers.result_file import write_result
from lcreport.papers.returned import RETURNED, write_returned
from lcreport.papers.summary_book import write_summary
from lcreport.papers.table import in_language, write_docx, write_xlsx
from lcreport.papers.table_rows import table_rows
from lcreport.problems import Problem
from lcreport.publish import publish
from lcreport.translate import in_words_of
from lcreport.wording import LANGUAGE, LANGUAGES, speaking


def _write_data(result: Result, path: Path) -> None:
    write_csv(to_frame(answer for each in result.returns for answer in each.answers), path)


# Papers made from a template: their writers also take the folder of the office's own ones.
TEMPLATED = {
    "cong-van.docx": write_letter,
    "bieu-danh-gia.docx": write_docx,
    "bieu-danh-gia.xlsx": write_xlsx,
}
# Every other paper of a run: its file name in the output, and what writes it.
PAPERS = {
    "du-lieu.csv": _write_data,
    "ket-qua.json": write_result,
}
# Papers with links to the returns: their writers also take the folder in which these lie.
LINKED = {"tham-dinh.xlsx": write_decisions, "tong-hop.xlsx": write_summary}


# Papers that may be had in another language as well ("bieu-danh-gia.en.xlsx").
TRANSLATED = ("bieu-danh-gia.docx", "bieu-danh-gia.xlsx", OVERVIEW)
Writer = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants of the papers beyond the usual.

    `office` is LibreOffice, to make PDFs with; `templates` the folder of the office's own
    templates; `language` one more language that papers are made in. With `all_copies` units whose
    files have no problems get theirs back too, with what was accepted.
    """

    office: Path | None = None
    templates: Path | None = None
    language: str = LANGUAGE
    all_copies: bool = False


USUAL = Wishes()


def write_report(
    result: Result, output: Path, sources: Path | None = None, wishes: Wishes = USUAL
) -> tuple[Path, ...]:
    """Put all papers of a result in place, or none of them; gives their paths.

    `sources` is the folder of returns; without it places are named, but not linked. A PDF that
    LibreOffice fails to make is not among the paths.

    Raises:
        TemplateError: a template or a paragraph of the office names something unknown.
        CriteriaError: the criteria set has no texts in the language that is wished.
        OutputError: a paper is open elsewhere, cannot be written or contradicts the result.
    """
    told = in_words_of(wishes.language, result) if wishes.language != LANGUAGE else None
    writers = _writers(result, sources, wishes)
    writers[RETURNED] = partial(_return, result, sources, wishes)
    # What an earlier run made must not stand beside newer papers: its name is always taken.
    writers |= dict.fromkeys((*PDFS, *_foreign_names(writers)), _later)
    if told:
        writers |= _foreign(_writers(told, sources, wishes), wishes.language)

    def finish(folder: Path) -> tuple[str, ...]:
        problems = (*prove(result, folder, wishes.templates), *_prove_foreign(told, folder, wishes))
        faults = tuple(f"{each.file}: {each.message} {each.advice}" for each in problems)
        if wishes.office is not None and not faults:
            print_pdfs(wishes.office, folder)
        return faults

    return tuple(path for path in publish(writers, output, finish) if path.exists())


def _return(result: Result, sources: Path | None, wishes: Wishes, folder: Path) -> None:
    """Write the units' files back; without the folder of returns nobody knows what was in them."""
    if sources is not None:
        find = Originals(sources).find
        write_returned(result, folder, find, every=wishes.all_copies)


def _writers(result: Result, sources: Path | None, wishes: Wishes) -> dict[str, Writer]:
    writers: dict[str, Writer] = {}
    for name, write in TEMPLATED.items():
        writers[name] = partial(write, result, office=wishes.templates)
    for name, write_plain in PAPERS.items():
        writers[name] = partial(write_plain, result)
    for name, write_linked in LINKED.items():
        writers[name] = partial(write_linked, result, sources=sources)
    # Both made from a template and with links.
    writers[OVERVIEW] = partial(write_overview, result, sources=sources, office=wishes.templates)
    return writers


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
    with speaking(wishes.language):
        rows = table_rows(told)
    papers = [in_language(name, wishes.language) for name in TRANSLATED if name in TEMPLATED]
    return tuple(e for p in papers for e in prove_table(p, rows, folder, wishes.templates))


def _later(path: Path) -> None:
    """Leave a PDF for the end: it is made of papers that are proved."""


def layout_faults(output: Path) -> tuple[Problem, ...]:
    """Check the layout of the letter in an output folder: an R03 for each broken rule.

    Raises:
        OSError: the letter is not there.
    """
    return check_letter((output / LETTER).read_bytes(), LETTER)
