"""`ky-truoc.xlsx`: the official table of the previous period, read as any table is."""

from collections.abc import Iterable
from dataclasses import replace

from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import UnreadableError
from lcreport.intake.layout import find_tables
from lcreport.intake.reader import read_tables
from lcreport.intake.unicode_text import to_unicode
from lcreport.model import Answer, CriteriaSet, PreviousRow, Source, Status
from lcreport.problems import Flaw, Problem, problem


def read_previous(
    name: str, data: bytes, criteria: CriteriaSet
) -> tuple[tuple[PreviousRow, ...], tuple[Problem, ...]]:
    """Give one row per indicator of the previous period's table, in order, and what is wrong.

    Its current column is what we call previous; its ticks are the verdicts of that time. A file
    that cannot be read gives no rows and the problem that says why.
    """
    try:
        workbook, _ = to_unicode(open_workbook(name, data))
        tables = find_tables(workbook, criteria)
    except UnreadableError as fault:
        flaw = Flaw(fault.code, fault.found, fault.expected)
        return (), (problem(flaw, file=name),)
    if not any(table.is_usable for table in tables):
        faults = [each for table in tables for each in table.problems]
        return (), _placed(faults or [problem(Flaw("M01"))], name)
    contents = read_tables(tables, criteria)
    rows = [_row(answers, name) for answers in contents.rows]
    rows.sort(key=lambda row: row.indicator)
    # A published table is not mended: what its values lack shows where a trend needs them (K04).
    lasting = [each for each in contents.problems if not each.code.startswith("G")]
    return tuple(rows), _placed(lasting, name)


def _placed(problems: Iterable[Problem], name: str) -> tuple[Problem, ...]:
    return tuple(replace(each, file=name) for each in problems)


def _row(answers: tuple[Answer, ...], name: str) -> PreviousRow:
    first = answers[0]
    status = {True: Status.MET, False: Status.NOT_MET, None: None}[first.claim]
    source = Source(name, first.source.sheet, first.source.cell)
    readings = tuple(each.reading for each in answers)
    return PreviousRow(first.indicator, status, first.reading.raw, source, readings)
