"""Numerals as people type them: 1.420.000 · 56.074 · 1,5 · 1.5 · 1,234.5 · 1 420 000."""

import re
from dataclasses import dataclass
from fractions import Fraction

# Longer numerals are telephone numbers, account numbers or noise, never a figure.
LONGEST_NUMERAL = 30

_SHAPES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    # shape, what separates thousands, what separates decimals
    (re.compile(r"\d+"), "", ""),
    (re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d+)?"), " ", ".,"),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+"), ".", ""),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+"), ".", ","),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}"), ",", ""),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+"), ",", "."),
    (re.compile(r"\d*[.,]\d+"), "", ".,"),
)
_ONE_DOT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ONE_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as typed; `other` is the second reading of a numeral that has two.

    "56.074" is 56074 and could be 56.074; "56,074" is 56.074 and could be 56074. `decimals` counts
    the typed decimals of `value`, which says how far it was rounded.
    """

    value: Fraction
    decimals: int = 0
    other: Fraction | None = None


def numeral(text: str) -> Numeral | None:
    """Read one numeral (ASCII digits, an optional leading minus); None when it is none.

    Exactly one dot with three digits after it separates thousands; a comma before the last digits
    separates decimals (Vietnamese), also where English writers group by commas.
    """
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    if len(digits) > LONGEST_NUMERAL:
        return None
    for shape, thousands, points in _SHAPES:
        if shape.fullmatch(digits):
            plain = digits.replace(thousands, "") if thousands else digits
            for point in points:
                plain = plain.replace(point, ".")
            decimals = len(plain.partition(".")[2])
            return Numeral(sign * Fraction(f"0{plain}"), decimals, _other(digits, sign))
    return None


def _other(digits: str, sign: int) -> Fraction | None:
    if _ONE_DOT_GROUP.fullmatch(digits):
        return sign * Fraction(digits)
    if _ONE_COMMA_GROUP.fullmatch(digits):
        return sign * Fraction(digits.replace(",", ""))
    return None
