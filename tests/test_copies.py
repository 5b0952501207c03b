"""Which copies count: equal files, newer returns, blanks, missing rows."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from lcreport.intake.copies import missing_rows, settle
from lcreport.model import Return, State
from lcreport.problems import Severity
from tests.returned import ha_long, returned

SETTINGS = ha_long()


def settled(*returns: Return, leads: str = "") -> dict[str, Return]:
    return {each.file: each for each in settle(returns, ha_long(leads))}


def values(copy: Return) -> dict[int, str]:
    return {each.indicator: each.reading.raw for each in copy.answers}


def told(copy: Return) -> list[str]:
    return [f"{each.code}:{each.indicator or ''}" for each in copy.problems]


def test_of_two_equal_files_the_second_by_path_is_a_duplicate() -> None:
    done = settled(returned("b.xlsx", "19=85%", sha="x"), returned("a.xlsx", "19=85%", sha="x"))
    assert done["a.xlsx"].state is State.ACCEPTED
    assert values(done["a.xlsx"]) == {19: "85%"}
    copy = done["b.xlsx"]
    assert (copy.state, copy.answers, told(copy)) == (State.DUPLICATE, (), ["T05:"])
    assert copy.problems[0].found == "a.xlsx"
    assert copy.problems[0].severity is Severity.INFO


def test_the_copy_whose_sender_is_known_is_the_original() -> None:
    unknown = returned("a.xlsx", sha="x", unit=None, state=State.UNIDENTIFIED, flaws="D01:")
    done = settled(unknown, returned("y te.xlsx", "19=85%", sha="x"))
    assert done["y te.xlsx"].state is State.ACCEPTED
    assert (done["a.xlsx"].state, told(done["a.xlsx"])) == (State.DUPLICATE, ["T05:"])


def test_equal_files_that_name_two_units_need_a_look() -> None:
    done = settled(returned("a.xlsx", sha="x"), returned("b.xlsx", sha="x", unit="noi-vu"))
    assert done["b.xlsx"].state is State.DUPLICATE
    assert done["b.xlsx"].problems[0].severity is Severity.WARNING


def test_two_damaged_or_foreign_files_stay_what_they_are() -> None:
    damaged = [
        returned(name, sha="x", unit=None, state=state, flaws="T03:")
        for name, state in (("a", State.UNREADABLE), ("b", State.UNREADABLE))
    ]
    foreign = [returned(n, sha="y", unit=None, state=State.NOT_A_RETURN) for n in "cd"]
    done = settle([*damaged, *foreign], SETTINGS)
    assert [each.state for each in done] == [State.UNREADABLE] * 2 + [State.NOT_A_RETURN] * 2


def test_a_newer_return_replaces_an_older_one_and_every_change_is_listed() -> None:
    done = settled(
        returned("moi.xlsx", "19=87% 20=93% 38=87%", day=9),
        returned("cu.xlsx", "19=85% 20=93% 38=", day=2),
    )
    old = done["cu.xlsx"]
    assert (old.state, old.answers, told(old)) == (State.SUPERSEDED, (), ["D05:"])
    assert old.problems[0].found == "chỉ số 19: 85% → 87%; chỉ số 38: (trống) → 87%"
    assert old.problems[0].expected == "moi.xlsx"
    assert values(done["moi.xlsx"]) == {19: "87%", 20: "93%", 38: "87%"}
    assert told(done["moi.xlsx"]) == []


def test_a_return_saved_again_without_changes_says_so() -> None:
    done = settled(returned("a.xlsx", "19=85%", day=2), returned("b.xlsx", "19=85% ", day=3))
    assert done["a.xlsx"].state is State.SUPERSEDED
    assert done["a.xlsx"].problems[0].found == "không có số liệu nào thay đổi"


def test_a_changed_tick_beside_the_same_value_is_a_change() -> None:
    done = settled(returned("a.xlsx", "19=85%+", day=2), returned("b.xlsx", "19=85%", day=3))
    assert done["a.xlsx"].problems[0].found == "chỉ số 19: 85% (Đạt) → 85% ((trống))"


def test_a_unit_may_send_its_indicators_in_two_files() -> None:
    done = settled(
        returned("1.xlsx", "19=85% 20=", day=2, flaws="G06:20"),
        returned("2.xlsx", "19= 20=93%", day=3, flaws="G06:19"),
        leads="y-te:19,20",
    )
    assert {file: each.state for file, each in done.items()} == {
        "1.xlsx": State.ACCEPTED,
        "2.xlsx": State.ACCEPTED,
    }
    assert (values(done["1.xlsx"]), values(done["2.xlsx"])) == ({19: "85%"}, {20: "93%"})
    assert told(done["1.xlsx"]) == told(done["2.xlsx"]) == []


def test_a_partly_replaced_return_stays_accepted_and_tells_what_was_replaced() -> None:
    done = settled(
        returned("cu.xlsx", "19=85% 20=93%", day=2),
        returned("moi.xlsx", "19=87%", day=3),
    )
    assert done["cu.xlsx"].state is State.ACCEPTED
    assert values(done["cu.xlsx"]) == {20: "93%"}
    assert told(done["cu.xlsx"]) == ["D05:"]
    assert done["cu.xlsx"].problems[0].found == "chỉ số 19: 85% → 87%"


def test_a_blank_row_replaces_nothing_but_a_tick_does() -> None:
    done = settled(
        returned("cu.xlsx", "19=85% 20=93%", day=2),
        returned("moi.xlsx", "19= 20=+", day=3),
    )
    assert values(done["cu.xlsx"]) == {19: "85%"}
    assert values(done["moi.xlsx"]) == {20: ""}


def test_all_measures_of_an_indicator_go_together() -> None:
    done = settled(
        returned("cu.xlsx", "33=90% 33.nữ=46%", day=2),
        returned("moi.xlsx", "33=91% 33.nữ=", day=3),
    )
    assert done["cu.xlsx"].state is State.SUPERSEDED
    assert [each.reading.raw for each in done["moi.xlsx"].answers] == ["91%", ""]
    assert done["cu.xlsx"].problems[0].found == "chỉ số 33: 90%; 46% → 91%"


def test_a_blank_newer_return_replaces_nothing_and_keeps_its_problems() -> None:
    done = settled(
        returned("cu.xlsx", "19=85%", day=2), returned("moi.xlsx", "19=", day=3, flaws="G06:19")
    )
    assert values(done["cu.xlsx"]) == {19: "85%"}
    assert (done["moi.xlsx"].state, told(done["moi.xlsx"])) == (State.ACCEPTED, ["G06:19"])


def test_a_fault_that_a_newer_return_mended_is_no_longer_told() -> None:
    done = settled(
        returned("cu.xlsx", "19=abc 20=93%", day=2, flaws="G01:19 M05: G01:20"),
        returned("moi.xlsx", "19=87%", day=3),
    )
    assert told(done["cu.xlsx"]) == ["M05:", "G01:20", "D05:"]


def test_a_fault_in_the_newer_return_is_told_though_the_older_value_counts() -> None:
    done = settled(
        returned("cu.xlsx", "19=85%", day=2), returned("moi.xlsx", "20=9%", day=3, flaws="H01:19")
    )
    assert values(done["cu.xlsx"]) == {19: "85%"}
    assert told(done["moi.xlsx"]) == ["H01:19"]


def test_a_row_that_nobody_answers_keeps_its_problem_in_a_superseded_return() -> None:
    done = settled(
        returned("cu.xlsx", "19=85%", day=2, flaws="G01:19 H01:20"),
        returned("moi.xlsx", "19=87%", day=3),
        leads="y-te:19,20",
    )
    assert done["cu.xlsx"].state is State.SUPERSEDED
    assert told(done["cu.xlsx"]) == ["D05:", "H01:20"]
    assert told(done["moi.xlsx"]) == []


def test_newer_is_the_saved_time_then_the_path() -> None:
    done = settled(
        returned("z.xlsx", "19=1%", day=None),
        returned("a.xlsx", "19=2%", day=5),
        returned("b.xlsx", "19=3%", day=5),
    )
    assert [file for file, each in done.items() if each.answers] == ["b.xlsx"]


def test_three_returns_are_settled_in_one_go() -> None:
    done = settled(
        returned("1.xlsx", "19=1% 20=1% 38=1%", day=1),
        returned("2.xlsx", "19=2% 20=2%", day=2),
        returned("3.xlsx", "19=3%", day=3),
    )
    counted = {file: values(each) for file, each in done.items()}
    assert counted == {"1.xlsx": {38: "1%"}, "2.xlsx": {20: "2%"}, "3.xlsx": {19: "3%"}}
    assert done["1.xlsx"].problems[0].found == "chỉ số 19: 1% → 3%; chỉ số 20: 1% → 2%"
    assert done["1.xlsx"].problems[0].expected == "2.xlsx; 3.xlsx"


def test_units_do_not_replace_each_other() -> None:
    done = settled(returned("a.xlsx", "19=1%"), returned("b.xlsx", "19=2%", unit="noi-vu"))
    assert all(each.answers for each in done.values())


def test_an_assigned_row_that_no_file_of_the_unit_has_is_told_on_the_newest() -> None:
    done = settled(
        returned("1.xlsx", "19=85%", day=1),
        returned("2.xlsx", "20=", day=2, flaws="G01:38"),
        leads="y-te:19,20,38,54 noi-vu:4",
    )
    assert told(done["1.xlsx"]) == []
    assert told(done["2.xlsx"]) == ["G01:38", "H04:54"]
    assert done["2.xlsx"].problems[1].unit == "y-te"


def test_a_row_in_doubt_between_two_numbers_is_not_missing() -> None:
    copy = returned("a.xlsx", "19=85%", flaws="H01:20")
    assert missing_rows("y-te", [copy], ha_long("y-te:19,20,38")) == (38,)


def test_a_file_without_a_sender_gets_no_missing_rows() -> None:
    lost = returned("a.xlsx", unit=None, state=State.UNIDENTIFIED, flaws="D01:")
    assert told(settled(lost, leads="y-te:19")["a.xlsx"]) == ["D01:"]


DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["", "19=1%", "19=2% 20=", "19= 20=3%", "19=+ 38=4%"]),
        st.sampled_from(["y-te", "noi-vu"]),
        st.sampled_from([None, 1, 1, 2]),
        st.sampled_from(["", "same"]),
        st.sampled_from(["", "G06:20", "G01:19", "H01:38"]),
    ),
    max_size=5,
)


@given(DRAWN)
def test_the_order_of_the_returns_changes_nothing_and_none_is_lost(
    drawn: list[tuple[str, str, int | None, str, str]],
) -> None:
    returns = [
        returned(f"{number}.xlsx", rows, unit=unit, day=day, sha=sha, flaws=flaws)
        for number, (rows, unit, day, sha, flaws) in enumerate(drawn)
    ]
    done = settle(returns, SETTINGS)
    assert [each.file for each in done] == [each.file for each in returns]
    assert all(settle(order, SETTINGS) == done for order in list(permutations(returns))[:24])
    filled = [(a.unit, a.indicator) for each in done for a in each.answers]
    assert len(filled) == len(set(filled))
    assert all(each.problems for each in done if each.state is not State.ACCEPTED)
