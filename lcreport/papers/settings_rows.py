"""Settings as the rows of their workbook: the reverse of loading, without any file."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby

from lcreport.criteria import builtin, builtin_ids
from lcreport.model import Assignment, CriteriaSet, Indicator, Measure, Settings, Unit
from lcreport.settings.assignments import valid_wards
from lcreport.settings.words import (
    ALL_WARDS,
    APPLIES,
    ASSIGNMENTS,
    CRITERIA,
    DOES_NOT_APPLY,
    ELECTRONIC,
    GROUPED,
    KEYS,
    LETTER,
    NOT_GROUPED,
    OWN_FILE,
    PAPER,
    SAME_FILE,
    SENDERS,
    TEXTS,
    UNITS,
)
from lcreport.vietnamese import number_text

Value = str | int | date | Fraction | None
Rows = list[tuple[Value, ...]]


def rows_of(settings: Settings) -> dict[str, Rows]:
    """Give the rows of every sheet, in the order of its columns.

    A built-in criteria set has no rows: its id stands among the keys of the letter.
    """
    sheets: dict[str, Rows] = {
        LETTER: list(letter_values(settings).items()),
        UNITS: [_unit(unit) for unit in settings.units],
        ASSIGNMENTS: list(_assignments(settings)),
        TEXTS: [(each.section, each.text) for each in settings.paragraphs],
        SENDERS: list(settings.recognitions.items()),
    }
    if not _is_builtin(settings.criteria):
        sheets[CRITERIA] = list(_criteria(settings.criteria))
    return sheets


def _is_builtin(criteria: CriteriaSet) -> bool:
    return criteria.id in builtin_ids() and builtin(criteria.id) == criteria


def letter_values(settings: Settings) -> dict[str, Value]:
    """Give the value of every key of the sheet `Văn bản`, in its order."""
    paper, span = settings.document, settings.period
    values: tuple[Value, ...] = (
        paper.superior,
        paper.organ,
        paper.number,
        paper.symbol,
        paper.place,
        paper.issued,
        paper.subject,
        "\n".join(paper.addressees),
        "\n".join(paper.bases),
        "\n".join(paper.authority),
        "\n".join(paper.position),
        paper.signer,
        "\n".join(paper.recipients),
        span.label,
        span.cut_off,
        span.previous_label,
        span.previous_cut_off,
        span.deadline,
        ELECTRONIC if paper.electronic else PAPER,
        OWN_FILE if paper.annex_apart else SAME_FILE,
        GROUPED if paper.grouped else NOT_GROUPED,
        settings.criteria.id if _is_builtin(settings.criteria) else "",
        number_text(settings.jump),
    )
    return dict(zip(KEYS, values, strict=True))


def _unit(unit: Unit) -> tuple[Value, ...]:
    return (
        unit.id,
        unit.name,
        "; ".join(unit.aliases),
        unit.kind.value,
        unit.email,
        unit.weight,
        unit.valid_from,
        unit.valid_to,
        "; ".join(unit.successors),
    )


def _assignments(settings: Settings) -> Iterator[tuple[Value, ...]]:
    """Give a row for each assignment, one alone where every valid ward has the same."""
    wards = valid_wards(settings.units, settings.period.cut_off)

    def duty(each: Assignment) -> tuple[int, str, bool]:
        return each.indicator, each.role.value, each.unit in wards

    for (number, role, _), run in groupby(settings.assignments, key=duty):
        units = tuple(each.unit for each in run)
        is_every_ward = len(units) > 1 and units == wards
        for unit in (ALL_WARDS,) if is_every_ward else units:
            yield number, unit, role


def _criteria(criteria: CriteriaSet) -> Iterator[tuple[Value, ...]]:
    for indicator in criteria.indicators:
        for measure in indicator.measures:
            yield _measure(indicator, measure, criteria)


def _measure(indicator: Indicator, measure: Measure, criteria: CriteriaSet) -> tuple[Value, ...]:
    return (
        indicator.number,
        indicator.text,
        _titled(indicator.standard, criteria.standards),
        _titled(indicator.criterion, criteria.criteria),
        measure.name,
        "; ".join(measure.keywords),
        measure.comparison.value,
        measure.threshold,
        measure.unit,
        indicator.level.value,
        indicator.combination.value,
        APPLIES if indicator.applies else DOES_NOT_APPLY,
        indicator.source,
    )


def _titled(code: str, titles: dict[str, str]) -> str:
    title = titles.get(code, "")
    return f"{code}. {title}" if title else code
