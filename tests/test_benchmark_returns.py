"""The benchmark's returns are what they claim: read, accepted, each from its own unit."""

from fractions import Fraction
from pathlib import Path

import pytest

from lcreport.intake.folder import read_folder
from lcreport.model import Return, State
from lcreport.settings import load_settings
from tests.benchmark.layouts import COMMON, OWN, common_form
from tests.benchmark.make_returns import SETTINGS, Made, make
from tests.benchmark.sheets import OPENPYXL

COUNT, CITY = 51, 48


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    return make(tmp_path_factory.mktemp("cities"), COUNT, by=(OPENPYXL,))


@pytest.fixture(scope="module")
def city(made: list[Made]) -> list[Made]:
    return made[:CITY]


@pytest.fixture(scope="module")
def returns(city: list[Made]) -> dict[str, Return]:
    folder = city[0].path.parents[1]
    read = read_folder(folder, (folder / SETTINGS,), load_settings(folder / SETTINGS))
    return {each.file: each for each in read}


def name(one: Made) -> str:
    return one.path.relative_to(one.path.parents[1]).as_posix()


def points(one: Made) -> list[Fraction]:
    return [put.points for put in one.puts if put.points is not None]


def test_all_are_accepted_without_a_problem(city: list[Made], returns: dict[str, Return]) -> None:
    assert returns.keys() == {name(each) for each in city}
    assert {each.state for each in returns.values()} == {State.ACCEPTED}
    assert [each.problems for each in returns.values() if each.problems] == []


def test_each_comes_from_a_unit_of_its_own(city: list[Made], returns: dict[str, Return]) -> None:
    assert {name(each): each.unit for each in city} == {n: r.unit for n, r in returns.items()}
    assert len({each.unit for each in city}) == CITY
    assert {each.shape for each in city} == {COMMON, OWN}


def test_what_is_read_is_what_was_put_in(city: list[Made], returns: dict[str, Return]) -> None:
    for one in city:
        answers = {each.indicator: each.reading for each in reversed(returns[name(one)].answers)}
        assert answers.keys() == {put.indicator for put in one.puts}
        for put in one.puts:
            reading = answers[put.indicator]
            if put.points is None:
                assert reading.raw == put.raw
                continue
            assert reading.interval is not None
            assert reading.interval.low == reading.interval.high == put.points


def test_the_official_form_has_73_rows_and_10_columns() -> None:
    cells = common_form("p-y-te", "Phòng Y tế", 0).sheet.cells
    assert max(row for row, _ in cells) == 73
    assert max(column for _, column in cells) == 10


def test_the_next_city_has_the_same_units_and_other_figures(made: list[Made]) -> None:
    first, other = made[0], made[CITY]
    assert first.unit == other.unit
    assert first.path.parents[1] != other.path.parents[1]
    assert points(first) != points(other)


def test_one_city_of_many_units_has_settings_for_all_of_them(tmp_path: Path) -> None:
    made = make(tmp_path, 60, one_folder=True, by=(OPENPYXL,))
    folder = made[0].path.parents[1]
    settings = load_settings(folder / SETTINGS)
    read = read_folder(folder, (folder / SETTINGS,), settings)
    assert {each.unit for each in read} == {each.unit for each in made}
    assert len({each.unit for each in read}) == 60
