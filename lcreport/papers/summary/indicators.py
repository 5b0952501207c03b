"""The verdicts (`Chỉ số`) and what each of them rests on (`Nguồn số liệu`)."""

from collections.abc import Iterator

from lcreport.explain import requirement
from lcreport.model import Answer, Result, Settings, Status, Verdict
from lcreport.papers.book.looks import DATE_FORMAT, NUMBER_FORMAT
from lcreport.papers.book.markup import inside
from lcreport.papers.book.sheet import Link, Value
from lcreport.papers.summary.listing import Column, Listing, joined
from lcreport.papers.summary.places import Places, unit_name
from lcreport.readings import claim_text, measure_of, reading_text
from lcreport.wording import say

_VERDICTS = (
    Column("number", 9, NUMBER_FORMAT),
    Column("text", 44),
    Column("verdict", 15),
    Column("basis", 16),
    Column("value", 24),
    Column("previous", 20),
    Column("requirement", 24),
    Column("claim", 12),
    Column("computed", 15),
    Column("decided", 13),
    Column("person", 18),
    Column("day", 13, DATE_FORMAT),
    Column("decision_reason", 26),
    Column("review", 12),
    Column("reasons", 46),
)
_SOURCES = (
    Column("number", 9, NUMBER_FORMAT),
    Column("measure", 16),
    Column("unit", 26),
    Column("raw", 30),
    Column("reading", 24),
    Column("claim", 12),
    Column("previous_raw", 20),
    Column("evidence", 26),
    Column("note", 20),
    Column("file", 34),
    Column("sheet", 16),
    Column("cell", 9),
)
_HEADER_ROWS = 1


def verdicts_and_sources(result: Result, places: Places) -> tuple[Listing, Listing]:
    """Give both sheets; each number on one leads to the same number on the other."""
    titles = (say("summary.sheet.verdicts"), say("summary.sheet.sources"))
    own = {
        verdict.indicator.number: inside(titles[0], f"A{row}")
        for row, verdict in enumerate(result.verdicts, start=_HEADER_ROWS + 1)
    }
    blocks: dict[int, str] = {}
    row = _HEADER_ROWS + 1
    for verdict in result.verdicts:
        blocks[verdict.indicator.number] = inside(titles[1], f"A{row}")
        row += max(len(verdict.figure.answers) + len(verdict.figure.missing), 1)
    sources = (
        (Link(verdict.indicator.number, location=own[verdict.indicator.number]), *row)
        for verdict in result.verdicts
        for row in _block(verdict, result.settings, places)
    )
    rows = (_verdict(each, blocks[each.indicator.number]) for each in result.verdicts)
    return Listing(titles[0], _VERDICTS, rows), Listing(titles[1], _SOURCES, sources)


def _verdict(verdict: Verdict, block: str) -> tuple[Value, ...]:
    figure, decision = verdict.figure, verdict.decision
    return (
        Link(verdict.indicator.number, location=block),
        verdict.indicator.text,
        say(f"verdict.{verdict.status}"),
        say(f"explain.basis.{verdict.basis}"),
        figure.text,
        figure.previous_text,
        joined(requirement(measure) for measure in verdict.indicator.measures),
        _word(verdict.claimed),
        _word(verdict.computed),
        _word(verdict.decided),
        decision.person if decision else "",
        decision.day if decision else None,
        decision.reason if decision else "",
        say("summary.review") if verdict.needs_review else "",
        joined(verdict.reasons),
    )


def _word(status: Status | None) -> str:
    return say(f"verdict.{status}") if status else ""


def _block(verdict: Verdict, settings: Settings, places: Places) -> Iterator[tuple[Value, ...]]:
    """Give a row per part, then one per unit that is missing; never none, so that links land."""
    figure = verdict.figure
    for answer in figure.answers:
        yield _part(answer, settings, places)
    for unit in figure.missing:
        yield _told("summary.missing", unit_name(unit, settings))
    if not figure.answers and not figure.missing:
        yield _told("summary.no_source")


def _part(answer: Answer, settings: Settings, places: Places) -> tuple[Value, ...]:
    source = answer.source
    return (
        answer.measure,
        unit_name(answer.unit, settings),
        answer.reading.raw,
        reading_text(answer.reading, measure_of(answer, settings.criteria)),
        claim_text(claim=answer.claim),
        answer.previous.raw if answer.previous else "",
        answer.evidence,
        answer.note,
        places.of_answer(answer, source.file),
        source.sheet,
        places.of_answer(answer, source.cell) if source.cell else "",
    )


def _told(key: str, unit: str = "") -> tuple[Value, ...]:
    blank = len(_SOURCES) - 5
    return ("", unit, "", say(key), *[""] * blank)
