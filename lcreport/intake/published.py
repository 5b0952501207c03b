"""What our own JSON says of figures, read back exactly and without trust."""

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, NoReturn

from lcreport.quantity import Interval, Ratio

Json = Mapping[str, Any]
# No figure of ours is longer; without a bound a foreign file could ask for any arithmetic.
_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?")


def json_object(data: bytes) -> Json:
    """Give the one strict JSON object of a file.

    Raises:
        ValueError: it is none (not UTF-8, no JSON, NaN, nested too deep, something else).
    """
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
    except RecursionError as error:
        raise ValueError(str(error)) from error
    if not isinstance(found, dict):
        message = "no object"
        raise ValueError(message)  # noqa: TRY004 - one kind of fault for the caller
    return found


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def interval_of(told: Json, prefix: str = "") -> Interval | None:
    """Give the interval of the keys `low` and `high`, with their ends where these are told.

    Raises:
        ValueError: a bound is no decimal string, or the interval is empty.
    """
    low, high = decimal_of(told, f"{prefix}low"), decimal_of(told, f"{prefix}high")
    if low is None and high is None:
        return None
    return Interval(
        low, high, told.get(f"{prefix}low_open") is True, told.get(f"{prefix}high_open") is True
    )


def ratio_of(told: Json, prefix: str = "") -> Ratio | None:
    """Give numerator and denominator, where both are told.

    Raises:
        ValueError: one is no decimal string, or the numerator is not a part of the denominator.
    """
    top = decimal_of(told, f"{prefix}numerator")
    bottom = decimal_of(told, f"{prefix}denominator")
    if top is None or bottom is None:
        return None
    if not 0 <= top <= bottom or not bottom:
        message = f"{top}/{bottom}"
        raise ValueError(message)
    return Ratio(top, bottom)


def decimal_of(told: Json, key: str) -> Fraction | None:
    """Give an exact decimal; None where the key is absent or null.

    Raises:
        ValueError: it is something else.
    """
    value = told.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        message = f"{key}: {str(value)[:40]}"
        raise ValueError(message)
    return _fraction(value)


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Fraction:
    """Give the same fraction for the same text: thousands of areas say "100"."""
    return Fraction(text)
