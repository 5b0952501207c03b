"""`ket-qua.json` of the previous period: what our own run then said, beside its official table."""

from collections.abc import Sequence
from typing import Any

from lcreport.intake.published import interval_of, json_object, ratio_of
from lcreport.model import RESULT_SCHEMA, CriteriaSet, Kind, PreviousRow, Reading, Source, Status
from lcreport.problems import Flaw, Problem, problem
from lcreport.quantity import consistent
from lcreport.wording import say


def read_earlier(name: str, data: bytes, criteria: CriteriaSet) -> tuple[PreviousRow, ...]:
    """Give the previous period's rows from our own `ket-qua.json` of that time, in order.

    A file that is not one of ours gives no rows: it is told as any foreign file is (T01).
    """
    try:
        told = json_object(data)
        verdicts = told["verdicts"] if told["schema"] == RESULT_SCHEMA else ()
        rows = [_earlier(each, criteria, name) for each in verdicts]
    except (ValueError, KeyError, TypeError):
        return ()
    return tuple(sorted((each for each in rows if each), key=lambda row: row.indicator))


def _earlier(told: dict[str, Any], criteria: CriteriaSet, name: str) -> PreviousRow | None:
    indicator = criteria.indicator(told["indicator"])
    if indicator is None:
        return None
    figures = {each["name"]: each for each in told["measures"]}
    text = told["value"] or ""
    readings = tuple(_reading(text, figures.get(m.name, {})) for m in indicator.measures)
    status = Status(told["status"])
    judged = status if status in {Status.MET, Status.NOT_MET} else None
    return PreviousRow(indicator.number, judged, text, Source(name), readings)


def _reading(text: str, told: dict[str, Any]) -> Reading:
    interval, ratio = interval_of(told), ratio_of(told)
    if interval is None:
        return Reading(text, Kind.TEXT if text else Kind.EMPTY)
    if ratio is None:
        return Reading(text, Kind.QUANTITY, interval)
    return Reading(text, Kind.RATIO, ratio.rate, ratio.numerator, ratio.denominator)


def merged(
    official: Sequence[PreviousRow], earlier: Sequence[PreviousRow]
) -> tuple[tuple[PreviousRow, ...], tuple[Problem, ...]]:
    """Let the official table stand and our own result fill its gaps; N01 where they differ."""
    rows = {row.indicator: row for row in earlier} | {row.indicator: row for row in official}
    told = {row.indicator: row for row in earlier}
    problems = [
        _differing(row, told[row.indicator])
        for row in official
        if row.indicator in told and _differs(row, told[row.indicator])
    ]
    return tuple(rows[number] for number in sorted(rows)), tuple(problems)


def _differs(one: PreviousRow, other: PreviousRow) -> bool:
    return any(
        first.interval and second.interval and not consistent(first.interval, second.interval)
        for first, second in zip(one.readings, other.readings, strict=False)
    )


def _differing(official: PreviousRow, earlier: PreviousRow) -> Problem:
    found = say(
        "consistency.earlier",
        official=official.text,
        file=official.source.file,
        told=earlier.text,
        other=earlier.source.file,
    )
    place = official.source
    return problem(
        Flaw("N01", found),
        file=place.file,
        sheet=place.sheet,
        cell=place.cell,
        indicator=official.indicator,
    )
