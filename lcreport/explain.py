"""Why a verdict is what it is, as a tree of lines: rule, figure, cells, claim, decision."""

from collections.abc import Iterator

from lcreport.model import Answer, Measure, MeasureVerdict, Result, Verdict
from lcreport.quantity import Interval
from lcreport.readings import claim_text, measure_of, quantity_text, reading_text
from lcreport.vietnamese import count_text, short_date_text
from lcreport.wording import say


def explanation(verdict: Verdict, result: Result) -> Iterator[str]:
    """Give the lines of the explanation, indented by depth."""
    indicator, figure = verdict.indicator, verdict.figure
    number = count_text(indicator.number)
    yield say("explain.title", number=number, text=indicator.text)
    yield say("explain.verdict", verdict=say(f"verdict.{verdict.status}"), basis=_basis(verdict))
    yield say("explain.rule", way=say(f"explain.way.{indicator.combination.name}"))
    for each in verdict.measures:
        yield "  " + _measure(each)
    yield say("explain.figure", text=figure.text or "—", previous=figure.previous_text or "—")
    yield say("explain.sources", count=len(figure.answers))
    for answer in figure.answers:
        yield "  " + _source(answer, result)
    if figure.missing:
        names = [unit.name for unit in result.settings.units if unit.id in figure.missing]
        yield say("explain.missing", units=", ".join(names))
    yield say("explain.claim", claim=_word(verdict.claimed))
    yield say("explain.computed", computed=_word(verdict.computed))
    yield _decision(verdict)
    yield say("explain.reasons")
    for reason in verdict.reasons:
        yield f"  {reason}"
    for problem in result.problems:
        if problem.indicator == indicator.number:
            yield f"  ({problem.code}) {problem.message}"


def requirement(measure: Measure) -> str:
    """Say what a measure asks for: "nữ ≥ 50%", "giảm so với kỳ trước"."""
    if measure.threshold is None:
        return f"{measure.name} {say(f'rule.{measure.comparison.name}')}".strip()
    limit = quantity_text(Interval.point(measure.threshold), measure)
    return f"{measure.name} {say(f'rule.{measure.comparison.name}')} {limit}".strip()


def _measure(each: MeasureVerdict) -> str:
    figure = each.figure
    shown = quantity_text(figure.interval, figure.measure) if figure.interval else "—"
    outcome = {True: "explain.holds", False: "explain.fails", None: "explain.open"}[each.holds]
    return say(
        "explain.measure", rule=requirement(figure.measure), shown=shown, outcome=say(outcome)
    )


def _basis(verdict: Verdict) -> str:
    return say(f"explain.basis.{verdict.basis}")


def _word(status: object) -> str:
    return say(f"verdict.{status}") if status else "—"


def _source(answer: Answer, result: Result) -> str:
    unit = result.settings.unit(answer.unit)
    measure = measure_of(answer, result.settings.criteria)
    read = f"{answer.measure} {reading_text(answer.reading, measure)}".strip()
    source = answer.source
    return say(
        "explain.source",
        unit=unit.name if unit else "—",
        raw=" ".join(answer.reading.raw.split()),
        read=read,
        claim=claim_text(claim=answer.claim) or "—",
        place=say("figure.place", file=source.file, sheet=source.sheet, cell=source.cell),
    )


def _decision(verdict: Verdict) -> str:
    decision = verdict.decision
    if decision is None:
        return say("explain.no_decision_open" if verdict.needs_review else "explain.no_decision")
    day = short_date_text(decision.day) if decision.day else "—"
    return say(
        "explain.decision",
        verdict=say(f"verdict.{decision.verdict}"),
        person=decision.person,
        day=day,
        reason=decision.reason,
    )
