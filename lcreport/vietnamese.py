"""How Vietnamese is compared and written: folding of texts, numbers, dates, counts."""

import re
import unicodedata
from datetime import date
from fractions import Fraction
from functools import lru_cache

from lcreport.quantity import REPEATING_DECIMALS
from lcreport.wording import say

# Both placements of the tone mark are in use (hoà/hòa, thuỷ/thủy); one of them is made the rule.
_TONE_PAIRS = {
    "òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ",
    "òe": "oè", "óe": "oé", "ỏe": "oẻ", "õe": "oẽ", "ọe": "oẹ",
    "ùy": "uỳ", "úy": "uý", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ",
}  # fmt: skip
_TONES = re.compile("|".join(_TONE_PAIRS))
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00ad]")
_MARKS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Give the form in which two spellings of the same text are equal.

    NFC, tone placement, case, kinds of dashes, quotes and spaces no longer matter;
    diacritics still do.
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).lower()
    plain = _TONES.sub(lambda match: _TONE_PAIRS[match[0]], plain)
    plain = _DASHES.sub("-", plain).replace("“", '"').replace("”", '"').replace("’", "'")
    return _SPACES.sub(" ", plain).strip()


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Give the folded text without diacritics ("Đại Yên" becomes "dai yen")."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return _MARKS.sub("", unicodedata.normalize("NFD", folded)).replace("đ", "d")


def number_text(value: Fraction, decimals: int = REPEATING_DECIMALS) -> str:
    """Write a number without trailing zeros, the Vietnamese way: 1.420.000 and 93,65.

    Inside `speaking("en")` it is 1,420,000 and 93.65.
    """
    scaled = round(abs(value) * 10**decimals)
    whole, part = divmod(scaled, 10**decimals)
    grouped = f"{whole:,}".replace(",", say("number.group"))
    tail = f"{part:0{decimals}d}".rstrip("0") if part else ""
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{grouped}{say('number.decimal')}{tail}" if tail else f"{sign}{grouped}"


def percent_text(points: Fraction, thresholds: tuple[Fraction, ...] = ()) -> str:
    """Write percentage points as "93,65%", with two decimals or as many as honesty needs.

    Rounding never moves the printed figure onto or across a threshold: 99.999 against 100
    prints as "99,999%".
    """
    for decimals in range(2, REPEATING_DECIMALS):
        shown = Fraction(round(points * 10**decimals), 10**decimals)
        if all(
            (shown < mark, shown > mark) == (points < mark, points > mark) for mark in thresholds
        ):
            return f"{number_text(shown, decimals)}%"
    return f"{number_text(points)}%"


def count_text(number: int) -> str:
    """Write a count or number in running text: a leading zero below ten ("03", "51")."""
    return f"{number:02d}"


def date_text(day: date) -> str:
    """Write a date as the decree asks: "ngày 05 tháng 01 năm 2026", "ngày 24 tháng 6 năm 2024"."""
    february = 2
    month = f"{day.month:02d}" if day.month <= february else str(day.month)
    return say("date.long", vietnamese=f"ngày {day.day:02d} tháng {month} năm {day.year}", day=day)


def short_date_text(day: date) -> str:
    """Write a date inside a sentence: 05/3/2024, 31/01/2024."""
    february = 2
    month = f"{day.month:02d}" if day.month <= february else str(day.month)
    return say("date.short", vietnamese=f"{day.day:02d}/{month}/{day.year}", day=day)
