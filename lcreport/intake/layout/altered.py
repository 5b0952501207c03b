"""M05: our own form came back with other columns or rows than it was sent out with."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lcreport.intake.form_identity import FORM_COLUMNS, FORM_ROW, hidden_entries, row_mark
from lcreport.intake.grid import Cell, Workbook
from lcreport.intake.layout.table import Table
from lcreport.intake.values.flaws import flaw
from lcreport.problems import Problem, problem
from lcreport.vietnamese import fold
from lcreport.wording import say

# A rate that the sheet computes is exact; what differs by more was typed over its formula.
_TOLERANCE = Decimal("1e-9")


def alterations(workbook: Workbook, tables: Sequence[Table]) -> Iterator[Problem]:
    """Give one M05 that names every column and row of our form that is gone or changed.

    Only a form that says of itself what was printed in it can be compared; nothing else is told.
    """
    said = dict(hidden_entries(workbook))
    headers = [each for each in said.get(FORM_COLUMNS, "").splitlines() if each]
    usable = [table for table in tables if table.is_usable]
    if not headers or not usable:
        return
    table = usable[0]
    places = {fold(path[-1]): column for column, path in table.titles.items()}
    gone = [each for each in headers if fold(each) not in places]
    found = [say("altered.column", name=each) for each in gone]
    if not gone:
        columns = [places[fold(each)] for each in headers]
        found += _rows(said, table, columns)
        found += _typed_over(table, columns)
    if found:
        yield problem(flaw("M05", "; ".join(found)), sheet=table.grid.name)


def _rows(said: dict[str, str], table: Table, columns: Sequence[int]) -> Iterator[str]:
    """Name the rows whose printed texts are no longer anywhere in the table."""
    printed = {key.removeprefix(FORM_ROW): mark for key, mark in said.items() if FORM_ROW in key}
    width = int(said.get(f"{FORM_COLUMNS}.printed", "0"))
    cells = (table.sheet.rows[line] for line in table.body)
    there = {
        row_mark(line[column].text if column in line else "" for column in columns[:width])
        for line in cells
    }
    for label, mark in printed.items():
        if mark not in there:
            yield say("altered.row", name=label)


def _typed_over(table: Table, columns: Sequence[int]) -> Iterator[str]:
    """Name the computed rates that do not follow from the two numbers beside them."""
    computed = say("form.column.rate")
    place = next((c for c in columns if fold(table.titles[c][-1]) == fold(computed)), None)
    if place is None:
        return
    at = columns.index(place)
    for line in table.body:
        parts = [table.sheet.cell(line, columns[at - back]) for back in (2, 1, 0)]
        if _is_typed(*parts):
            yield say("altered.rate", row=line)


def _is_typed(upper: Cell | None, lower: Cell | None, rate: Cell | None) -> bool:
    if rate is None or rate.number is None:
        return False
    numbers = [each.number for each in (upper, lower) if each and each.number is not None]
    if len(numbers) < 2 or not numbers[1]:  # noqa: PLR2004 - numerator and denominator
        # A blank rate comes back from .xls as 0.
        return rate.number != 0
    return abs(numbers[0] / numbers[1] - rate.number) > _TOLERANCE
