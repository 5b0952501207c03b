"""The level above: what follows for the whole from the results of its areas."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcreport.model import (
    Area,
    AreaFigure,
    AreaVerdict,
    Basis,
    Combination,
    Comparison,
    CriteriaSet,
    Level,
    Measure,
    Rollup,
    Settings,
    State,
    Status,
    Unit,
    UnitKind,
)
from lcreport.quantity import Interval, Ratio
from lcreport.rollup.level import conclude_areas
from tests.areas_case import area, codes, rolled, told, verdict, write
from tests.panel import indicator


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "địa phương"


def test_two_areas_are_put_together_from_their_numbers_and_never_from_their_rates(
    root: Path,
) -> None:
    area(root, "a", "41 | 90 | 100")
    area(root, "b", "41 | 10 | 1000")
    found = verdict(rolled(root), 41)
    assert found.measures[0].figure.interval == Interval.point(Fraction(10000, 1100))
    assert found.measures[0].figure.ratio == Ratio(Fraction(100), Fraction(1100))
    assert (found.status, found.figure.text) == (Status.NOT_MET, "9,09%")
    assert "Tổng tử số trên tổng mẫu số của 2 địa phương: 100/1.100." in found.reasons


def test_percentages_alone_bound_the_whole_and_decide_nothing_across_the_threshold(
    root: Path,
) -> None:
    area(root, "a", "41 | | | 90%")
    area(root, "b", "41 | | | 60%")
    found = verdict(rolled(root), 41)
    interval = found.measures[0].figure.interval
    assert interval == Interval(Fraction(60), Fraction(90), low_open=True, high_open=True)
    assert (found.status, found.needs_review) == (Status.NO_DATA, False)
    assert found.figure.text == (
        "trên 60% đến dưới 90% (còn thiếu: 02 địa phương chưa có tử số và mẫu số)"
    )


def test_percentages_alone_decide_where_every_mixture_of_them_does(root: Path) -> None:
    area(root, "a", "41 | | | 90%")
    area(root, "b", "41 | 80 | 100")
    rollup = rolled(root)
    assert verdict(rollup, 41).status is Status.MET
    assert rollup.tallies[41].bare == ("a",)


def test_an_area_without_a_figure_leaves_the_whole_open_and_is_named(root: Path) -> None:
    area(root, "a", "41 | 90 | 100")
    area(root, "b", "41 | | | Chưa có số liệu")
    rollup = rolled(root)
    found = verdict(rollup, 41)
    assert (found.status, rollup.tallies[41].without) == (Status.NO_DATA, ("b",))
    assert "Chưa có số liệu: 1 địa phương (b)." in found.reasons


def test_a_claim_without_a_figure_is_no_figure(root: Path) -> None:
    area(root, "a", "41 | 90 | 100")
    area(root, "b", "41 | | | Đạt")
    assert verdict(rolled(root), 41).status is Status.NO_DATA


def test_counts_are_added_and_compared_with_the_sum_of_the_previous_period(root: Path) -> None:
    area(root, "a", "16 | | | 19 vụ | 24 vụ")
    area(root, "b", "16 | | | 7 vụ | 6 vụ")
    found = verdict(rolled(root), 16)
    assert (found.status, found.figure.text) == (Status.MET, "26 vụ")
    assert found.figure.previous_text == "30 vụ"


def test_this_and_last_years_count_in_one_cell_are_both_added(root: Path) -> None:
    area(root, "a", "16 | | | Giảm (19/24 vụ)")
    area(root, "b", "16 | | | Tăng (9/3 vụ)")
    found = verdict(rolled(root), 16)
    assert (found.status, found.figure.text) == (Status.NOT_MET, "28 vụ")


def test_a_count_goes_where_it_goes_in_every_area(root: Path) -> None:
    area(root, "a", "16 | | | Giảm so với năm trước")
    area(root, "b", "16 | | | 5 vụ | 9 vụ")
    assert verdict(rolled(root), 16).status is Status.MET
    area(root, "c", "16 | | | Tăng so với năm trước")
    assert verdict(rolled(root), 16).status is Status.NO_DATA


def test_what_is_only_judged_is_met_where_every_area_meets_it(root: Path) -> None:
    area(root, "a", "50 | | | | | Đạt", "51 | | | | | Đạt", "52 | | | | | Đạt")
    area(root, "b", "50 | | | | | Đạt", "51 | | | | | Chưa đạt", "52 | | | Chưa có số liệu")
    rollup = rolled(root)
    statuses = [verdict(rollup, number).status for number in (50, 51, 52)]
    assert statuses == [Status.MET, Status.NOT_MET, Status.NO_DATA]
    assert verdict(rollup, 51).reasons == ("Chưa đạt ở 1 địa phương: b.",)
    assert verdict(rollup, 50).figure.text == "Đạt ở 02/02 địa phương"
    assert verdict(rollup, 52).figure.text == (
        "Đạt ở 01/02 địa phương (còn thiếu: 01 địa phương chưa kết luận)"
    )


def test_an_area_to_which_an_indicator_does_not_apply_stays_out(root: Path) -> None:
    area(root, "a", "41 | 90 | 100", "50 | | | | | Đạt")
    area(root, "b", "41 | | | Không áp dụng", "50 | | | Không áp dụng")
    rollup = rolled(root)
    assert verdict(rollup, 41).measures[0].figure.ratio == Ratio(Fraction(90), Fraction(100))
    assert verdict(rollup, 50).status is Status.MET
    assert (rollup.tallies[50].out, rollup.tallies[50].without) == (1, ())


def test_an_indicator_of_a_level_above_stays_there_until_every_area_has_its_figure(
    root: Path,
) -> None:
    area(root, "a", "6 | | | 1,6 lần")
    area(root, "b", "6 | | | Đánh giá của cấp trên")
    found = verdict(rolled(root), 6)
    assert (found.status, found.basis) == (Status.UPPER_LEVEL, Basis.LEVEL)


def test_what_is_asked_to_be_reported_is_not_reported_while_an_area_is_silent(root: Path) -> None:
    area(root, "a", "54 | | | 38%")
    area(root, "b", "41 | 1 | 2")
    assert verdict(rolled(root), 54).status is Status.NO_DATA


def test_another_rule_is_named_and_its_figure_is_not_used(root: Path) -> None:
    area(root, "a", "41 | 90 | 100")
    place = area(root, "b", "41 | 10 | 1000")
    other = told(place)
    next(v for v in other["verdicts"] if v["indicator"] == 41)["measures"][0]["threshold"] = "60"
    write(place, other)
    rollup = rolled(root)
    assert codes(rollup) == ["A05", "A06"]
    message = next(p.message for p in rollup.result.problems if p.code == "A05")
    assert "≥ 60% (b)" in message
    assert "≥ 70%" in message
    assert verdict(rollup, 41).status is Status.NO_DATA


def test_a_number_of_another_criteria_set_is_not_taken_for_the_levels_own(root: Path) -> None:
    place = area(root, "a", "41 | 90 | 100")
    other = told(place)
    other["criteria"] = "bộ khác"
    next(v for v in other["verdicts"] if v["indicator"] == 41)["text"] = "Tỷ lệ khác hẳn ≥ 70%"
    write(place, other)
    rollup = rolled(root)
    assert codes(rollup) == ["A05", "A06"]
    assert (verdict(rollup, 41).status, verdict(rollup, 42).status) == (Status.NO_DATA,) * 2


def test_a_result_of_before_without_the_new_keys_still_bounds_the_whole(root: Path) -> None:
    place = area(root, "a", "41 | 90 | 100")
    before = told(place)
    kept = ("name", "low", "high", "comparison", "threshold", "holds")
    for each in before["verdicts"]:
        each["measures"] = [{key: m[key] for key in kept} for m in each["measures"]]
    write(place, {key: before[key] for key in ("schema", "period", "verdicts")})
    rollup = rolled(root)
    found = verdict(rollup, 41)
    assert (found.status, found.measures[0].figure.ratio) == (Status.MET, None)
    assert rollup.tallies[41].bare == ("a",)


# Drawn without files ---------------------------------------------------------------------------

RATE = Measure("", Comparison.AT_LEAST, Fraction(50))


def level(*indicators: object, **changes: object) -> Settings:
    drawn = tuple(indicators) or (indicator(RATE),)
    return Settings(CriteriaSet("thu", "Bộ thử", "thử", drawn), **changes)  # type: ignore[arg-type] # drawn


def with_rate(name: str, numerator: int, denominator: int) -> Area:
    ratio = Ratio(Fraction(numerator), Fraction(denominator))
    status = Status.MET if numerator * 2 >= denominator else Status.NOT_MET
    verdicts = {1: AreaVerdict(status, (AreaFigure(ratio.rate, ratio),))}
    return Area(name, name, f"{name}/ket-qua.json", name, verdicts=verdicts)


def without_numbers(one: Area) -> Area:
    said = one.verdicts[1]
    bare = AreaVerdict(said.status, (AreaFigure(said.figures[0].interval),))
    return replace(one, verdicts={1: bare})


def plain(rollup: Rollup) -> object:
    return [
        (v.status, v.reasons, v.figure.text, v.measures, v.fingerprint)
        for v in rollup.result.verdicts
    ], rollup.tallies


AREAS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 50), st.booleans()), min_size=1, max_size=8
)


@given(AREAS, st.randoms(use_true_random=False))
def test_the_order_of_areas_does_not_matter_and_the_whole_lies_in_its_bounds(
    drawn: list[tuple[int, int, bool]], chance: Random
) -> None:
    full = [with_rate(f"x{i}", min(n, d), d) for i, (n, d, _) in enumerate(drawn)]
    partial = [
        one if known else without_numbers(one)
        for one, (_, _, known) in zip(full, drawn, strict=True)
    ]
    mixed = list(partial)
    chance.shuffle(mixed)
    one, other = conclude_areas(level(), partial), conclude_areas(level(), mixed)
    assert plain(one) == plain(other)
    whole = conclude_areas(level(), full).result.verdicts[0].measures[0].figure.interval
    bounds = one.result.verdicts[0].measures[0].figure.interval
    assert whole is not None
    assert bounds is not None
    assert whole.low is not None
    assert bounds.contains(whole.low)


def test_a_way_that_the_level_itself_asks_for_stays() -> None:
    each = indicator(RATE, combination=Combination.EACH)
    areas = [with_rate("a", 3, 4), with_rate("b", 1, 4), with_rate("c", 2, 4)]
    found = conclude_areas(level(each), areas).result.verdicts[0]
    assert found.measures[0].figure.ratio == Ratio(Fraction(2), Fraction(3))
    everyone = conclude_areas(level(indicator(RATE, combination=Combination.ALL)), areas)
    assert everyone.result.verdicts[0].status is Status.NOT_MET


def test_an_area_that_could_not_be_read_may_have_said_anything() -> None:
    lost = Area("b", "b", "b/ket-qua.json", state=State.UNREADABLE)
    rollup = conclude_areas(level(), [with_rate("a", 3, 4), lost])
    assert rollup.result.verdicts[0].status is Status.NO_DATA
    assert rollup.tallies[1].without == ("b",)


def test_ratios_of_their_own_are_bounded_and_not_added() -> None:
    times = Measure("", Comparison.AT_LEAST, Fraction("1.5"), "lần")
    areas = [
        Area(n, n, f"{n}/k", n, verdicts={1: AreaVerdict(Status.MET, (AreaFigure(i),))})
        for n, i in (("a", Interval.point(2)), ("b", Interval.point(3)))
    ]
    for where in Level:
        found = conclude_areas(level(indicator(times, level=where)), areas).result.verdicts[0]
        assert (found.status, found.figure.text) == (Status.MET, "từ 2 đến 3 lần")


def expecting(*units: Unit) -> Settings:
    return level(units=units)


def ward(unit: str, name: str, weight: int | None = None) -> Unit:
    size = None if weight is None else Fraction(weight)
    return Unit(unit, name, UnitKind.WARD, ("tên khác",), weight=size)


def test_an_expected_area_without_a_result_leaves_the_whole_open_and_is_named() -> None:
    settings = expecting(ward("a", "Xã A"), ward("b", "Xã B"))
    rollup = conclude_areas(settings, [with_rate("a", 3, 4)])
    assert rollup.result.verdicts[0].status is Status.NO_DATA
    assert [(p.code, p.message) for p in rollup.result.problems] == [
        ("A07", "Chưa có kết quả của: Xã B."),
    ]  # fmt: skip
    assert [(each.name, each.is_absent) for each in rollup.areas] == [
        ("Xã A", False),
        ("Xã B", True),
    ]
    assert len(rollup.result.returns) == 1


def test_the_size_of_a_missing_area_bounds_what_it_can_change() -> None:
    settings = expecting(ward("a", "Xã A", 4), ward("b", "Xã B", 1))
    found = conclude_areas(settings, [with_rate("a", 3, 4)]).result.verdicts[0]
    assert found.measures[0].figure.interval == Interval(Fraction(60), Fraction(80))
    assert found.status is Status.MET


def test_an_area_is_known_by_its_folder_or_its_organ() -> None:
    settings = expecting(ward("a", "Xã A"), ward("b", "Xã B"))
    areas = [
        replace(with_rate("tỉnh/a", 3, 4)),
        replace(with_rate("thư mục 2", 3, 4), organ="Ủy ban nhân dân xã B"),
    ]
    assert [p.code for p in conclude_areas(settings, areas).result.problems] == []


def test_an_area_that_nobody_expected_counts_and_is_named() -> None:
    settings = expecting(ward("a", "Xã A"))
    rollup = conclude_areas(settings, [with_rate("a", 3, 4), with_rate("x", 1, 4)])
    assert [p.code for p in rollup.result.problems] == ["A08"]
    assert rollup.result.verdicts[0].measures[0].figure.ratio == Ratio(Fraction(4), Fraction(8))


def test_a_register_of_other_units_makes_nobody_missing() -> None:
    rollup = conclude_areas(expecting(ward("p-1", "Phường 1")), [with_rate("a", 3, 4)])
    assert [p.code for p in rollup.result.problems] == ["A08"]
    assert rollup.result.verdicts[0].status is Status.MET


def test_two_results_of_one_registered_area_are_asked_about() -> None:
    areas = [with_rate("a", 3, 4), with_rate("cũ/a", 2, 4)]
    rollup = conclude_areas(expecting(ward("a", "Xã A")), areas)
    assert [p.code for p in rollup.result.problems] == ["A03"]
