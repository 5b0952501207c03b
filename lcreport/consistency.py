"""What speaks against a figure although every cell could be read: periods, sexes, evidence.

All of these are remarks on verdicts, in the order of the indicators; none of them changes one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from lcreport.model import (
    Answer,
    Basis,
    Comparison,
    Figure,
    Kind,
    MeasureFigure,
    PreviousRow,
    Reading,
    Settings,
    Status,
    Verdict,
)
from lcreport.problems import Flaw, Problem, problem
from lcreport.quantity import below
from lcreport.vietnamese import fold, short_date_text
from lcreport.wording import say

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"tháng (\d{1,2})|(?<!\d)(\d{1,2})/(?:19|20)\d\d")
_SHARE = r"\b%s\b[^\d%%;]{0,20}(\d{1,3}(?:[.,]\d+)?) ?%%"
_MEN, _WOMEN = re.compile(_SHARE % "nam"), re.compile(_SHARE % "nữ")
_ALL = Fraction(100)
# Each sex is printed with its own rounding.
_SEXES_MAY_MISS = Fraction(1, 5)


def remarks(
    verdicts: Sequence[Verdict], previous: Sequence[PreviousRow], settings: Settings
) -> tuple[Problem, ...]:
    """Give what a person should know about figures that were used (N01-N03, N05, C01)."""
    before = {row.indicator: row for row in previous}
    found: list[Problem] = []
    for verdict in verdicts:
        row = before.get(verdict.indicator.number)
        found += _unchanged(verdict)
        found += _jumps(verdict, settings)
        found += _other_previous(verdict, row)
        for answer in verdict.figure.answers:
            if answer.measure == verdict.indicator.measures[0].name:
                found += _of_answer(answer, settings)
        found += _without_evidence(verdict)
    return tuple(found)


def _at(flaw: Flaw, answer: Answer) -> Problem:
    place = answer.source
    return problem(
        flaw,
        file=place.file,
        sheet=place.sheet,
        cell=place.cell,
        unit=answer.unit,
        indicator=answer.indicator,
    )


def _unchanged(verdict: Verdict) -> Iterator[Problem]:
    """Suspect a figure that was only copied from the previous period."""
    figure = verdict.figure
    same = figure.text and fold(figure.text) == fold(figure.previous_text)
    if same and figure.answers:
        yield _at(Flaw("N02", figure.text), figure.answers[0])


def _jumps(verdict: Verdict, settings: Settings) -> Iterator[Problem]:
    """Ask about a figure that grew or shrank by more than the factor in the settings."""
    for each in verdict.figure.measures:
        factor = _factor(each)
        if factor is not None and factor > settings.jump and verdict.figure.answers:
            told = f"{verdict.figure.previous_text} → {verdict.figure.text}"
            yield _at(Flaw("N03", told), verdict.figure.answers[0])
            return


def _factor(figure: MeasureFigure) -> Fraction | None:
    """Give how many times the greater figure is the smaller, for two known figures above zero."""
    now, then = figure.interval, figure.previous
    if figure.measure.comparison.is_trend or not (now and then and now.is_point and then.is_point):
        return None
    if not now.low or not then.low:
        return None
    return max(now.low / then.low, then.low / now.low)


def _other_previous(verdict: Verdict, row: PreviousRow | None) -> Iterator[Problem]:
    """Compare what a unit says of the previous period with the table that was then sent up."""
    if row is None:
        return
    official = {m.name: r for m, r in zip(verdict.indicator.measures, row.readings, strict=False)}
    for answer in verdict.figure.answers:
        known, told = official.get(answer.measure), answer.previous
        if known and told and _apart(known, told) and not _is_part(answer, verdict.figure):
            found = say(
                "consistency.previous", official=row.text, file=row.source.file, told=told.raw
            )
            yield _at(Flaw("N01", found), answer)
            return


def _apart(one: Reading, other: Reading) -> bool:
    first, second = one.interval, other.interval
    if first is None or second is None:
        return False
    return below(first, second) is True or below(second, first) is True


def _is_part(answer: Answer, figure: Figure) -> bool:
    """Say whether a reporter speaks for one part of the whole only (a ward among wards)."""
    return answer.reading.numerator is not None and len(figure.answered) > 1


def _of_answer(answer: Answer, settings: Settings) -> Iterator[Problem]:
    checks: tuple[Callable[[Answer, Settings], Flaw | None], ...] = (
        _as_of,
        _sexes,
        _word_against_tick,
    )
    for check in checks:
        flaw = check(answer, settings)
        if flaw:
            yield _at(flaw, answer)


def _as_of(answer: Answer, settings: Settings) -> Flaw | None:
    """Tell a figure whose own date lies in another year, or another month, than the cut-off."""
    day, told = settings.period.cut_off, answer.reading.as_of
    year = _YEAR.search(told)
    if day is None or year is None:
        return None
    month = _MONTH.search(fold(told))
    other_month = month is not None and int(month[1] or month[2]) != day.month
    if int(year[0]) == day.year and not other_month:
        return None
    return Flaw("N05", told, short_date_text(day))


def _sexes(answer: Answer, _settings: Settings) -> Flaw | None:
    text = fold(answer.reading.raw)
    men, women = _MEN.search(text), _WOMEN.search(text)
    if men is None or women is None:
        return None
    shares = [Fraction(found[1].replace(",", ".")) for found in (men, women)]
    if abs(sum(shares) - _ALL) <= _SEXES_MAY_MISS:
        return None
    return Flaw("N01", say("consistency.sexes", men=men[1], women=women[1]))


def _word_against_tick(answer: Answer, _settings: Settings) -> Flaw | None:
    """Tell a value cell that says "Chưa đạt" beside a tick under "Đạt", or the reverse."""
    word, claim = answer.reading.word, answer.claim
    if answer.reading.kind is not Kind.VERDICT or None in {word, claim} or word is claim:
        return None
    ticked = say("verdict.met" if claim else "verdict.not_met")
    return Flaw("N01", say("consistency.tick", raw=answer.reading.raw, ticked=ticked))


def _without_evidence(verdict: Verdict) -> Iterator[Problem]:
    """Ask for evidence where "met" rests on nothing but the unit's word."""
    judged = all(each.comparison is Comparison.YES for each in verdict.indicator.measures)
    bare_word = all(
        each.reading.kind in {Kind.VERDICT, Kind.MARK} and not each.evidence
        for each in verdict.figure.answers
    )
    met = verdict.status is Status.MET and verdict.basis is Basis.CLAIM
    if judged and met and bare_word and verdict.figure.answers:
        yield _at(Flaw("C01"), verdict.figure.answers[0])
