"""Sheet `Đơn vị`: the organs that report, and what two of them may not share."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lcreport.model import Unit, UnitKind
from lcreport.settings.cells import day, line, mail, one_of, parts, positive
from lcreport.settings.sheet import CellFault, Faults, Row, Spot, Table, filled, hint
from lcreport.settings.words import ALL_WARDS, SHEETS, UNITS
from lcreport.vietnamese import fold
from lcreport.wording import say

# Ids name files (`phan-hoi/<id>.xlsx`), also on Windows, and are listed with ";".
_UNUSABLE = re.compile(r'[\\/:*?"<>|;\x00-\x1f]|[. ]$|^\.')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_KIND = one_of({kind.value: kind for kind in UnitKind}, otherwise=UnitKind.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Register:
    """The units that can be referred to: folded id → id, and name by id, from every row.

    A row with faults of its own is in it too, so that one fault does not become several.
    """

    ids: dict[str, str]
    names: dict[str, str]

    def find(self, spot: Spot, found: str, *others: str) -> str:
        """Give the id that `found` means; `others` are words that could have stood there too.

        Raises:
            CellFault: no unit has this id.
        """
        known = self.ids.get(fold(found))
        if known is None:
            raise CellFault(spot.told("unit_unknown", found=found, hint=self._hint(found, others)))
        return known

    def unit_or(self, *others: str) -> Callable[[Spot], str]:
        """Make a reader of one unit id; `others` are suggested like ids."""
        return lambda spot: self.find(spot, line(spot), *others)

    def _hint(self, found: str, others: tuple[str, ...]) -> str:
        by_name = {fold(name): unit for unit, name in self.names.items()}
        named = by_name.get(fold(found))
        allowed = (*self.ids.values(), *others)
        return say("settings.near", expected=named) if named else hint(found, allowed)


def register(table: Table) -> Register:
    """List the ids and names of a sheet as they stand, without judging them."""
    found = [(row["mã"].shown, row["tên"].shown) for row in table.rows if row["mã"].shown]
    ids: dict[str, str] = {}
    for unit, _ in found:
        ids.setdefault(fold(unit), unit)
    return Register(ids, dict(reversed(found)))


def units(table: Table, known: Register, faults: Faults) -> tuple[Unit, ...]:
    """Give the units in order of their rows; faults become sentences."""
    rows = [row for row in table.rows if filled(row, SHEETS[UNITS], faults)]
    found = [(row, _unit(row, known, faults)) for row in rows]
    faults += [*_same_ids(found), *_same_names(found), *_circles(found)]
    return tuple(unit for _, unit in found)


def _unit(row: Row, known: Register, faults: Faults) -> Unit:
    unit = Unit(
        id=faults.read(_id, row["mã"], ""),
        name=faults.read(line, row["tên"], ""),
        kind=faults.read(_KIND, row["loại"], UnitKind.DEPARTMENT),
        aliases=faults.read(parts, row["tên khác"], ()),
        email=faults.read(mail, row["thư điện tử"], ""),
        weight=faults.read(positive, row["trọng số"], None),
        valid_from=faults.read(day, row["hiệu lực từ"], None),
        valid_to=faults.read(day, row["hiệu lực đến"], None),
        successors=_successors(row["kế thừa"], known, faults),
    )
    if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
        faults.append(row["hiệu lực đến"].told("validity_reversed"))
    return unit


def _id(spot: Spot) -> str:
    found = line(spot)
    if _UNUSABLE.search(found) or _DEVICES.fullmatch(found) or fold(found) == fold(ALL_WARDS):
        raise CellFault(spot.told("id_unusable"))
    return found


def _successors(spot: Spot, known: Register, faults: Faults) -> tuple[str, ...]:
    heirs: list[str] = []
    nobody: tuple[str, ...] = ()
    for found in faults.read(parts, spot, nobody):
        try:
            heirs.append(known.find(spot, found))
        except CellFault as fault:
            faults.append(str(fault))
    return tuple(dict.fromkeys(heirs))


def _same_ids(found: list[tuple[Row, Unit]]) -> Iterator[str]:
    first: dict[str, Row] = {}
    for row, unit in found:
        other = first.setdefault(fold(unit.id), row)
        if unit.id and other is not row:
            yield row["mã"].told("unit_twice", other=other["mã"].place)


def _same_names(found: list[tuple[Row, Unit]]) -> Iterator[str]:
    """Tell names that two units bear at the same time; one may take over another's later."""
    bearers: dict[str, list[tuple[Row, Unit]]] = {}
    for row, unit in found:
        for name in dict.fromkeys(fold(each) for each in (unit.name, *unit.aliases)):
            others = [each for each in bearers.get(name, []) if _overlap(each[1], unit)]
            if others:
                column = "tên" if fold(unit.name) == name else "tên khác"
                shown = next(each for each in (unit.name, *unit.aliases) if fold(each) == name)
                yield row[column].told("name_twice", found=shown, other=others[0][1].id)
            bearers.setdefault(name, []).append((row, unit))


def _overlap(one: Unit, other: Unit) -> bool:
    if fold(one.id) == fold(other.id):
        return False  # told already: the same id twice
    ends_before = one.valid_to and other.valid_from and one.valid_to < other.valid_from
    ends_after = other.valid_to and one.valid_from and other.valid_to < one.valid_from
    return not (ends_before or ends_after)


def _circles(found: list[tuple[Row, Unit]]) -> Iterator[str]:
    """Tell units that inherit from themselves, directly or through others."""
    heirs = {unit.id: unit.successors for _, unit in found}
    told: set[str] = set()
    for row, unit in found:
        reached: set[str] = set()
        ahead = list(unit.successors)
        while ahead:
            heir = ahead.pop()
            if heir not in reached:
                reached.add(heir)
                ahead += heirs.get(heir, ())
        if unit.id in reached - told:
            told |= reached  # one sentence for a circle, not one for each of its units
            yield row["kế thừa"].told("successor_circle")
