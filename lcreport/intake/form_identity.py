"""What our own form says of itself: document properties, and the same keys on a hidden sheet.

Some programs drop properties when they save, some drop hidden sheets: whichever survives counts.
On the hidden sheet a key stands in column A and its value in column B.
"""

import hashlib
from collections.abc import Iterable, Iterator

from lcreport.intake.grid import Workbook
from lcreport.vietnamese import fold

FORM_UNIT = "lcreport.unit"
FORM_PERIOD = "lcreport.period"
FORM_CRITERIA = "lcreport.criteria"
FORM_VERSION = "lcreport.form"
# The headers of the form, one per line, and for each row its label and a mark of its texts.
FORM_COLUMNS = "lcreport.columns"
FORM_ROW = "lcreport.row."

_MARK_LETTERS = 12


def told(workbook: Workbook, key: str) -> Iterator[str]:
    """Give what a workbook says under a key, the document property first."""
    yield workbook.properties.get(key, "")
    yield from (value for each, value in hidden_entries(workbook) if each == key)


def hidden_entries(workbook: Workbook) -> Iterator[tuple[str, str]]:
    """Give every key of ours on hidden sheets with the value beside it."""
    for grid in workbook.grids:
        if grid.hidden:
            for (row, column), cell in sorted(grid.cells.items()):
                if cell.text.startswith("lcreport."):
                    yield cell.text, grid.text(row, column + 1)


def row_mark(texts: Iterable[str]) -> str:
    """Give a short mark of what is printed in a row: the same for the same texts, folded."""
    plain = "\n".join(map(fold, texts))
    return hashlib.sha256(plain.encode()).hexdigest()[:_MARK_LETTERS]
