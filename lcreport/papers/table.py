"""The evaluation table: `bieu-danh-gia.xlsx` and the same as `bieu-danh-gia.docx`.

In another language than Vietnamese both have its name in theirs ("bieu-danh-gia.en.xlsx"), as has
the template that they are made from.
"""

from datetime import UTC, datetime
from pathlib import Path

from lcreport.model import Result
from lcreport.papers.context import paper_context
from lcreport.papers.docx_file import Filling, Properties, fill_docx
from lcreport.papers.sheet_file import fill_sheet
from lcreport.papers.template import template_path
from lcreport.papers.xlsx_file import EPOCH, save_workbook
from lcreport.wording import LANGUAGE, say, spoken

TABLE, TABLE_DOCX = "bieu-danh-gia.xlsx", "bieu-danh-gia.docx"


def in_language(name: str, language: str) -> str:
    """Give the file name of a paper or a template in a language ("bieu-danh-gia.en.xlsx")."""
    path = Path(name)
    return name if language == LANGUAGE else f"{path.stem}.{language}{path.suffix}"


def write_xlsx(result: Result, path: Path, office: Path | None = None) -> None:
    """Write the table as an Excel paper; `office` is the folder of the office's own templates.

    Raises:
        TemplateError: the template names something unknown; all such names at once.
        OSError: the file cannot be written.
    """
    template = template_path(in_language(TABLE, spoken()), office)
    workbook = fill_sheet(template, paper_context(result))
    properties = _properties(result)
    workbook.properties.title = properties.title
    workbook.properties.category = properties.category
    day = properties.day
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else EPOCH
    save_workbook(workbook, path, moment)


def write_docx(result: Result, path: Path, office: Path | None = None) -> None:
    """Write the table as a Word paper of its own; `office` as in `write_xlsx`.

    Raises:
        TemplateError: the template names something unknown; all such names at once.
        OSError: the file cannot be written.
    """
    template = template_path(in_language(TABLE_DOCX, spoken()), office)
    fill_docx(path, template, Filling(paper_context(result), _properties(result)))


def _properties(result: Result) -> Properties:
    document, period = result.settings.document, result.settings.period
    return Properties(
        say("letter.table_title"), say("letter.table_category"), document.issued or period.cut_off
    )
