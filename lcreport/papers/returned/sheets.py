"""The two sheets that go back with a unit's file: what to mend, and what was accepted."""

from collections.abc import Iterator, Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.model import Answer, Measure, Verdict
from lcreport.papers.book.looks import BODY_FONT, BODY_SIZE, NUMBER_FORMAT
from lcreport.papers.book.markup import inside
from lcreport.papers.book.sheet import Link, Value
from lcreport.papers.cells import Pen
from lcreport.papers.line_heights import height_of
from lcreport.papers.returned.response import Response
from lcreport.papers.row_heights import fit_row
from lcreport.papers.summary.listing import Column, row_height
from lcreport.papers.xlsx_file import BORDER, cell_at, fit_page, put_text
from lcreport.problems import Problem
from lcreport.readings import claim_text, reading_text
from lcreport.wording import say

_FAULTS = (
    Column("number", 9, NUMBER_FORMAT),
    Column("cell", 22),
    Column("message", 46),
    Column("found", 24),
    Column("expected", 24),
    Column("advice", 46),
    Column("severity", 11),
    Column("code", 7),
)
_ACCEPTED = (
    Column("number", 9, NUMBER_FORMAT),
    Column("text", 44),
    Column("measure", 14),
    Column("raw", 26),
    Column("reading", 24),
    Column("claim", 12),
    Column("cell", 22),
    Column("value", 26),
    Column("verdict", 16),
)
_TITLE_FONT = Font(name=BODY_FONT, size=14, bold=True)
_NOTE_FONT = Font(name=BODY_FONT, size=BODY_SIZE)
_HEAD_FONT = Font(name=BODY_FONT, size=BODY_SIZE, bold=True)
_HEAD_FILL = PatternFill("solid", fgColor="FFD9E2F3")
_HEAD_PLACE = Alignment("center", "center", wrap_text=True)
_NOTE_PLACE = Alignment("left", "top", wrap_text=True)
Rows = Sequence[tuple[Value, ...]]


def add_sheets(workbook: Workbook, response: Response, remarks: Sequence[str]) -> None:
    """Put our sheets before the unit's own; the first says `remarks` about the copy itself.

    Without problems there is only the sheet of what was accepted.
    """
    titles = frozenset(workbook.sheetnames)
    pen = Pen()
    accepted = workbook.create_sheet(say("returned.sheet.accepted"), 0)
    notes = () if response.problems else (*_about(response), *remarks)
    rows = tuple(_accepted_rows(response, titles))
    _write(accepted, (say("returned.title.accepted"), *notes), _ACCEPTED, rows, pen)
    if response.problems:
        faults = workbook.create_sheet(say("returned.sheet.faults"), 0)
        told = (say("returned.title.faults"), *_about(response), *remarks, say("returned.how"))
        rows = tuple(_fault_row(each, response, titles) for each in response.problems)
        _write(faults, told, _FAULTS, rows, pen)
    workbook.active = 0
    for sheet in workbook.worksheets:
        sheet.sheet_view.tabSelected = sheet is workbook.worksheets[0]


def _about(response: Response) -> Iterator[str]:
    """Say whose file this is, of which period, and which other files of the unit there are."""
    period = response.period or "—"
    yield say("returned.about", unit=response.unit.name, period=period, file=response.marked.file)
    for each in response.others:
        yield say("returned.other", file=each.file, state=say(f"state.{each.state}"))


def _fault_row(each: Problem, response: Response, titles: frozenset[str]) -> tuple[Value, ...]:
    return (
        each.indicator,
        _place(each.file, each.sheet or "", each.cell or "", response, titles),
        each.message,
        each.found,
        each.expected,
        each.advice,
        say(f"severity.{each.severity}"),
        each.code,
    )


def _accepted_rows(response: Response, titles: frozenset[str]) -> Iterator[tuple[Value, ...]]:
    for answer, verdict in response.accepted:
        source = answer.source
        yield (
            answer.indicator,
            verdict.indicator.text,
            answer.measure,
            answer.reading.raw,
            reading_text(answer.reading, _measure(answer, verdict)),
            claim_text(claim=answer.claim),
            _place(source.file, source.sheet, source.cell, response, titles),
            verdict.figure.text,
            say("returned.open") if verdict.needs_review else say(f"verdict.{verdict.status}"),
        )


def _measure(answer: Answer, verdict: Verdict) -> Measure | None:
    measures = verdict.indicator.measures
    return next((each for each in measures if each.name == answer.measure), None)


def _place(
    file: str | None, sheet: str, cell: str, response: Response, titles: frozenset[str]
) -> Value:
    """Name a cell; it is a link where it stands in this workbook."""
    shown = say("returned.place", cell=cell, sheet=sheet) if cell and sheet else cell or sheet
    if file != response.marked.file:
        return say("returned.elsewhere", place=shown, file=file) if shown else file
    return Link(shown, location=inside(sheet, cell or "A1")) if sheet in titles else shown


def _write(
    sheet: Worksheet, told: Sequence[str], columns: Sequence[Column], rows: Rows, pen: Pen
) -> None:
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    for number, text in enumerate(told, start=1):
        _sentence(sheet, number, text, columns, pen)
    head = len(told) + 1
    for place, column in enumerate(columns, start=1):
        cell = cell_at(sheet, head, place)
        pen.stamp(cell, "head", _draw_head)
        put_text(cell, say(f"summary.column.{column.key}"))
    names = [(say(f"summary.column.{column.key}"), column.width) for column in columns]
    sheet.row_dimensions[head].height = height_of(names, bold=True)
    for number, row in enumerate(rows, start=head + 1):
        for place, (value, column) in enumerate(zip(row, columns, strict=True), start=1):
            pen.write(cell_at(sheet, number, place), value, column)
        sheet.row_dimensions[number].height = row_height(row, columns)
    sheet.freeze_panes = f"A{head + 1}"
    fit_page(sheet)
    sheet.print_title_rows = f"{head}:{head}"


def _draw_head(cell: Cell) -> None:
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD_PLACE
    cell.border = BORDER


def _sentence(sheet: Worksheet, row: int, text: str, columns: Sequence[Column], pen: Pen) -> None:
    """Write a sentence over all columns; the first one is the title."""
    cell = cell_at(sheet, row, 1)
    pen.stamp(cell, "title" if row == 1 else "note", _draw_title if row == 1 else _draw_note)
    put_text(cell, text)
    # As `merge_cells`, which would draw the borders of a block that has none.
    sheet.merged_cells.add(f"A{row}:{get_column_letter(len(columns))}{row}")
    if row == 1:
        fit_row(sheet, row)
    else:
        width = sum(column.width for column in columns)
        sheet.row_dimensions[row].height = height_of([(text, width)])


def _draw_title(cell: Cell) -> None:
    cell.font, cell.alignment = _TITLE_FONT, _NOTE_PLACE


def _draw_note(cell: Cell) -> None:
    cell.font, cell.alignment = _NOTE_FONT, _NOTE_PLACE
