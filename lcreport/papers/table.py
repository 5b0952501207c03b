"""The evaluation table: `bieu-danh-gia.xlsx` and the same as `bieu-danh-gia.docx`."""

from datetime import UTC, datetime
from pathlib import Path

from lcreport.model import Result
from lcreport.papers.context import paper_context
from lcreport.papers.docx_file import Filling, Properties, fill_docx
from lcreport.papers.sheet_file import fill_sheet
from lcreport.papers.template import template_path
from lcreport.papers.xlsx_file import EPOCH, save_workbook
from lcreport.wording import say

TABLE, TABLE_DOCX = "bieu-danh-gia.xlsx", "bieu-danh-gia.docx"


def write_xlsx(result: Result, path: Path) -> None:
    """Write the table as an Excel paper.

    Raises:
        TemplateError: the template names something unknown; all such names at once.
        OSError: the file cannot be written.
    """
    workbook = fill_sheet(template_path(TABLE), paper_context(result))
    properties = _properties(result)
    workbook.properties.title = properties.title
    workbook.properties.category = properties.category
    day = properties.day
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else EPOCH
    save_workbook(workbook, path, moment)


def write_docx(result: Result, path: Path) -> None:
    """Write the table as a Word paper of its own.

    Raises:
        TemplateError: the template names something unknown; all such names at once.
        OSError: the file cannot be written.
    """
    filling = Filling(paper_context(result), _properties(result))
    fill_docx(path, template_path(TABLE_DOCX), filling)


def _properties(result: Result) -> Properties:
    document, period = result.settings.document, result.settings.period
    return Properties(
        say("letter.table_title"), say("letter.table_category"), document.issued or period.cut_off
    )
