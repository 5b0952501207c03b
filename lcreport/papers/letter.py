"""The letter: `cong-van.docx`, with the evaluation table as its annex unless set apart."""

from pathlib import Path

from lcreport.model import Result
from lcreport.papers.docx_file import Filling, fill_docx
from lcreport.papers.file_names import LETTER
from lcreport.papers.paragraphs import letter_names
from lcreport.papers.properties import Properties
from lcreport.papers.template import template_path
from lcreport.wording import say


def write_letter(
    result: Result, path: Path, office: Path | None = None, template: str = LETTER
) -> None:
    """Write the letter of a result; `office` is the folder of the office's own templates.

    Raises:
        TemplateError: template or paragraphs name something unknown; all of them at once.
        OSError: the file cannot be written.
    """
    letter = letter_names(result)
    document, period = result.settings.document, result.settings.period
    properties = Properties(
        letter.names.van_ban.trich_yeu, say("letter.category"), document.issued or period.cut_off
    )
    annexed = not document.annex_apart
    filling = Filling(letter.names, properties, letter.footnotes, annexed)
    fill_docx(path, template_path(template, office), filling)
