"""`du-lieu.csv`: the frame for Excel and other programs."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lcreport.quantity import decimal_string

if TYPE_CHECKING:
    import pandas as pd

# Excel runs a field that begins like this as a formula, also when it came from a unit's cell.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+\-]?\d+([.,]\d+)*%?")


def write_csv(frame: "pd.DataFrame", path: Path) -> None:
    """Write the frame as CSV (UTF-8 with BOM, comma); columns of composite values are left out.

    Raises:
        OSError: the file cannot be written.
    """
    columns = [name for name in frame.columns if _is_plain(frame[name])]
    write_rows(columns, zip(*(frame[name] for name in columns), strict=True), path)


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> None:
    """Write rows as CSV as they come, so that any number of them takes little memory.

    Raises:
        OSError: the file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(columns)
        writer.writerows([_text(value) for value in row] for row in rows)


def _is_plain(column: "pd.Series[Any]") -> bool:
    return not any(is_dataclass(each) for each in column)


def _is_missing(value: object) -> bool:
    """Say whether a frame's value is None, NA or NaN, none of which equals itself surely."""
    return value is None or type(value).__name__ == "NAType" or value != value  # noqa: PLR0124 - NaN


def _text(value: object) -> str:
    if _is_missing(value):
        return ""
    if isinstance(value, Fraction):
        return decimal_string(value)
    if isinstance(value, str):
        return _harmless(value)
    return str(value)


def _harmless(text: str) -> str:
    """Put an apostrophe, Excel's own sign for text, before what would run as a formula."""
    runs = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text
