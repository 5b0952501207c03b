"""Where the indicator tables of a workbook stand, and which of them count."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest

from lcreport.intake.formats.limits import too_large
from lcreport.intake.grid import Workbook, address
from lcreport.intake.layout.blocks import Block, find_blocks
from lcreport.intake.layout.columns import Decided, decide
from lcreport.intake.layout.contents import Contents, names_indicator
from lcreport.intake.layout.headers import Field
from lcreport.intake.layout.matching import Matcher, matcher
from lcreport.intake.layout.moments import is_current, moment
from lcreport.intake.layout.sheet import Sheet
from lcreport.intake.layout.table import Table, above_signature, is_signature
from lcreport.model import CriteriaSet, Period
from lcreport.problems import Problem, Severity, problem
from lcreport.vietnamese import fold

__all__ = ["Table", "find_tables", "is_signature"]

_PERIOD = re.compile(r"k[ỳì]\s+báo\s+cáo\s*(?:[:：]\s*(?P<told>[^;\n]*)|$)")
# What only a form for evaluation asks for; three of these columns are no coincidence.
_OF_A_FORM = {
    Field.UNIT, Field.MET, Field.NOT_MET, Field.CLAIM, Field.VALUE, Field.PREVIOUS,
    Field.NUMERATOR, Field.DENOMINATOR, Field.EVIDENCE,
}  # fmt: skip
_MANY = 3
# Some hundred rows show what a table is; a form of thousands of rows is none (T04).
_ROWS_LOOKED_AT = 400
_MOST_ROWS = 3000
_MOST_TABLES = 60


def find_tables(
    workbook: Workbook, criteria: CriteriaSet, period: Period | None = None
) -> tuple[Table, ...]:
    """Give the indicator tables of a workbook, in order; tables of hidden sheets only alone.

    A table that cannot be judged (M02, M03) is left out when others hold all its indicators, and
    one that is named after another period when this period's stands beside it. Problems carry
    sheet and cell; file and unit are the caller's to add.

    Raises:
        UnreadableError: T04, a table has more rows than a form can have.
    """
    known, span = matcher(criteria), period or Period()
    found: list[Table] = []
    for grid in workbook.grids:
        sheet = Sheet.of(grid)
        mine = list(_tables(sheet, known, span))
        before = [table for table in found if table.grid.hidden is grid.hidden]
        if not mine and before and _goes_on(sheet, before[-1], known):
            mine = [_continuation(sheet, before[-1])]
        found += mine
    return tuple(_chosen(found, known, span))


def _chosen(found: Sequence[Table], known: Matcher, period: Period) -> Sequence[Table]:
    for hidden in (False, True):
        mine = [table for table in found if table.grid.hidden is hidden]
        usable = _of_this_period([table for table in mine if table.is_usable], known, period)
        if usable:
            told = {number for table in usable for number in _named(table, known)}
            rest = [each for each in mine if not each.is_usable and _named(each, known) - told]
            return [*usable, *rest]
    return [table for table in found if not table.grid.hidden] or found


def _of_this_period(tables: list[Table], known: Matcher, period: Period) -> list[Table]:
    """Of sheets that a unit adds period by period ("T5.2024", "T6.2024") keep this period's."""
    said = [moment(table.period) or moment(table.grid.name) for table in tables]
    now = [each is not None and is_current(each, period) is True for each in said]
    told = {
        n for table, mine in zip(tables, now, strict=True) if mine for n in _named(table, known)
    }
    return [
        table
        for table, when, mine in zip(tables, said, now, strict=True)
        if mine or when is None or not told or _named(table, known) - told
    ]


def _named(table: Table, known: Matcher) -> set[int]:
    texts = table.texts(Field.INDICATOR)
    return {number for text in texts if (number := known.names(text)) is not None}


def _tables(sheet: Sheet, known: Matcher, period: Period) -> Iterator[Table]:
    for block, body in islice(_joined(find_blocks(sheet), sheet), _MOST_TABLES):
        contents = Contents(sheet, tuple(islice(above_signature(sheet, body), _ROWS_LOOKED_AT)))
        decided = decide(block, contents, known, period)
        if _is_indicator_table(decided, contents, known):
            if len(body) > _MOST_ROWS:
                raise too_large("rows", str(_MOST_ROWS))
            yield _table(sheet, block, body, decided, usable=_is_usable(decided, contents, known))


def _table(
    sheet: Sheet, block: Block, body: tuple[int, ...], decided: Decided, *, usable: bool
) -> Table:
    return Table(
        sheet,
        (block.top, block.bottom),
        block.titles,
        decided.columns,
        body,
        decided.numbers_are_sure,
        usable,
        _printed_period(sheet, block.top),
        tuple(_problems(decided, sheet, block.top, mild=usable)),
    )


def _joined(blocks: Sequence[Block], sheet: Sheet) -> Iterator[tuple[Block, tuple[int, ...]]]:
    """Give each header with the rows below it; a header repeated on a later page is none."""
    rows = list(sheet.rows)
    first: Block | None = None
    body: list[int] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        if first is None or first.signature != block.signature:
            if first is not None:
                yield first, tuple(body)
            first, body = block, []
        end = bisect_left(rows, after.top) if after else len(rows)
        body += rows[bisect_left(rows, block.below) : end]
    if first is not None:
        yield first, tuple(body)


def _goes_on(sheet: Sheet, table: Table, known: Matcher) -> bool:
    """Say whether a sheet without a header holds the rest of a table: a page of its own."""
    columns = table.columns.get(Field.INDICATOR, ())
    rows = islice(sheet.rows, _ROWS_LOOKED_AT)
    return any(names_indicator(sheet.text(row, c), known) for row in rows for c in columns)


def _continuation(sheet: Sheet, table: Table) -> Table:
    top = min(sheet.rows)
    body = tuple(sheet.rows)[:_MOST_ROWS]
    return replace(table, sheet=sheet, header=(top, top), body=body, period="", problems=())


def _is_indicator_table(decided: Decided, contents: Contents, known: Matcher) -> bool:
    """Say whether any row names an indicator; without texts, whether numbers surely do."""
    texts = _indicator_texts(decided, contents)
    if texts:
        return any(names_indicator(each, known) for each in texts)
    return _numbers(decided, contents) <= known.numbers and _is_like_a_form(decided)


def _is_like_a_form(decided: Decided) -> bool:
    """Say whether headers alone, without texts below them, are those of an indicator form."""
    return decided.numbers_are_sure or len(_OF_A_FORM & set(decided.columns)) >= _MANY


def _is_usable(decided: Decided, contents: Contents, known: Matcher) -> bool:
    """Say whether rows can be judged; by numbers alone only where these are no running count."""
    certain = decided.numbers_are_sure or _indicator_texts(decided, contents)
    if not decided.can_be_judged or certain:
        return decided.can_be_judged
    numbers = _numbers(decided, contents)
    return numbers != set(range(1, len(numbers) + 1)) or numbers == known.numbers


def _indicator_texts(decided: Decided, contents: Contents) -> list[str]:
    columns = decided.columns.get(Field.INDICATOR, ())
    return [text for column in columns for text in contents.texts(column)]


def _numbers(decided: Decided, contents: Contents) -> set[int]:
    columns = decided.columns.get(Field.ORDINAL, ())
    texts = (text.strip(" .()") for column in columns for text in contents.texts(column))
    return {int(text) for text in texts if text.isdecimal()} or {0}


def _problems(decided: Decided, sheet: Sheet, top: int, *, mild: bool) -> Iterator[Problem]:
    """Word what is wrong with the columns; a missing one costs less where rows can be judged."""
    for flaw, column in decided.flaws:
        severity = Severity.WARNING if mild and flaw.code == "M02" else None
        cell = address(top, column)
        yield problem(flaw, sheet=sheet.grid.name, cell=cell, severity=severity)


def _printed_period(sheet: Sheet, top: int) -> str:
    """Find "Kỳ báo cáo: …" above a table, in one cell or with its text in the next."""
    for row in sheet.rows:
        if row >= top:
            return ""
        for column, cell in sheet.rows[row].items():
            found = _PERIOD.search(fold(cell.text))
            if found:
                told = (found["told"] or "").strip()
                later = (c for c in sorted(sheet.rows[row]) if c > column)
                return told or sheet.text(row, next(later, 0))
    return ""
