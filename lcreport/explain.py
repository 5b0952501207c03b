"""Why a verdict is what it is, as a tree of lines: rule, figure, cells, claim, decision."""

from collections.abc import Iterator

from lcreport.model import Answer, Measure, MeasureVerdict, Result, Settings, Verdict
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
        yield "  " + say("explain.measure", **measured(each))
    yield say("explain.figure", text=figure.text or "—", previous=figure.previous_text or "—")
    yield say("explain.sources", count=len(figure.answers))
    for answer in figure.answers:
        place = answer.source
        shown = say("figure.place", file=place.file, sheet=place.sheet, cell=place.cell)
        yield "  " + say("explain.source", **heard(answer, result.settings), place=shown)
    if figure.missing:
        names = [unit.name for unit in result.settings.units if unit.id in figure.missing]
        yield say("explain.missing", units=", ".join(names))
    yield say("explain.claim", claim=_word(verdict.claimed))
    yield say("explain.computed", computed=_word(verdict.computed))
    yield decision_text(verdict)
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


def measured(each: MeasureVerdict) -> dict[str, str]:
    """Give a measure in words: `rule` (what it asks for), `shown` (its figure), `outcome`."""
    figure = each.figure
    outcome = {True: "explain.holds", False: "explain.fails", None: "explain.open"}[each.holds]
    return {
        "rule": requirement(figure.measure),
        "shown": quantity_text(figure.interval, figure.measure) if figure.interval else "—",
        "outcome": say(outcome),
    }


def heard(answer: Answer, settings: Settings) -> dict[str, str]:
    """Give an answer in words: `unit`, `raw` (as written), `read` (as understood), `claim`."""
    unit = settings.unit(answer.unit)
    read = reading_text(answer.reading, measure_of(answer, settings.criteria))
    return {
        "unit": unit.name if unit else "—",
        "raw": " ".join(answer.reading.raw.split()),
        "read": f"{answer.measure} {read}".strip(),
        "claim": claim_text(claim=answer.claim) or "—",
    }


def _basis(verdict: Verdict) -> str:
    return say(f"explain.basis.{verdict.basis}")


def _word(status: object) -> str:
    return say(f"verdict.{status}") if status else "—"


def decision_text(verdict: Verdict) -> str:
    """Say what the office decided, by whom, when and why; or that it has yet to."""
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
