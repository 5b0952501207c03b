"""The evaluation table as a Word paper of its own: `bieu-danh-gia.docx`, named as `table` says."""

from pathlib import Path

from lcreport.model import Result
from lcreport.papers.context import paper_context
from lcreport.papers.docx_file import Filling, fill_docx
from lcreport.papers.file_names import TABLE_DOCX, in_language
from lcreport.papers.properties import table_properties
from lcreport.papers.template import template_path
from lcreport.wording import spoken


def write_docx(result: Result, path: Path, office: Path | None = None) -> None:
    """Write the table as a Word paper of its own.

    `office` is the folder of the office's own templates.

    Raises:
        TemplateError: the template names something unknown; all such names at once.
        OSError: the file cannot be written.
    """
    template = template_path(in_language(TABLE_DOCX, spoken()), office)
    fill_docx(path, template, Filling(paper_context(result), table_properties(result)))
