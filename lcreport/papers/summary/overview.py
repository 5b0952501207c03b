"""The first sheet, `Tổng quan`: what the run came to, in numbers that lead to their sheets."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from lcreport.model import Result, State, Status, UnitKind
from lcreport.papers.book.chart import bars
from lcreport.papers.book.looks import HEADER_FILL, NUMBER_FORMAT, PLAIN, Look, Looks
from lcreport.papers.book.markup import inside
from lcreport.papers.book.sheet import Cell, Drawing, Link, Row, Sheet, Value
from lcreport.papers.line_heights import height_of
from lcreport.papers.summary.listing import Column, is_typed, linked, safe
from lcreport.papers.summary.remarks import decided, is_applied
from lcreport.papers.summary.returns import numbers_text
from lcreport.problems import Severity
from lcreport.vietnamese import short_date_text
from lcreport.wording import say

_COLUMNS = (
    Column("label", 62),
    Column("this_period", 12, NUMBER_FORMAT),
    Column("previous_period", 12, NUMBER_FORMAT),
    Column("change", 12, '+0;-0;"="'),
)
_CHART_SIZE = (15, 9)  # centimetres
# What the previous table can say: it marks Đạt and Chưa đạt, and nothing else.
_MARKED = (Status.MET, Status.NOT_MET)


class _Kind(Enum):
    """What a line of the sheet is."""

    TITLE = auto()
    NOTE = auto()
    ALERT = auto()
    HEAD = auto()
    ENTRY = auto()


# Sentences run on over the columns beside them.
_SENTENCE = Look(bordered=False, across="", down="center", wrapped=False)
_LOOKS = {
    _Kind.TITLE: replace(_SENTENCE, size=16, bold=True),
    _Kind.NOTE: replace(_SENTENCE, italic=True),
    _Kind.ALERT: replace(_SENTENCE, bold=True, colour="FFC00000"),
    _Kind.HEAD: replace(PLAIN, bold=True, fill=HEADER_FILL),
    _Kind.ENTRY: PLAIN,
}
_SENTENCES = {_Kind.TITLE, _Kind.NOTE, _Kind.ALERT}


@dataclass(frozen=True, slots=True)
class _Line:
    kind: _Kind
    values: tuple[Value, ...]


def overview(result: Result, looks: Looks) -> Sheet:
    """Give the first sheet, with its counts drawn."""
    title = say("summary.sheet.overview")
    lines = tuple(_lines(result))
    first = next(number for number, line in enumerate(lines, start=1) if line.kind is _Kind.HEAD)
    rows = (_row(line, looks) for line in lines)
    widths = tuple(column.width for column in _COLUMNS)
    return Sheet(title, widths, rows, listed=False, drawing=_drawn(title, first, result))


def _row(line: _Line, looks: Looks) -> Row:
    cells = [_cell(line.kind, place, value, looks) for place, value in enumerate(line.values)]
    return Row(cells, None if line.kind in _SENTENCES else _height(line))


def _cell(kind: _Kind, place: int, value: Value, looks: Looks) -> Cell:
    look, shown = _LOOKS[kind], value.shown if isinstance(value, Link) else value
    if place:
        look = replace(look, across="center", wrapped=False)
    if isinstance(value, Link):
        look = linked(look)
    if is_typed(shown):
        look = replace(look, number_format=_COLUMNS[place].number_format)
    return safe(value), looks.number(look)


def _height(line: _Line) -> float | None:
    """Give the height for the text of the first column; the others hold numbers and short words."""
    if not line.values:
        return None
    name = line.values[0]
    text = str(name.shown if isinstance(name, Link) else name)
    return height_of([(text, _COLUMNS[0].width)], bold=line.kind is _Kind.HEAD)


def _lines(result: Result) -> Iterator[_Line]:
    period = result.settings.period
    title = say("summary.title", period=period.label or say("letter.this_period"))
    yield _Line(_Kind.TITLE, (title,))
    day = short_date_text(period.cut_off) if period.cut_off else "—"
    told = say("summary.period", day=day, previous=period.previous_label or "—")
    yield _Line(_Kind.NOTE, (told,))
    for warning in _warnings(result):
        yield _Line(_Kind.ALERT, (warning,))
    for section in (_verdicts, _files, _units, _people, _problems):
        yield _Line(_Kind.ENTRY, ())
        yield from section(result)


def _warnings(result: Result) -> Iterator[str]:
    """Give what must not be overlooked before anything else."""
    orphans, questions = result.unassigned, result.open_questions
    if orphans:
        yield say("report.unassigned", count=len(orphans), numbers=numbers_text(orphans))
    if questions:
        numbers = numbers_text(each.indicator.number for each in questions)
        yield say("summary.open", count=len(questions), numbers=numbers)
    if result.settings.neutral:
        yield say("report.neutral")


def _head(key: str, *columns: str) -> _Line:
    names = (say(f"summary.column.{each}") for each in columns)
    return _Line(_Kind.HEAD, (say(f"summary.{key}"), *names))


def _entry(name: str | Link, *numbers: int | None) -> _Line:
    return _Line(_Kind.ENTRY, (name, *numbers))


def _to(sheet: str, text: str) -> Link:
    return Link(text, location=inside(say(f"summary.sheet.{sheet}"), "A1"))


def _before(result: Result) -> Counter[Status]:
    """Count the marks of the previous table; empty where it has none."""
    return Counter(row.status for row in result.previous if row.status)


def _verdicts(result: Result) -> Iterator[_Line]:
    before = _before(result)
    compared = ("previous_period", "change") if before else ()
    yield _head("verdicts", "this_period", *compared)
    for status in Status:
        count = result.count(status)
        known = before and status in _MARKED
        change = (before[status], count - before[status]) if known else (None,) * len(compared)
        yield _entry(_to("verdicts", say(f"verdict.{status}")), count, *change)
    yield _entry(say("summary.total"), len(result.verdicts), *(None for _ in compared))


def _files(result: Result) -> Iterator[_Line]:
    states = Counter(each.state for each in result.returns)
    yield _head("files", "count")
    for state in State:
        if states[state] or state is State.ACCEPTED:
            name = say("summary.state", state=say(f"state.{state}"))
            yield _entry(_to("returns", name), states[state])
    yield _entry(say("summary.total"), len(result.returns))


def _units(result: Result) -> Iterator[_Line]:
    day = result.settings.period.cut_off
    heard = {each.unit for each in result.returns if each.state is State.ACCEPTED}
    valid = [unit for unit in result.settings.units if unit.is_valid_on(day)]
    yield _head("units", "count")
    for kind in UnitKind:
        mine = [unit.id for unit in valid if unit.kind is kind]
        back = sum(unit in heard for unit in mine)
        yield _entry(_to("units", say("summary.kind_returned", kind=kind.value)), back)
        yield _entry(_to("units", say("summary.kind_missing", kind=kind.value)), len(mine) - back)
    missing = sum(bool(verdict.figure.missing) for verdict in result.verdicts)
    yield _entry(_to("sources", say("summary.with_missing")), missing)
    yield _entry(_to("verdicts", say("summary.unassigned")), len(result.unassigned))


def _people(result: Result) -> Iterator[_Line]:
    every = decided(result)
    applied = sum(is_applied(each, result) for each in every)
    yield _head("review_section", "count")
    yield _entry(_to("verdicts", say("summary.questions")), len(result.open_questions))
    yield _entry(_to("decisions", say("summary.applied_count")), applied)
    yield _entry(_to("decisions", say("summary.stale_count")), len(every) - applied)


def _problems(result: Result) -> Iterator[_Line]:
    severities = Counter(each.severity for each in result.problems)
    yield _head("problems_section", "count")
    for severity in Severity:
        name = say("summary.severity", severity=say(f"severity.{severity}"))
        yield _entry(_to("problems", name), severities[severity])


def _drawn(title: str, head: int, result: Result) -> Drawing:
    """Draw the counts as bars, beside those of the previous table where it has any."""
    columns = (2, 3) if _before(result) else (2,)
    rows = head, head + len(Status)
    return bars(say("summary.verdicts"), title, columns, rows, _CHART_SIZE)
