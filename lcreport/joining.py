"""Five ways in which the readings of several reporters become one interval. Never a mean.

Each way takes the voices that gave a usable quantity and the units that are still silent, and
gives the values that the whole can have. A silent unit widens the interval by its weight, which is
the size of its denominator (people, households); without a weight nothing is known about it.
"""

from collections.abc import Callable, Sequence
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


def _pooled_rate(parts: Sequence[Voice], silent: Sequence[Unit]) -> Interval:
    """Give Σ numerator / Σ denominator, bounded where a numerator or a size is not known."""
    sized = [(voice.interval or ANY_RATE, _size(voice)) for voice in parts]
    sized += [(ANY_RATE, unit.weight) for unit in silent]
    known = [(rate, size) for rate, size in sized if size is not None]
    bounds = [rate for rate, size in sized if size is None]
    total = sum((size for _, size in known), Fraction(0))
    if total:
        shares = [rate.times(size / total) for rate, size in known if size]
        bounds.append(reduce(Interval.plus, shares))
    return reduce(Interval.hull, bounds) if bounds else ANY_RATE


def _size(voice: Voice) -> Fraction | None:
    denominator = voice.answer.reading.denominator
    if denominator is not None:
        return denominator
    return voice.unit.weight if voice.unit else None


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
