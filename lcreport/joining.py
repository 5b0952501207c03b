"""Five ways in which the readings of several reporters become one interval. Never a mean.

Each way takes the voices that gave a usable quantity and the units that are still silent, and
gives the values that the whole can have. A silent unit widens the interval by its weight, which is
the size of its denominator (people, households); without a weight nothing is known about it. A unit
that answered without any figure is as silent as one that did not answer; one for which the
indicator does not apply stays out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from lcreport.model import Answer, Combination, Comparison, Measure, Status, Unit, UnitKind
from lcreport.quantity import Interval, Ratio, at_most, below, consistent, decimals, greatest, least
from lcreport.weighing import Part, weighed

WHOLE = Fraction(100)
ANY_RATE = Interval(Fraction(0), WHOLE)
_ANY_AMOUNT = Interval(Fraction(0), None)


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

    @property
    def stays_out(self) -> bool:
        """Say whether the indicator does not apply to the reporter."""
        return self.answer.reading.status is Status.NOT_APPLICABLE and self.interval is None

    def ratio(self, measure: Measure) -> Ratio | None:
        """Give the numerator and denominator of the reporter's rate, where it gave both."""
        return self.answer.reading.ratio if measure.is_rate else None


@dataclass(frozen=True, slots=True)
class Joined:
    """The combined quantity; `disputed` are voices that contradict it, `computed` if summed.

    `ratio` is what a rate rests on, where everybody who counts gave numerator and denominator.
    """

    interval: Interval | None = None
    computed: bool = False
    disputed: tuple[Voice, ...] = ()
    ratio: Ratio | None = None


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


def tells(interval: Interval) -> bool:
    """Say whether a quantity says anything at all: not every rate and every amount fits."""
    return interval.low != ANY_RATE.low or interval.high not in {ANY_RATE.high, None}


def join(
    way: Combination, measure: Measure, voices: Sequence[Voice], silent: Sequence[Unit]
) -> Joined:
    """Combine the voices on one measure; `silent` are the units that have yet to answer."""
    counted = [voice for voice in voices if not voice.stays_out]
    if way is Combination.EACH:
        return _share(measure, counted, silent)
    heard = [voice for voice in counted if voice.interval is not None]
    unknown = [voice.unit for voice in counted if voice.interval is None and voice.unit]
    return _WAYS[way](measure, heard, [*silent, *unknown]) if heard else Joined()


def _lead(measure: Measure, heard: Sequence[Voice], _unknown: Sequence[Unit]) -> Joined:
    first = heard[0]
    against = _against(first.interval, heard[1:])
    return Joined(first.interval, disputed=against, ratio=first.ratio(measure))


def _agree(measure: Measure, heard: Sequence[Voice], _unknown: Sequence[Unit]) -> Joined:
    finest = min(heard, key=_coarseness)
    against = _against(finest.interval, heard)
    if against:
        return Joined(_hull(heard), disputed=tuple(heard))
    equal = (voice.ratio(measure) for voice in heard if voice.interval == finest.interval)
    return Joined(finest.interval, ratio=next(filter(None, equal), None))


def _everyone(measure: Measure, heard: Sequence[Voice], unknown: Sequence[Unit]) -> Joined:
    """Let the weakest part decide, which a silent one may be; without a threshold there is none."""
    told = [voice.interval for voice in heard if voice.interval]
    anything = [ANY_RATE if measure.is_rate else _ANY_AMOUNT] if unknown else []
    if measure.comparison in {Comparison.AT_LEAST, Comparison.ABOVE}:
        weakest = least([*told, *anything])
    elif measure.comparison.has_threshold:
        weakest = greatest([*told, *anything])
    else:
        weakest = reduce(Interval.hull, [*told, *anything])
    alone = None if len(heard) > 1 or unknown else heard[0].ratio(measure)
    return Joined(weakest, ratio=alone)


def _total(measure: Measure, heard: Sequence[Voice], unknown: Sequence[Unit]) -> Joined:
    """Add the parts; whoever speaks for the whole city beside them is only compared."""
    parts = [voice for voice in heard if voice.is_ward]
    if not parts:
        return _agree(measure, heard, unknown)
    others = [unit for unit in unknown if unit.kind is UnitKind.WARD]
    ratios = [voice.ratio(measure) for voice in parts]
    ratio = _pooled(ratios, others)
    if ratio:
        interval = ratio.rate
    elif measure.is_rate:
        interval = _pooled_rate(parts, ratios, others)
    else:
        interval = (_sum if measure.is_count else _between)(measure, parts, others)
    whole = [voice for voice in heard if not voice.is_ward]
    against = _against(interval, whole)
    return Joined(interval, computed=True, disputed=against, ratio=ratio)


def _pooled(ratios: Sequence[Ratio | None], unknown: Sequence[Unit]) -> Ratio | None:
    """Give Σ numerators and Σ denominators, where nothing of them is missing."""
    known = [ratio for ratio in ratios if ratio]
    if unknown or len(known) < len(ratios):
        return None
    return reduce(Ratio.plus, known)


def _pooled_rate(
    voices: Sequence[Voice], ratios: Sequence[Ratio | None], unknown: Sequence[Unit]
) -> Interval:
    """Bound Σ numerator / Σ denominator where a numerator or a size is not known."""
    scale = _scale(voices, ratios)
    rates = [
        (voice.interval or ANY_RATE, voice.unit, ratio)
        for voice, ratio in zip(voices, ratios, strict=True)
    ]
    rates += [(ANY_RATE, unit, None) for unit in unknown]
    parts: list[Part] = []
    bounds: list[Interval] = []
    for rate, unit, ratio in rates:
        weight = unit.weight if unit else None
        if ratio is not None:
            parts.append(Part(rate, ratio.denominator, ratio.denominator))
        elif weight is not None:
            parts.append(Part(rate, weight * scale[0], weight * scale[1]))
        else:
            bounds.append(rate)
    known = [weighed(parts)] if any(part.most for part in parts) else []
    if not bounds:
        return known[0] if known else ANY_RATE
    heard = [rate for rate in bounds if rate is not ANY_RATE]
    return _mixed([*bounds, *known], [*heard, *known])


def _mixed(bounds: Sequence[Interval], heard: Sequence[Interval]) -> Interval:
    """Give where a mean of rates of unknown sizes lies: among them.

    It falls short of an end that a part that was heard, however small, does not reach.
    """
    whole = reduce(Interval.hull, bounds)
    low = any(below(Interval(whole.low, whole.low), each) for each in heard)
    high = any(below(each, Interval(whole.high, whole.high)) for each in heard)
    return Interval(whole.low, whole.high, whole.low_open or low, whole.high_open or high)


def _scale(voices: Sequence[Voice], ratios: Sequence[Ratio | None]) -> tuple[Fraction, Fraction]:
    """Give the least and greatest denominator per unit of weight among those that gave both.

    Weights may count people where an indicator counts learners: what a silent unit's denominator
    can be follows from the units that have one. Where none has both, a weight is a denominator.
    """
    sizes = [
        ratio.denominator / voice.unit.weight
        for voice, ratio in zip(voices, ratios, strict=True)
        if ratio and voice.unit and voice.unit.weight
    ]
    return (min(sizes), max(sizes)) if sizes else (Fraction(1), Fraction(1))


def _sum(_measure: Measure, parts: Sequence[Voice], unknown: Sequence[Unit]) -> Interval:
    total = Interval.point(0)
    for voice in parts:
        total = total.plus(voice.interval or _ANY_AMOUNT)
    return Interval(total.low, None, total.low_open) if unknown else total


def _between(measure: Measure, parts: Sequence[Voice], unknown: Sequence[Unit]) -> Interval:
    """Give what lies between the least and the greatest; anything where a part is not known."""
    known = _hull(parts)
    if not unknown:
        return known
    return known.hull(ANY_RATE if measure.is_rate else _ANY_AMOUNT)


def _share(measure: Measure, voices: Sequence[Voice], silent: Sequence[Unit]) -> Joined:
    """Give the share of units that meet the measure, in percentage points."""
    verdicts = [_meets(voice, measure) for voice in voices]
    count = len(verdicts) + len(silent)
    if not verdicts:
        return Joined()
    yes = sum(verdict is True for verdict in verdicts)
    no = sum(verdict is False for verdict in verdicts)
    share = Interval(Fraction(yes, count) * WHOLE, Fraction(count - no, count) * WHOLE)
    ratio = Ratio(Fraction(yes), Fraction(count)) if share.is_point else None
    return Joined(share, computed=True, ratio=ratio)


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
