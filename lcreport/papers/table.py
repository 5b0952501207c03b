"""The evaluation table as a sheet: `bieu-danh-gia.xlsx`.

In another language than Vietnamese it has its name in its own ("bieu-danh-gia.en.xlsx"), as has the
template that it is made from.
"""

from datetime import UTC, datetime
from pathlib import Path

from lcreport.model import Result
from lcreport.papers.context import paper_context
from lcreport.papers.file_names import TABLE, in_language
from lcreport.papers.properties import table_properties
from lcreport.papers.sheet_file import fill_sheet
from lcreport.papers.template import template_path
from lcreport.papers.xlsx_file import EPOCH, save_workbook
from lcreport.wording import spoken


def write_xlsx(result: Result, path: Path, office: Path | None = None) -> None:
    """Write the table as an Excel paper; `office` is the folder of the office's own templates.

    Raises:
        TemplateError: the template names something unknown; all such names at once.
        OSError: the file cannot be written.
    """
    template = template_path(in_language(TABLE, spoken()), office)
    workbook = fill_sheet(template, paper_context(result))
    properties = table_properties(result)
    workbook.properties.title = properties.title
    workbook.properties.category = properties.category
    day = properties.day
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else EPOCH
    save_workbook(workbook, path, moment)
