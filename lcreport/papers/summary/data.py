"""Everything that was read: the register of evidence (`Minh chứng`) and the frame (`Dữ liệu`)."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from lcreport.evidence import Document, documents
from lcreport.model import Answer, Result, Settings
from lcreport.papers.book.looks import DATE_FORMAT, NUMBER_FORMAT
from lcreport.papers.book.sheet import Value
from lcreport.papers.summary.listing import Column, Listing
from lcreport.papers.summary.places import Places, unit_name
from lcreport.quantity import decimal_string
from lcreport.readings import claim_text
from lcreport.wording import say

_EVIDENCE = (
    Column("number", 9, NUMBER_FORMAT),
    Column("text", 44),
    Column("unit", 30),
    Column("evidence_code", 24),
    Column("document", 44),
    Column("document_number", 18),
    Column("document_day", 14, DATE_FORMAT),
    Column("evidence", 44),
    Column("file", 40),
    Column("sheet", 16),
    Column("cell", 9),
)


def _flat(key: str, width: float = 14) -> Column:
    """Give a column of data: one line a row, so that a long list can be looked over."""
    return Column(key, width, "General", wrapped=False)


def _decimal(value: Fraction | None) -> str:
    return "" if value is None else decimal_string(value)


# The columns of the frame (`lcreport.frame.DTYPES`) in its order, with the unit's name beside its
# id; bounds, numerators and denominators are exact decimals with a point, as in du-lieu.csv.
_FRAME: tuple[tuple[Column, Callable[[Answer, Settings], Value]], ...] = (
    (_flat("number", 9), lambda a, _: a.indicator),
    (_flat("measure", 16), lambda a, _: a.measure),
    (_flat("unit_id", 16), lambda a, _: a.unit),
    (_flat("unit", 30), lambda a, settings: unit_name(a.unit, settings)),
    (_flat("signed", 16), lambda a, _: a.signed),
    (_flat("raw", 30), lambda a, _: a.reading.raw),
    (_flat("reading_kind"), lambda a, _: say(f"reading.kind.{a.reading.kind}")),
    (_flat("low"), lambda a, _: _decimal(a.reading.interval.low if a.reading.interval else None)),
    (_flat("high"), lambda a, _: _decimal(a.reading.interval.high if a.reading.interval else None)),
    (_flat("low_open"), lambda a, _: a.reading.interval.low_open if a.reading.interval else None),
    (_flat("high_open"), lambda a, _: a.reading.interval.high_open if a.reading.interval else None),
    (_flat("numerator"), lambda a, _: _decimal(a.reading.numerator)),
    (_flat("denominator"), lambda a, _: _decimal(a.reading.denominator)),
    (_flat("direction"), lambda a, _: _told("reading.direction", a.reading.direction)),
    (_flat("word"), lambda a, _: claim_text(claim=a.reading.word)),
    (_flat("status"), lambda a, _: _told("verdict", a.reading.status)),
    (_flat("as_of"), lambda a, _: a.reading.as_of),
    (_flat("claim"), lambda a, _: claim_text(claim=a.claim)),
    (_flat("previous_raw", 20), lambda a, _: a.previous.raw if a.previous else ""),
    (_flat("evidence", 30), lambda a, _: a.evidence),
    (_flat("note", 20), lambda a, _: a.note),
    (_flat("file", 40), lambda a, _: a.source.file),
    (_flat("sheet", 16), lambda a, _: a.source.sheet),
    (_flat("cell", 9), lambda a, _: a.source.cell),
)


def _told(family: str, word: str | None) -> str:
    return say(f"{family}.{word}") if word else ""


def data(result: Result) -> Listing:
    """Give one row per answer that counts, in the order of the returns."""
    rows = (
        tuple(value(answer, result.settings) for _, value in _FRAME) for answer in _answers(result)
    )
    return Listing(say("summary.sheet.data"), tuple(column for column, _ in _FRAME), rows)


def evidence(result: Result, places: Places) -> Listing:
    """Give one row per document that a unit named for an indicator, in their order.

    A cell may name several; what the unit wrote stands beside what was made out of it.
    """
    named = (each for each in _answers(result) if each.evidence)
    # Evidence stands once beside all measures of an indicator.
    pieces = {(e.indicator, e.unit, e.evidence, e.source.file): e for e in named}
    rows = (
        _piece(each, document, result.settings, places)
        for each in sorted(pieces.values(), key=lambda each: each.indicator)
        for document in documents(each.evidence) or (Document(name=each.evidence),)
    )
    return Listing(say("summary.sheet.evidence"), _EVIDENCE, rows)


def _piece(
    each: Answer, document: Document, settings: Settings, places: Places
) -> tuple[Value, ...]:
    indicator = settings.criteria.indicator(each.indicator)
    return (
        each.indicator,
        indicator.text if indicator else "",
        unit_name(each.unit, settings),
        document.code,
        document.name,
        document.number,
        document.day,
        each.evidence,
        places.of_answer(each, each.source.file),
        each.source.sheet,
        each.source.cell,
    )


def _answers(result: Result) -> Iterator[Answer]:
    return (answer for each in result.returns for answer in each.answers)
