"""Rows of their own for the parts of an indicator, each with its own numerator and denominator."""

from lcreport.intake.grid import Cell
from lcreport.intake.layout.headers import Field
from lcreport.intake.layout.rows import Row
from lcreport.intake.layout.table import Table
from lcreport.intake.values import read_ratio
from lcreport.intake.values.flaws import flaw
from lcreport.model import Indicator, Kind, Measure, Reading
from lcreport.vietnamese import bare

_RATIO = (Field.NUMERATOR, Field.DENOMINATOR, Field.VALUE)


def part_readings(table: Table, row: Row, indicator: Indicator) -> tuple[Reading, ...] | None:
    """Give one reading per measure from the rows that are labelled with them.

    None where no labelled row has a numerator or denominator: then values alone are read.
    A measure without figures beside one that has some is G05.
    """
    lines = {line: _cells(table, line) for line in row.labels}
    if not any(cells[0] or cells[1] for cells in lines.values()):
        return None
    readings: list[Reading] = []
    for measure in indicator.measures:
        line = next((each for each, label in row.labels.items() if _is(label, measure)), None)
        cells = lines[line] if line is not None else (None, None, None)
        found = read_ratio(*cells, measure)
        if found.kind is Kind.EMPTY and not found.flaws:
            found = Reading("", Kind.EMPTY, flaws=(flaw("G05", "", measure.name),))
        readings.append(found)
    return tuple(readings)


def _cells(table: Table, line: int) -> tuple[Cell | None, Cell | None, Cell | None]:
    upper, lower, value = (_cell(table, line, each) for each in _RATIO)
    return upper, lower, value


def _cell(table: Table, line: int, field: Field) -> Cell | None:
    places = (table.place(line, column) for column in table.columns.get(field, ()))
    cells = (table.sheet.cell(*place) for place in places if place and place[0] == line)
    return next((cell for cell in cells if cell), None)


def _is(label: str, measure: Measure) -> bool:
    plain = f" {' '.join(bare(label).replace(':', ' ').replace('-', ' ').split())} "
    return any(f" {bare(word)} " in plain for word in (measure.name, *measure.keywords) if word)
