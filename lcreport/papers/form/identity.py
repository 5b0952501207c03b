"""Who a form is for, in the document's properties, on a hidden sheet and in a visible line."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from lcreport.intake.form_identity import (
    FORM_COLUMNS,
    FORM_CRITERIA,
    FORM_PERIOD,
    FORM_ROW,
    FORM_UNIT,
    FORM_VERSION,
    row_mark,
)
from lcreport.intake.layout.moments import moment
from lcreport.model import Period, Settings, Unit
from lcreport.papers.form.columns import PRINTED
from lcreport.papers.form.lines import Line
from lcreport.papers.xlsx_file import cell_at, put_text
from lcreport.vietnamese import short_date_text
from lcreport.wording import say

VERSION = "1"


def period_text(period: Period) -> str:
    """Name the period so that it cannot be taken for another: with its date where it has none."""
    if period.cut_off is None or moment(period.label):
        return period.label
    return say("form.cut_off", label=period.label, day=short_date_text(period.cut_off))


def identity_text(unit: Unit, settings: Settings) -> str:
    """Give the visible line."""
    return say(
        "form.identity",
        unit=unit.id,
        period=period_text(settings.period),
        criteria=settings.criteria.id,
        version=VERSION,
    )


def sign_form(
    workbook: Workbook,
    unit: Unit,
    settings: Settings,
    headers: Sequence[str],
    lines: Sequence[Line],
) -> None:
    """Write the properties and the hidden sheet, with marks of what was printed (M05)."""
    told = {
        FORM_UNIT: unit.id,
        FORM_PERIOD: period_text(settings.period),
        FORM_CRITERIA: settings.criteria.id,
        FORM_VERSION: VERSION,
    }
    properties = workbook.custom_doc_props  # type: ignore[attr-defined]  # its stubs are older
    for key, value in told.items():
        if value:
            properties.append(StringProperty(name=key, value=value))
    told |= {FORM_COLUMNS: "\n".join(headers), f"{FORM_COLUMNS}.printed": str(len(PRINTED))}
    told |= {f"{FORM_ROW}{line.label}": row_mark(line.printed) for line in lines}
    sheet = workbook.create_sheet(say("form.hidden"))
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    for row, (key, value) in enumerate(told.items(), start=1):
        put_text(cell_at(sheet, row, 1), key)
        put_text(cell_at(sheet, row, 2), value)
