"""Which areas the level expects: the wards of its own settings, and who of them has no result."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lcreport.model import Area, Settings, State, Unit, UnitKind
from lcreport.problems import Flaw, Problem, problem
from lcreport.rollup.telling import names_of
from lcreport.vietnamese import fold
from lcreport.wording import say


def registered(
    areas: Sequence[Area], settings: Settings
) -> tuple[tuple[Area, ...], tuple[Problem, ...]]:
    """Give the areas with those that have no result yet (A07), named and weighed as registered.

    An area that is not registered counts, and is named (A08). A register that knows none of the
    areas is about other units: nobody is missing by it.
    """
    day = settings.period.cut_off
    wards = [u for u in settings.units if u.kind is UnitKind.WARD and u.is_valid_on(day)]
    if not wards:
        return tuple(areas), ()
    known = {key: unit for unit in reversed(wards) for key in _keys_of_unit(unit)}
    owners = {each.id: _owner(each, known) for each in areas if each.state is not State.DUPLICATE}
    strangers = [each for each in areas if each.id in owners and owners[each.id] is None]
    came = {unit.id for unit in owners.values() if unit}
    absent = tuple(_absent(each) for each in wards if came and each.id not in came)
    placed = [_placed(each, owners.get(each.id)) for each in areas]
    problems = (*_twice(areas, owners), *_told("A07", absent), *_told("A08", strangers))
    return (*placed, *absent), problems


def _owner(area: Area, known: dict[str, Unit]) -> Unit | None:
    """Find the registered unit: by folder, else by the organ that the result names."""
    keys = (area.id, area.id.rpartition("/")[2], area.organ)
    return next((known[key] for key in map(_key, keys) if key in known), None)


def _keys_of_unit(unit: Unit) -> Iterator[str]:
    yield from (_key(each) for each in (unit.id, unit.name, *unit.aliases))


def _key(text: str) -> str:
    """Give a name without the word for its committee: "UBND xã A" is "xã A"."""
    folded = fold(text)
    for word in (say("letter.committee"), say("letter.committee_short")):
        folded = folded.removeprefix(fold(word)).strip()
    return folded


def _placed(area: Area, owner: Unit | None) -> Area:
    return replace(area, name=owner.name, weight=owner.weight) if owner else area


def _absent(unit: Unit) -> Area:
    return Area(unit.id, unit.name, "", state=State.UNREADABLE, weight=unit.weight)


def _twice(areas: Sequence[Area], owners: dict[str, Unit | None]) -> Iterator[Problem]:
    """Tell the units of which several results came."""
    files: dict[str, list[str]] = {}
    for each in areas:
        if unit := owners.get(each.id):
            files.setdefault(unit.name, []).append(each.file)
    for name, found in files.items():
        if len(found) > 1:
            yield problem(Flaw("A03", ", ".join(found), name), file=found[-1])


def _told(code: str, areas: Sequence[Area]) -> Iterator[Problem]:
    if areas:
        yield problem(Flaw(code, names_of(areas)), file=areas[0].file or None)
