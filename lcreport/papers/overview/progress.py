"""How far each figure is from what it has to reach, as pictures."""

from collections.abc import Iterator
from fractions import Fraction

from lcreport.explain import measured
from lcreport.model import MeasureVerdict, Result, Verdict
from lcreport.papers.charts import Bar, bar
from lcreport.papers.overview.looks import HOLDS
from lcreport.papers.overview.names import TienDo
from lcreport.quantity import Interval
from lcreport.wording import say

_NOTHING = Interval.point(0)


def progress(result: Result) -> tuple[TienDo, ...]:
    """Give a picture for each measure that is compared with a threshold or an earlier figure."""
    return tuple(
        _row(verdict, each, mark)
        for verdict in result.verdicts
        for each, mark in _compared(verdict)
    )


def _compared(verdict: Verdict) -> Iterator[tuple[MeasureVerdict, Fraction]]:
    for each in verdict.measures:
        figure = each.figure
        if figure.measure.threshold is not None:
            yield each, figure.measure.threshold
        elif figure.measure.comparison.is_trend and figure.interval and _point(figure.previous):
            yield each, _point(figure.previous) or Fraction(0)


def _point(interval: Interval | None) -> Fraction | None:
    return interval.low if interval and interval.is_point else None


def _row(verdict: Verdict, each: MeasureVerdict, mark: Fraction) -> TienDo:
    indicator, figure, words = verdict.indicator, each.figure, measured(each)
    interval = figure.interval or _NOTHING
    title = say("overview.bar", number=indicator.number, **words)
    before = _point(figure.previous) if figure.measure.threshold is not None else None
    picture = bar(
        Bar(
            low=max(interval.low or Fraction(0), Fraction(0)),
            high=interval.high,
            mark=mark,
            before=before,
            look=HOLDS[each.holds],
            title=title,
            is_rate=figure.measure.is_rate,
        )
    )
    return TienDo(
        indicator.number,
        indicator.text,
        words["rule"],
        words["shown"],
        words["outcome"],
        HOLDS[each.holds],
        picture,
    )
