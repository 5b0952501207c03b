"""What was said about one indicator and by whom, before it becomes a figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lcreport.joining import Voice
from lcreport.model import Answer, Indicator, Kind, PreviousRow, Role, Settings, Unit


@dataclass(frozen=True, slots=True)
class Panel:
    """All that was said about one indicator: by its leads, by its supporters, and who is silent."""

    indicator: Indicator
    leads: tuple[str, ...]
    answers: tuple[Answer, ...]
    support: tuple[Answer, ...]
    silent: tuple[Unit, ...]
    settings: Settings
    previous: PreviousRow | None

    def voices(self, measure: str) -> list[Voice]:
        """Give the leads' answers to one measure, in the order of the assignment.

        Each sender speaks for itself: a part of a merged unit has its own name and size.
        """
        return [
            Voice(self.settings.unit(each.signed or each.unit), each)
            for each in self.answers
            if each.measure == measure
        ]


def panel_of(
    indicator: Indicator,
    answers: tuple[Answer, ...],
    settings: Settings,
    previous: PreviousRow | None,
) -> Panel:
    """Sort the answers to one indicator: who had to answer it, who only supports, who is silent."""
    leads = settings.assigned(indicator.number, Role.LEAD)
    if not settings.assignments:
        leads = tuple(dict.fromkeys(reporter(answer) for answer in answers))
    answers = _spoken(answers)
    rank = {unit: place for place, unit in enumerate(leads)}
    mine = sorted((a for a in answers if reporter(a) in rank), key=lambda a: rank[reporter(a)])
    silent = tuple(_silent(leads, mine, settings))
    support = tuple(answer for answer in answers if reporter(answer) not in rank)
    return Panel(indicator, leads, tuple(mine), support, silent, settings, previous)


def _spoken(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Leave out the rows that a reporter left blank: it has yet to answer."""
    said = {
        (a.unit, a.source)
        for a in answers
        if a.reading.kind is not Kind.EMPTY or a.claim is not None
    }
    return tuple(a for a in answers if (a.unit, a.source) in said)


def _silent(leads: Sequence[str], answers: Sequence[Answer], settings: Settings) -> Iterator[Unit]:
    """Give the units that have yet to answer; of one heard through its parts, the other parts."""
    signers = {answer.signed or answer.unit for answer in answers}
    in_parts = {reporter(answer) for answer in answers} - signers
    asked = set(leads)
    for unit in settings.units:
        if unit.id in asked and unit.id not in signers and unit.id not in in_parts:
            yield unit
        gone = not unit.is_valid_on(settings.period.cut_off)
        if gone and unit.id not in signers and in_parts & set(unit.successors):
            yield unit


def reporter(answer: Answer) -> str:
    """Name the reporter: a registered unit, else the file itself."""
    return answer.unit or answer.source.file
