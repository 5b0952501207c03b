"""Readings that are not used, with what was found."""

from lcreport.model import Kind, Reading
from lcreport.problems import Flaw

# A message quotes the beginning of a long cell; the whole text stays in `raw`.
LONGEST_QUOTE = 80


def flaw(code: str, found: str, expected: str = "") -> Flaw:
    """Give a flaw that quotes what was found on one line."""
    line = " ".join(found.split())
    quote = line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"
    return Flaw(code, quote, expected)


def flawed(raw: str, code: str, expected: str = "", *, kind: Kind = Kind.TEXT) -> Reading:
    """Give the reading of a cell that says nothing usable."""
    return Reading(raw, kind, flaws=(flaw(code, raw, expected),))
