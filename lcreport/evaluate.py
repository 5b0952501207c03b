"""Figure × rule × claim × decision → verdict, in the order that the project's contract gives.

1. a fresh decision; 2. an indicator of a higher level, unless a usable figure came; 3. a usable
figure: the rule decides; 4. an honest qualitative answer; 5. status words, then nothing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lcreport import reasons
from lcreport.joining import compare, tells
from lcreport.model import (
    Answer,
    Basis,
    Comparison,
    Decision,
    Direction,
    Figure,
    Kind,
    Level,
    MeasureFigure,
    MeasureVerdict,
    Settings,
    Source,
    Status,
    Verdict,
)
from lcreport.problems import Flaw, Problem, problem
from lcreport.quantity import below, decimal_string
from lcreport.vietnamese import short_date_text
from lcreport.wording import say

FINGERPRINT_LENGTH = 12
_WANTED = {Comparison.INCREASE: Direction.UP, Comparison.DECREASE: Direction.DOWN}


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one rung of the ladder concludes, before claim and decision are compared with it."""

    status: Status
    basis: Basis
    reasons: tuple[str, ...]
    review: bool = False


def evaluate(
    figures: Sequence[Figure], settings: Settings, decisions: Sequence[Decision]
) -> tuple[tuple[Verdict, ...], tuple[Problem, ...]]:
    """Give one verdict per figure, in their order, and what a person should know about them."""
    by_number = {decision.indicator: decision for decision in decisions}
    verdicts: list[Verdict] = []
    problems: list[Problem] = []
    for figure in figures:
        decision = by_number.get(figure.indicator.number)
        verdict, notes = _verdict(figure, settings, decision)
        verdicts.append(verdict)
        problems += notes
    return tuple(verdicts), tuple(problems)


def _verdict(
    figure: Figure, settings: Settings, decision: Decision | None
) -> tuple[Verdict, list[Problem]]:
    measures = tuple(MeasureVerdict(each, holds(each)) for each in figure.measures)
    computed = _computed(measures)
    finding = _finding(figure, measures, computed, settings)
    mark = fingerprint(figure)
    claimed = _claimed(figure)
    contradicted = _contradicted(computed, claimed)
    fresh = decision if decision and decision.fingerprint in {"", mark} else None
    verdict = Verdict(
        indicator=figure.indicator,
        figure=figure,
        status=finding.status,
        basis=finding.basis,
        computed=computed,
        claimed=claimed,
        decided=fresh.verdict if fresh else None,
        needs_review=finding.review or contradicted,
        reasons=finding.reasons + figure.reasons,
        measures=measures,
        fingerprint=mark,
    )
    if contradicted:
        verdict = replace(verdict, reasons=(*verdict.reasons, reasons.contradiction(verdict)))
    if fresh:
        verdict = _decide(verdict, fresh)
    return verdict, _notes(verdict, decision if decision is not fresh else None)


def _decide(verdict: Verdict, decision: Decision) -> Verdict:
    day = short_date_text(decision.day) if decision.day else ""
    told = say("verdict.decided", person=decision.person, day=day, reason=decision.reason)
    return replace(
        verdict,
        status=decision.verdict,
        basis=Basis.DECISION,
        needs_review=False,
        reasons=(*verdict.reasons, told),
        decision=decision,
    )


def holds(figure: MeasureFigure) -> bool | None:
    """Say whether one measure holds: yes, no, or None (nothing usable, or not settled)."""
    comparison, interval = figure.measure.comparison, figure.interval
    if comparison.has_threshold:
        return None if interval is None else compare(interval, figure.measure)
    if comparison.is_trend:
        return _trend(figure)
    return True if comparison is Comparison.REPORT and interval and tells(interval) else None


def _trend(figure: MeasureFigure) -> bool | None:
    wanted = _WANTED[figure.measure.comparison]
    if figure.interval and figure.previous:
        rising = wanted is Direction.UP
        earlier, later = figure.previous, figure.interval
        return below(earlier, later) if rising else below(later, earlier)
    return None if figure.direction is None else figure.direction is wanted


def _usable(figure: MeasureFigure) -> bool:
    """Say whether the measure got something that its rule can weigh."""
    comparison = figure.measure.comparison
    if comparison.is_trend:
        both = figure.interval is not None and figure.previous is not None
        return both or figure.direction is not None
    return comparison is not Comparison.YES and figure.interval is not None


def _computed(measures: Sequence[MeasureVerdict]) -> Status | None:
    """Give what the rule says: met, not met, no_data (not settled), None (no usable figure)."""
    if not any(_usable(each.figure) for each in measures):
        return None
    if any(each.holds is False for each in measures):
        return Status.NOT_MET
    return Status.MET if all(each.holds for each in measures) else Status.NO_DATA


def _finding(
    figure: Figure,
    measures: Sequence[MeasureVerdict],
    computed: Status | None,
    settings: Settings,
) -> _Finding:
    indicator = figure.indicator
    if not indicator.applies:
        return _Finding(Status.NOT_APPLICABLE, Basis.NONE, (indicator.source,))
    if indicator.level is Level.UPPER and computed is None:
        return _Finding(Status.UPPER_LEVEL, Basis.LEVEL, (reasons.upper_level(figure),))
    if computed is Status.NO_DATA:
        return _unsettled(figure, measures, settings)
    if computed is not None:
        told = tuple(reasons.comparison(each) for each in measures if _usable(each.figure))
        if all(answer.claim is None for answer in figure.answers):
            told = (*told, say("verdict.no_mark"))
        return _Finding(computed, Basis.RULE, (*told, *reasons.silence(figure, settings)))
    return _qualitative(figure, settings)


def _unsettled(figure: Figure, measures: Sequence[MeasureVerdict], settings: Settings) -> _Finding:
    open_ones = [each for each in measures if each.holds is None]
    told = [reasons.open_measure(each) for each in open_ones]
    if figure.missing:
        names = reasons.unit_names(figure.missing, settings)
        told.append(say("verdict.depends", units=names))
        told += [each for one in open_ones for each in reasons.needed(one, figure, settings)]
    told += reasons.figureless(open_ones, figure, settings)
    review = not figure.missing or figure.disputed
    return _Finding(Status.NO_DATA, Basis.NONE, tuple(told), review)


def _qualitative(figure: Figure, settings: Settings) -> _Finding:
    claimed = _claimed(figure)
    if claimed is not None:
        why = (say(f"verdict.claim_{claimed}"), *reasons.refusals(figure, settings))
        return _Finding(claimed, Basis.CLAIM, (*why, *reasons.silence(figure, settings)))
    if figure.status in {Status.UPPER_LEVEL, Status.NO_DATA}:
        basis = Basis.LEVEL if figure.status is Status.UPPER_LEVEL else Basis.NONE
        return _Finding(figure.status, basis, (say("verdict.told", raw=figure.text),))
    if figure.status is Status.NOT_APPLICABLE:
        told = say("verdict.told", raw=figure.text)
        return _Finding(Status.NOT_APPLICABLE, Basis.NONE, (told,), review=True)
    if figure.disputed:
        return _Finding(Status.NO_DATA, Basis.NONE, (say("verdict.disputed"),), review=True)
    if any(each.interval or each.direction for each in figure.measures):
        told = say("verdict.only_figure", raw=figure.text)
        return _Finding(Status.NO_DATA, Basis.NONE, (told,), review=True)
    reason = (
        say("verdict.silent", units=reasons.unit_names(figure.missing, settings))
        if figure.missing
        else say("verdict.nothing")
    )
    return _Finding(Status.NO_DATA, Basis.NONE, (reason,))


def _contradicted(computed: Status | None, claimed: Status | None) -> bool:
    settled = computed in {Status.MET, Status.NOT_MET}
    return settled and claimed is not None and computed is not claimed


def _claimed(figure: Figure) -> Status | None:
    if figure.claim is None:
        return None
    return Status.MET if figure.claim else Status.NOT_MET


def _notes(verdict: Verdict, stale: Decision | None) -> list[Problem]:
    """Give the K problems of a verdict, each at the first cell that it rests on."""
    figure = verdict.figure
    flaws: list[Flaw] = []
    if _contradicted(verdict.computed, verdict.claimed) and verdict.decision is None:
        expected = [reasons.comparison(each) for each in verdict.measures if each.holds is False]
        found = say(f"verdict.{verdict.claimed}")
        flaws.append(Flaw("K01", found, "; ".join(expected) or say(f"verdict.{verdict.computed}")))
    if verdict.basis is Basis.CLAIM and _is_quantitative(figure):
        flaws.append(Flaw("K02", say(f"verdict.{verdict.claimed}")))
    if _lacks_previous(verdict):
        flaws.append(Flaw("K04"))
    place = figure.answers[0].source if figure.answers else None
    notes = [_at(flaw, verdict, place) for flaw in flaws]
    if stale:
        notes.append(_at(Flaw("K03"), verdict, stale.source))
    return notes


def _at(flaw: Flaw, verdict: Verdict, place: Source | None) -> Problem:
    number = verdict.indicator.number
    if place is None:
        return problem(flaw, indicator=number)
    return problem(flaw, file=place.file, sheet=place.sheet, cell=place.cell, indicator=number)


def _is_quantitative(figure: Figure) -> bool:
    return any(each.measure.comparison is not Comparison.YES for each in figure.measures)


def _lacks_previous(verdict: Verdict) -> bool:
    return any(
        each.figure.measure.comparison.is_trend
        and each.figure.interval
        and each.holds is None
        and each.figure.previous is None
        for each in verdict.measures
    )


def fingerprint(figure: Figure) -> str:
    """Give a short hash of everything that a verdict on this figure rests on.

    The rule and what each reporter said are in it; file names and cell addresses are not, so that
    the same return under another name does not undo a decision.
    """
    rule = [
        (m.name, m.comparison.value, m.threshold and decimal_string(m.threshold))
        for m in figure.indicator.measures
    ]
    said = sorted(_said(answer) for answer in figure.answers)
    before = [str(each.previous) for each in figure.measures]
    text = repr((figure.indicator.number, rule, said, before))
    return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_LENGTH]


def _said(answer: Answer) -> tuple[str, str, str, str, str]:
    reading = answer.reading
    raw = "" if reading.kind is Kind.EMPTY else reading.raw
    parts = (reading.numerator, reading.denominator)
    return answer.unit or "", answer.measure, raw, str(answer.claim), str(parts)
