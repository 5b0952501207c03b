"""All papers of a level above, written together and proved before anybody sees them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from lcreport.model import ROLLUP_FILE, Rollup
from lcreport.papers.decision_book import write_decisions
from lcreport.papers.file_names import LETTER, TABLE, TABLE_DOCX, UPPER_LETTER
from lcreport.papers.letter import write_letter
from lcreport.papers.proof import prove
from lcreport.papers.rollup import BOOK, write_book, write_data, write_rollup_result
from lcreport.papers.table import write_xlsx
from lcreport.papers.table_docx import write_docx
from lcreport.publish import publish

Writer = Callable[[Path], object]


def write_rollup(rollup: Rollup, root: Path, output: Path, office: Path | None) -> tuple[Path, ...]:
    """Put all papers in place, or none of them; gives their paths.

    `root` holds the areas, `office` the office's own templates.

    Raises:
        TemplateError: a template or a paragraph of the office names something unknown.
        OutputError: a paper is open elsewhere, cannot be written or contradicts the result.
    """
    result = rollup.result
    writers: dict[str, Writer] = {
        LETTER: partial(write_letter, result, office=office, template=UPPER_LETTER),
        TABLE: partial(write_xlsx, result, office=office),
        TABLE_DOCX: partial(write_docx, result, office=office),
        BOOK: partial(write_book, rollup, sources=root),
        "tham-dinh.xlsx": partial(write_decisions, result),
        "du-lieu.csv": partial(write_data, rollup),
        ROLLUP_FILE: partial(write_rollup_result, rollup),
    }

    def check(folder: Path) -> tuple[str, ...]:
        problems = prove(result, folder, office, UPPER_LETTER)
        return tuple(f"{each.file}: {each.message} {each.advice}" for each in problems)

    return publish(writers, output, check)
