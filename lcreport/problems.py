"""Faults of what units send, as values: a stable code, a place, a worded message and advice.

Families: T file, M layout, D sender, H rows, G values, N agreement, K verdicts, C evidence,
R papers, A results of areas, E mail. Wording lives in the catalogue (`lcreport/wording`), severity
here.
"""

from dataclasses import dataclass
from enum import StrEnum

from lcreport.wording import say


class Severity(StrEnum):
    """How much a problem costs: not used · used, but look at it · for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

SEVERITY: dict[str, Severity] = {
    "T01": _INFO, "T02": _ERROR, "T03": _ERROR, "T04": _ERROR, "T05": _INFO, "T06": _ERROR,
    "T07": _ERROR,
    "M01": _ERROR, "M02": _ERROR, "M03": _ERROR, "M04": _WARNING, "M05": _WARNING,
    "D01": _ERROR, "D02": _ERROR, "D03": _ERROR, "D04": _ERROR, "D05": _INFO, "D06": _WARNING,
    "H01": _ERROR, "H02": _ERROR, "H03": _ERROR, "H04": _WARNING,
    "G01": _ERROR, "G02": _ERROR, "G03": _ERROR, "G04": _ERROR, "G05": _WARNING, "G06": _WARNING,
    "G07": _WARNING, "G08": _ERROR, "G09": _ERROR, "G10": _WARNING, "G11": _INFO,
    "N01": _WARNING, "N02": _INFO, "N03": _WARNING, "N04": _WARNING,
    "N05": _WARNING,
    "K01": _WARNING, "K02": _WARNING, "K03": _WARNING, "K04": _WARNING, "K05": _WARNING,
    "C01": _WARNING,
    "R01": _ERROR, "R02": _ERROR, "R03": _WARNING, "R04": _WARNING,
    "A01": _ERROR, "A02": _WARNING, "A03": _WARNING, "A04": _WARNING, "A05": _ERROR,
    "A06": _WARNING, "A07": _WARNING, "A08": _WARNING,
    "E01": _ERROR, "E02": _ERROR, "E03": _INFO, "E04": _ERROR,
}  # fmt: skip


# Remarks on verdicts that stand in tham-dinh.xlsx before the person who decides: once that person
# has put the workbook back, they have been looked at. Everything else keeps asking for a look.
REMARKS = frozenset({"K02", "K04", "N01", "N02", "N03", "N05", "C01"})


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault found where the place is not yet known: a code, what was found, what is expected."""

    code: str
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one place; `message` says what, `advice` says how to mend it."""

    code: str
    severity: Severity
    message: str
    advice: str
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    unit: str | None = None
    indicator: int | None = None
    found: str = ""
    expected: str = ""


def problem(  # noqa: PLR0913 - a place has five parts, all optional and all named at the call
    flaw: Flaw,
    *,
    file: str | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    unit: str | None = None,
    indicator: int | None = None,
    severity: Severity | None = None,
) -> Problem:
    """Word a flaw from the catalogue and give it its place.

    `severity` overrides the code's own where the same fault costs less (a missing column whose
    rows can still be judged).
    """
    values = {"found": flaw.found, "expected": flaw.expected, "indicator": indicator or ""}
    return Problem(
        flaw.code,
        severity or SEVERITY[flaw.code],
        say(f"problem.{flaw.code}.message", **values),
        say(f"problem.{flaw.code}.advice", **values),
        file,
        sheet,
        cell,
        unit,
        indicator,
        flaw.found,
        flaw.expected,
    )
