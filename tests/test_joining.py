"""Combining reporters: what the whole can be, whoever is still silent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcreport.joining import Voice, compare, join, tells
from lcreport.model import (
    Answer,
    Combination,
    Comparison,
    Kind,
    Measure,
    Reading,
    Status,
    Unit,
    UnitKind,
)
from lcreport.quantity import Interval, Ratio
from tests.panel import answer, at_least, rate, status, word

RATE = at_least("70")


def ward(name: str, weight: int | None = None) -> Unit:
    return Unit(name, name, UnitKind.WARD, weight=None if weight is None else Fraction(weight))


def voice(unit: Unit, answer: Answer) -> Voice:
    return Voice(unit, answer)


def test_wards_are_summed_and_never_averaged() -> None:
    voices = [voice(ward("a"), rate("a", "90/100")), voice(ward("b"), rate("b", "10/900"))]
    joined = join(Combination.SUM, RATE, voices, [])
    assert joined.interval == Interval.point(Fraction(10))


def test_a_rate_alone_enters_through_its_weight() -> None:
    voices = [voice(ward("a", 900), rate("a", "50")), voice(ward("b"), rate("b", "100/100"))]
    assert join(Combination.SUM, RATE, voices, []).interval == Interval.point(Fraction(55))


def test_rates_without_weights_bound_the_whole_between_least_and_most() -> None:
    voices = [voice(ward("a"), rate("a", "60")), voice(ward("b"), rate("b", "80"))]
    joined = join(Combination.SUM, RATE, voices, [])
    assert joined.interval == Interval(Fraction(60), Fraction(80), low_open=True, high_open=True)


def test_a_whole_of_which_one_part_is_under_the_mark_is_not_all() -> None:
    """Whoever is silent, a hundred per cent is out of reach once one ward is below it."""
    everyone = at_least("100")
    heard = [voice(ward("a"), rate("a", "99")), voice(ward("b"), rate("b", "100"))]
    assert compare(pooled(heard, [ward("c")]), everyone) is False
    assert compare(pooled(heard[1:], [ward("c")]), everyone) is None
    assert compare(pooled(heard[1:], []), everyone) is True


def pooled(voices: list[Voice], silent: list[Unit]) -> Interval:
    found = join(Combination.SUM, RATE, voices, silent).interval
    assert found is not None
    return found


def test_a_silent_ward_widens_by_its_weight_and_a_weightless_one_leaves_everything_open() -> None:
    voices = [voice(ward("a"), rate("a", "90/100"))]
    weighed = join(Combination.SUM, RATE, voices, [ward("b", 100)]).interval
    assert weighed == Interval(Fraction(45), Fraction(95))
    assert not tells(pooled(voices, [ward("b")]))


def test_weights_are_scaled_to_the_denominators_of_the_units_that_gave_both() -> None:
    """People weigh the wards, learners are counted: half of the people were learners."""
    voices = [voice(ward("a", 200), rate("a", "90/100"))]
    joined = join(Combination.SUM, RATE, voices, [ward("b", 200)])
    assert joined.interval == Interval(Fraction(45), Fraction(95))


def test_where_the_scales_differ_a_silent_unit_may_be_as_large_as_the_largest() -> None:
    voices = [voice(ward("a", 100), rate("a", "90/100")), voice(ward("b", 100), rate("b", "0/300"))]
    joined = join(Combination.SUM, RATE, voices, [ward("c", 100)])
    assert joined.interval == Interval(Fraction(90, 7), Fraction(390, 7))


def test_a_department_beside_the_wards_is_compared_and_not_added() -> None:
    city = Unit("p", "Phòng", UnitKind.DEPARTMENT)
    voices = [voice(ward("a"), rate("a", "3/4")), voice(city, rate("p", "75"))]
    joined = join(Combination.SUM, RATE, voices, [])
    assert joined.interval == Interval.point(Fraction(75))
    assert joined.disputed == ()
    other = join(Combination.SUM, RATE, [voices[0], voice(city, rate("p", "80"))], [])
    assert [each.unit and each.unit.id for each in other.disputed] == ["p"]


def test_agreeing_means_equal_after_rounding_to_the_coarser_figure() -> None:
    one, other = Unit("a", "A", UnitKind.DEPARTMENT), Unit("b", "B", UnitKind.DEPARTMENT)
    voices = [voice(one, rate("a", "93.7")), voice(other, rate("b", "93.65"))]
    assert join(Combination.AGREE, RATE, voices, []).interval == Interval.point(Fraction("93.65"))
    voices[1] = voice(other, rate("b", "93.2"))
    joined = join(Combination.AGREE, RATE, voices, [])
    assert joined.interval == Interval(Fraction("93.2"), Fraction("93.7"))
    assert len(joined.disputed) == 2


def test_each_gives_the_share_of_units_that_meet_the_threshold() -> None:
    voices = [
        voice(ward("a"), rate("a", "80")),
        voice(ward("b"), rate("b", "60")),
        voice(ward("c"), word("c", claim=True)),
    ]
    joined = join(Combination.EACH, RATE, voices, [ward("d")])
    assert joined.interval == Interval(Fraction(50), Fraction(75))


def test_a_pooled_rate_carries_the_numbers_that_it_rests_on() -> None:
    voices = [voice(ward("a"), rate("a", "90/100")), voice(ward("b"), rate("b", "10/900"))]
    assert join(Combination.SUM, RATE, voices, []).ratio == Ratio(Fraction(100), Fraction(1000))
    assert join(Combination.SUM, RATE, voices, [ward("c", 1)]).ratio is None
    voices.append(voice(ward("c"), rate("c", "50")))
    assert join(Combination.SUM, RATE, voices, []).ratio is None


def test_a_ward_that_answers_without_a_figure_leaves_the_sum_open() -> None:
    voices = [voice(ward("a"), rate("a", "90/100")), voice(ward("b"), word("b", claim=True))]
    assert not tells(pooled(voices, []))
    assert join(Combination.SUM, RATE, voices, []).ratio is None


@pytest.mark.parametrize("way", [Combination.SUM, Combination.ALL, Combination.EACH])
def test_a_ward_for_which_the_indicator_does_not_apply_stays_out(way: Combination) -> None:
    out = status("b", Status.NOT_APPLICABLE, "Không phát sinh")
    voices = [voice(ward("a"), rate("a", "90/100")), voice(ward("b"), out)]
    assert join(way, RATE, voices, []) == join(way, RATE, voices[:1], [])


def test_a_silent_ward_may_be_the_one_that_does_not_meet_what_all_must_meet() -> None:
    voices = [voice(ward("a"), rate("a", "90/100"))]
    joined = join(Combination.ALL, RATE, voices, [ward("b")])
    assert joined.interval == Interval(Fraction(0), Fraction(90))


@pytest.mark.parametrize(
    ("comparison", "interval", "verdict"),
    [(Comparison.AT_LEAST, Interval(Fraction(0), Fraction(20)), False),
     (Comparison.AT_MOST, Interval(Fraction(80), Fraction(100)), False)],
)  # fmt: skip
def test_where_all_must_meet_a_threshold_the_weakest_decides_whoever_is_silent(
    comparison: Comparison, interval: Interval, *, verdict: bool
) -> None:
    measure = Measure("", comparison, Fraction(70))
    voices = [voice(ward(u), rate(u, points)) for u, points in (("a", "20"), ("b", "80"))]
    joined = join(Combination.ALL, measure, voices, [ward("c")])
    assert joined.interval == interval
    assert compare(interval, measure) is verdict


def test_ratios_of_their_own_are_not_added_but_bound_the_whole() -> None:
    times = Measure("", Comparison.AT_LEAST, Fraction("1.5"), "lần")
    voices = [voice(ward(u), rate(u, points)) for u, points in (("a", "1.2"), ("b", "1.8"))]
    joined = join(Combination.SUM, times, voices, [])
    assert joined.interval == Interval(Fraction("1.2"), Fraction("1.8"))


def test_a_deciding_reading_gives_its_own_numbers() -> None:
    one, other = Unit("a", "A", UnitKind.DEPARTMENT), Unit("b", "B", UnitKind.DEPARTMENT)
    voices = [voice(one, rate("a", "75")), voice(other, rate("b", "3/4"))]
    assert join(Combination.AGREE, RATE, voices, []).ratio == Ratio(Fraction(3), Fraction(4))
    assert join(Combination.LEAD, RATE, voices, []).ratio is None
    assert join(Combination.LEAD, RATE, voices[1:], []).ratio == Ratio(Fraction(3), Fraction(4))


def test_this_and_last_years_count_are_no_rate() -> None:
    fewer = Reading("19/24 vụ", Kind.RATIO, Interval.point(19), Fraction(19), Fraction(24))
    count = Measure("", Comparison.DECREASE, unit="vụ")
    voices = [voice(Unit("a", "A", UnitKind.DEPARTMENT), answer("a", fewer))]
    assert join(Combination.AGREE, count, voices, []).ratio is None


def test_every_comparison_with_a_threshold_settles_at_its_edge() -> None:
    edge = Interval.point(5)
    verdicts = {
        word: compare(edge, Measure("", word, Fraction(5)))
        for word in Comparison
        if word.has_threshold
    }
    assert verdicts == {
        Comparison.AT_LEAST: True,
        Comparison.AT_MOST: True,
        Comparison.ABOVE: False,
        Comparison.BELOW: False,
    }


WARDS = st.lists(
    st.tuples(st.integers(0, 500), st.integers(1, 500), st.booleans(), st.booleans()),
    min_size=1,
    max_size=8,
)


@given(WARDS)
def test_the_interval_holds_the_full_figure_and_a_settled_verdict_stays(
    wards: list[tuple[int, int, bool, bool]],
) -> None:
    """Each ward: people counted, people in all, whether it is silent, whether its size is known."""
    full = [
        voice(ward(str(i)), rate(str(i), f"{min(top, bottom)}/{bottom}"))
        for i, (top, bottom, _, _) in enumerate(wards)
    ]
    heard = [each for each, (_, _, silent, _) in zip(full, wards, strict=True) if not silent]
    missing = [
        ward(str(i), bottom if known else None)
        for i, (_, bottom, silent, known) in enumerate(wards)
        if silent
    ]
    whole = join(Combination.SUM, RATE, full, []).interval
    partial = join(Combination.SUM, RATE, heard, missing).interval
    assert whole is not None
    assert whole.low is not None
    if partial is None:
        assert not heard
        return
    assert partial.contains(whole.low)
    settled = compare(partial, RATE)
    assert settled in {None, compare(whole, RATE)}
