"""Who should have answered and did not, and what nobody was asked to answer."""

from collections.abc import Sequence

from lcreport.model import Return, Role, Settings, State
from lcreport.problems import Flaw, Problem, problem
from lcreport.vietnamese import count_text


def unassigned(settings: Settings) -> tuple[int, ...]:
    """Give the numbers of the indicators without a responsible unit, in order.

    Nothing is unassigned in a neutral run, where nobody is assigned anything.
    """
    if not settings.assignments:
        return ()
    return tuple(
        each.number
        for each in settings.criteria.indicators
        if each.applies and not settings.assigned(each.number, Role.LEAD)
    )


def gaps(settings: Settings, returns: Sequence[Return]) -> tuple[Problem, ...]:
    """Give one N04 per unit that has returned nothing, and one K05 per unassigned indicator."""
    heard = {each.unit for each in returns if each.state in {State.ACCEPTED, State.SUPERSEDED}}
    absent = []
    for unit in settings.units:
        mine = settings.assigned_to(unit.id, Role.LEAD)
        if mine and unit.id not in heard:
            numbers = ", ".join(count_text(number) for number in mine)
            absent.append(problem(Flaw("N04", numbers), unit=unit.id))
    orphans = [problem(Flaw("K05"), indicator=number) for number in unassigned(settings)]
    return (*absent, *orphans)
