"""What the level above reads about a verdict: text and reasons that speak of areas."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lcreport import reasons
from lcreport.joining import tells
from lcreport.model import Area, Basis, Indicator, MeasureVerdict, Settings, Status, Tally, Verdict
from lcreport.readings import quantity_text
from lcreport.rollup.answers import is_judged
from lcreport.vietnamese import count_text, number_text
from lcreport.wording import say

# More names than these are a list for the workbook, not a sentence.
_MOST_NAMES = 10


def told(verdict: Verdict, tally: Tally, level: Settings) -> Verdict:
    """Give the verdict with its text and reasons in terms of areas, without their answers.

    What only waits for areas' numbers waits for no person.
    """
    waiting = bool(tally.bare or tally.without)
    unsettled = verdict.status is Status.NO_DATA and not verdict.figure.disputed
    decided = verdict.reasons[-1:] if verdict.basis is Basis.DECISION else ()
    figure = replace(verdict.figure, text=_text(verdict, tally), answers=())
    return replace(
        verdict,
        figure=figure,
        reasons=(*_reasons(verdict, tally, level), *decided),
        needs_review=verdict.needs_review and not (unsettled and waiting),
    )


def _text(verdict: Verdict, tally: Tally) -> str:
    """Give what the official table prints: the figure, and what it still lacks."""
    if verdict.computed in {Status.MET, Status.NOT_MET}:
        return verdict.figure.text
    known = _judged(tally) if is_judged(verdict.indicator) else ""
    intervals = [each.figure.interval for each in verdict.measures if each.figure.interval]
    if any(map(tells, intervals)):
        known = verdict.figure.text
    if verdict.status is not Status.NO_DATA:
        return known
    groups = _wanting(verdict.indicator, tally)
    counts = [say(f"area.count_{key}", count=count_text(len(ids))) for key, ids in groups if ids]
    lacking = say("area.lacking", what="; ".join(counts)) if counts else ""
    return (
        say("area.bracketed", known=known, lacking=lacking)
        if known and lacking
        else (known or lacking)
    )


def _judged(tally: Tally) -> str:
    """Say in how many areas it holds, of those to which it applies."""
    met, failed = (tally.counts.get(each, 0) for each in (Status.MET, Status.NOT_MET))
    whole = tally.complete + len(tally.bare) + len(tally.without)
    return say("area.met_in", met=count_text(met), count=count_text(whole)) if met + failed else ""


def _wanting(indicator: Indicator, tally: Tally) -> tuple[tuple[str, Sequence[str]], ...]:
    """Give the areas that gave too little and those that gave nothing, with what they lack."""
    if is_judged(indicator):
        return ("bare_judged", tally.bare), ("without_judged", tally.without)
    trend = any(each.comparison.is_trend for each in indicator.measures)
    rate = all(each.is_rate for each in indicator.measures)
    lack = "trend" if trend else "rate" if rate else "count"
    return (f"bare_{lack}", tally.bare), ("without", tally.without)


def _reasons(verdict: Verdict, tally: Tally, level: Settings) -> Iterator[str]:
    indicator = verdict.indicator
    if not indicator.applies:
        yield indicator.source
    elif verdict.computed in {Status.MET, Status.NOT_MET}:
        yield from _settled(verdict, tally, level)
    elif verdict.computed is Status.NO_DATA:
        open_ones = [each for each in verdict.measures if each.holds is None]
        yield from (reasons.open_measure(each) for each in open_ones)
        yield from _lacking(verdict.indicator, tally, level)
    elif verdict.status is Status.UPPER_LEVEL:
        yield say("verdict.upper")
    elif verdict.claimed is Status.MET:
        yield say("area.all_met")
    elif verdict.claimed is Status.NOT_MET:
        against = [each.unit for each in verdict.figure.answers if each.claim is False]
        names = _names(tuple(dict.fromkeys(against)), level)
        yield say("area.not_met", count=tally.counts.get(Status.NOT_MET, 0), names=names)
    elif verdict.status is Status.NOT_APPLICABLE:
        yield say("area.all_out")
    elif tally.bare or tally.without:
        yield from _lacking(verdict.indicator, tally, level)
    else:
        yield say("area.nothing")


def _settled(verdict: Verdict, tally: Tally, level: Settings) -> Iterator[str]:
    for each in verdict.measures:
        if each.figure.interval or each.figure.direction:
            yield reasons.comparison(each)
            yield from _pooled(each, tally)
    if tally.bare or tally.without:
        yield say("area.settled")
        yield from _lacking(verdict.indicator, tally, level)


def _pooled(each: MeasureVerdict, tally: Tally) -> Iterator[str]:
    """Say what a figure was added up from."""
    figure = each.figure
    if figure.ratio:
        parts = f"{number_text(figure.ratio.numerator)}/{number_text(figure.ratio.denominator)}"
        yield say("area.pooled", parts=parts, count=tally.complete)
    elif figure.measure.comparison.is_trend and figure.interval and figure.previous:
        now, then = (quantity_text(i, figure.measure) for i in (figure.interval, figure.previous))
        yield say("area.summed", now=now, then=then)


def _lacking(indicator: Indicator, tally: Tally, level: Settings) -> Iterator[str]:
    for key, ids in _wanting(indicator, tally):
        if ids:
            yield say(f"area.names_{key}", count=len(ids), names=_names(ids, level))


def _names(ids: Sequence[str | None], level: Settings) -> str:
    return some_names([unit.name for unit in map(level.unit, ids) if unit])


def some_names(names: Sequence[str], most: int = _MOST_NAMES) -> str:
    """Give names in one line; of very many the first ones and how many there are besides."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    return say("area.more", names=shown, count=more) if more > 0 else shown


def names_of(areas: Sequence[Area]) -> str:
    """Give the names of areas in one line."""
    return some_names([each.name for each in areas])
