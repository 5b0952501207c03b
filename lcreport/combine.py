"""Many reporters, one figure per indicator: who should answer, who did, what follows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from lcreport.frame import from_frame
from lcreport.joining import ANY_RATE, Joined, Voice, join
from lcreport.model import (
    Answer,
    Combination,
    Direction,
    Figure,
    Indicator,
    Kind,
    Measure,
    MeasureFigure,
    PreviousRow,
    Reading,
    Settings,
    Status,
)
from lcreport.panel import Panel, panel_of, reporter
from lcreport.problems import Flaw, Problem, problem
from lcreport.quantity import Interval
from lcreport.readings import quantity_text
from lcreport.vietnamese import fold
from lcreport.wording import say


def combine(
    frame: pd.DataFrame, settings: Settings, previous: Sequence[PreviousRow]
) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Give one figure per indicator of the criteria set, in its order, and what disagrees.

    `frame` is `lcreport.frame.to_frame`'s; only units that the settings make responsible count
    (all units where the settings name nobody at all, as in a neutral run).
    """
    # Taken apart as a whole: a frame for each indicator would cost more than all that follows.
    groups: dict[int, list[Answer]] = defaultdict(list)
    for answer in from_frame(frame):
        groups[answer.indicator].append(answer)
    before = {row.indicator: row for row in previous}
    figures: list[Figure] = []
    problems: list[Problem] = []
    for indicator in settings.criteria.indicators:
        answers = tuple(groups.get(indicator.number, ()))
        panel = panel_of(indicator, answers, settings, before.get(indicator.number))
        figure, disputes = _figure(panel)
        figures.append(figure)
        problems += disputes
    return tuple(figures), tuple(problems)


def _figure(panel: Panel) -> tuple[Figure, list[Problem]]:
    way, indicator = panel.indicator.combination, panel.indicator
    joined = {
        measure.name: join(way, measure, panel.voices(measure.name), panel.silent)
        for measure in indicator.measures
    }
    before = [_before(panel, place) for place in range(len(indicator.measures))]
    measures = tuple(
        MeasureFigure(
            measure,
            joined[measure.name].interval,
            _direction(panel, measure),
            known.interval,
            joined[measure.name].ratio,
            known.ratio,
        )
        for measure, known in zip(indicator.measures, before, strict=True)
    )
    problems = _disputes(panel, joined)
    figure = Figure(
        indicator=indicator,
        measures=measures,
        claim=_claim(panel),
        status=_status(panel),
        text=_text(panel, joined),
        previous_text=_previous_text(panel, before),
        units=panel.leads,
        answered=tuple(dict.fromkeys(reporter(answer) for answer in panel.answers)),
        missing=tuple(unit.id for unit in panel.silent),
        answers=panel.answers,
        disputed=bool(problems),
    )
    return figure, problems


def _first_voices(panel: Panel) -> list[Voice]:
    """Give one voice per reporter: claims and words are the same beside every measure."""
    return panel.voices(panel.indicator.measures[0].name)


def _direction(panel: Panel, measure: Measure) -> Direction | None:
    """Give the direction that the reporters name together.

    A sum of counts goes where all its parts go; where a rate of the whole goes, its parts cannot
    tell (each may rise while the whole falls).
    """
    voices = panel.voices(measure.name)
    said = {voice.answer.reading.direction for voice in voices if not voice.stays_out}
    if _is_summed(panel, voices):
        if panel.silent or not measure.is_count:
            return None
    else:
        said -= {None}
    return said.pop() if len(said) == 1 else None


def _is_summed(panel: Panel, voices: Sequence[Voice]) -> bool:
    several = len(panel.leads) > 1 and any(voice.is_ward for voice in voices)
    return panel.indicator.combination is Combination.SUM and several


def _claim(panel: Panel) -> bool | None:
    """Give what the reporters claim together; None when nothing, or not one thing."""
    voices = [voice for voice in _first_voices(panel) if not voice.stays_out]
    if panel.indicator.combination is Combination.LEAD:
        voices = voices[:1]
    said = {voice.claim for voice in voices} - {None}
    if panel.indicator.combination is Combination.ALL:
        unsure = bool(panel.silent) or any(voice.claim is None for voice in voices)
        return False if False in said else (None if unsure or not said else True)
    return said.pop() if len(said) == 1 else None


def _status(panel: Panel) -> Status | None:
    """Give the status word of the reporters, when none of them gave more than a status word."""
    voices = _first_voices(panel)
    statuses = {voice.answer.reading.status for voice in voices}
    if not voices or None in statuses:
        return None
    return statuses.pop() if len(statuses) == 1 else Status.NO_DATA


def _before(panel: Panel, place: int) -> Joined:
    """Give the previous period's quantity: the office's own table before the units' column."""
    row = panel.previous
    if row and place < len(row.readings) and row.readings[place].interval:
        return Joined(row.readings[place].interval, ratio=row.readings[place].ratio)
    measure = panel.indicator.measures[place]
    voices = panel.voices(measure.name)
    if _is_summed(panel, voices):
        return _summed_before(panel, measure, voices)
    told = [known for v in voices if (known := _told_before(v.answer, measure))]
    if len({reading.interval for reading in told}) != 1:
        return Joined()
    ratio = next((reading.ratio for reading in told if reading.ratio), None)
    return Joined(told[0].interval, ratio=ratio)


def _summed_before(panel: Panel, measure: Measure, voices: Sequence[Voice]) -> Joined:
    """Add up the previous period, where every part that counts now has told it."""
    parts = [voice for voice in voices if voice.is_ward and not voice.stays_out]
    earlier = [
        replace(voice, answer=replace(voice.answer, reading=known))
        for voice in parts
        if voice.interval and (known := _told_before(voice.answer, measure))
    ]
    if panel.silent or len(earlier) < len(parts):
        return Joined()
    return join(Combination.SUM, measure, earlier, ())


def _told_before(answer: Answer, measure: Measure) -> Reading | None:
    """Give what a reporter says of the previous period: in its own column, or as "19/24 vụ"."""
    if answer.previous and answer.previous.interval:
        return answer.previous
    reading = answer.reading
    both = reading.numerator is not None and reading.denominator is not None
    if not (both and measure.comparison.is_trend and measure.is_count):
        return None
    return Reading("", Kind.QUANTITY, Interval.point(reading.denominator or 0))


def _previous_text(panel: Panel, before: Sequence[Joined]) -> str:
    if panel.previous:
        return panel.previous.text
    if any(each.computed for each in before):
        figures = dict(zip((m.name for m in panel.indicator.measures), before, strict=True))
        return _computed_text(panel.indicator, figures)
    voices = _first_voices(panel)
    told = [v.answer.previous.raw for v in voices if v.answer.previous]
    distinct = {fold(raw): raw for raw in told if raw}
    if _is_summed(panel, voices) and (panel.silent or len(told) < len(voices)):
        return ""  # what some parts say is not said of the whole
    return next(iter(distinct.values())) if len(distinct) == 1 else ""


def _text(panel: Panel, joined: dict[str, Joined]) -> str:
    """Give what the official table prints: the units' own words, or the computed figure."""
    if any(each.computed for each in joined.values()):
        return _computed_text(panel.indicator, joined)
    voices = [voice for voice in _first_voices(panel) if _has_words(voice)]
    distinct = {fold(voice.answer.reading.raw): voice for voice in reversed(voices)}
    if len(distinct) <= 1:
        return next((v.answer.reading.raw for v in voices), "")
    first = joined[panel.indicator.measures[0].name]
    exact = [voice for voice in voices if first.interval and voice.interval == first.interval]
    if exact and not first.disputed:
        return exact[0].answer.reading.raw
    return "; ".join(f"{_name(v)}: {v.answer.reading.raw}" for v in voices)


def _has_words(voice: Voice) -> bool:
    """Say whether the value cell says anything; a tick alone belongs in another column."""
    reading = voice.answer.reading
    return bool(reading.raw) and reading.kind is not Kind.MARK


def _computed_text(indicator: Indicator, joined: dict[str, Joined]) -> str:
    parts = []
    for measure in indicator.measures:
        interval = joined[measure.name].interval
        if interval:
            parts.append(f"{measure.name} {quantity_text(interval, measure)}".strip())
    return "; ".join(parts)


def _name(voice: Voice) -> str:
    return voice.unit.name if voice.unit else voice.answer.source.file


def _disputes(panel: Panel, joined: dict[str, Joined]) -> list[Problem]:
    """Give one N01 per indicator whose reporters cannot all be right."""
    against = [voice for each in joined.values() for voice in each.disputed]
    claims = {voice.claim for voice in _first_voices(panel)} - {None}
    if panel.indicator.combination is Combination.AGREE and len(claims) > 1:
        against += _first_voices(panel)
    if not against:
        return []
    told = [f"{_name(v)}: {_said(v)} ({_where(v)})" for v in against]
    told += [
        say("figure.sum", shown=quantity_text(joined[m.name].interval or ANY_RATE, m))
        for m in panel.indicator.measures
        if joined[m.name].computed and joined[m.name].disputed
    ]
    place = against[0].answer.source
    flaw = Flaw("N01", "; ".join(dict.fromkeys(told)))
    number = panel.indicator.number
    return [problem(flaw, file=place.file, sheet=place.sheet, cell=place.cell, indicator=number)]


def _said(voice: Voice) -> str:
    reading = voice.answer.reading
    if reading.raw and reading.kind is not Kind.EMPTY:
        return reading.raw
    return say("verdict.met" if voice.claim else "verdict.not_met")


def _where(voice: Voice) -> str:
    source = voice.answer.source
    return say("figure.place", file=source.file, sheet=source.sheet, cell=source.cell)
