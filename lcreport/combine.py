"""Many reporters, one figure per indicator: who should answer, who did, what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

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
    MeasureFigure,
    PreviousRow,
    Role,
    Settings,
    Status,
    Unit,
)
from lcreport.problems import Flaw, Problem, problem
from lcreport.quantity import Interval
from lcreport.readings import quantity_text
from lcreport.vietnamese import fold
from lcreport.wording import say


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
        """Give the leads' answers to one measure, in the order of the assignment."""
        return _voices(self.answers, measure, self.settings)


def combine(
    frame: pd.DataFrame, settings: Settings, previous: Sequence[PreviousRow]
) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Give one figure per indicator of the criteria set, in its order, and what disagrees.

    `frame` is `lcreport.frame.to_frame`'s; only units that the settings make responsible count
    (all units where the settings name nobody at all, as in a neutral run).
    """
    groups = {cast("int", number): group for number, group in frame.groupby("indicator")}
    before = {row.indicator: row for row in previous}
    figures: list[Figure] = []
    problems: list[Problem] = []
    for indicator in settings.criteria.indicators:
        group = groups.get(indicator.number)
        answers = () if group is None else from_frame(group)
        panel = _panel(indicator, answers, settings, before.get(indicator.number))
        figure, disputes = _figure(panel)
        figures.append(figure)
        problems += disputes
    return tuple(figures), tuple(problems)


def _panel(
    indicator: Indicator,
    answers: tuple[Answer, ...],
    settings: Settings,
    previous: PreviousRow | None,
) -> Panel:
    leads = settings.assigned(indicator.number, Role.LEAD)
    if not settings.assignments:
        leads = tuple(dict.fromkeys(_reporter(answer) for answer in answers))
    answers = _spoken(answers)
    rank = {unit: place for place, unit in enumerate(leads)}
    mine = sorted((a for a in answers if _reporter(a) in rank), key=lambda a: rank[_reporter(a)])
    silent = tuple(_silent(leads, mine, settings))
    support = tuple(answer for answer in answers if _reporter(answer) not in rank)
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
    in_parts = {_reporter(answer) for answer in answers} - signers
    for unit in settings.units:
        if unit.id in leads and not {unit.id} & (signers | in_parts):
            yield unit
        gone = not unit.is_valid_on(settings.period.cut_off)
        if gone and unit.id not in signers and in_parts & set(unit.successors):
            yield unit


def _reporter(answer: Answer) -> str:
    """Name the reporter: a registered unit, else the file itself."""
    return answer.unit or answer.source.file


def _voices(answers: Sequence[Answer], measure: str, settings: Settings) -> list[Voice]:
    """Let each sender speak for itself: a part of a merged unit has its own name and size."""
    return [Voice(settings.unit(a.signed or a.unit), a) for a in answers if a.measure == measure]


def _figure(panel: Panel) -> tuple[Figure, list[Problem]]:
    way, indicator = panel.indicator.combination, panel.indicator
    joined = {
        measure.name: join(way, measure, panel.voices(measure.name), panel.silent)
        for measure in indicator.measures
    }
    measures = tuple(
        MeasureFigure(
            measure,
            joined[measure.name].interval,
            _direction(panel.voices(measure.name)),
            _previous_interval(panel, place),
        )
        for place, measure in enumerate(indicator.measures)
    )
    problems = _disputes(panel, joined)
    figure = Figure(
        indicator=indicator,
        measures=measures,
        claim=_claim(panel),
        status=_status(panel),
        text=_text(panel, joined),
        previous_text=_previous_text(panel),
        units=panel.leads,
        answered=tuple(dict.fromkeys(_reporter(answer) for answer in panel.answers)),
        missing=tuple(unit.id for unit in panel.silent),
        answers=panel.answers,
        disputed=bool(problems),
    )
    return figure, problems


def _first_voices(panel: Panel) -> list[Voice]:
    """Give one voice per reporter: claims and words are the same beside every measure."""
    return panel.voices(panel.indicator.measures[0].name)


def _direction(voices: Sequence[Voice]) -> Direction | None:
    said = {voice.answer.reading.direction for voice in voices} - {None}
    return said.pop() if len(said) == 1 else None


def _claim(panel: Panel) -> bool | None:
    """Give what the reporters claim together; None when nothing, or not one thing."""
    voices = _first_voices(panel)
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


def _previous_interval(panel: Panel, place: int) -> Interval | None:
    """Give the previous period's quantity: the office's own table before the units' column."""
    row = panel.previous
    if row and place < len(row.readings) and row.readings[place].interval:
        return row.readings[place].interval
    name = panel.indicator.measures[place].name
    told = [v.answer.previous for v in panel.voices(name) if v.answer.previous]
    intervals = {reading.interval for reading in told} - {None}
    return intervals.pop() if len(intervals) == 1 else None


def _previous_text(panel: Panel) -> str:
    if panel.previous:
        return panel.previous.text
    told = [v.answer.previous.raw for v in _first_voices(panel) if v.answer.previous]
    distinct = {fold(raw): raw for raw in told if raw}
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
