"""Formulas keep what they had come to: openpyxl saves a formula without its value.

Without it the copy, sent back as it is, would hold formulas that were never calculated.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook

from lcreport.papers.book.markup import escaped

_FORMULA = re.compile(
    r'<c r="(?P<place>[A-Z]+\d+)"(?P<rest>[^>]*)>(?P<formula><f.*?(?:</f>|/>))'
    r"<v\s*(?:/>|></v>)</c>",
    re.DOTALL,
)
_TYPE = re.compile(r'\st="[^"]*"')
_ERRORS = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)
Values = Mapping[str, object]


def put_stored_values(path: Path, workbook: Workbook, content: bytes) -> None:
    """Give the formulas of a saved workbook the values that they have in `content`.

    `workbook` is what was saved at `path`; sheets that `content` does not have stay as they are.

    Raises:
        OSError: the file cannot be written.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = load_workbook(io.BytesIO(content), data_only=True)
    parts: dict[str, Values] = {}
    for number, sheet in enumerate(workbook.worksheets, start=1):
        if sheet.title in known.sheetnames:
            cells = (cell for row in known[sheet.title].iter_rows() for cell in row)
            parts[f"xl/worksheets/sheet{number}.xml"] = {
                cell.coordinate: cell.value for cell in cells if cell.value is not None
            }
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename in parts:
                part = _filled(part.decode(), parts[entry.filename]).encode()
            new.writestr(entry, part, zipfile.ZIP_DEFLATED)
    path.write_bytes(packed.getvalue())


def _filled(sheet: str, values: Values) -> str:
    def fill(found: re.Match[str]) -> str:
        value = values.get(found["place"])
        if value is None:
            return found[0]
        kind, text = _stored(value)
        rest = _TYPE.sub("", found["rest"]) + (f' t="{kind}"' if kind else "")
        return f'<c r="{found["place"]}"{rest}>{found["formula"]}<v>{escaped(text)}</v></c>'

    return _FORMULA.sub(fill, sheet)


def _stored(value: object) -> tuple[str, str]:
    """Give the type of a stored value, "" for a number, and its text (ECMA-376, CT_Cell)."""
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, date | datetime | time | timedelta):
        return "", repr(to_excel(value))  # type: ignore[no-untyped-call] # openpyxl has no type here
    if isinstance(value, int | float):
        return "", repr(value)
    return ("e" if value in _ERRORS else "str"), str(value)
