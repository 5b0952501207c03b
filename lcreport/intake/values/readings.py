"""What a value cell says about each measure of its indicator."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from lcreport.intake.grid import Cell, CellKind
from lcreport.intake.values.figures import Figure, Use
from lcreport.intake.values.flaws import flaw, flawed
from lcreport.intake.values.selection import parts
from lcreport.intake.values.shares import read_figures
from lcreport.intake.values.statements import Statement, statement, stored
from lcreport.intake.values.tokens import normalise
from lcreport.intake.values.trends import read_trend
from lcreport.intake.values.vocabulary import ABBREVIATED_CLAIMS, CROSSES, NOTHING, TICKS
from lcreport.intake.values.words import (
    as_of,
    directions,
    is_zero,
    refused_direction,
    status,
    verdict,
)
from lcreport.model import Comparison, Indicator, Kind, Measure, Reading
from lcreport.quantity import Interval
from lcreport.vietnamese import fold

_UNUSABLE = {
    CellKind.ERROR: "G04",
    CellKind.UNCALCULATED: "G04",
    CellKind.DATE: "G08",
}
_ERROR_TEXT = re.compile(r"#(?:div/0!|n/a|name\?|null!|num!|ref!|value!|spill!|calc!|#+)")
# A whole cell that is a date is what a spreadsheet made of "12/5".
_DATE_TEXT = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}"
    r"|(?:19|20)\d{2}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,2}-(?:[a-z]{3}|thg ?\d{1,2})(?:-\d{2,4})?"
)
Readings = tuple[Reading, ...]
_BLANK = Reading("", Kind.EMPTY)
_LONGEST_KEPT = 200


def read_value(cell: Cell | None, indicator: Indicator, previous: Readings = ()) -> Readings:
    """Read a value cell: exactly one reading per measure of the indicator, in order.

    Never raises for what a cell holds. Rates are in percentage points, everything else in the
    measure's own unit. A fault that concerns the whole cell stands only on the first reading.
    `previous` are the readings of the same indicator's previous period (or any known figure of
    the same rate, one per measure): they settle whether a bare 0.9972 is a fraction (G03).
    """
    if cell is None:
        return _alike(_BLANK, indicator)
    usual = cell.number is None or cell.number.is_finite()  # others cannot be looked up
    if previous or not usual or len(cell.text) > _LONGEST_KEPT:
        return _read(cell.text, cell.kind, cell.number, cell.percent, indicator, previous)
    return _known(cell.text, cell.kind, cell.number, cell.percent, indicator)


# The previous period stands in every copy of a form.
@lru_cache(maxsize=4096)
def _known(
    text: str,
    kind: CellKind,
    number: Decimal | None,
    percent: bool,  # noqa: FBT001 - positions make a shorter key
    indicator: Indicator,
) -> Readings:
    return _read(text, kind, number, percent, indicator, ())


def _read(  # noqa: PLR0913, PLR0917 - the fields of a cell that count, and what it is asked
    text: str,
    kind: CellKind,
    number: Decimal | None,
    percent: bool,  # noqa: FBT001 - as above
    indicator: Indicator,
    previous: Readings,
) -> Readings:
    if kind in _UNUSABLE:
        return _alike(flawed(text, _UNUSABLE[kind]), indicator)
    if kind is CellKind.NUMBER and number is not None:
        if not number.is_finite():
            return _alike(flawed(text, "G04"), indicator)
        return _answers(_stored(number, percent=percent), indicator, text, previous)
    return read_text(text, indicator, previous)


def read_text(text: str, indicator: Indicator, previous: Readings = ()) -> Readings:
    """Read the text of a value cell, as `read_value` does."""
    plain = fold(text)
    if not plain or plain in NOTHING:
        return _alike(Reading(text, Kind.EMPTY), indicator)
    if plain in TICKS or plain in CROSSES:
        ticked = True if plain in TICKS else None
        return _alike(Reading(text, Kind.MARK, word=ticked), indicator)
    if plain in ABBREVIATED_CLAIMS:
        return _alike(Reading(text, Kind.VERDICT, word=ABBREVIATED_CLAIMS[plain]), indicator)
    plain = normalise(text)
    if _ERROR_TEXT.fullmatch(plain):
        return _alike(flawed(text, "G04"), indicator)
    if _DATE_TEXT.fullmatch(plain):
        return _alike(flawed(text, "G08"), indicator)
    return _answers(statement(text), indicator, text, previous)


def _stored(number: Decimal, *, percent: bool) -> Statement:
    exact = Fraction(number) * (100 if percent else 1)
    exponent = number.as_tuple().exponent
    typed = -exponent if isinstance(exponent, int) else 0
    return stored(exact, max(0, typed - 2 if percent else typed), percent=percent)


def _alike(reading: Reading, indicator: Indicator) -> Readings:
    more = len(indicator.measures) - 1
    rest = replace(reading, flaws=()) if reading.flaws and more else reading
    return (reading, *([rest] * more))


def _answers(said: Statement, indicator: Indicator, raw: str, previous: Readings) -> Readings:
    figures = parts(said, indicator)
    parted = len(indicator.measures) > 1
    readings = [
        _answer(said, measure, figures[i], raw, _reference(previous, i), parted=parted)
        for i, measure in enumerate(indicator.measures)
    ]
    whole = [reading for reading in readings if reading is not None]
    if len(whole) == len(readings) and not any(figures):
        return tuple(replace(each, flaws=()) if i else each for i, each in enumerate(whole))
    return tuple(
        reading or _missing(measure, raw)
        for reading, measure in zip(readings, indicator.measures, strict=True)
    )


def _reference(previous: Readings, place: int) -> Interval | None:
    return previous[place].interval if place < len(previous) else None


def _missing(measure: Measure, raw: str) -> Reading:
    name = measure.name or next(iter(measure.keywords), "")
    return Reading(raw, Kind.EMPTY, flaws=(flaw("G05", raw, name),))


def _answer(  # noqa: PLR0913 - what a cell says, and what it is asked
    said: Statement,
    measure: Measure,
    figures: tuple[Figure, ...],
    raw: str,
    reference: Interval | None,
    *,
    parted: bool,
) -> Reading | None:
    """Read one measure; None when the cell's figures all speak of other measures."""
    level = status(said, measure)
    if level:
        return Reading(raw, Kind.STATUS, status=level)
    word = verdict(said, measure)
    if is_zero(said, measure):
        return Reading(raw, Kind.QUANTITY, Interval.point(0), word=word, as_of=as_of(said))
    figured = _figured(said, measure, figures, raw, reference, parted=parted, word=word)
    if figured and figured.kind is Kind.TEXT:
        return figured
    if figured:
        return replace(figured, word=word, as_of=as_of(said))
    if parted and any(figure.use is Use.VALUE for figure in said.figures):
        return None
    return _worded(said, measure, raw, word=word) or flawed(raw, "G01")


def _figured(  # noqa: PLR0913 - as its only caller
    said: Statement,
    measure: Measure,
    figures: tuple[Figure, ...],
    raw: str,
    reference: Interval | None,
    *,
    parted: bool,
    word: bool | None,
) -> Reading | None:
    if measure.comparison.is_trend:
        return read_trend(said, figures, measure, raw, reference)
    if measure.comparison is Comparison.YES and word is not None:
        figures = tuple(figure for figure in figures if figure.percent)
    found = read_figures(figures, measure, raw, parted=parted, reference=reference)
    named = directions(said)
    return replace(found, direction=named.pop()) if found and len(named) == 1 else found


def _worded(said: Statement, measure: Measure, raw: str, *, word: bool | None) -> Reading | None:
    named = directions(said)
    if len(named) == 1 and (word is None or measure.comparison is not Comparison.YES):
        return Reading(raw, Kind.DIRECTION, direction=named.pop(), word=word)
    if word is None and refused_direction(said, measure):
        word = False
    return None if word is None else Reading(raw, Kind.VERDICT, word=word)
