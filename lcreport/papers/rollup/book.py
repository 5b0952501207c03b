"""`bang-tong-hop.xlsx`: areas × indicators, the combined figures, the areas, the problems."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from lcreport.explain import requirement
from lcreport.model import Area, MeasureFigure, Rollup, State, Status, Tally, Verdict
from lcreport.papers.book import package
from lcreport.papers.book.looks import DATE_FORMAT, HEADER, NUMBER_FORMAT, PLAIN, Looks
from lcreport.papers.book.markup import inside
from lcreport.papers.book.sheet import Link, Row, Sheet, Value
from lcreport.papers.summary.listing import Column, Listing, fitting, joined, linked, sheet_of
from lcreport.papers.summary.places import Places
from lcreport.quantity import Ratio
from lcreport.vietnamese import number_text
from lcreport.wording import say

BOOK = "bang-tong-hop.xlsx"
_COUNT, _WORD = 9.0, 11.0
_COUNT_KEYS = tuple(f"count_{status}" for status in Status)
_COUNTS = tuple(Column(key, _COUNT, NUMBER_FORMAT) for key in _COUNT_KEYS)
# Widths of the columns before those of the indicators; two lines high; pages wide in print.
_MATRIX = (34.0, 16.0, *(_COUNT for _ in Status))
_HIGH, _PAGES = 35.7, 3
_WORDS = "rollup.column"
_INDICATORS = (
    Column("number", 8, NUMBER_FORMAT),
    Column("text", 44),
    Column("measure", 14),
    Column("requirement", 20),
    Column("verdict", 16),
    Column("value", 28),
    Column("numerator", 14, "#,##0"),
    Column("denominator", 14, "#,##0"),
    Column("complete", 12, NUMBER_FORMAT),
    Column("bare", 12, NUMBER_FORMAT),
    Column("without", 12, NUMBER_FORMAT),
    *(Column(f"areas_{status}", 11, NUMBER_FORMAT) for status in Status),
    Column("reasons", 60),
)
_AREAS = (
    Column("area", 34),
    Column("id", 26),
    Column("file", 34),
    Column("state", 16),
    Column("period", 20),
    Column("cut_off", 13, DATE_FORMAT),
    *_COUNTS,
    Column("lacking", 40),
)
_PROBLEMS = (
    Column("severity", 11),
    Column("code", 8),
    Column("number", 8, NUMBER_FORMAT),
    Column("area", 28),
    Column("file", 34),
    Column("message", 60),
    Column("advice", 50),
)
# Fills of the words in the matrix, light enough to be read on and in grey print.
_FILLS = {
    Status.MET: "FFE2EFDA",
    Status.NOT_MET: "FFF8CBAD",
    Status.NO_DATA: "FFFFF2CC",
    Status.UPPER_LEVEL: "FFDDEBF7",
    Status.NOT_APPLICABLE: "FFEDEDED",
}
_LARGEST_EXACT = 10**15  # Excel keeps 15 digits


def write_book(rollup: Rollup, path: Path, sources: Path | None = None) -> None:
    """Write the table of all areas; `sources` is their folder: files then are links.

    Raises:
        OSError: the file cannot be written.
    """
    places = Places.seen_from(path, sources)
    looks = Looks()
    verdicts = [row for each in rollup.result.verdicts for row in _verdict(each, rollup.tallies)]
    lacking = _lacking(rollup)
    areas = (_area(each, lacking[each.id], places) for each in rollup.areas)
    listings = (
        Listing(say("rollup.sheet.indicators"), _INDICATORS, verdicts, _WORDS),
        Listing(say("rollup.sheet.areas"), _AREAS, areas, _WORDS),
        Listing(say("rollup.sheet.problems"), _PROBLEMS, _problems(rollup), _WORDS),
    )
    sheets = (_matrix(rollup, looks), *(sheet_of(listing, looks) for listing in listings))
    package.write_book(path, sheets, looks)


# Areas × indicators ----------------------------------------------------------------------------


def _matrix(rollup: Rollup, looks: Looks) -> Sheet:
    """Give the sheet that shows every area's verdicts in colour, with counts below."""
    rows = _matrix_rows(rollup, looks)
    widths = (*_MATRIX, *(_WORD for _ in rollup.result.verdicts))
    closing = len(Status) + 1
    title = say("rollup.sheet.matrix")
    return Sheet(title, widths, rows, closing=closing, kept=1, pages=_PAGES)


def _matrix_rows(rollup: Rollup, looks: Looks) -> Iterator[Row]:
    dress = _dress(looks)
    yield _head(rollup, looks)
    numbers = [each.indicator.number for each in rollup.result.verdicts]
    for area in rollup.areas:
        if area.state is not State.DUPLICATE:
            words = (_word(area, number) for number in numbers)
            counts = (area.count(status) for status in Status)
            values: tuple[Value, ...] = (area.name, _state(area), *counts, *words)
            yield Row([dress(each) for each in values], _HIGH)
    yield from (Row([dress(each) for each in line], _HIGH) for line in _totals(rollup))


def _head(rollup: Rollup, looks: Looks) -> Row:
    """Give the head; the number of an indicator leads to its row, where its text stands."""
    head, link = looks.number(HEADER), looks.number(linked(HEADER))
    words = [say(f"rollup.column.{key}") for key in ("area", "state", *_COUNT_KEYS)]
    title, place, leads = say("rollup.sheet.indicators"), 2, []
    for verdict in rollup.result.verdicts:
        leads.append(Link(verdict.indicator.number, location=inside(title, f"A{place}")))
        place += len(verdict.measures)
    return Row([*((word, head) for word in words), *((lead, link) for lead in leads)], _HIGH)


def _dress(looks: Looks) -> Callable[[Value], tuple[Value, int]]:
    """Give the function from a value to a cell: words of verdicts are coloured."""
    plain, number = looks.number(PLAIN), looks.number(replace(PLAIN, number_format=NUMBER_FORMAT))
    coloured = {
        _short(status): looks.number(replace(PLAIN, fill=fill)) for status, fill in _FILLS.items()
    }

    def dress(value: Value) -> tuple[Value, int]:
        if isinstance(value, str):
            return fitting(value), coloured.get(value, plain)
        return value, number

    return dress


def _word(area: Area, number: int) -> str:
    status = area.status(number)
    if status:
        return _short(status)
    differs = number in dict(area.differing)
    return say("rollup.word.other_rule") if differs else say("rollup.word.nothing")


def _short(status: Status) -> str:
    return say(f"rollup.word.{status}")


def _totals(rollup: Rollup) -> Iterator[tuple[Value, ...]]:
    """Give a row of counts for each verdict, then what the level itself concludes."""
    verdicts = rollup.result.verdicts
    for status in Status:
        total = sum(each.count(status) for each in rollup.counted)
        sums = [total if each is status else None for each in Status]
        counts = [rollup.tallies[v.indicator.number].counts.get(status, 0) for v in verdicts]
        yield (say("rollup.total", word=say(f"verdict.{status}")), "", *sums, *counts)
    own = [rollup.result.count(status) for status in Status]
    yield (say("rollup.own"), "", *own, *(_short(each.status) for each in verdicts))


# Indicators ------------------------------------------------------------------------------------


def _verdict(verdict: Verdict, tallies: Mapping[int, Tally]) -> Iterator[tuple[Value, ...]]:
    tally = tallies[verdict.indicator.number]
    for place, each in enumerate(verdict.measures):
        figure = each.figure
        yield (
            verdict.indicator.number,
            verdict.indicator.text,
            figure.measure.name,
            requirement(figure.measure),
            say(f"verdict.{verdict.status}"),
            verdict.figure.text,
            *_sums(figure, tally.sums[place]),
            tally.complete,
            len(tally.bare),
            len(tally.without),
            *(tally.counts.get(status, 0) for status in Status),
            joined(verdict.reasons),
        )


def _sums(figure: MeasureFigure, ratio: Ratio | None) -> tuple[Value, Value]:
    """Give Σ numerators and Σ denominators of the areas that gave both; of counts their sum."""
    if ratio:
        return _number(ratio.numerator), _number(ratio.denominator)
    interval = figure.interval
    if figure.measure.is_count and interval and interval.is_point and interval.low is not None:
        return _number(interval.low), None
    return None, None


def _number(value: Fraction) -> int | str:
    whole = value.denominator == 1 and abs(value) < _LARGEST_EXACT
    return int(value) if whole else number_text(value)


# Areas and problems ----------------------------------------------------------------------------


def _lacking(rollup: Rollup) -> Mapping[str, list[int]]:
    """Give for each area the indicators whose combined figure still wants its numbers."""
    found: dict[str, list[int]] = {each.id: [] for each in rollup.areas}
    for number, tally in rollup.tallies.items():
        for unit in (*tally.bare, *tally.without):
            found[unit].append(number)
    return found


def _area(area: Area, lacking: list[int], places: Places) -> tuple[Value, ...]:
    return (
        area.name,
        area.id,
        places.link(area.file, area.file),
        _state(area),
        area.label,
        area.cut_off,
        *(area.count(status) for status in Status),
        ", ".join(map(str, lacking)),
    )


def _state(area: Area) -> str:
    if area.is_absent:
        return say("rollup.state.absent")
    if area.state is not State.ACCEPTED:
        return say(f"rollup.state.{area.state}")
    if area.draft is None:
        return say("rollup.state.unknown")
    return say("rollup.state.draft" if area.draft else "rollup.state.final")


def _problems(rollup: Rollup) -> Iterator[tuple[Value, ...]]:
    settings = rollup.result.settings
    for each in rollup.result.problems:
        unit = settings.unit(each.unit)
        yield (
            say(f"severity.{each.severity}"),
            each.code,
            each.indicator,
            unit.name if unit else "",
            each.file or "",
            each.message,
            each.advice,
        )
