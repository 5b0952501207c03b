"""`ket-qua.json`, and what `check --json` prints: the run for other programs.

Numbers are decimal strings with a point, paths are relative to the folder with "/", and a thing
that is not there is null (schema "lcreport.result/1").
"""

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lcreport.model import (
    RESULT_SCHEMA,
    Answer,
    Figure,
    MeasureVerdict,
    Result,
    Return,
    Status,
    Verdict,
)
from lcreport.papers.plain import one_line
from lcreport.problems import Problem
from lcreport.quantity import Interval, Ratio, decimal_string

Json = dict[str, Any]


def write_result(result: Result, path: Path) -> None:
    """Write a result as one JSON object, UTF-8.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_text(json_text(result_json(result)), encoding="utf-8", newline="\n")


def json_text(value: Json) -> str:
    """Give one strict JSON object (no NaN), readable Vietnamese, ending with a line break."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def result_json(result: Result) -> Json:
    """Give the whole result in the published form."""
    settings, period = result.settings, result.settings.period
    return {
        "schema": RESULT_SCHEMA,
        "criteria": settings.criteria.id or None,
        "office": {
            "organ": one_line(settings.document.organ) or None,
            "place": one_line(settings.document.place) or None,
        },
        "draft": result.is_draft,
        "period": {
            "label": period.label,
            "cut_off": period.cut_off.isoformat() if period.cut_off else None,
            "previous_label": period.previous_label,
        },
        "counts": {
            **{str(status): result.count(status) for status in Status},
            "total": len(result.verdicts),
        },
        "verdicts": [_verdict(each) for each in result.verdicts],
        "returns": returns_json(result.returns),
        "unassigned": list(result.unassigned),
        "problems": problems_json(result.problems),
    }


def check_json(returns: Sequence[Return]) -> Json:
    """Give what `check` tells a program: returns, problems, and the answers that count."""
    problems = (each for one in returns for each in one.problems)
    return {
        "returns": returns_json(returns),
        "problems": problems_json(problems),
        "answers": answers_json(returns),
    }


def returns_json(returns: Sequence[Return]) -> list[Json]:
    """Give what became of every file.

    Raises:
        ValueError: a file stands there twice.
    """
    files = [each.file for each in returns]
    if len(set(files)) != len(files):
        message = "a file stands twice in the returns"
        raise ValueError(message)
    return [
        {
            "file": each.file,
            "sha256": each.sha256,
            "unit": each.unit,
            "state": each.state.value,
            "identified_by": each.identified_by,
        }
        for each in returns
    ]


def problems_json(problems: Iterable[Problem]) -> list[Json]:
    """Give every problem with its place."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "file": each.file,
            "sheet": each.sheet,
            "cell": each.cell,
            "unit": each.unit,
            "indicator": each.indicator,
            "message": each.message,
            "advice": each.advice,
        }
        for each in problems
    ]


def answers_json(returns: Iterable[Return]) -> list[Json]:
    """Give every answer that counts, one per measure, with its cell."""
    return [_answer(answer) for each in returns for answer in each.answers]


def _answer(answer: Answer) -> Json:
    reading = answer.reading
    return {
        "indicator": answer.indicator,
        "measure": answer.measure,
        "unit": answer.unit,
        "raw": reading.raw or None,
        "kind": reading.kind.value,
        **_ends(reading.interval),
        "claim": _claim(answer),
        "direction": reading.direction.value if reading.direction else None,
        "status": reading.status.value if reading.status else None,
        "numerator": _decimal(reading.numerator),
        "denominator": _decimal(reading.denominator),
        "previous_raw": (answer.previous.raw if answer.previous else "") or None,
        "evidence": answer.evidence or None,
        "note": answer.note or None,
        "file": answer.source.file,
        "sheet": answer.source.sheet or None,
        "cell": answer.source.cell or None,
    }


def _claim(answer: Answer) -> str | None:
    if answer.claim is None:
        return None
    return Status.MET.value if answer.claim else Status.NOT_MET.value


def _bounds(interval: Interval | None) -> Json:
    return {
        "low": _decimal(interval.low) if interval else None,
        "high": _decimal(interval.high) if interval else None,
    }


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else decimal_string(value)


def _verdict(verdict: Verdict) -> Json:
    figure = verdict.figure
    # One indicator with several measures has no single figure; theirs stand in `measures`.
    alone = figure.measures[0].interval if len(figure.measures) == 1 else None
    return {
        "indicator": verdict.indicator.number,
        "text": verdict.indicator.text,
        "status": verdict.status.value,
        "basis": verdict.basis.value,
        "computed": _computed(verdict.computed),
        "claimed": verdict.claimed.value if verdict.claimed else None,
        "decided": verdict.decided.value if verdict.decided else None,
        "needs_review": verdict.needs_review,
        "reasons": list(verdict.reasons),
        "value": figure.text or None,
        **_bounds(alone),
        "previous": figure.previous_text or None,
        "measures": [_measure(each) for each in verdict.measures],
        "units": list(figure.units),
        "answered": list(figure.answered),
        "missing": list(figure.missing),
        "sources": _sources(figure),
    }


def _computed(status: Status | None) -> str | None:
    if status is None:
        return None
    return status.value if status in {Status.MET, Status.NOT_MET} else "unsettled"


def _measure(each: MeasureVerdict) -> Json:
    figure, measure = each.figure, each.figure.measure
    before = _ends(figure.previous) | _parts(figure.previous_ratio)
    return {
        "name": measure.name,
        "comparison": measure.comparison.value,
        "threshold": _decimal(measure.threshold),
        "unit": measure.unit,
        "holds": each.holds,
        **_ends(figure.interval),
        **_parts(figure.ratio),
        "direction": figure.direction.value if figure.direction else None,
        **{f"previous_{key}": value for key, value in before.items()},
    }


def _ends(interval: Interval | None) -> Json:
    """Give both ends of an interval and whether they are in it, so that nothing of it is lost."""
    return {
        **_bounds(interval),
        "low_open": interval.low_open if interval else None,
        "high_open": interval.high_open if interval else None,
    }


def _parts(ratio: Ratio | None) -> Json:
    return {
        "numerator": _decimal(ratio.numerator) if ratio else None,
        "denominator": _decimal(ratio.denominator) if ratio else None,
    }


def _sources(figure: Figure) -> list[Json]:
    """Give every cell that the figure came from, once, though it answers several measures."""
    keys = ("file", "sheet", "cell", "unit", "raw")
    places = ((each.source, each.unit, each.reading.raw) for each in figure.answers)
    cells = (
        (source.file, source.sheet or None, source.cell or None, unit, raw or None)
        for source, unit, raw in places
    )
    return [dict(zip(keys, cell, strict=True)) for cell in dict.fromkeys(cells)]
