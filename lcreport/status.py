"""Who has returned, who is late, and what is still missing, unit by unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lcreport.model import Answer, Kind, Return, Role, Settings, State, Unit
from lcreport.problems import Problem, Severity

# The published form of `status --json`.
STATUS_SCHEMA = "lcreport.status/1"


class Standing(StrEnum):
    """Where a unit stands: `not_accepted` sent only files that do not count."""

    RETURNED = "returned"
    NOT_ACCEPTED = "not_accepted"
    LATE = "late"
    WAITING = "waiting"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """One unit's line: `sent` is when its form went out ("": not known), `missing` are numbers.

    `problems` counts those of its files from warning upwards; `accepted` counts files.
    """

    unit: Unit
    standing: Standing
    sent: str
    files: tuple[str, ...]
    accepted: int
    problems: int
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """The state of a period; `days_left` to the deadline, negative after it, None without one.

    `lost` are files that somebody must look at and that no unit is known for.
    """

    label: str
    deadline: date | None
    days_left: int | None
    units: tuple[UnitStatus, ...]
    lost: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """Say whether all that is asked for is there, without a problem and without a gap."""
        fine = {Standing.RETURNED, Standing.NOT_ASKED}
        return (
            bool(self.units)
            and not self.lost
            and all(
                each.standing in fine and not each.problems and not each.missing
                for each in self.units
            )
        )

    def count(self, *standings: Standing) -> int:
        """Give the number of units that stand so."""
        return sum(each.standing in standings for each in self.units)


def status_of(
    settings: Settings,
    returns: Sequence[Return],
    today: date,
    sent: Mapping[str, str] | None = None,
) -> FolderStatus:
    """Give where every unit stands that is valid on the cut-off date, in the settings' order.

    `sent` gives the time at which a unit's form went out, by its id.
    """
    period = settings.period
    days_left = (period.deadline - today).days if period.deadline else None
    late = days_left is not None and days_left < 0
    units = (unit for unit in settings.units if unit.is_valid_on(period.cut_off))
    return FolderStatus(
        period.label,
        period.deadline,
        days_left,
        tuple(
            _unit(each, settings, returns, (sent or {}).get(each.id, ""), late=late)
            for each in units
        ),
        tuple(each.file for each in returns if each.unit is None and _grave(each.problems)),
    )


def _unit(
    unit: Unit, settings: Settings, returns: Iterable[Return], sent: str, *, late: bool
) -> UnitStatus:
    mine = [each for each in returns if each.unit == unit.id]
    accepted = [each for each in mine if each.state is State.ACCEPTED]
    asked = _asked(unit, settings)
    answered = {a.indicator for each in accepted for a in each.answers if _says_something(a)}
    return UnitStatus(
        unit,
        _standing(asked=bool(asked) or not settings.assignments, mine=mine, late=late),
        sent,
        tuple(each.file for each in mine),
        len(accepted),
        sum(_grave(each.problems) for each in mine),
        tuple(number for number in asked if number not in answered),
    )


def _asked(unit: Unit, settings: Settings) -> tuple[int, ...]:
    applied = {each.number for each in settings.criteria.indicators if each.applies}
    return tuple(n for n in settings.assigned_to(unit.id, Role.LEAD) if n in applied)


def _standing(*, asked: bool, mine: Sequence[Return], late: bool) -> Standing:
    if any(each.state is State.ACCEPTED for each in mine):
        return Standing.RETURNED
    if mine:
        return Standing.NOT_ACCEPTED
    if not asked:
        return Standing.NOT_ASKED
    return Standing.LATE if late else Standing.WAITING


def _says_something(answer: Answer) -> bool:
    return answer.reading.kind is not Kind.EMPTY or answer.claim is not None


def _grave(problems: Iterable[Problem]) -> int:
    return sum(each.severity is not Severity.INFO for each in problems)


def status_json(status: FolderStatus) -> dict[str, object]:
    """Give a status as `status --json` prints it: plain values, dates as yyyy-mm-dd."""
    return {
        "schema": STATUS_SCHEMA,
        "period": status.label,
        "deadline": status.deadline.isoformat() if status.deadline else None,
        "days_left": status.days_left,
        "done": status.is_done,
        "units": [_unit_json(each, status.days_left) for each in status.units],
        "lost": list(status.lost),
    }


def _unit_json(each: UnitStatus, days_left: int | None) -> dict[str, object]:
    return {
        "unit": each.unit.id,
        "name": each.unit.name,
        "kind": each.unit.kind.value,
        "standing": each.standing.value,
        "sent": each.sent or None,
        "returned": bool(each.files),
        "files": list(each.files),
        "accepted": each.accepted,
        "problems": each.problems,
        "missing": list(each.missing),
        "days_left": days_left,
    }
