"""Text files with separated values, in the encodings and with the delimiters of the country."""

import csv
from collections import Counter
from collections.abc import Iterator

from lcreport.intake.formats.draft import Draft
from lcreport.intake.formats.limits import Budget, damaged
from lcreport.intake.formats.shown import clean
from lcreport.intake.grid import Cell, UnreadableError, Workbook
from lcreport.wording import say

_DELIMITERS = (";", "\t", ",", "|")
_SAMPLE = 60
_DECLARED = "sep="
_LONGEST = 1 << 17


def read_csv(name: str, text: str, budget: Budget) -> Workbook:
    """Read a text of separated values; every cell stays the text that it is.

    Raises:
        UnreadableError: T01 when no delimiter makes columns, T03 damaged, T04 too large.
    """
    lines = text.splitlines(keepends=True)
    delimiter, skipped = _declared(lines)
    delimiter = delimiter or _delimiter(lines)
    if not delimiter:
        raise UnreadableError("T01", say("format.kind.text"))
    draft = Draft(name, budget)
    try:
        for row, values in enumerate(_rows(lines[skipped:], delimiter), 1):
            budget.spend_cells(1 + len(values))
            for column, value in enumerate(values, 1):
                draft.put(row, column, Cell(clean(value)))
    except csv.Error as fault:
        raise damaged("csv") from fault
    return Workbook((draft.grid(),))


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    if max(map(len, lines), default=0) > _LONGEST:
        raise damaged("csv")
    return csv.reader(lines, delimiter=delimiter)


def _declared(lines: list[str]) -> tuple[str, int]:
    """Read Excel's own first line "sep=;", which is no data."""
    first = lines[0].strip("\r\n") if lines else ""
    if first.lower().startswith(_DECLARED) and len(first) == len(_DECLARED) + 1:
        return first[-1], 1
    return "", 0


def _delimiter(lines: list[str]) -> str:
    """Choose the delimiter by which most of the first rows have the same number of columns.

    Prose has commas too, but no width that most of its lines share.
    """
    sample = [line for line in lines[:_SAMPLE] if line.strip()]
    scores = {each: _consistency(sample, each) for each in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda each: scores[each])
    count, _, rows = scores[best]
    return best if count > 1 and 2 * count >= rows else ""


def _consistency(lines: list[str], delimiter: str) -> tuple[int, int, int]:
    """Give how many rows share the commonest width above one, that width, and all rows."""
    try:
        widths = Counter(len(row) for row in _rows(lines, delimiter) if row)
    except csv.Error:
        return 0, 0, 0
    common = [(count, width) for width, count in widths.items() if width > 1]
    return (*max(common, default=(0, 0)), widths.total())
