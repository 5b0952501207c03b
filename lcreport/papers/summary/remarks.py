"""What is wrong and where (`Vấn đề`), and what the office decided (`Thẩm định`)."""

from lcreport.model import Decision, Result, Settings, Source
from lcreport.papers.book.looks import DATE_FORMAT, NUMBER_FORMAT
from lcreport.papers.book.sheet import Value
from lcreport.papers.summary.listing import Column, Listing
from lcreport.papers.summary.places import Places, unit_name
from lcreport.problems import Problem
from lcreport.wording import say

_PROBLEMS = (
    Column("unit", 26),
    Column("file", 34),
    Column("sheet", 16),
    Column("cell", 9),
    Column("number", 9, NUMBER_FORMAT),
    Column("message", 50),
    Column("found", 28),
    Column("expected", 28),
    Column("advice", 50),
    Column("severity", 12),
    Column("code", 8),
)
_DECISIONS = (
    Column("number", 9, NUMBER_FORMAT),
    Column("text", 44),
    Column("decided", 15),
    Column("decision_reason", 44),
    Column("person", 20),
    Column("day", 13, DATE_FORMAT),
    Column("applied", 30),
    Column("otherwise", 15),
    Column("place", 22),
    Column("fingerprint", 16),
)


def problems(result: Result, places: Places) -> Listing:
    """Give one row per problem of the run, in its order: who and where first, the code last."""
    senders = {each.file: each.unit for each in result.returns}
    rows = (
        _problem(each, each.unit or senders.get(each.file or ""), result.settings, places)
        for each in result.problems
    )
    return Listing(say("summary.sheet.problems"), _PROBLEMS, rows)


def _problem(
    each: Problem, unit: str | None, settings: Settings, places: Places
) -> tuple[Value, ...]:
    place = (each.file, each.sheet or "", each.cell or "")
    return (
        unit_name(unit, settings),
        places.link(each.file or "", *place),
        each.sheet,
        places.link(each.cell, *place) if each.cell else "",
        each.indicator,
        each.message,
        each.found,
        each.expected,
        each.advice,
        say(f"severity.{each.severity}"),
        each.code,
    )


def decided(result: Result) -> tuple[Decision, ...]:
    """Give every decision that was read or applied, in order of indicators."""
    applied = (verdict.decision for verdict in result.verdicts if verdict.decision)
    every = dict.fromkeys((*result.decisions, *applied))
    return tuple(sorted(every, key=lambda each: each.indicator))


def is_applied(decision: Decision, result: Result) -> bool:
    """Say whether a decision stands; otherwise the figures have changed since (K03)."""
    return any(verdict.decision == decision for verdict in result.verdicts)


def decisions(result: Result, places: Places) -> Listing:
    """Give one row per decision, those that no longer count too."""
    rows = tuple(_decision(each, result, places) for each in decided(result))
    return Listing(say("summary.sheet.decisions"), _DECISIONS, rows)


def _decision(each: Decision, result: Result, places: Places) -> tuple[Value, ...]:
    indicator = result.settings.criteria.indicator(each.indicator)
    verdict = next((v for v in result.verdicts if v.indicator.number == each.indicator), None)
    computed = verdict.computed if verdict else None
    return (
        each.indicator,
        indicator.text if indicator else "",
        say(f"verdict.{each.verdict}"),
        each.reason,
        each.person,
        each.day,
        say("summary.applied" if is_applied(each, result) else "summary.stale"),
        say(f"verdict.{computed}") if computed else "",
        _place(each.source, places),
        each.fingerprint,
    )


def _place(source: Source | None, places: Places) -> Value:
    if source is None:
        return ""
    shown = " ".join(part for part in (source.file, source.cell) if part)
    return places.link(shown, source.file, source.sheet, source.cell)
