"""The ladder from figure to verdict, rung by rung."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from lcreport.evaluate import fingerprint
from lcreport.model import (
    Answer,
    Basis,
    Combination,
    Comparison,
    Decision,
    Direction,
    Kind,
    Level,
    Measure,
    PreviousRow,
    Reading,
    Return,
    Settings,
    Source,
    State,
    Status,
    Verdict,
)
from lcreport.pipeline import conclude
from lcreport.quantity import Interval
from tests.panel import answer, at_least, indicator, rate, settings_of, status, trend, word

YES = Measure("", Comparison.YES, unit="")
RISE = Measure("", Comparison.INCREASE, unit="vụ")
FALL = Measure("", Comparison.DECREASE, unit="vụ")


def judge(
    settings: Settings,
    *answers: Answer,
    decision: Decision | None = None,
    previous: str = "",
) -> tuple[Verdict, list[str]]:
    """Give the verdict on indicator 1 and the codes of all problems."""
    returns = [
        Return(f"{one.source.file}", "0", State.ACCEPTED, one.unit, "cell", answers=(one,))
        for one in answers
    ]
    rows = []
    if previous:
        reading = Reading(previous, Kind.QUANTITY, Interval.point(Fraction(previous)))
        rows = [PreviousRow(1, None, previous, Source("ky-truoc.xlsx"), (reading,))]
    decisions = (decision,) if decision else ()
    result = conclude(settings, returns, rows, decisions)
    return result.verdicts[0], [each.code for each in result.problems]


def decide(verdict: Status, mark: str = "") -> Decision:
    return Decision(1, verdict, "lý do", "Nguyễn Văn A", date(2024, 6, 24), mark)


def test_a_usable_figure_is_decided_by_the_rule() -> None:
    verdict, codes = judge(settings_of(indicator(), leads="a"), rate("a", "93.65", claim=True))
    assert (verdict.status, verdict.basis, codes) == (Status.MET, Basis.RULE, [])
    assert verdict.reasons == ("93,65% ≥ 70%",)


def test_a_claim_against_the_rule_needs_review_and_keeps_the_computed_verdict() -> None:
    verdict, codes = judge(settings_of(indicator(), leads="a"), rate("a", "49.78", claim=True))
    assert verdict.status is Status.NOT_MET
    assert verdict.needs_review
    assert codes == ["K01"]
    assert verdict.reasons[0] == "49,78% < 70%"


def test_a_fresh_decision_stands_and_is_told() -> None:
    settings = settings_of(indicator(), leads="a")
    verdict, codes = judge(settings, rate("a", "60", claim=True), decision=decide(Status.MET))
    assert (verdict.status, verdict.basis, codes) == (Status.MET, Basis.DECISION, [])
    assert not verdict.needs_review
    assert "Nguyễn Văn A" in verdict.reasons[-1]


def test_a_decision_on_other_figures_is_stale_and_not_applied() -> None:
    settings = settings_of(indicator(), leads="a")
    before, _ = judge(settings, rate("a", "60", claim=True))
    stale = decide(Status.MET, before.fingerprint)
    verdict, codes = judge(settings, rate("a", "61", claim=True), decision=stale)
    assert verdict.status is Status.NOT_MET
    assert sorted(codes) == ["K01", "K03"]


def test_the_fingerprint_does_not_depend_on_file_names() -> None:
    settings = settings_of(indicator(), leads="a")
    one, _ = judge(settings, rate("a", "60"))
    moved = rate("a", "60")
    renamed = Answer(1, "", "a", moved.reading, Source("khác.xlsx", "Trang", "A1"))
    other, _ = judge(settings, renamed)
    assert one.fingerprint == other.fingerprint == fingerprint(other.figure)


def test_an_indicator_of_a_higher_level_waits_for_it_unless_a_figure_came() -> None:
    upper = indicator(at_least("1.5"), level=Level.UPPER)
    settings = settings_of(upper, leads="a")
    told, _ = judge(settings, status("a", Status.UPPER_LEVEL, "Cấp TP không tính GDP"))
    assert (told.status, told.basis) == (Status.UPPER_LEVEL, Basis.LEVEL)
    with_figure, _ = judge(settings, rate("a", "2"))
    assert with_figure.status is Status.MET


def test_a_claim_without_a_figure_decides_with_a_warning() -> None:
    verdict, codes = judge(settings_of(indicator(), leads="a"), word("a", claim=True))
    assert (verdict.status, verdict.basis, codes) == (Status.MET, Basis.CLAIM, ["K02"])


def test_a_yes_measure_with_evidence_is_claimed_without_a_warning() -> None:
    said = replace(word("a", claim=True), evidence="Kế hoạch số 200/KH-UBND")
    verdict, codes = judge(settings_of(indicator(YES), leads="a"), said)
    assert (verdict.status, codes) == (Status.MET, [])


@pytest.mark.parametrize(
    ("raw", "said", "expected"),
    [
        ("Chưa có số liệu", Status.NO_DATA, Status.NO_DATA),
        ("Đánh giá của cấp trên", Status.UPPER_LEVEL, Status.UPPER_LEVEL),
    ],
)
def test_status_words_decide_when_nothing_else_was_said(
    raw: str, said: Status, expected: Status
) -> None:
    verdict, codes = judge(settings_of(indicator(), leads="a"), status("a", said, raw))
    assert (verdict.status, codes) == (expected, [])


def test_silence_is_no_data_and_names_who_is_missing() -> None:
    verdict, codes = judge(settings_of(indicator(), leads="a b"))
    assert verdict.status is Status.NO_DATA
    assert "Đơn vị a, Đơn vị b" in verdict.reasons[0]
    assert codes == ["N04", "N04"]


def test_an_interval_across_the_threshold_is_no_data_with_the_units_that_could_settle_it() -> None:
    city = indicator(combination=Combination.SUM)
    settings = settings_of(city, wards="a b:100")
    verdict, _ = judge(settings, rate("a", "90/100"))
    assert verdict.status is Status.NO_DATA
    assert verdict.computed is Status.NO_DATA
    assert "Kết luận phụ thuộc vào: Đơn vị b." in verdict.reasons


def test_a_missing_ward_that_cannot_change_the_verdict_leaves_it_settled() -> None:
    settings = settings_of(indicator(combination=Combination.SUM), wards="a b:10")
    verdict, _ = judge(settings, rate("a", "99/100"))
    assert verdict.status is Status.MET


def test_a_missing_part_leaves_a_compound_indicator_open_unless_another_part_fails() -> None:
    both = indicator(at_least("80", "chung"), at_least("50", "nữ"))
    settings = settings_of(both, leads="a")
    empty = answer("a", Reading("90%", Kind.EMPTY), measure="nữ")
    good, _ = judge(settings, rate("a", "90", measure="chung"), empty)
    assert (good.status, good.reasons[0]) == (Status.NO_DATA, "Thiếu thành phần “nữ”.")
    bad, _ = judge(settings, rate("a", "70", measure="chung"), empty)
    assert bad.status is Status.NOT_MET


@pytest.mark.parametrize(
    ("measure", "said", "expected"),
    [
        (RISE, Direction.UP, Status.MET),
        (RISE, Direction.SAME, Status.NOT_MET),
        (FALL, Direction.DOWN, Status.MET),
        (FALL, Direction.UP, Status.NOT_MET),
    ],
)
def test_trend_words_decide_a_trend_rule(
    measure: Measure, said: Direction, expected: Status
) -> None:
    settings = settings_of(indicator(measure), leads="a")
    verdict, codes = judge(settings, trend("a", "so với năm trước", said))
    assert (verdict.status, codes) == (expected, [])


def test_a_trend_compares_with_the_previous_table() -> None:
    settings = settings_of(indicator(FALL), leads="a")
    reading = Reading("19", Kind.QUANTITY, Interval.point(19))
    fewer, _ = judge(settings, answer("a", reading), previous="24")
    assert fewer.status is Status.MET
    more, _ = judge(settings, answer("a", reading), previous="18")
    assert more.status is Status.NOT_MET
    unknown, codes = judge(settings, answer("a", reading))
    assert (unknown.status, codes) == (Status.NO_DATA, ["K04"])


def test_leads_that_disagree_are_one_problem_with_both_cells() -> None:
    settings = settings_of(indicator(), leads="a b")
    verdict, codes = judge(settings, rate("a", "60"), rate("b", "80"))
    assert (verdict.status, verdict.needs_review, codes) == (Status.NO_DATA, True, ["N01"])


def test_all_means_that_one_no_decides_and_a_silent_unit_leaves_it_open() -> None:
    every = indicator(YES, combination=Combination.ALL)
    settings = settings_of(every, wards="a b")
    yes, _ = judge(settings, word("a", claim=True), word("b", claim=True))
    no, _ = judge(settings, word("a", claim=True), word("b", claim=False))
    half, _ = judge(settings, word("a", claim=True))
    assert [yes.status, no.status, half.status] == [Status.MET, Status.NOT_MET, Status.NO_DATA]
    assert "Chưa đạt ở: Đơn vị b." in no.reasons


def test_an_indicator_set_aside_is_not_applicable_with_its_reason() -> None:
    aside = indicator(applies=False, source="Chỉ có một phường")
    verdict, _ = judge(settings_of(aside, leads="a"))
    assert (verdict.status, verdict.reasons) == (Status.NOT_APPLICABLE, ("Chỉ có một phường",))


def test_a_figure_for_a_yes_measure_waits_for_a_person() -> None:
    verdict, _ = judge(settings_of(indicator(YES), leads="a"), rate("a", "95"))
    assert (verdict.status, verdict.needs_review) == (Status.NO_DATA, True)


def test_the_order_of_answers_never_changes_a_result() -> None:
    settings = settings_of(indicator(combination=Combination.SUM), wards="a b c")
    answers = [rate("a", "3/4"), rate("b", "5/9"), rate("c", "1/2")]
    one, _ = judge(settings, *answers)
    other, _ = judge(settings, *reversed(answers))
    assert one == other


def test_silent_units_of_known_size_say_what_they_would_have_to_send() -> None:
    settings = settings_of(indicator(combination=Combination.SUM), wards="a b:100")
    verdict, _ = judge(settings, rate("a", "60/100"))
    assert (
        "Ước theo trọng số, để đạt thì tính chung các đơn vị này cần từ 80% trở lên."
        in verdict.reasons
    )


def test_a_settled_sum_says_so_with_the_units_that_have_not_sent() -> None:
    settings = settings_of(indicator(combination=Combination.SUM), wards="a b:10")
    verdict, _ = judge(settings, rate("a", "99/100"))
    assert "Đã chắc chắn dù 1 đơn vị chưa gửi: Đơn vị b." in verdict.reasons


def test_old_wards_that_merged_into_one_are_added_up() -> None:
    settings = settings_of(indicator(combination=Combination.SUM), wards="moi")
    parts = [rate("moi", "10/100"), rate("moi", "90/100")]
    apart = [replace(each, source=Source(f"{n}.xlsx")) for n, each in enumerate(parts)]
    verdict, _ = judge(settings, *apart)
    assert verdict.figure.measures[0].interval == Interval.point(50)


def counted(unit: str, now: int, before: int | None) -> Answer:
    told = None if before is None else Reading(str(before), Kind.QUANTITY, Interval.point(before))
    return answer(unit, Reading(str(now), Kind.QUANTITY, Interval.point(now)), previous=told)


def test_a_sum_of_wards_is_compared_with_the_sum_of_the_previous_period() -> None:
    settings = settings_of(indicator(FALL, combination=Combination.SUM), wards="a b")
    verdict, _ = judge(settings, counted("a", 3, 5), counted("b", 7, 6))
    assert (verdict.status, verdict.figure.previous_text) == (Status.MET, "11 vụ")
    assert verdict.figure.text == "10 vụ"


def test_a_sum_is_not_compared_while_one_ward_has_not_told_the_previous_period() -> None:
    settings = settings_of(indicator(FALL, combination=Combination.SUM), wards="a b")
    verdict, codes = judge(settings, counted("a", 3, 5), counted("b", 7, None))
    assert (verdict.status, verdict.measures[0].figure.previous) == (Status.NO_DATA, None)
    assert "K04" in codes


def test_each_ward_may_rise_while_the_rate_of_the_whole_falls() -> None:
    rise = Measure("", Comparison.INCREASE)
    settings = settings_of(indicator(rise, combination=Combination.SUM), wards="a b")
    ups = [trend(unit, "Tăng", Direction.UP) for unit in "ab"]
    assert judge(settings, *ups)[0].measures[0].figure.direction is None
    counts = settings_of(indicator(RISE, combination=Combination.SUM), wards="a b")
    assert judge(counts, *ups)[0].status is Status.MET
    assert judge(counts, ups[0])[0].status is Status.NO_DATA


def test_a_ward_that_answered_a_sum_without_a_figure_is_named() -> None:
    settings = settings_of(indicator(combination=Combination.SUM), wards="a b")
    verdict, _ = judge(settings, rate("a", "90/100"), word("b", claim=True))
    assert verdict.status is Status.NO_DATA
    assert "Trả lời nhưng không có số liệu: Đơn vị b." in verdict.reasons
