"""Areas as reporters: units of the level above, and what each of them answers to an indicator.

From here on areas are wards among wards: the same middle combines and judges them. An area's
verdict is its answer where only a verdict was asked for; where a figure was asked for, only its
figure counts, and an area without one is silent.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lcreport.model import (
    Answer,
    Area,
    AreaFigure,
    AreaVerdict,
    Combination,
    Comparison,
    CriteriaSet,
    Direction,
    Indicator,
    Kind,
    Level,
    Measure,
    Period,
    Reading,
    Settings,
    Source,
    State,
    Status,
    Unit,
    UnitKind,
)
from lcreport.quantity import Interval, Ratio, below
from lcreport.readings import quantity_text
from lcreport.vietnamese import fold, number_text
from lcreport.wording import say

_JUDGED = {Status.MET: True, Status.NOT_MET: False}
_UP_OR_DOWN = (Direction.UP, Direction.DOWN)


def level_settings(settings: Settings, areas: Sequence[Area]) -> Settings:
    """Give the settings of the level above with the areas as its units."""
    units = (
        Unit(each.id, each.name, UnitKind.WARD, weight=each.weight)
        for each in areas
        if each.state is not State.DUPLICATE
    )
    return replace(
        settings,
        criteria=_upper(settings.criteria),
        units=tuple(units),
        assignments=(),
        recognitions={},
        period=_period(settings.period, areas),
        wards=say("area.all"),
    )


def _upper(criteria: CriteriaSet) -> CriteriaSet:
    """Combine over areas: what is counted is added up, what is only judged must hold everywhere.

    A way that makes sense over areas (a sum, all, the share that meets) stays as the set gives it.
    """
    return replace(
        criteria,
        indicators=tuple(replace(each, combination=_way(each)) for each in criteria.indicators),
    )


def _way(indicator: Indicator) -> Combination:
    if indicator.combination not in {Combination.AGREE, Combination.LEAD}:
        return indicator.combination
    return Combination.ALL if is_judged(indicator) else Combination.SUM


def is_judged(indicator: Indicator) -> bool:
    """Say whether an indicator asks for a verdict and for no figure."""
    return all(each.comparison is Comparison.YES for each in indicator.measures)


def _period(own: Period, areas: Sequence[Area]) -> Period:
    """Give the level's own period, else the one that most areas report."""
    told = Counter((a.label, a.cut_off, a.previous_label) for a in areas if a.label or a.cut_off)
    if own.label or own.cut_off or not told:
        return own
    (label, cut_off, before), _ = max(
        told.items(), key=lambda each: (each[1], each[0][1] or date.min, each[0][0], each[0][2])
    )
    return replace(own, label=label, cut_off=cut_off, previous_label=before)


def named(areas: Sequence[Area]) -> tuple[Area, ...]:
    """Give each area the name of its organ, where no other area has the same, else its folder's."""
    count = Counter(fold(each.organ) for each in areas)
    return tuple(
        replace(each, name=each.organ) if each.organ and count[fold(each.organ)] == 1 else each
        for each in areas
    )


def usable(areas: Sequence[Area], indicator: Indicator) -> bool:
    """Say whether the areas' figures are used: a level above's own indicator needs all of them."""
    if indicator.level is not Level.UPPER:
        return True
    verdicts = [each.verdicts.get(indicator.number) for each in areas]
    return all(each is not None and _figured(each) for each in verdicts if not _is_out(each))


def _is_out(verdict: AreaVerdict | None) -> bool:
    return verdict is not None and verdict.status is Status.NOT_APPLICABLE


def _figured(verdict: AreaVerdict) -> bool:
    return all(each.interval or each.direction for each in verdict.figures)


def answers_of(area: Area, indicator: Indicator, *, figures: bool = True) -> tuple[Answer, ...]:
    """Give an area's answer to each measure of an indicator, none where it is silent."""
    verdict = area.verdicts.get(indicator.number)
    if verdict is None:
        return ()
    if verdict.status in {Status.UPPER_LEVEL, Status.NOT_APPLICABLE}:
        raw = say(f"verdict.{verdict.status}")
        status = Reading(raw, Kind.STATUS, status=verdict.status)
        return tuple(_answer(area, indicator, each, status) for each in indicator.measures)
    claim = _claim(verdict, indicator)
    told = [
        _answer(area, indicator, measure, _measured(area, indicator, measure, figure))
        for measure, figure in zip(indicator.measures, verdict.figures, strict=True)
        if figures
    ]
    heard = claim is not None or any(each.reading.kind is not Kind.EMPTY for each in told)
    return tuple(replace(each, claim=claim) for each in told) if heard else ()


def _claim(verdict: AreaVerdict, indicator: Indicator) -> bool | None:
    """Give the area's verdict where verdicts are combined; a sum is made of figures alone."""
    if indicator.combination is Combination.SUM:
        return None
    return _JUDGED.get(verdict.status)


def _answer(area: Area, indicator: Indicator, measure: Measure, reading: Reading) -> Answer:
    verdict = area.verdicts[indicator.number]
    figure = dict(zip((m.name for m in indicator.measures), verdict.figures, strict=True))
    earlier = figure[measure.name]
    before = _reading(earlier.previous, earlier.previous_ratio, measure)
    return Answer(
        indicator=indicator.number,
        measure=measure.name,
        unit=area.id,
        reading=reading,
        source=Source(area.file),
        previous=before if earlier.previous else None,
        evidence=area.file,  # the area's own papers hold it
    )


def _measured(area: Area, indicator: Indicator, measure: Measure, figure: AreaFigure) -> Reading:
    if measure.comparison is Comparison.YES:
        judged = area.verdicts[indicator.number].status in _JUDGED
        return Reading("", Kind.MARK if judged else Kind.EMPTY)
    reading = _reading(figure.interval, figure.ratio, measure)
    if not measure.comparison.is_trend:
        return reading
    direction = _direction(area, indicator, measure, figure)
    kind = Kind.DIRECTION if direction and reading.kind is Kind.EMPTY else reading.kind
    return replace(reading, kind=kind, direction=direction)


def _reading(interval: Interval | None, ratio: Ratio | None, measure: Measure) -> Reading:
    if interval is None:
        return Reading("", Kind.EMPTY)
    if ratio is None:
        return Reading(quantity_text(interval, measure), Kind.QUANTITY, interval)
    raw = f"{number_text(ratio.numerator)}/{number_text(ratio.denominator)}"
    return Reading(raw, Kind.RATIO, interval, ratio.numerator, ratio.denominator)


def _direction(
    area: Area, indicator: Indicator, measure: Measure, figure: AreaFigure
) -> Direction | None:
    """Say whether the area's figure went as wanted, or did not.

    Where the figures do not tell, a verdict on nothing but this measure does. A sum goes as wanted
    where all its parts do, and not where none does; "unchanged" is therefore told as the opposite.
    """
    rising = measure.comparison is Comparison.INCREASE
    wanted, opposite = _UP_OR_DOWN if rising else _UP_OR_DOWN[::-1]
    went = figure.direction and figure.direction is wanted
    if figure.interval and figure.previous:
        lower, upper = (figure.previous, figure.interval)
        settled = below(lower, upper) if rising else below(upper, lower)
        went = went if settled is None else settled
    verdict = area.verdicts[indicator.number]
    if went is None and len(indicator.measures) == 1:
        went = _JUDGED.get(verdict.status)
    return None if went is None else (wanted if went else opposite)
