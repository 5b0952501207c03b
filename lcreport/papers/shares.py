"""What each unit sent, was asked for and answered: counted once for all of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from lcreport.model import Result, Role, State


@dataclass(frozen=True, slots=True)
class Shares:
    """By unit id: accepted files, how many indicators it leads and has answered, which it lacks.

    `signed` holds the accepted files of a unit and those of units that it stands for.
    """

    files: dict[str, list[str]]
    signed: dict[str, list[str]]
    assigned: Counter[str]
    answered: Counter[str]
    missing: dict[str, list[int]]


def shares_of(result: Result) -> Shares:
    """Count every unit's share of a result."""
    files, signed = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for each in result.returns:
        if each.state is State.ACCEPTED:
            if each.unit:
                files[each.unit].append(each.file)
            for unit in {each.unit, each.signed} - {None}:
                signed[str(unit)].append(each.file)
    missing = defaultdict[str, list[int]](list)
    answered = Counter[str]()
    for verdict in result.verdicts:
        answered.update(set(verdict.figure.answered))
        for unit in dict.fromkeys(verdict.figure.missing):
            missing[unit].append(verdict.indicator.number)
    leads = (each.unit for each in result.settings.assignments if each.role is Role.LEAD)
    return Shares(files, signed, Counter(leads), answered, missing)
