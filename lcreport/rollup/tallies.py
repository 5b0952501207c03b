"""How the areas stand on one indicator, and whose numbers are wanting."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce

from lcreport.model import Area, AreaFigure, AreaVerdict, Indicator, Measure, Status, Tally
from lcreport.quantity import Ratio
from lcreport.rollup.answers import answers_of, is_judged


def tally_of(areas: Sequence[Area], indicator: Indicator) -> Tally:
    """Count the areas' verdicts on an indicator and part them by what they gave for it."""
    counts: Counter[Status] = Counter()
    complete, bare, without = 0, [], []
    for area in areas:
        verdict = area.verdicts.get(indicator.number)
        if verdict:
            counts[verdict.status] += 1
        if verdict and verdict.status is Status.NOT_APPLICABLE:
            continue
        if verdict and _is_complete(verdict, indicator):
            complete += 1
        elif verdict and _has_figure(verdict) and answers_of(area, indicator):
            bare.append(area.id)
        else:
            without.append(area.id)
    out = counts[Status.NOT_APPLICABLE]
    return Tally(counts, complete, tuple(bare), tuple(without), out, _sums(areas, indicator))


def _sums(areas: Sequence[Area], indicator: Indicator) -> tuple[Ratio | None, ...]:
    verdicts = [area.verdicts.get(indicator.number) for area in areas]
    heard = [each for each in verdicts if each and each.status is not Status.NOT_APPLICABLE]
    return tuple(
        reduce(Ratio.plus, ratios)
        if (ratios := [r for each in heard if (r := each.figures[place].ratio)])
        else None
        for place in range(len(indicator.measures))
    )


def _is_complete(verdict: AreaVerdict, indicator: Indicator) -> bool:
    """Say whether an area gave all that its part in the whole needs."""
    if verdict.status is Status.UPPER_LEVEL:
        return False
    if is_judged(indicator):
        return verdict.status in {Status.MET, Status.NOT_MET}
    pairs = zip(indicator.measures, verdict.figures, strict=True)
    return all(_is_exact(measure, figure) for measure, figure in pairs)


def _is_exact(measure: Measure, figure: AreaFigure) -> bool:
    exact = figure.ratio if measure.is_rate else figure.interval and figure.interval.is_point
    if not measure.comparison.is_trend:
        return bool(exact)
    before = figure.previous_ratio if measure.is_rate else figure.previous
    return bool(exact and before)


def _has_figure(verdict: AreaVerdict) -> bool:
    return any(each.interval or each.direction for each in verdict.figures)
