"""The mean of rates whose denominators are only known to lie between two sizes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lcreport.quantity import Interval


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole: its rate, and how large its denominator can be."""

    rate: Interval
    least: Fraction
    most: Fraction


def weighed(parts: Sequence[Part]) -> Interval:
    """Give the least and greatest weighted rate over all sizes that the parts can have."""
    low = min(_means(sorted((_known(p.rate.low), p.most, p.least) for p in parts)))
    high = max(
        _means(sorted(((_known(p.rate.high), p.most, p.least) for p in parts), reverse=True))
    )
    moves = low != high
    return Interval(
        low,
        high,
        moves and any(part.rate.low_open for part in parts if part.most),
        moves and any(part.rate.high_open for part in parts if part.most),
    )


def _known(bound: Fraction | None) -> Fraction:
    """Give a bound of a rate, which always has both (`ANY_RATE` at the widest)."""
    return Fraction(0) if bound is None else bound


def _means(order: Sequence[tuple[Fraction, Fraction, Fraction]]) -> Iterator[Fraction]:
    """Give the weighted means of (rate, size before the cut, size behind it) for every cut.

    A mean is extreme where every part below it has one of its extreme sizes and every part above
    it the other; so, in order of the rates, only the cuts between them need to be tried.
    """
    total = sum((behind for _, _, behind in order), Fraction(0))
    weighed = sum((rate * behind for rate, _, behind in order), Fraction(0))
    if total:
        yield weighed / total
    for rate, before, behind in order:
        if before == behind:  # a part of known size stays what it is
            continue
        total += before - behind
        weighed += rate * (before - behind)
        if total:
            yield weighed / total
