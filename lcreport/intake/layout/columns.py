"""Which column of a table holds what: by its header's words, in doubt by the cells below."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lcreport.intake.layout.blocks import Block
from lcreport.intake.layout.contents import (
    Contents,
    are_claims,
    are_measures,
    are_ticks,
    count_indicators,
    has_figures,
)
from lcreport.intake.layout.headers import Field, Heading
from lcreport.intake.layout.matching import Matcher
from lcreport.intake.layout.moments import When, is_current
from lcreport.model import Period
from lcreport.problems import Flaw
from lcreport.wording import say

Columns = dict[Field, tuple[int, ...]]

# What a form may ask for twice, for this period and for the one before.
_TIMED = (Field.VALUE, Field.CLAIM, Field.MET, Field.NOT_MET, Field.NUMERATOR, Field.DENOMINATOR)
_TICKED = (Field.MET, Field.NOT_MET)
# Texts that are simply read one after the other.
_MANY = {Field.EVIDENCE, Field.NOTE, Field.UNIT, Field.CO_UNIT, Field.MEASURED_IN}
_TEXTUAL = (Field.INDICATOR, Field.CRITERION, Field.STANDARD)


@dataclass(frozen=True, slots=True)
class Decided:
    """The columns of each field, the surest first, and what is wrong with them.

    Each flaw comes with the column that its place is in. `numbers_are_sure` says that the number
    column is headed "Chỉ số" and is no running count.
    """

    columns: Columns
    flaws: tuple[tuple[Flaw, int], ...]
    numbers_are_sure: bool

    @property
    def can_be_judged(self) -> bool:
        """Say whether rows of these columns can be told apart and answered."""
        named = Field.INDICATOR in self.columns or Field.ORDINAL in self.columns
        return named and can_answer(self.columns)


def can_answer(columns: Mapping[Field, object]) -> bool:
    """Say whether columns hold values, ratios or claims."""
    alone = {Field.VALUE, Field.CLAIM, Field.MET, Field.NOT_MET}
    return bool(alone & set(columns)) or {Field.NUMERATOR, Field.DENOMINATOR} <= set(columns)


def decide(block: Block, contents: Contents, matcher: Matcher, period: Period) -> Decided:
    """Give every column its field, this period's apart from the previous one's."""
    block = replace(block, headings=dict(_believed(block, contents)))
    headings = block.headings
    text = _text_column(block, contents, matcher)
    fields = {
        column: _field(column, heading, headings, contents)
        for column, heading in headings.items()
        if column != text
    }
    ordinal = next((c for c, field in fields.items() if field is Field.ORDINAL), None)
    fields |= _timed(fields, headings, period)
    columns, flaws = _picked(fields, headings, contents, block)
    if text is not None:
        columns[Field.INDICATOR] = (text,)
    flaws += _missing(columns, flaws, contents, block)
    sure = ordinal is not None and Field.INDICATOR in headings[ordinal].fields
    return Decided(columns, tuple(flaws), sure)


def _believed(block: Block, contents: Contents) -> Iterator[tuple[int, Heading]]:
    """Leave out a header that is but a date where no values stand below it: it was typed over."""
    for column, heading in block.headings.items():
        texts = contents.texts(column)
        if not (heading.timely and texts and (are_ticks(texts) or are_measures(texts))):
            yield column, heading


def _text_column(block: Block, contents: Contents, matcher: Matcher) -> int | None:
    """Find the column in which indicators are named; a damaged header does not hide it."""
    headed = [
        column for column, heading in block.headings.items() if set(_TEXTUAL) & set(heading.fields)
    ]
    hits = {column: count_indicators(contents.texts(column), matcher) for column in headed}
    if not any(hits.values()):
        loose = [column for column in block.titles if column not in block.headings]
        hits |= {column: count_indicators(contents.texts(column), matcher) for column in loose}
    surest = [
        column for column, heading in block.headings.items() if heading.fields[0] is Field.INDICATOR
    ]
    best = max(hits, key=lambda column: (hits[column], column in surest, -column), default=None)
    if best is not None and hits[best]:
        return best
    worded = [c for c in surest if not _are_numbers(contents.texts(c))]
    alone = (c for c in worded if block.headings[c].fields == (Field.INDICATOR,))
    return next(alone, next(iter(worded), None))


def _field(
    column: int, heading: Heading, headings: Mapping[int, Heading], contents: Contents
) -> Field:
    """Settle a header that means two things by the cells below it and the other headers."""
    first = heading.fields[0]
    if heading.fields == (Field.INDICATOR,):
        return Field.OTHER
    decide_between = _DOUBTS.get(heading.fields)
    if decide_between is None:
        return first
    others = {each.fields[0] for place, each in headings.items() if place != column}
    return decide_between(contents.texts(column), others)


def _number_or_nothing(texts: Sequence[str], _: set[Field]) -> Field:
    return Field.ORDINAL if _are_numbers(texts) else Field.OTHER


def _are_numbers(texts: Sequence[str]) -> bool:
    return bool(texts) and all(text.strip(" .()").isdigit() for text in texts)


def _organ_or_measure(texts: Sequence[str], _: set[Field]) -> Field:
    return Field.MEASURED_IN if are_measures(texts) else Field.UNIT


def _claim_or_value(texts: Sequence[str], others: set[Field]) -> Field:
    return Field.VALUE if Field.VALUE not in others and has_figures(texts) else Field.CLAIM


def _value_or_claim(texts: Sequence[str], others: set[Field]) -> Field:
    judged = {Field.CLAIM, Field.MET, Field.NOT_MET} & others
    is_claim = Field.VALUE in others and not judged and are_claims(texts)
    return Field.CLAIM if is_claim else Field.VALUE


def _numerator_or_value(_: Sequence[str], others: set[Field]) -> Field:
    return Field.NUMERATOR if Field.DENOMINATOR in others else Field.VALUE


def _threshold(_: Sequence[str], __: set[Field]) -> Field:
    return Field.THRESHOLD


# What decides about each pair of fields, once the column that names the indicators is known.
_DOUBTS: dict[tuple[Field, ...], Callable[[Sequence[str], set[Field]], Field]] = {
    (Field.INDICATOR, Field.ORDINAL): _number_or_nothing,
    (Field.INDICATOR, Field.THRESHOLD): _threshold,
    (Field.UNIT, Field.MEASURED_IN): _organ_or_measure,
    (Field.CLAIM, Field.VALUE): _claim_or_value,
    (Field.VALUE, Field.CLAIM): _value_or_claim,
    (Field.NUMERATOR, Field.VALUE): _numerator_or_value,
}


def _timed(
    fields: Mapping[int, Field], headings: Mapping[int, Heading], period: Period
) -> dict[int, Field]:
    """Tell this period's columns from the previous one's, by words or by dates."""
    changed: dict[int, Field] = {}
    for field in _TIMED:
        mine = {column: headings[column] for column, each in fields.items() if each is field}
        past = _past(mine, period)
        if field is not Field.VALUE:
            changed |= dict.fromkeys(past, Field.OTHER)
        elif past:
            changed |= dict.fromkeys(past, Field.OTHER)
            changed[past[0]] = Field.PREVIOUS
    return changed


def _past(headings: Mapping[int, Heading], period: Period) -> list[int]:
    """Give the columns of an earlier period, the latest of them first."""
    past, dated = [], {}
    for column, heading in headings.items():
        now = is_current(heading.moment, period) if heading.moment else None
        if heading.when is When.PREVIOUS or (heading.when is None and now is False):
            past.append(column)
        elif heading.when is None and heading.moment and now is None:
            dated[column] = heading.moment.end
    rest = len(headings) - len(past)
    if len(dated) == rest and dated:
        latest = max(dated.values())
        past += [column for column, end in dated.items() if end < latest]
    else:
        past += list(dated)
    ends = {c: h.moment.end if h.moment else (0, 0) for c, h in headings.items()}
    return sorted(past, key=lambda column: ends[column], reverse=True)


def _picked(
    fields: Mapping[int, Field], headings: Mapping[int, Heading], contents: Contents, block: Block
) -> tuple[Columns, list[tuple[Flaw, int]]]:
    """Gather the columns of each field; two that cannot be told apart are none (M03)."""
    columns: Columns = {}
    flaws: list[tuple[Flaw, int]] = []
    for field in dict.fromkeys(fields.values()):
        mine = [column for column, each in fields.items() if each is field]
        mine.sort(key=lambda column: headings[column].rank)
        if field in _MANY or field is Field.OTHER:
            columns[field] = tuple(sorted(mine))
            continue
        rivals = _rivals(mine, headings, contents, field)
        if rivals:
            names = "; ".join(" – ".join(block.titles[column]) for column in sorted(rivals))
            flaws.append((Flaw("M03", names, _name(field)), max(rivals)))
        else:
            filled = [column for column in mine if contents.texts(column)]
            columns[field] = tuple(filled or mine)
    columns.pop(Field.OTHER, None)
    return columns, flaws


def _rivals(
    mine: Sequence[int], headings: Mapping[int, Heading], contents: Contents, field: Field
) -> set[int]:
    """Give the columns that say different things in one row with equally sure headers.

    Of differently sure headers ("Tỷ lệ %" and "Số liệu") the surer is read; but two different
    percentages are a contradiction under any header.
    """
    if field not in _TIMED:
        return set()
    if field in _TICKED:
        # A row has one tick: two columns for it never differ in one row, and one is misnamed.
        filled = {column for column in mine if contents.texts(column)}
        return filled if len(filled) > 1 else set()
    found: set[int] = set()
    for place, one in enumerate(mine):
        for other in mine[place + 1 :]:
            alike = headings[one].rank == headings[other].rank
            if contents.differ(one, other, percent=not alike):
                found |= {one, other}
    return found


def _missing(
    columns: Columns, flaws: Iterable[tuple[Flaw, int]], contents: Contents, block: Block
) -> list[tuple[Flaw, int]]:
    """Name what a table needs and does not have (M02); a doubled column is told already."""
    told = {flaw.expected for flaw, _ in flaws}
    ratio = {Field.NUMERATOR, Field.DENOMINATOR} & set(columns)
    wanted: list[Field] = []
    if Field.INDICATOR not in columns:
        wanted.append(Field.INDICATOR)
    if Field.VALUE not in columns and len(ratio) != len((Field.NUMERATOR, Field.DENOMINATOR)):
        wanted.append(Field.VALUE)
    if ratio == {Field.NUMERATOR}:
        wanted.append(Field.DENOMINATOR)
    wanted += _hidden(columns, contents, block)
    first = min(block.titles)
    return [
        (Flaw("M02", name), first) for name in map(_name, dict.fromkeys(wanted)) if name not in told
    ]


def _name(field: Field) -> str:
    return say(f"field.{field}")


def _hidden(columns: Columns, contents: Contents, block: Block) -> list[Field]:
    """Name the fields that a column with a damaged header seems to hold, and no other column."""
    read = {each for columns_of in columns.values() for each in columns_of}
    filled = {column for row in contents.rows for column in contents.sheet.rows.get(row, {})}
    known = {c for c, each in block.headings.items() if each.fields[0] is not Field.INDICATOR}
    unread = [contents.texts(each) for each in sorted(filled - read - known)]
    ticks = set(_TICKED) & set(columns)
    found: list[Field] = []
    if len(ticks) == 1 and any(map(are_ticks, unread)):
        found += set(_TICKED) - ticks
    if not ticks and Field.CLAIM not in columns and any(map(are_claims, unread)):
        found.append(Field.CLAIM)
    if any(map(has_figures, unread)):
        lonely = Field.DENOMINATOR in columns and Field.NUMERATOR not in columns
        found += [Field.NUMERATOR] * lonely + [Field.VALUE] * (Field.VALUE not in columns)
    return found
