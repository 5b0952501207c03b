"""The first sheet, `Tổng quan`: what the run came to, in numbers that lead to their sheets."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.model import Result, State, Status, UnitKind
from lcreport.papers.row_heights import fit_row
from lcreport.papers.summary.listing import NUMBER_FORMAT, Column, Link, Pen, Value, inside
from lcreport.papers.summary.remarks import decided, is_applied
from lcreport.papers.summary.returns import numbers_text
from lcreport.papers.xlsx_file import BODY_FONT, BODY_SIZE, cell_at, fit_page
from lcreport.problems import Severity
from lcreport.vietnamese import short_date_text
from lcreport.wording import say

_COLUMNS = (
    Column("label", 62),
    Column("this_period", 12, NUMBER_FORMAT),
    Column("previous_period", 12, NUMBER_FORMAT),
    Column("change", 12, '+0;-0;"="'),
)
_CHART_PLACE, _CHART_SIZE = "F3", (15, 9)  # centimetres
_CHART_COLOURS = ("1F3864", "9DB4DB")  # dark and light: they differ in black and white too
# Each must be said: what is left out of a label is shown by some programs and not by others.
_VALUES_ONLY = DataLabelList(
    showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
)
# What the previous table can say: it marks Đạt and Chưa đạt, and nothing else.
_MARKED = (Status.MET, Status.NOT_MET)


class _Look(Enum):
    """What a line of the sheet is."""

    TITLE = auto()
    NOTE = auto()
    ALERT = auto()
    HEAD = auto()
    ENTRY = auto()


_FONTS = {
    _Look.TITLE: Font(name=BODY_FONT, size=16, bold=True),
    _Look.NOTE: Font(name=BODY_FONT, size=BODY_SIZE, italic=True),
    _Look.ALERT: Font(name=BODY_FONT, size=BODY_SIZE, bold=True, color="FFC00000"),
    _Look.HEAD: Font(name=BODY_FONT, size=BODY_SIZE, bold=True),
}
_HEAD_FILL = PatternFill("solid", fgColor="FFD9E2F3")
_NUMBERED = Alignment("center", "top")
_SENTENCES = {_Look.TITLE, _Look.NOTE, _Look.ALERT}


@dataclass(frozen=True, slots=True)
class _Line:
    look: _Look
    values: tuple[Value, ...]


def write_overview(sheet: Worksheet, result: Result, pen: Pen) -> None:
    """Fill the first sheet and draw its counts."""
    for place, column in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    lines = tuple(_lines(result))
    for number, line in enumerate(lines, start=1):
        for place, value in enumerate(line.values, start=1):
            cell = cell_at(sheet, number, place)
            pen.write(cell, value, _COLUMNS[place - 1])
            _dress(cell, line.look)
        if line.look not in _SENTENCES:
            fit_row(sheet, number)
    fit_page(sheet)
    sheet.sheet_view.showGridLines = False
    first = next(number for number, line in enumerate(lines, start=1) if line.look is _Look.HEAD)
    _draw(sheet, first, result)


def _dress(cell: Cell, look: _Look) -> None:
    if look in _FONTS:
        cell.font = _FONTS[look]
    if look is _Look.HEAD:
        cell.fill = _HEAD_FILL
    if look in _SENTENCES:  # they run on over the columns beside them
        cell.border, cell.alignment = Border(), Alignment(vertical="center")
    elif cell.column > 1:
        cell.alignment = _NUMBERED


def _lines(result: Result) -> Iterator[_Line]:
    period = result.settings.period
    title = say("summary.title", period=period.label or say("letter.this_period"))
    yield _Line(_Look.TITLE, (title,))
    day = short_date_text(period.cut_off) if period.cut_off else "—"
    told = say("summary.period", day=day, previous=period.previous_label or "—")
    yield _Line(_Look.NOTE, (told,))
    for warning in _warnings(result):
        yield _Line(_Look.ALERT, (warning,))
    for section in (_verdicts, _files, _units, _people, _problems):
        yield _Line(_Look.ENTRY, ())
        yield from section(result)


def _warnings(result: Result) -> Iterator[str]:
    """Give what must not be overlooked before anything else."""
    orphans, questions = result.unassigned, result.open_questions
    if orphans:
        yield say("report.unassigned", count=len(orphans), numbers=numbers_text(orphans))
    if questions:
        numbers = numbers_text(each.indicator.number for each in questions)
        yield say("summary.open", count=len(questions), numbers=numbers)
    if result.settings.neutral:
        yield say("report.neutral")


def _head(key: str, *columns: str) -> _Line:
    names = (say(f"summary.column.{each}") for each in columns)
    return _Line(_Look.HEAD, (say(f"summary.{key}"), *names))


def _entry(name: str | Link, *numbers: int | None) -> _Line:
    return _Line(_Look.ENTRY, (name, *numbers))


def _to(sheet: str, text: str) -> Link:
    return Link(text, location=inside(say(f"summary.sheet.{sheet}"), "A1"))


def _before(result: Result) -> Counter[Status]:
    """Count the marks of the previous table; empty where it has none."""
    return Counter(row.status for row in result.previous if row.status)


def _verdicts(result: Result) -> Iterator[_Line]:
    before = _before(result)
    compared = ("previous_period", "change") if before else ()
    yield _head("verdicts", "this_period", *compared)
    for status in Status:
        count = result.count(status)
        known = before and status in _MARKED
        change = (before[status], count - before[status]) if known else (None,) * len(compared)
        yield _entry(_to("verdicts", say(f"verdict.{status}")), count, *change)
    yield _entry(say("summary.total"), len(result.verdicts), *(None for _ in compared))


def _files(result: Result) -> Iterator[_Line]:
    states = Counter(each.state for each in result.returns)
    yield _head("files", "count")
    for state in State:
        if states[state] or state is State.ACCEPTED:
            name = say("summary.state", state=say(f"state.{state}"))
            yield _entry(_to("returns", name), states[state])
    yield _entry(say("summary.total"), len(result.returns))


def _units(result: Result) -> Iterator[_Line]:
    day = result.settings.period.cut_off
    heard = {each.unit for each in result.returns if each.state is State.ACCEPTED}
    valid = [unit for unit in result.settings.units if unit.is_valid_on(day)]
    yield _head("units", "count")
    for kind in UnitKind:
        mine = [unit.id for unit in valid if unit.kind is kind]
        back = sum(unit in heard for unit in mine)
        yield _entry(_to("units", say("summary.kind_returned", kind=kind.value)), back)
        yield _entry(_to("units", say("summary.kind_missing", kind=kind.value)), len(mine) - back)
    missing = sum(bool(verdict.figure.missing) for verdict in result.verdicts)
    yield _entry(_to("sources", say("summary.with_missing")), missing)
    yield _entry(_to("verdicts", say("summary.unassigned")), len(result.unassigned))


def _people(result: Result) -> Iterator[_Line]:
    every = decided(result)
    applied = sum(is_applied(each, result) for each in every)
    yield _head("review_section", "count")
    yield _entry(_to("verdicts", say("summary.questions")), len(result.open_questions))
    yield _entry(_to("decisions", say("summary.applied_count")), applied)
    yield _entry(_to("decisions", say("summary.stale_count")), len(every) - applied)


def _problems(result: Result) -> Iterator[_Line]:
    severities = Counter(each.severity for each in result.problems)
    yield _head("problems_section", "count")
    for severity in Severity:
        name = say("summary.severity", severity=say(f"severity.{severity}"))
        yield _entry(_to("problems", name), severities[severity])


def _draw(sheet: Worksheet, head: int, result: Result) -> None:
    """Draw the counts as bars, beside those of the previous table where it has any."""
    chart = BarChart()
    chart.type, chart.title = "bar", say("summary.verdicts")
    chart.width, chart.height = _CHART_SIZE
    last, columns = head + len(Status), 3 if _before(result) else 2
    numbers = Reference(sheet, min_col=2, max_col=columns, min_row=head, max_row=last)
    chart.add_data(numbers, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=head + 1, max_row=last))
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.y_axis.majorGridlines = None
    chart.x_axis.scaling.orientation = "maxMin"
    chart.legend.position = "b"
    for series, colour in zip(chart.series, _CHART_COLOURS, strict=False):
        series.graphicalProperties.solidFill = colour
        series.dLbls = _VALUES_ONLY
    sheet.add_chart(chart, _CHART_PLACE)
