"""Rows of one measure each: the form in which every criteria set is read.

The sheet `Chỉ số` of the settings workbook has this form, and a built-in set is brought into it,
so that both are judged by the same code.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from lcreport.model import Combination, Comparison, Indicator, Level, Measure
from lcreport.vietnamese import fold
from lcreport.wording import say

# The columns of the sheet and the fields that hold them.
COLUMNS = {
    "chỉ số": "indicator",
    "nội dung": "text",
    "tiêu chuẩn": "standard",
    "tiêu chí": "criterion",
    "thành phần": "name",
    "từ khoá": "keywords",
    "so sánh": "comparison",
    "ngưỡng": "threshold",
    "đơn vị tính": "unit",
    "cấp đánh giá": "level",
    "cách gộp": "combination",
    "áp dụng": "applies",
    "căn cứ": "source",
}
# What a measure has of its own; the other columns belong to the indicator.
PART_COLUMNS = ("thành phần", "từ khoá", "so sánh", "ngưỡng", "đơn vị tính")
_ONCE = tuple(
    heading for heading in COLUMNS if heading not in {*PART_COLUMNS, "chỉ số", "nội dung"}
)

_COMPARISONS: dict[str, Comparison] = {
    **{fold(each.value): each for each in Comparison},
    "≥": Comparison.AT_LEAST,
    "≤": Comparison.AT_MOST,
}
_COMBINATIONS = {fold(each.value): each for each in Combination}
_LEVELS = {fold(each.value): each for each in Level}
_APPLIES = {"có": True, "không": False}

# A part of this name is the figure that stands without a label.
_WHOLE = {"chung", "tổng", "tổng số", "toàn bộ", "tất cả"}

_PERCENT = {"%", "(%)", "phần trăm", "tỷ lệ %", "tỉ lệ %", "tỷ lệ (%)", "tỉ lệ (%)"}

_NUMBER = re.compile(r"\d{1,6}")
_THRESHOLD = re.compile(
    r"(?P<whole>-?(?:\d+|\d{1,3}(?:\.\d{3}){2,}))(?:[.,](?P<part>\d+))? ?(?P<percent>%?)"
)
# One group of three digits after a point is thousands to one writer and decimals to another.
_THOUSANDS_OR_DECIMALS = re.compile(r"-?[1-9]\d{0,2}\.\d{3} ?%?")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row as it is written; an indicator's further measures may leave its columns empty.

    `place` names the row in sentences ("Chỉ số!A7"); `cells` gives the place of single columns
    by their heading ({"ngưỡng": "Chỉ số!H7"}) where they are known.
    """

    indicator: str = ""
    text: str = ""
    standard: str = ""
    criterion: str = ""
    name: str = ""
    keywords: str = ""
    comparison: str = ""
    threshold: str = ""
    unit: str = ""
    level: str = ""
    combination: str = ""
    applies: str = ""
    source: str = ""
    place: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, values: Mapping[str, str], place: str, cells: Mapping[str, str] | None = None
    ) -> "MeasureRow":
        """Make a row from texts by heading ("so sánh"), composed and without extra spaces.

        Raises:
            KeyError: a heading is not one of `COLUMNS`.
        """
        fields = {COLUMNS[heading]: plain(text) for heading, text in values.items()}
        return cls(**fields, place=place, cells=cells or {})

    def at(self, heading: str) -> str:
        """Give the place of one column."""
        return self.cells.get(heading, self.place)

    def under(self, heading: str) -> str:
        """Give the text of one column."""
        return str(getattr(self, COLUMNS[heading]))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written in any column."""
        return not any(self.under(heading) for heading in COLUMNS)


def plain(text: str) -> str:
    """Give a text with composed letters and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def grouped(rows: Iterable[MeasureRow]) -> tuple[tuple[MeasureRow, ...], ...]:
    """Put the rows of one indicator together; a row with a part's name may continue it."""
    groups: list[list[MeasureRow]] = []
    for row in rows:
        if row.is_empty:
            continue
        if groups and _continues(row, groups[-1][0]):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(tuple(group) for group in groups)


def _continues(row: MeasureRow, first: MeasureRow) -> bool:
    same_number = row.indicator in {"", first.indicator}
    same_text = not row.text or fold(row.text) == fold(first.text)
    return bool(row.name) and same_number and same_text


def threshold_of(text: str) -> Fraction | None:
    """Read a threshold ("80", "1,5", "1.5", "80%", "1.420.000"); None when it is not one."""
    match = _THRESHOLD.fullmatch(text)
    if match is None or _THOUSANDS_OR_DECIMALS.fullmatch(text):
        return None
    return Fraction(f"{match['whole'].replace('.', '')}.{match['part'] or 0}")


def indicator_of(group: Sequence[MeasureRow]) -> Indicator:
    """Read the rows of one indicator; whatever `faults_of` refuses has a harmless substitute.

    The number is 0 where none can be read.
    """
    first = group[0]
    return Indicator(
        number=int(first.indicator) if _NUMBER.fullmatch(first.indicator) else 0,
        text=first.text,
        measures=tuple(_measure(row, alone=len(group) == 1) for row in group),
        standard=first.standard,
        criterion=first.criterion,
        combination=_COMBINATIONS.get(fold(first.combination), Combination.AGREE),
        level=_LEVELS.get(fold(first.level), Level.CITY),
        applies=_APPLIES.get(fold(first.applies), True),
        source=first.source,
    )


def _measure(row: MeasureRow, *, alone: bool) -> Measure:
    substitute = Comparison.AT_LEAST if row.threshold else Comparison.REPORT
    comparison = _COMPARISONS.get(fold(row.comparison), substitute)
    threshold = threshold_of(row.threshold)
    if threshold is None and row.threshold and comparison.has_threshold:
        threshold = Fraction(0)
    keywords = [word.strip() for word in row.keywords.split(";")]
    if not any(keywords) and not alone and fold(row.name) not in _WHOLE:
        keywords = [row.name]
    return Measure(
        name=row.name,
        comparison=comparison,
        threshold=threshold,
        unit=_unit(row, comparison),
        keywords=tuple(word for word in keywords if word),
    )


def _unit(row: MeasureRow, comparison: Comparison) -> str:
    if fold(row.unit) in _PERCENT or (not row.unit and comparison.has_threshold):
        return "%"
    return row.unit


def faults_of(group: Sequence[MeasureRow]) -> Iterator[str]:
    """Say what in the rows of one indicator cannot be read, a sentence each."""
    first = group[0]
    if not first.indicator:
        yield say("criteria.missing", place=first.at("chỉ số"), column="chỉ số")
    elif not _NUMBER.fullmatch(first.indicator) or not int(first.indicator):
        yield say("criteria.number", place=first.at("chỉ số"), found=first.indicator)
    yield from _word_faults(first, "cách gộp", Combination)
    yield from _word_faults(first, "cấp đánh giá", Level)
    yield from _word_faults(first, "áp dụng", _APPLIES)
    for row in group:
        if not row.comparison:
            yield say("criteria.missing", place=row.at("so sánh"), column="so sánh")
        elif fold(row.comparison) not in _COMPARISONS:
            yield from _word_faults(row, "so sánh", Comparison)
        yield from _threshold_faults(row)
        yield from _differences(row, first)


def _word_faults(row: MeasureRow, heading: str, known: Iterable[str]) -> Iterator[str]:
    found, words = row.under(heading), tuple(known)
    if found and fold(found) not in {fold(word) for word in words}:
        values = {"place": row.at(heading), "column": heading, "found": found}
        yield say("criteria.word", **values, hint=hint(found, words))


def _threshold_faults(row: MeasureRow) -> Iterator[str]:
    values = {"place": row.at("ngưỡng"), "found": row.threshold}
    if row.threshold and threshold_of(row.threshold) is None:
        yield say("criteria.threshold_unreadable", **values)
    elif row.threshold.endswith("%") and fold(row.unit) not in {"", *_PERCENT}:
        yield say("criteria.threshold_unit", **values, unit=row.unit)


def _differences(row: MeasureRow, first: MeasureRow) -> Iterator[str]:
    for heading in _ONCE:
        found, expected = row.under(heading), first.under(heading)
        if found and fold(found) != fold(expected):
            values = {"place": row.at(heading), "column": heading, "found": found}
            yield say("criteria.differs", **values, number=first.indicator, expected=expected)


def hint(found: str, known: Sequence[str]) -> str:
    """Give the end of a sentence that leads from a wrong word to the right one."""
    near = nearest(found, known)
    if near is not None:
        return say("criteria.near", expected=near)
    return say("criteria.one_of", expected=quoted(known)) if known else say("criteria.none")


def nearest(found: str, known: Sequence[str]) -> str | None:
    """Give the known word most like `found`, None when none is alike."""
    folded = {fold(word): word for word in known}
    near = get_close_matches(fold(found), folded, 1)
    return folded[near[0]] if near else None


def quoted(words: Iterable[str]) -> str:
    """List words in one line."""
    return ", ".join(f"“{word}”" for word in words)


def coded(rows: Iterable[MeasureRow], heading: str) -> tuple[list[MeasureRow], dict[str, str]]:
    """Part the codes of standards or criteria ("1.1") from the titles beside them.

    Gives the rows with codes alone, and the title of every code ("" where none is written).
    """
    bare: list[MeasureRow] = []
    titles: dict[str, str] = {}
    for row in rows:
        code, title = code_and_title(row.under(heading))
        if code:
            titles[code] = titles.get(code) or title
        changed: dict[str, Any] = {COLUMNS[heading]: code}
        bare.append(replace(row, **changed))
    return bare, titles


def title_faults(rows: Iterable[MeasureRow], heading: str) -> Iterator[str]:
    """Say where a code stands beside another title than before."""
    titles: dict[str, str] = {}
    for row in rows:
        code, title = code_and_title(row.under(heading))
        expected = titles.setdefault(code, title) if title else title
        if fold(title) != fold(expected):
            values = {"place": row.at(heading), "column": heading, "code": code}
            yield say("criteria.two_titles", **values, found=title, expected=expected)


_CODED = re.compile(
    r"(?:tiêu chuẩn |tiêu chí )?(?P<code>\d+(?:\.\d+)*)(?:[.:)]* [-–:]* ?(?P<title>.*)|[.:)]*)",
    re.IGNORECASE,
)


def code_and_title(text: str) -> tuple[str, str]:
    """Part "1.1. Phát huy …" into code and title; a text without a code is its own code."""
    match = _CODED.fullmatch(text)
    return (match["code"], match["title"] or "") if match else (text, "")
