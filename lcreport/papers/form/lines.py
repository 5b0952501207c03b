"""What stands in each row of a unit's form: an indicator, or one of its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lcreport.explain import requirement
from lcreport.model import Indicator, Kind, Measure, PreviousRow, Role, Settings, Unit
from lcreport.readings import quantity_text
from lcreport.wording import say


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a form.

    An indicator of several measures has a row of its own without `measure`, then one row for each
    measure without `number`; every other indicator has one row with both.
    """

    indicator: int
    number: int | None
    text: str
    requirement: str
    measured_in: str
    previous: str
    measure: Measure | None

    @property
    def label(self) -> str:
        """Name the row: "chỉ số 33, nữ"."""
        if self.number is None and self.measure:
            return say("form.row_part", number=self.indicator, name=self.measure.name)
        return say("form.row", number=self.indicator)

    @property
    def printed(self) -> tuple[str, ...]:
        """Give the texts that the unit does not change, in the order of the columns."""
        number = "" if self.number is None else str(self.number)
        return number, self.text, self.requirement, self.measured_in, self.previous


def reporting_units(settings: Settings) -> tuple[tuple[Unit, tuple[Indicator, ...]], ...]:
    """Give each valid unit with the indicators that it leads and that apply, in order.

    A unit without any is there too, with none.
    """
    day = settings.period.cut_off
    return tuple(
        (unit, tuple(_led(unit, settings))) for unit in settings.units if unit.is_valid_on(day)
    )


def _led(unit: Unit, settings: Settings) -> Iterator[Indicator]:
    for number in dict.fromkeys(settings.assigned_to(unit.id, Role.LEAD)):
        indicator = settings.criteria.indicator(number)
        if indicator and indicator.applies:
            yield indicator


def form_lines(
    indicators: tuple[Indicator, ...], previous: Mapping[int, PreviousRow]
) -> tuple[Line, ...]:
    """Give all rows of a form; `previous` are the known figures of the last period by number."""
    return tuple(line for each in indicators for line in _lines(each, previous.get(each.number)))


def _lines(indicator: Indicator, before: PreviousRow | None) -> Iterator[Line]:
    number, measures = indicator.number, indicator.measures
    if len(measures) == 1:
        asked, shown = requirement(measures[0]), _previous_text(before)
        unit = measures[0].unit
        yield Line(number, number, indicator.text, asked, unit, shown, measures[0])
        return
    yield Line(number, number, indicator.text, "", "", "", None)
    for place, each in enumerate(measures):
        name, shown = say("form.part", name=each.name), _part_before(before, place, each)
        yield Line(number, None, name, requirement(each), each.unit, shown, each)


def _previous_text(before: PreviousRow | None) -> str:
    if before is None:
        return ""
    return before.text or (say(f"verdict.{before.status}") if before.status else "")


def _part_before(before: PreviousRow | None, place: int, measure: Measure) -> str:
    if before is None or place >= len(before.readings):
        return ""
    reading = before.readings[place]
    known = reading.interval is not None and reading.kind is not Kind.TEXT
    return quantity_text(reading.interval, measure) if known and reading.interval else ""
