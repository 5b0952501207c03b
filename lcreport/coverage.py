"""Who should have answered and did not, and what nobody was asked to answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from lcreport.model import Return, Role, Settings, State, UnitKind
from lcreport.problems import Flaw, Problem, problem
from lcreport.vietnamese import count_text


@dataclass(frozen=True, slots=True)
class Response:
    """How many units could answer: those valid on the cut-off date, those with a return."""

    departments: int
    wards: int
    heard: int

    @property
    def units(self) -> int:
        """Give how many units there are."""
        return self.departments + self.wards


def response(settings: Settings, returns: Sequence[Return]) -> Response:
    """Count who could answer and who did."""
    heard = {each.unit for each in returns if each.state is State.ACCEPTED} - {None}
    kinds = [each.kind for each in settings.units if each.is_valid_on(settings.period.cut_off)]
    wards = kinds.count(UnitKind.WARD)
    return Response(len(kinds) - wards, wards, len(heard))


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
