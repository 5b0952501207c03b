"""Answers where this period is compared with the previous one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lcreport.intake.values.bounds import in_unit
from lcreport.intake.values.figures import Amount, Figure, Shape, Use
from lcreport.intake.values.flaws import flawed
from lcreport.intake.values.shares import read_figures
from lcreport.intake.values.statements import Statement
from lcreport.intake.values.vocabulary import HAPPENINGS, Sense
from lcreport.intake.values.words import directions
from lcreport.model import Direction, Kind, Measure, Reading
from lcreport.quantity import Interval

_REACHED = {Sense.REACH, Sense.VERDICT, Sense.UNTIL}


@dataclass(frozen=True, slots=True)
class Pair:
    """This period's amount and the previous one's, as a cell gives both."""

    now: Amount
    then: Amount

    @property
    def direction(self) -> Direction:
        """Say which way it went."""
        if self.now.value == self.then.value:
            return Direction.SAME
        return Direction.UP if self.now.value > self.then.value else Direction.DOWN


def read_trend(
    statement: Statement,
    figures: Sequence[Figure],
    measure: Measure,
    raw: str,
    reference: Interval | None,
) -> Reading | None:
    """Read a cell of a measure that is to go up or down; None when it says nothing about that.

    "19/24 vụ" is this year and last year. A direction word decides; figures that say otherwise
    make the cell unreadable. Beside a direction word a number is a value only after "còn", "lên".
    """
    said = directions(statement)
    pair = _pair(statement, measure)
    if len(said) > 1 or (pair and said and said != {pair.direction}):
        return flawed(raw, "G01")
    word = next(iter(said), None)
    if pair:
        return _paired(pair, measure, raw, word)
    values = [figure for figure in figures if word is None or _reached(figure)]
    reading = read_figures(values, measure, raw, reference=reference)
    if word is None:
        return reading
    value = reading.interval if reading else None
    return Reading(raw, Kind.DIRECTION, value, direction=word)


def _reached(figure: Figure) -> bool:
    return figure.has(*_REACHED) or (figure.shape is Shape.RATIO and not figure.percent)


def _paired(pair: Pair, measure: Measure, raw: str, word: Direction | None) -> Reading:
    now, then = in_unit(pair.now, measure), in_unit(pair.then, measure)
    kind = Kind.DIRECTION if word else Kind.RATIO
    reading = Reading(raw, kind, Interval.point(now), direction=pair.direction)
    if measure.is_rate and pair.now.percent:
        # Two percentages are no numerator and denominator.
        return reading if word else replace(reading, kind=Kind.QUANTITY)
    return replace(reading, numerator=now, denominator=then)


def _pair(statement: Statement, measure: Measure) -> Pair | None:
    for figure in statement.figures:
        if figure.shape is Shape.RATIO and figure.second and _compares(figure, measure):
            return Pair(figure.first, figure.second)
    return _told(statement, measure) or _dated(statement, measure)


def _compares(figure: Figure, measure: Measure) -> bool:
    """Say whether a ratio sets this period against the previous one.

    Where a share is asked, "1.200/5.000 người" is a share; percentages and happenings are not.
    """
    follower = figure.follower.text if figure.follower else ""
    return not measure.is_rate or figure.percent or follower in HAPPENINGS


def _told(statement: Statement, measure: Measure) -> Pair | None:
    """Find "19 vụ (cùng kỳ 24 vụ)" and "giảm từ 24 xuống 19 vụ"."""
    fitting = [figure for figure in statement.figures if _fits(figure, measure)]
    then = [each for each in fitting if each.use in {Use.PREVIOUS, Use.START}]
    now = [each for each in fitting if each.use is Use.VALUE and not each.aside]
    if len(then) == 1 and len(now) == 1:
        return Pair(now[0].first, then[0].first)
    return None


def _dated(statement: Statement, measure: Measure) -> Pair | None:
    """Find "Năm 2022: 24 vụ; năm 2023: 19 vụ"."""
    values = [
        figure
        for figure in statement.figures
        if figure.use is Use.VALUE and not figure.aside and _fits(figure, measure)
    ]
    dated = sorted((_year(figure), figure.place) for figure in values if _year(figure))
    if len(values) != 2 or len({year for year, _ in dated}) != 2:  # noqa: PLR2004 - a pair
        return None
    by_place = {figure.place: figure.first for figure in values}
    return Pair(by_place[dated[1][1]], by_place[dated[0][1]])


def _year(figure: Figure) -> str:
    periods = [token.text for token in figure.before if token.sense is Sense.PERIOD]
    return periods[-1][-4:] if len(periods) == 1 else ""


def _fits(figure: Figure, measure: Measure) -> bool:
    return figure.shape is Shape.POINT and figure.percent == measure.is_rate
