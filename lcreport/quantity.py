"""Every quantity is an interval of exact rationals; comparing one gives yes, no, or not settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

# Enough for any verdict: thresholds have at most a handful of decimals (DESIGN 5.8 asks for 8).
REPEATING_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure can have; a bound of None is infinite.

    "93,65%" is [93.65, 93.65]; "Dưới 1%" is [0, 1); "trên 99%" is (99, 100].
    Percentages are in percentage points, everything else in the measure's own unit.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        """Refuse an interval that no value lies in.

        Raises:
            ValueError: the lower bound is above the upper one, or both exclude the only value.
        """
        if self.low is None or self.high is None:
            return
        empty = self.low == self.high and (self.low_open or self.high_open)
        if self.low > self.high or empty:
            message = f"empty interval {self.low}..{self.high}"
            raise ValueError(message)

    @classmethod
    def point(cls, value: Fraction | int) -> "Interval":
        """Give the interval that holds just `value`."""
        exact = Fraction(value)
        return cls(exact, exact)

    @property
    def is_point(self) -> bool:
        """Say whether exactly one value is possible."""
        return self.low is not None and self.low == self.high

    def contains(self, value: Fraction) -> bool:
        """Say whether `value` is possible."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = (
            self.high is None or value < self.high or (value == self.high and not self.high_open)
        )
        return above and below

    def hull(self, other: "Interval") -> "Interval":
        """Give the smallest interval that holds both."""
        low, low_open = _outer((self.low, self.low_open), (other.low, other.low_open), lower=True)
        high, high_open = _outer(
            (self.high, self.high_open), (other.high, other.high_open), lower=False
        )
        return Interval(low, high, low_open, high_open)

    def plus(self, other: "Interval") -> "Interval":
        """Add two quantities of the same unit."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low, high, self.low_open or other.low_open, self.high_open or other.high_open
        )

    def times(self, factor: Fraction) -> "Interval":
        """Scale by a positive exact factor."""
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.low_open,
            self.high_open,
        )


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part and its whole, both exact: what rates are combined from, never from percentages."""

    numerator: Fraction
    denominator: Fraction

    @property
    def rate(self) -> Interval:
        """Give the part in percentage points of the whole, which is above zero."""
        return Interval.point(self.numerator / self.denominator * 100)

    def plus(self, other: "Ratio") -> "Ratio":
        """Put two parts and their wholes together."""
        return Ratio(self.numerator + other.numerator, self.denominator + other.denominator)


def least(intervals: Iterable[Interval]) -> Interval:
    """Give the values that the smallest of several quantities can have."""
    several = tuple(intervals)
    lows = [(each.low, each.low_open) for each in several if each.low is not None]
    highs = [(each.high, not each.high_open) for each in several if each.high is not None]
    low = min(lows) if len(lows) == len(several) else (None, False)
    high = min(highs, default=(None, True))
    return Interval(low[0], high[0], low[1], not high[1])


def greatest(intervals: Iterable[Interval]) -> Interval:
    """Give the values that the largest of several quantities can have."""
    several = tuple(intervals)
    lows = [(each.low, each.low_open) for each in several if each.low is not None]
    highs = [(each.high, not each.high_open) for each in several if each.high is not None]
    low = max(lows, default=(None, False))
    high = max(highs) if len(highs) == len(several) else (None, True)
    return Interval(low[0], high[0], low[1], not high[1])


def _outer(
    one: tuple[Fraction | None, bool], other: tuple[Fraction | None, bool], *, lower: bool
) -> tuple[Fraction | None, bool]:
    if one[0] is None or other[0] is None:
        return None, False
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return one if (one[0] < other[0]) == lower else other


def below(left: Interval, right: Interval) -> bool | None:
    """Say whether every value of `left` is below every value of `right`: yes, no or None.

    None means that it depends on where in the intervals the true values lie.
    """
    if left.high is not None and right.low is not None:
        touching_open = left.high == right.low and (left.high_open or right.low_open)
        if left.high < right.low or touching_open:
            return True
    if left.low is not None and right.high is not None and left.low >= right.high:
        return False
    return None


def at_most(left: Interval, right: Interval) -> bool | None:
    """Say whether every value of `left` is at most every value of `right`: yes, no or None."""
    reverse = below(right, left)
    return None if reverse is None else not reverse


def consistent(one: Interval, other: Interval) -> bool:
    """Say whether two quantities can be the same figure, printed with different precision."""
    if one.is_point and other.is_point and one.low is not None and other.low is not None:
        places = min(decimals(one.low), decimals(other.low))
        return abs(one.low - other.low) * 2 <= Fraction(1, 10**places)
    return below(one, other) is not True and below(other, one) is not True


def decimals(value: Fraction) -> int:
    """Count the decimals of an exact value; a division that does not end has as many as any."""
    return next(
        (n for n in range(REPEATING_DECIMALS) if (value * 10**n).denominator == 1),
        REPEATING_DECIMALS,
    )


def decimal_string(value: Fraction) -> str:
    """Write a rational as a decimal with a point, exactly where the division ends.

    Where it does not end, `REPEATING_DECIMALS` decimals are kept (rounded half to even).
    """
    denominator = value.denominator
    digits = 0
    while denominator % 10 == 0:
        denominator //= 10
        digits += 1
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    digits = digits + max(twos, fives) if denominator == 1 else REPEATING_DECIMALS
    scaled = round(value * 10**digits)
    text = f"{abs(scaled):0{digits + 1}d}"
    whole, part = (text[:-digits], text[-digits:].rstrip("0")) if digits else (text, "")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"
