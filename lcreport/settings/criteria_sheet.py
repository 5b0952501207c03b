"""Which criteria set applies: the one of the sheet `Chỉ số`, else the built-in one of the key."""

from lcreport.criteria import MeasureRow, builtin, builtin_ids, indicators_from_rows
from lcreport.errors import CriteriaError
from lcreport.intake.grid import CellKind
from lcreport.model import CriteriaSet, Indicator
from lcreport.settings.cells import line, one_of
from lcreport.settings.letter import Values
from lcreport.settings.sheet import Faults, Row, Spot, Table
from lcreport.settings.words import CRITERIA, KEYS, SHEETS

_KEY = "bộ tiêu chí"


def criteria_set(table: Table, values: Values, faults: Faults) -> CriteriaSet:
    """Give the set that the workbook chooses; a sheet without rows chooses nothing.

    A set with faults is replaced by its bare numbers, so that references to it can be judged.
    """
    chosen = values.get(_KEY, one_of({each: each for each in builtin_ids()}, KEYS[_KEY]), None)
    if not table.is_whole:
        return CriteriaSet("", "", "", ())
    if not table.rows:
        return builtin(chosen or KEYS[_KEY])
    rows = [_measure_row(row, faults) for row in table.rows]
    try:
        return indicators_from_rows(rows)
    except CriteriaError as error:
        known = {sentence.split(": ")[0] for sentence in faults}
        # A cell that could not be read at all is told already, and not once more as empty.
        faults += [each for each in error.sentences if each.split(": ")[0] not in known]
        numbers = sorted({int(row.indicator) for row in rows if row.indicator.isdecimal()})
        return CriteriaSet("", "", "", tuple(Indicator(number, "", ()) for number in numbers))


def _measure_row(row: Row, faults: Faults) -> MeasureRow:
    headings = [column.name for column in SHEETS[CRITERIA]]
    spots = {heading: row[heading] for heading in headings}
    return MeasureRow.of(
        {heading: faults.read(_written, spot, "") for heading, spot in spots.items()},
        f"{row.sheet}!A{row.number}",
        {heading: spot.place for heading, spot in spots.items()},
    )


def _written(spot: Spot) -> str:
    """Give a cell's text; a number of Excel the Vietnamese way, where 1,125 is no thousands."""
    found = line(spot)
    if spot.column == "ngưỡng" and spot.cell and spot.cell.kind is CellKind.NUMBER:
        return found.replace(".", ",")
    return found
