"""What the office decides beforehand: units, assignment, period, letterhead."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from lcreport.model.rules import CriteriaSet
from lcreport.model.words import Role, UnitKind


@dataclass(frozen=True, slots=True)
class Unit:
    """An organ that reports; `weight` is its known size (people, households) for bounds."""

    id: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    email: str = ""
    weight: Fraction | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def is_valid_on(self, day: date | None) -> bool:
        """Say whether the unit exists on `day` (always, when no day is known)."""
        if day is None:
            return True
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a unit answers an indicator, and in which role."""

    indicator: int
    unit: str
    role: Role


@dataclass(frozen=True, slots=True)
class Period:
    """What is reported; dates may be unknown in a neutral run without settings."""

    label: str = ""
    cut_off: date | None = None
    previous_label: str = ""
    previous_cut_off: date | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What the papers print besides figures (sheet `Văn bản` of the settings workbook).

    Lists keep one item per line of their cell; `organ` and `superior` keep their line breaks.
    `grouped` puts the table's rows under their standards and criteria.
    """

    superior: str = ""
    organ: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    issued: date | None = None
    subject: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()
    electronic: bool = False
    annex_apart: bool = False
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph that the office wrote for a section of the letter ("1.1", "chỉ số 19")."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Register:
    """Units by id, and the assignments by indicator and by unit."""

    units: dict[str | None, Unit]
    of_indicator: dict[tuple[int, Role], tuple[str, ...]]
    of_unit: dict[tuple[str, Role], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the office decides beforehand; `neutral` when there was no settings workbook.

    `recognitions` maps a file's path in the folder (with "/") to a unit id: a person's word.
    `mailed` maps a file that came by mail to the unit of the address: a sign, never enough alone.
    A figure that is more than `jump` times the previous one, or less than its part, is asked about.
    `wards` is what all wards together are called in a table (empty: "UBND các xã, phường").
    """

    criteria: CriteriaSet
    units: tuple[Unit, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    period: Period = Period()
    document: Document = Document()
    paragraphs: tuple[Paragraph, ...] = ()
    recognitions: dict[str, str] = field(default_factory=dict)
    mailed: dict[str, str] = field(default_factory=dict)
    jump: Fraction = Fraction(2)
    neutral: bool = False
    wards: str = ""
    _register: Register = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort units and assignments once: a level of thousands of areas asks for them often."""
        object.__setattr__(self, "_register", _sorted(self.units, self.assignments))

    def unit(self, unit_id: str | None) -> Unit | None:
        """Find a unit by its id."""
        return self._register.units.get(unit_id)

    def assigned(self, indicator: int, role: Role) -> tuple[str, ...]:
        """Give the ids of the units that have `role` in an indicator, in order of assignment."""
        return self._register.of_indicator.get((indicator, role), ())

    def assigned_to(self, unit_id: str, role: Role) -> tuple[int, ...]:
        """Give the numbers of the indicators in which a unit has `role`, in order of number."""
        return self._register.of_unit.get((unit_id, role), ())


def _sorted(units: Iterable[Unit], assignments: Iterable[Assignment]) -> Register:
    of_indicator: dict[tuple[int, Role], list[str]] = {}
    of_unit: dict[tuple[str, Role], list[int]] = {}
    for each in assignments:
        of_indicator.setdefault((each.indicator, each.role), []).append(each.unit)
        of_unit.setdefault((each.unit, each.role), []).append(each.indicator)
    return Register(
        {each.id: each for each in reversed(tuple(units))},
        {key: tuple(found) for key, found in of_indicator.items()},
        {key: tuple(sorted(found)) for key, found in of_unit.items()},
    )
