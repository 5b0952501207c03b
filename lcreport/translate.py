"""A result in another language: concluded once more, from the same answers and decisions.

What units and people wrote stays as they wrote it; only a text that is nothing but a number is
put into the notation of the language, where "56.074" would be another number.
"""

import re
from dataclasses import replace

from lcreport.criteria import Translation, load_translation, translated
from lcreport.model import Answer, Period, Result, Verdict
from lcreport.pipeline import conclude
from lcreport.problems import Flaw, Problem, problem
from lcreport.vietnamese import date_text
from lcreport.wording import say, speaking

_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+))?(?P<percent>\s*%)?")


def in_words_of(language: str, result: Result) -> Result:
    """Give the result with criteria, verdicts and their reasons in `language`.

    Raises:
        CriteriaError: the criteria set has no texts in that language.
    """
    settings = result.settings
    texts = load_translation(settings.criteria, language)
    with speaking(language):
        spoken = replace(
            settings,
            criteria=translated(settings.criteria, texts),
            period=_dated(settings.period),
        )
        returns = tuple(
            replace(each, answers=tuple(_answer(answer, texts) for answer in each.answers))
            for each in result.returns
        )
        applied = (each.decision for each in result.verdicts if each.decision)
        # A decision that stands does so in every language; its fingerprint is of Vietnamese texts.
        decisions = tuple(replace(each, fingerprint="") for each in applied)
        again = conclude(spoken, returns, result.previous, decisions)
        told = zip(result.verdicts, again.verdicts, strict=True)
        return replace(
            result,
            settings=spoken,
            returns=returns,
            verdicts=tuple(_verdict(old, new) for old, new in told),
            problems=tuple(_reworded(each) for each in result.problems),
        )


def _dated(period: Period) -> Period:
    """Name the periods by their cut-off days: the labels are the office's, in its language."""
    label = date_text(period.cut_off) if period.cut_off else period.label
    before = period.previous_cut_off
    return replace(
        period, label=label, previous_label=date_text(before) if before else period.previous_label
    )


def _answer(answer: Answer, texts: Translation) -> Answer:
    return replace(answer, measure=texts.measure_name(answer.measure))


def _verdict(old: Verdict, new: Verdict) -> Verdict:
    """Give the old verdict with the texts of the new one."""
    measures = tuple(
        replace(each, figure=replace(each.figure, measure=measure))
        for each, measure in zip(old.measures, new.indicator.measures, strict=True)
    )
    computed = old.figure.answers and new.figure.text != old.figure.text
    figure = replace(
        old.figure,
        indicator=new.indicator,
        measures=tuple(each.figure for each in measures),
        text=new.figure.text if computed else in_notation(old.figure.text),
        previous_text=in_notation(old.figure.previous_text),
        answers=new.figure.answers,
    )
    return replace(
        old, indicator=new.indicator, figure=figure, measures=measures, reasons=new.reasons
    )


def in_notation(text: str) -> str:
    """Give a Vietnamese number in the notation of the language that is spoken; others as is.

    "93.125%" is read as a decimal (`lcreport.intake.values`), and so are its points written.
    """
    match = _NUMBER.fullmatch(text.strip())
    if not match or (match["percent"] and "." in match["whole"]):
        return text
    whole = match["whole"].replace(".", say("number.group"))
    part = say("number.decimal") + match["part"] if match["part"] else ""
    return f"{whole}{part}{(match['percent'] or '').strip()}"


def _reworded(told: Problem) -> Problem:
    return problem(
        Flaw(told.code, told.found, told.expected),
        file=told.file,
        sheet=told.sheet,
        cell=told.cell,
        unit=told.unit,
        indicator=told.indicator,
        severity=told.severity,
    )
