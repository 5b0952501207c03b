"""Drawn settings and answers for tests of the pure middle."""

from fractions import Fraction
from typing import TypedDict, Unpack

from lcreport.model import (
    Answer,
    Assignment,
    Combination,
    Comparison,
    CriteriaSet,
    Direction,
    Indicator,
    Kind,
    Level,
    Measure,
    Reading,
    Role,
    Settings,
    Source,
    Status,
    Unit,
    UnitKind,
)
from lcreport.quantity import Interval


class Extras(TypedDict, total=False):
    number: int
    measure: str
    claim: bool | None
    previous: Reading | None


def indicator(
    *measures: Measure,
    number: int = 1,
    combination: Combination = Combination.AGREE,
    level: Level = Level.CITY,
    applies: bool = True,
    source: str = "",
) -> Indicator:
    return Indicator(
        number,
        f"Nội dung chỉ số {number}",
        measures or (at_least("70"),),
        combination=combination,
        level=level,
        applies=applies,
        source=source,
    )


def at_least(threshold: str, name: str = "") -> Measure:
    return Measure(name, Comparison.AT_LEAST, Fraction(threshold))


def settings_of(*indicators: Indicator, leads: str = "", wards: str = "") -> Settings:
    """Draw settings: `leads` and `wards` are unit ids ("a b"), "w:300" gives a weight."""
    units = [_unit(word, UnitKind.DEPARTMENT) for word in leads.split()]
    units += [_unit(word, UnitKind.WARD) for word in wards.split()]
    return Settings(
        CriteriaSet("thu", "Bộ thử", "thử", indicators),
        tuple(units),
        tuple(Assignment(i.number, u.id, Role.LEAD) for i in indicators for u in units),
    )


def _unit(word: str, kind: UnitKind) -> Unit:
    name, _, weight = word.partition(":")
    return Unit(name, f"Đơn vị {name}", kind, weight=Fraction(weight) if weight else None)


def rate(unit: str, text: str, **more: Unpack[Extras]) -> Answer:
    """Draw an answer "93.65" (points) or "3/4" (numerator and denominator)."""
    if "/" in text:
        top, bottom = (Fraction(part) for part in text.split("/"))
        share = Interval.point(top / bottom * 100)
        reading = Reading(text, Kind.RATIO, share, numerator=top, denominator=bottom)
    else:
        low, _, high = text.partition("..")
        bounds = Interval(Fraction(low), Fraction(high or low))
        reading = Reading(f"{text}%", Kind.QUANTITY, bounds)
    return answer(unit, reading, **more)


def word(unit: str, *, claim: bool, number: int = 1, measure: str = "") -> Answer:
    raw = "Đạt" if claim else "Chưa đạt"
    reading = Reading(raw, Kind.VERDICT, word=claim)
    return answer(unit, reading, claim=claim, number=number, measure=measure)


def status(unit: str, said: Status, raw: str) -> Answer:
    return answer(unit, Reading(raw, Kind.STATUS, status=said))


def trend(unit: str, raw: str, direction: Direction) -> Answer:
    return answer(unit, Reading(raw, Kind.DIRECTION, direction=direction))


def answer(  # noqa: PLR0913 - as above
    unit: str,
    reading: Reading,
    *,
    number: int = 1,
    measure: str = "",
    claim: bool | None = None,
    previous: Reading | None = None,
) -> Answer:
    source = Source(f"{unit}.xlsx", "Biểu", f"G{number + 5}")
    return Answer(number, measure, unit, reading, source, claim, previous)
