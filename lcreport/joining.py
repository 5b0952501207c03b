"""Five ways in which the readings of several reporters become one interval. Never a mean.

Each way takes the voices that gave a usable quantity and the units that are still silent, and
gives the values that the whole can have. A silent unit widens the interval by its weight, which is
the size of its denominator (people, households); without a weight nothing is known about it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from lcreport.model import Answer, Combination, Measure, Unit, UnitKind
from lcreport.quantity import Interval, at_most, below, consistent, decimals

WHOLE = Fraction(100)
ANY_RATE = Interval(Fraction(0), WHOLE)


@dataclass(frozen=True, slots=True)
class Voice:
    """One reporter's answer to one measure; `unit` is None when the sender is not registered."""

    unit: Unit | None
    answer: Answer

    @property
    def interval(self) -> Interval | None:
        """Give the quantity that the reporter gave."""
        return self.answer.reading.interval

    @property
    def claim(self) -> bool | None:
        """Give the reporter's own judgement."""
        return self.answer.claim

    @property
    def is_ward(self) -> bool:
        """Say whether the reporter is one of the parts that sums run over."""
        return self.unit is not None and self.unit.kind is UnitKind.WARD


@dataclass(frozen=True, slots=True)
class Joined:
    """The combined quantity; `disputed` are voices that contradict it, `computed` if summed."""

    interval: Interval | None = None
    computed: bool = False
    disputed: tuple[Voice, ...] = ()


def compare(interval: Interval, measure: Measure) -> bool | None:
    """Say whether a quantity meets the measure's threshold: yes, no, or None (not settled)."""
    if measure.threshold is None:
        return None
    threshold = Interval.point(measure.threshold)
    tests: dict[str, Callable[[], bool | None]] = {
        ">=": lambda: at_most(threshold, interval),
        "<=": lambda: at_most(interval, threshold),
        ">": lambda: below(threshold, interval),
        "<": lambda: below(interval, threshold),
    }
    test = tests.get(measure.comparison.value)
    return test() if test else None


def join(
    way: Combination, measure: Measure, voices: Sequence[Voice], silent: Sequence[Unit]
) -> Joined:
    """Combine the voices on one measure; `silent` are the units that have yet to answer."""
    if way is Combination.EACH:
        return _share(measure, voices, silent)
    heard = [voice for voice in voices if voice.interval is not None]
    return _WAYS[way](measure, heard, silent) if heard else Joined()


def _lead(_measure: Measure, heard: Sequence[Voice], _silent: Sequence[Unit]) -> Joined:
    first = heard[0]
    return Joined(first.interval, disputed=_against(first.interval, heard[1:]))


def _agree(_measure: Measure, heard: Sequence[Voice], _silent: Sequence[Unit]) -> Joined:
    finest = min(heard, key=_coarseness)
    against = _against(finest.interval, heard)
    if not against:
        return Joined(finest.interval)
    return Joined(_hull(heard), disputed=tuple(heard))


def _everyone(_measure: Measure, heard: Sequence[Voice], _silent: Sequence[Unit]) -> Joined:
    return Joined(_hull(heard))


def _total(measure: Measure, heard: Sequence[Voice], silent: Sequence[Unit]) -> Joined:
    """Add the parts; whoever speaks for the whole city beside them is only compared."""
    parts = [voice for voice in heard if voice.is_ward]
    if not parts:
        return _agree(measure, heard, silent)
    add = _pooled_rate if measure.is_rate else _sum
    interval = add(parts, [unit for unit in silent if unit.kind is UnitKind.WARD])
    whole = [voice for voice in heard if not voice.is_ward]
    return Joined(interval, computed=True, disputed=_against(interval, whole))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the whole: its rate, and how large its denominator can be."""

    rate: Interval
    least: Fraction
    most: Fraction


def _pooled_rate(voices: Sequence[Voice], silent: Sequence[Unit]) -> Interval:
    """Give Σ numerator / Σ denominator, bounded where a numerator or a size is not known."""
    scale = _scale(voices)
    rates = [(voice.interval or ANY_RATE, voice.unit, _denominator(voice)) for voice in voices]
    rates += [(ANY_RATE, unit, None) for unit in silent]
    parts: list[_Part] = []
    bounds: list[Interval] = []
    for rate, unit, denominator in rates:
        weight = unit.weight if unit else None
        if denominator is not None:
            parts.append(_Part(rate, denominator, denominator))
        elif weight is not None:
            parts.append(_Part(rate, weight * scale[0], weight * scale[1]))
        else:
            bounds.append(rate)
    if any(part.most for part in parts):
        bounds.append(_weighed(parts))
    return reduce(Interval.hull, bounds) if bounds else ANY_RATE


def _denominator(voice: Voice) -> Fraction | None:
    return voice.answer.reading.denominator


def _scale(voices: Sequence[Voice]) -> tuple[Fraction, Fraction]:
    """Give the least and greatest denominator per unit of weight among those that gave both.

    Weights may count people where an indicator counts learners: what a silent unit's denominator
    can be follows from the units that have one. Where none has both, a weight is a denominator.
    """
    ratios = [
        denominator / voice.unit.weight
        for voice in voices
        if (denominator := _denominator(voice)) and voice.unit and voice.unit.weight
    ]
    return (min(ratios), max(ratios)) if ratios else (Fraction(1), Fraction(1))


def _weighed(parts: Sequence[_Part]) -> Interval:
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
    for cut in range(len(order) + 1):
        sizes = [before if k < cut else behind for k, (_, before, behind) in enumerate(order)]
        total = sum(sizes, Fraction(0))
        if total:
            weighed = (rate * size for (rate, _, _), size in zip(order, sizes, strict=True))
            yield sum(weighed, Fraction(0)) / total


def _sum(parts: Sequence[Voice], silent: Sequence[Unit]) -> Interval:
    total = Interval.point(0)
    for voice in parts:
        total = total.plus(voice.interval or Interval(Fraction(0), None))
    return Interval(total.low, None, total.low_open) if silent else total


def _share(measure: Measure, voices: Sequence[Voice], silent: Sequence[Unit]) -> Joined:
    """Give the share of units that meet the measure, in percentage points."""
    verdicts = [_meets(voice, measure) for voice in voices]
    count = len(verdicts) + len(silent)
    if not verdicts:
        return Joined()
    yes = sum(verdict is True for verdict in verdicts)
    no = sum(verdict is False for verdict in verdicts)
    share = Interval(Fraction(yes, count) * WHOLE, Fraction(count - no, count) * WHOLE)
    return Joined(share, computed=True)


def _meets(voice: Voice, measure: Measure) -> bool | None:
    if voice.interval is None:
        return voice.claim
    return compare(voice.interval, measure)


def _against(interval: Interval | None, voices: Sequence[Voice]) -> tuple[Voice, ...]:
    return tuple(
        voice
        for voice in voices
        if interval and voice.interval and not consistent(interval, voice.interval)
    )


def _hull(voices: Sequence[Voice]) -> Interval:
    return reduce(Interval.hull, [voice.interval for voice in voices if voice.interval])


def _coarseness(voice: Voice) -> tuple[bool, int]:
    interval = voice.interval
    if interval is None or not interval.is_point or interval.low is None:
        return True, 0
    return False, -decimals(interval.low)


_WAYS: dict[Combination, Callable[[Measure, Sequence[Voice], Sequence[Unit]], Joined]] = {
    Combination.LEAD: _lead,
    Combination.AGREE: _agree,
    Combination.ALL: _everyone,
    Combination.SUM: _total,
}
