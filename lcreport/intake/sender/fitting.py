"""How one name of one unit fits a text: exactly, abbreviated, without its kind, without marks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from lcreport.intake.sender.spelling import (
    NEVER,
    Shape,
    compact,
    composed,
    normal,
    office_shape,
    proper,
    ward_shape,
    words,
)
from lcreport.model import Unit, UnitKind
from lcreport.vietnamese import bare

_PLACE = re.compile(r"[\s,–-]+(?:thành phố|tp\.?)\s+(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one unit: its key, and its shapes with diacritics and without.

    An office's alias has no shapes: what a person wrote there is meant as it stands.
    """

    unit: Unit
    key: str
    shape: Shape | None = None
    bare_shape: Shape | None = None

    @property
    def is_ward(self) -> bool:
        """Say whether the unit is a ward or commune."""
        return self.unit.kind is UnitKind.WARD


def names_of(unit: Unit, areas: frozenset[str]) -> tuple[Name, ...]:
    """Give a unit's name and aliases, ready to be compared; `areas` may stand behind the name."""
    ward = unit.kind is UnitKind.WARD
    make = ward_shape if ward else office_shape
    name = _without_place(unit.name, areas)
    own = Name(unit, _key(name), make(name), make(name, bare))
    aliases = (
        Name(unit, _key(each), ward_shape(each), ward_shape(each, bare))
        if ward
        else Name(unit, _key(each))
        for each in unit.aliases
        if _key(each)
    )
    return own, *aliases


def _without_place(name: str, areas: frozenset[str]) -> str:
    found = _PLACE.search(composed(name))
    return composed(name)[: found.start()] if found and compact(words(found[1])) in areas else name


def _key(name: str) -> str:
    return compact(words(normal(name)))


def any_of(names: Sequence[Name]) -> re.Pattern[str]:
    """Give one pattern over keys without diacritics that matches whatever some name fits."""
    ways = {re.escape(bare(each.key)) for each in names}
    for shape in (each.bare_shape for each in names if each.bare_shape):
        ways |= {shape.headed.pattern, shape.alone.pattern, re.escape(shape.initials)}
    return re.compile("|".join(sorted(ways - {""})) or NEVER.pattern)


def likeness(wanted: str, name: Name) -> float:
    """Give the share (0-100) of letters in common, the words for the kind of organ left out."""
    known = compact(proper(words(name.unit.name)))
    pairs = ((wanted, known), (bare(wanted), bare(known)), (wanted, name.key))
    return max(ratio(one, other) for one, other in pairs)


def _exact(name: Name, key: str) -> bool:
    return name.key == key


def _headed(name: Name, key: str) -> bool:
    return bool(name.shape and name.shape.headed.fullmatch(key))


def _alone(name: Name, key: str) -> bool:
    return bool(name.shape and name.shape.alone.fullmatch(key))


def _initials(name: Name, key: str) -> bool:
    return bool(name.shape and name.shape.initials == key)


def _exact_bare(name: Name, key: str) -> bool:
    return bare(name.key) == bare(key)


def _headed_bare(name: Name, key: str) -> bool:
    return bool(name.bare_shape and name.bare_shape.headed.fullmatch(bare(key)))


def _alone_bare(name: Name, key: str) -> bool:
    return bool(name.bare_shape and name.bare_shape.alone.fullmatch(bare(key)))


def _initials_bare(name: Name, key: str) -> bool:
    return bool(name.bare_shape and name.bare_shape.initials == bare(key))


Tier = Callable[[Name, str], bool]
# From the surest to the least sure; the first at which some unit fits decides.
WHOLE: tuple[Tier, ...] = (_exact, _headed, _alone, _exact_bare, _headed_bare, _alone_bare)
# Inside a longer text a name must carry its kind of organ or be all initials.
INSIDE: tuple[Tier, ...] = (_exact, _headed, _initials, _exact_bare, _headed_bare, _initials_bare)
ALONE: frozenset[Tier] = frozenset({_alone, _alone_bare})
