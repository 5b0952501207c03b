"""The one frame: a row is one unit's answer to one measure, with the cell it came from.

Bounds, numerators and denominators are exact (`fractions.Fraction`, None where nothing), so these
columns have dtype object; everything else is a nullable pandas dtype, so that "missing" is never
mistaken for "no".
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from lcreport.model import Answer, Direction, Kind, Reading, Source, Status
from lcreport.quantity import Interval

DTYPES = {
    "indicator": "Int64",
    "measure": "string",
    "unit": "string",
    "signed": "string",
    "raw": "string",
    "kind": "string",
    "low": "object",
    "high": "object",
    "low_open": "boolean",
    "high_open": "boolean",
    "numerator": "object",
    "denominator": "object",
    "direction": "string",
    "word": "boolean",
    "status": "string",
    "as_of": "string",
    "claim": "boolean",
    "previous_raw": "string",
    "previous": "object",
    "evidence": "string",
    "note": "string",
    "file": "string",
    "sheet": "string",
    "cell": "string",
}


def to_frame(answers: Iterable[Answer]) -> pd.DataFrame:
    """Give one row per answer, columns and dtypes as `DTYPES`, in the order of `answers`."""
    rows = [_row(answer) for answer in answers]
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(DTYPES)
    return pd.DataFrame(
        {
            name: pd.Series(list(values), dtype=dtype)
            for (name, dtype), values in zip(DTYPES.items(), columns, strict=True)
        }
    )


def _row(answer: Answer) -> tuple[Any, ...]:
    reading, interval = answer.reading, answer.reading.interval
    return (
        answer.indicator,
        answer.measure,
        answer.unit,
        answer.signed,
        reading.raw,
        reading.kind.value,
        interval and interval.low,
        interval and interval.high,
        None if interval is None else interval.low_open,
        None if interval is None else interval.high_open,
        reading.numerator,
        reading.denominator,
        reading.direction and reading.direction.value,
        reading.word,
        reading.status and reading.status.value,
        reading.as_of,
        answer.claim,
        answer.previous.raw if answer.previous else "",
        answer.previous,
        answer.evidence,
        answer.note,
        answer.source.file,
        answer.source.sheet,
        answer.source.cell,
    )


def from_frame(frame: pd.DataFrame) -> tuple[Answer, ...]:
    """Give the answers of a frame back, one per row in its order (flaws are problems by now)."""
    return tuple(_answer(dict(zip(DTYPES, row, strict=True))) for row in _rows(frame))


def _rows(frame: pd.DataFrame) -> Iterable[tuple[Any, ...]]:
    columns = [[None if value is pd.NA else value for value in frame[name]] for name in DTYPES]
    return zip(*columns, strict=True)


def _answer(row: dict[str, Any]) -> Answer:
    reading = Reading(
        raw=row["raw"],
        kind=Kind(row["kind"]),
        interval=None
        if row["low_open"] is None
        else Interval(row["low"], row["high"], bool(row["low_open"]), bool(row["high_open"])),
        numerator=row["numerator"],
        denominator=row["denominator"],
        direction=row["direction"] and Direction(row["direction"]),
        word=None if row["word"] is None else bool(row["word"]),
        status=row["status"] and Status(row["status"]),
        as_of=row["as_of"],
    )
    return Answer(
        indicator=int(row["indicator"]),
        measure=row["measure"],
        unit=row["unit"],
        signed=row["signed"],
        reading=reading,
        source=Source(row["file"], row["sheet"], row["cell"]),
        claim=None if row["claim"] is None else bool(row["claim"]),
        previous=row["previous"],
        evidence=row["evidence"],
        note=row["note"],
    )
