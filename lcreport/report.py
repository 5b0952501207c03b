"""All papers of a result, written together and proved before anybody sees them."""

from functools import partial
from pathlib import Path

from lcreport.frame import to_frame
from lcreport.model import Result
from lcreport.papers.data_file import write_csv
from lcreport.papers.decision_book import write_decisions
from lcreport.papers.letter import LETTER, write_letter
from lcreport.papers.nd30 import check_letter
from lcreport.papers.pdf import PDFS, print_pdfs
from lcreport.papers.proof import prove
from lcreport.papers.result_file import write_result
from lcreport.papers.summary_book import write_summary
from lcreport.papers.table import write_docx, write_xlsx
from lcreport.problems import Problem
from lcreport.publish import publish


def _write_data(result: Result, path: Path) -> None:
    write_csv(to_frame(answer for each in result.returns for answer in each.answers), path)


# Every paper of a run: its file name in the output, and what writes it.
PAPERS = {
    "cong-van.docx": write_letter,
    "bieu-danh-gia.docx": write_docx,
    "bieu-danh-gia.xlsx": write_xlsx,
    "du-lieu.csv": _write_data,
    "ket-qua.json": write_result,
}
# Papers with links to the returns: their writers also take the folder in which these lie.
LINKED = {"tham-dinh.xlsx": write_decisions, "tong-hop.xlsx": write_summary}


def write_report(
    result: Result, output: Path, sources: Path | None = None, office: Path | None = None
) -> tuple[Path, ...]:
    """Put all papers of a result in place, or none of them; gives their paths.

    `sources` is the folder of returns; without it places are named, but not linked. With `office`
    (LibreOffice) PDFs are made too; one that it fails to make is not among the paths.

    Raises:
        TemplateError: a template or a paragraph of the office names something unknown.
        OutputError: a paper is open elsewhere, cannot be written or contradicts the result.
    """
    writers = {name: partial(write, result) for name, write in PAPERS.items()}
    writers |= {name: partial(write, result, sources=sources) for name, write in LINKED.items()}
    # A PDF of an earlier run must not stand beside newer papers: its name is always taken.
    writers |= dict.fromkeys(PDFS, _later)

    def finish(folder: Path) -> tuple[str, ...]:
        faults = _faults(result, folder)
        if office is not None and not faults:
            print_pdfs(office, folder)
        return faults

    return tuple(path for path in publish(writers, output, finish) if path.is_file())


def _later(path: Path) -> None:
    """Leave a PDF for the end: it is made of papers that are proved."""


def layout_faults(output: Path) -> tuple[Problem, ...]:
    """Check the layout of the letter in an output folder: an R03 for each broken rule.

    Raises:
        OSError: the letter is not there.
    """
    return check_letter((output / LETTER).read_bytes(), LETTER)


def _faults(result: Result, folder: Path) -> tuple[str, ...]:
    return tuple(f"{each.file}: {each.message} {each.advice}" for each in prove(result, folder))
