"""What in a criteria set cannot all be true, a sentence each; looked for before any run."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import chain

from lcreport.criteria.rows import PART_COLUMNS, hint
from lcreport.model import (
    Combination,
    Comparison,
    CriteriaSet,
    Example,
    Indicator,
    Measure,
    Status,
)
from lcreport.vietnamese import fold, number_text
from lcreport.wording import say

# Names the place of a column: position of the indicator in its set, of its measure, heading.
Where = Callable[[int, int, str], str]
# The same for one indicator.
Spot = Callable[[int, str], str]

_WHOLE = Fraction(100)
_KINDS: dict[str, frozenset[Status]] = {
    "met": frozenset({Status.MET}),
    "not_met": frozenset({Status.NOT_MET}),
    "no_data": frozenset({Status.NO_DATA, Status.UPPER_LEVEL, Status.NOT_APPLICABLE}),
}


def contradictions(criteria: CriteriaSet, where: Where | None = None) -> tuple[str, ...]:
    """Give every contradiction of a criteria set, a Vietnamese sentence each.

    `where` names the places; without it an indicator is named by its number.
    """
    name = where or _by_number(criteria)
    if not criteria.indicators:
        return (say("criteria.no_indicators"),)
    own = chain.from_iterable(
        _own(each, criteria, _spot(name, position))
        for position, each in enumerate(criteria.indicators)
    )
    return (*own, *_numbers(criteria, name), *_texts(criteria, name))


def missing_examples(examples: tuple[Example, ...], place: str) -> Iterator[str]:
    """Say which kinds of worked example an indicator of a built-in set still lacks."""
    shown = {each.verdict for each in examples}
    for kind, verdicts in _KINDS.items():
        if not shown & verdicts:
            yield say("criteria.no_example", place=place, kind=say(f"criteria.kind.{kind}"))


def _by_number(criteria: CriteriaSet) -> Where:
    def where(position: int, part: int, heading: str) -> str:
        indicator = criteria.indicators[position]
        place = say("criteria.place.indicator", number=indicator.number)
        if len(indicator.measures) <= 1 or heading not in PART_COLUMNS:
            return place
        name = indicator.measures[part].name or part + 1
        return say("criteria.place.part", place=place, name=name)

    return where


def _spot(where: Where, position: int) -> Spot:
    return lambda part, heading: where(position, part, heading)


def _own(indicator: Indicator, criteria: CriteriaSet, spot: Spot) -> Iterator[str]:
    """Give what is wrong within one indicator."""
    if not indicator.text:
        yield say("criteria.missing", place=spot(0, "nội dung"), column="nội dung")
    yield from _codes(indicator, criteria, spot)
    yield from _combination(indicator, spot)
    if not indicator.applies and not indicator.source:
        yield say("criteria.no_reason", place=spot(0, "căn cứ"))
    for part, measure in enumerate(indicator.measures):
        yield from _threshold(measure, spot(part, "ngưỡng"))
    yield from _parts(indicator, spot)


def _codes(indicator: Indicator, criteria: CriteriaSet, spot: Spot) -> Iterator[str]:
    known = {"tiêu chuẩn": criteria.standards, "tiêu chí": criteria.criteria}
    codes = {"tiêu chuẩn": indicator.standard, "tiêu chí": indicator.criterion}
    for heading, code in codes.items():
        if code and code not in known[heading]:
            values = {"place": spot(0, heading), "column": heading, "found": code}
            near = hint(code, tuple(known[heading]))
            yield say("criteria.word", **values, hint=near)
    if _is_elsewhere(indicator):
        values = {"criterion": indicator.criterion, "standard": indicator.standard}
        yield say("criteria.criterion_elsewhere", place=spot(0, "tiêu chí"), **values)


def _is_elsewhere(indicator: Indicator) -> bool:
    """Say whether criterion "1.2.1" stands under standard "1.1"; unlike numberings are free."""
    standard, criterion = indicator.standard.split("."), indicator.criterion.split(".")
    numbered = all(part.isdecimal() for part in (*standard, *criterion))
    deeper = len(criterion) > len(standard)
    return numbered and deeper and criterion[: len(standard)] != standard


def _combination(indicator: Indicator, spot: Spot) -> Iterator[str]:
    judged = {each.comparison for each in indicator.measures}
    if not indicator.measures:
        yield say("criteria.no_measures", place=spot(0, "so sánh"))
    if indicator.combination is Combination.SUM and Comparison.YES in judged:
        yield say("criteria.sum_of_yes", place=spot(0, "cách gộp"))


def _threshold(measure: Measure, place: str) -> Iterator[str]:
    values: dict[str, object] = {"place": place, "comparison": measure.comparison.value}
    threshold = measure.threshold
    if not measure.comparison.has_threshold:
        if threshold is not None:
            shown = number_text(threshold)
            yield say("criteria.threshold_needless", **values, found=shown)
    elif threshold is None:
        yield say("criteria.threshold_missing", **values)
    elif measure.is_rate and not 0 <= threshold <= _WHOLE:
        yield say("criteria.threshold_range", **values, found=number_text(threshold))


def _parts(indicator: Indicator, spot: Spot) -> Iterator[str]:
    """Give why the measures of one indicator could not be told apart in a cell."""
    if len(indicator.measures) < 2:  # noqa: PLR2004 - a single measure needs no label
        return
    names: set[str] = set()
    owners: dict[str, int] = {}
    unlabelled = False
    for part, measure in enumerate(indicator.measures):
        name = fold(measure.name)
        if not name:
            yield say("criteria.part_unnamed", place=spot(part, "thành phần"))
        elif name in names:
            yield say("criteria.part_twice", place=spot(part, "thành phần"), name=measure.name)
        elif not measure.keywords and unlabelled:
            yield say("criteria.no_keywords", place=spot(part, "từ khoá"), name=measure.name)
        names.add(name)
        unlabelled = unlabelled or not measure.keywords
        for word in measure.keywords:
            if owners.setdefault(fold(word), part) != part:
                yield say("criteria.keyword_shared", place=spot(part, "từ khoá"), word=word)


def _numbers(criteria: CriteriaSet, where: Where) -> Iterator[str]:
    seen: dict[int, Indicator] = {}
    for position, indicator in enumerate(criteria.indicators):
        first = seen.setdefault(indicator.number, indicator)
        # Number 0 stands for one that could not be read, which is told elsewhere.
        if first is not indicator and indicator.number:
            values = {"number": indicator.number, "text": first.text}
            yield say("criteria.number_twice", place=where(position, 0, "chỉ số"), **values)


def _texts(criteria: CriteriaSet, where: Where) -> Iterator[str]:
    """Give the texts by which a row of a return could be either of two indicators."""
    owners: dict[str, Indicator] = {}
    for position, indicator in enumerate(criteria.indicators):
        wordings = dict.fromkeys(fold(text) for text in (indicator.text, *indicator.wordings))
        owned = [owners.setdefault(text, indicator) for text in wordings if text]
        others = {each.number for each in owned if each.number != indicator.number}
        for number in sorted(others):
            yield say("criteria.text_twice", place=where(position, 0, "nội dung"), number=number)
