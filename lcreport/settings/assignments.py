"""Sheets `Phân công`, `Nhận diện` and `Nội dung`: who answers what, who sent what, what is told."""

import re
from collections.abc import Callable
from datetime import date

from lcreport.model import Assignment, CriteriaSet, Paragraph, Role, Unit, UnitKind
from lcreport.settings.cells import indicator_of, known_indicator, line, one_of, text
from lcreport.settings.sheet import CellFault, Faults, Row, Spot, Table, filled, pick, plain
from lcreport.settings.units import Register
from lcreport.settings.words import (
    ALL_WARDS,
    ASSIGNMENTS,
    INDICATOR_SECTION,
    SECTIONS,
    SENDERS,
    SHEETS,
    TEXTS,
)
from lcreport.vietnamese import fold

_ROLE = one_of({role.value: role for role in Role}, otherwise=Role.LEAD)
_ABSOLUTE = re.compile(r"^(/|[A-Za-z]:)|(^|/)\.\.(/|$)")
_NO_INDICATOR = -1


def valid_wards(units: tuple[Unit, ...], cut_off: date | None) -> tuple[str, ...]:
    """Give the ids of the wards that exist on the cut-off day, in order of the sheet."""
    return tuple(
        unit.id for unit in units if unit.kind is UnitKind.WARD and unit.is_valid_on(cut_off)
    )


def assignments(
    table: Table,
    known: Register,
    criteria: CriteriaSet,
    wards: tuple[str, ...],
    faults: Faults,
) -> tuple[Assignment, ...]:
    """Give every assignment in order of the rows, "mọi xã phường" as one for each ward."""
    given: dict[tuple[int, str], tuple[Assignment, Row]] = {}
    for row in table.rows:
        if not filled(row, SHEETS[ASSIGNMENTS], faults):
            continue
        number = faults.read(indicator_of(criteria), row["chỉ số"], _NO_INDICATOR)
        role = faults.read(_ROLE, row["vai trò"], Role.LEAD)
        named = _assigned(row["đơn vị"], known, wards, faults)
        if number == _NO_INDICATOR:
            continue
        for unit in named:
            _, first = given.setdefault((number, unit), (Assignment(number, unit, role), row))
            if first is not row:
                spot = row["đơn vị"]
                other = first["đơn vị"].place
                faults.append(spot.told("assigned_twice", unit=unit, indicator=number, other=other))
                break  # one row given twice is one fault, not one for each ward
    return tuple(assignment for assignment, _ in given.values())


def _assigned(
    spot: Spot, known: Register, wards: tuple[str, ...], faults: Faults
) -> tuple[str, ...]:
    if fold(spot.shown) == fold(ALL_WARDS):
        return wards
    unit = faults.read(known.unit_or(ALL_WARDS), spot, "")
    return (unit,) if unit else ()


def recognitions(table: Table, known: Register, faults: Faults) -> dict[str, str]:
    """Give the unit id by the path of its file in the folder, with "/"."""
    given: dict[str, str] = {}
    first: dict[str, Row] = {}
    for row in table.rows:
        if not filled(row, SHEETS[SENDERS], faults):
            continue
        path = faults.read(_path, row["tệp"], "")
        unit = faults.read(known.unit_or(), row["đơn vị"], "")
        if path and first.setdefault(path, row) is not row:
            faults.append(row["tệp"].told("path_twice", other=first[path]["tệp"].place))
        elif path and unit:
            given[path] = unit
    return given


def _path(spot: Spot) -> str:
    path = plain(spot.cell.text if spot.cell else "").replace("\\", "/").removeprefix("./")
    if _ABSOLUTE.search(path):
        raise CellFault(spot.told("path_outside"))
    return path


def paragraphs(table: Table, criteria: CriteriaSet, faults: Faults) -> tuple[Paragraph, ...]:
    """Give the office's own paragraphs in order of the rows."""
    found: list[Paragraph] = []
    for row in table.rows:
        if filled(row, SHEETS[TEXTS], faults):
            section = faults.read(_section_of(criteria), row["mục"], "")
            found.append(Paragraph(section, faults.read(text, row["đoạn"], "")))
    return tuple(found)


def _section_of(criteria: CriteriaSet) -> Callable[[Spot], str]:
    def read(spot: Spot) -> str:
        found = line(spot)
        section = pick(found, SECTIONS)
        if section is not None:
            return section
        if not fold(found).startswith(fold(INDICATOR_SECTION)):
            raise CellFault(spot.told("section_unknown"))
        digits = fold(found).removeprefix(fold(INDICATOR_SECTION)).strip()
        return f"{INDICATOR_SECTION} {known_indicator(spot, digits, criteria)}"

    return read
