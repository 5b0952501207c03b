"""`bang-tong-hop.xlsx`: areas × indicators, the combined figures, the areas, the problems."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.explain import requirement
from lcreport.model import Area, MeasureFigure, Rollup, State, Status, Tally, Verdict
from lcreport.papers.book.looks import DATE_FORMAT, NUMBER_FORMAT
from lcreport.papers.book.sheet import Value
from lcreport.papers.rollup.streamed import Row, streamed_workbook, write_sheet
from lcreport.papers.summary.listing import Column, joined
from lcreport.papers.summary.places import Places
from lcreport.papers.xlsx_file import fit_wide_page, save_workbook
from lcreport.quantity import Ratio
from lcreport.vietnamese import number_text
from lcreport.wording import say

BOOK = "bang-tong-hop.xlsx"
_COUNT = 9
_COUNTS = tuple(Column(f"count_{status}", _COUNT, NUMBER_FORMAT) for status in Status)
_MATRIX = (Column("area", 34), Column("state", 14), *_COUNTS)
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
    workbook = streamed_workbook()
    verdicts = rollup.result.verdicts
    columns = (*_MATRIX, *(Column(str(v.indicator.number), 11) for v in verdicts))
    areas = [each for each in rollup.areas if each.state is not State.DUPLICATE]
    matrix = write_sheet(
        workbook,
        say("rollup.sheet.matrix"),
        columns,
        _matrix(rollup, areas),
        count=len(areas),
        frozen="B2",
        notes=[each.indicator.text for each in verdicts],
    )
    fit_wide_page(matrix)
    _colour(matrix, len(areas), len(columns))
    rows = [row for each in verdicts for row in _verdict(each, rollup.tallies)]
    title = say("rollup.sheet.indicators")
    write_sheet(workbook, title, _INDICATORS, rows, count=len(rows), frozen="C2")
    lacking = _lacking(rollup)
    told = (_area(each, lacking[each.id], places) for each in rollup.areas)
    write_sheet(workbook, say("rollup.sheet.areas"), _AREAS, told, count=len(rollup.areas))
    problems = list(_problems(rollup))
    write_sheet(workbook, say("rollup.sheet.problems"), _PROBLEMS, problems, count=len(problems))
    save_workbook(workbook, path)


# Areas × indicators ----------------------------------------------------------------------------


def _matrix(rollup: Rollup, areas: list[Area]) -> Iterator[Row]:
    numbers = [each.indicator.number for each in rollup.result.verdicts]
    for area in areas:
        words = (_word(area, number) for number in numbers)
        yield (area.name, _state(area), *(area.count(status) for status in Status), *words)
    yield from _totals(rollup, areas)


def _word(area: Area, number: int) -> str:
    status = area.status(number)
    if status:
        return _short(status)
    differs = number in dict(area.differing)
    return say("rollup.word.other_rule") if differs else say("rollup.word.nothing")


def _short(status: Status) -> str:
    return say(f"rollup.word.{status}")


def _totals(rollup: Rollup, areas: list[Area]) -> Iterator[Row]:
    """Give a row of counts for each verdict, then what the level itself concludes."""
    verdicts = rollup.result.verdicts
    for status in Status:
        sums = [sum(a.count(s) for a in areas) if s is status else None for s in Status]
        counts = [rollup.tallies[v.indicator.number].counts.get(status, 0) for v in verdicts]
        yield (say("rollup.total", word=say(f"verdict.{status}")), "", *sums, *counts)
    own = [rollup.result.count(status) for status in Status]
    yield (say("rollup.own"), "", *own, *(_short(each.status) for each in verdicts))


def _colour(sheet: Worksheet, rows: int, columns: int) -> None:
    first = get_column_letter(len(_MATRIX) + 1)
    cells = f"{first}2:{get_column_letter(columns)}{rows + len(Status) + 2}"
    for status, colour in _FILLS.items():
        look = DifferentialStyle(fill=PatternFill("solid", bgColor=colour))
        rule = Rule("cellIs", dxf=look, operator="equal", formula=[f'"{_short(status)}"'])
        sheet.conditional_formatting.add(cells, rule)


# Indicators ------------------------------------------------------------------------------------


def _verdict(verdict: Verdict, tallies: Mapping[int, Tally]) -> Iterator[Row]:
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


def _area(area: Area, lacking: list[int], places: Places) -> Row:
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


def _problems(rollup: Rollup) -> Iterator[Row]:
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
