"""The corpus: each folder is checked as its user checks it, and gives exactly what its text says.

Whoever hears of a file that was read wrongly puts it into a new folder below `corpus/good` or
`corpus/faulty` and writes beside that what should come of it: it is tested for ever.
"""

import json
from contextlib import redirect_stdout
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import pytest

from lcreport.cli import main
from lcreport.problems import SEVERITY
from tests.corpus_case import CORPUS, Case, cases
from tests.make_corpus import is_steady, made, packed, parts_of

GOOD, FAULTY = cases("good"), cases("faulty")
READ_FAMILIES = "TMDHG"
# T07 lies in the permissions of a disk, which no repository keeps.
ELSEWHERE = {"T07"}
# One form in every format, compared with each other in test_formats.
WITHOUT_TEXT = {"good/formats"}

Json = dict[str, Any]
each_case = pytest.mark.parametrize("case", [*GOOD, *FAULTY], ids=lambda case: case.name)


@cache
def checked(folder: Path) -> Json:
    """Run the command once for a case, however many tests look at what it says."""
    shown = StringIO()
    with redirect_stdout(shown):
        code = main(["check", str(folder), "--json"])
    told: Json = json.loads(shown.getvalue())
    severities = {each["severity"] for each in told["problems"]}
    assert code == 1 if severities - {"info"} else code <= len(severities)
    return told


@each_case
def test_a_case_gives_exactly_the_problems_and_answers_that_its_text_says(case: Case) -> None:
    told = checked(case.folder)
    found = {
        "problems": [_problem(each) for each in told["problems"]],
        "answers": [_answer(each) for each in told["answers"]],
        "returns": [_return(each) for each in told["returns"]],
    }
    for section, lines in found.items():
        expected = case.expected(section)
        if expected is not None:
            assert sorted(lines) == sorted(map(_trimmed, expected)), section


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
def test_a_faulty_case_has_the_one_code_of_its_name_and_says_how_to_mend_it(case: Case) -> None:
    problems = checked(case.folder)["problems"]
    assert {each["code"] for each in problems} == {case.code}
    assert all(each["message"] and each["advice"] for each in problems)
    for code, sentence in case.expected("found") or ():
        assert any(each["code"] == code and sentence in each["message"] for each in problems)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_a_good_case_answers_something_and_has_no_problem_that_it_does_not_tell(case: Case) -> None:
    told = checked(case.folder)
    assert told["answers"]
    assert case.expected("problems") or told["problems"] == []


@each_case
def test_every_file_of_a_case_is_accounted_for_once_and_nothing_is_rejected_without_a_problem(
    case: Case,
) -> None:
    told = checked(case.folder)
    files = [each["file"] for each in told["returns"]]
    there = {path.relative_to(case.folder).as_posix() for path in case.folder.rglob("*.*")}
    assert len(files) == len(set(files))
    assert {name for name in there if (case.folder / name).is_file()} - {"cai-dat.xlsx"} <= {
        file.partition(".zip/")[0] + ".zip" if ".zip/" in file else file for file in files
    }
    blamed = {each["file"] for each in told["problems"]}
    assert {each["file"] for each in told["returns"] if each["state"] != "accepted"} <= blamed


def test_every_code_about_what_units_send_has_a_sample() -> None:
    codes = {code for code in SEVERITY if code[0] in READ_FAMILIES} - ELSEWHERE
    assert codes - {case.code for case in FAULTY} == set()


def test_every_folder_of_the_corpus_has_its_text_and_every_text_its_folder() -> None:
    folders = {path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*") if path.is_dir()}
    assert folders - WITHOUT_TEXT == {case.name for case in (*GOOD, *FAULTY)}


@each_case
def test_the_files_that_are_made_the_same_at_any_hour_are_what_their_text_draws(case: Case) -> None:
    for drawn in case.files:
        if is_steady(drawn) and ".zip/" not in drawn.name:
            assert seen((case.folder / drawn.name).read_bytes()) == seen(made(drawn)), drawn.name


def test_a_file_that_cannot_be_opened_is_one_problem_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "Phòng Y tế.xlsx").symlink_to(tmp_path / "đã chuyển đi.xlsx")
    told = checked(tmp_path)
    assert [_problem(each) for each in told["problems"]] == [("T07", "Phòng Y tế.xlsx")]
    assert [_return(each) for each in told["returns"]] == [("Phòng Y tế.xlsx", "unreadable")]


def test_a_zip_bomb_is_one_problem_of_the_file(tmp_path: Path) -> None:
    sheet = {"xl/worksheets/sheet1.xml": b" " * (60 << 20)}
    form = FAULTY[0].folder / "bieu.xlsx"
    (tmp_path / "bieu.xlsx").write_bytes(packed(parts_of(form.read_bytes()) | sheet))
    told = checked(tmp_path)
    assert [_problem(each) for each in told["problems"]] == [("T04", "bieu.xlsx")]
    assert [_return(each) for each in told["returns"]] == [("bieu.xlsx", "unreadable")]


def test_the_corpus_stays_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*.*") if path.is_file()) < 1_500_000


def seen(data: bytes) -> dict[str, bytes]:
    """Give the parts of a package but for its styles, which openpyxl writes in two orders."""
    if not is_zipfile(BytesIO(data)):
        return {"": data}
    return {name: part for name, part in parts_of(data).items() if name != "xl/styles.xml"}


# --- what is compared -----------------------------------------------------------------------------


def _problem(told: Json) -> tuple[str, ...]:
    place = f"{told['sheet']}!{told['cell'] or ''}".removesuffix("!") if told["sheet"] else ""
    return _trimmed((told["code"], told["file"], place, str(told["indicator"] or "")))


def _return(told: Json) -> tuple[str, ...]:
    return _trimmed((told["file"], told["state"], told["unit"] or "", told["identified_by"] or ""))


def _answer(told: Json) -> tuple[str, ...]:
    return _trimmed(
        (
            str(told["indicator"]),
            told["measure"],
            told["file"],
            f"{told['sheet']}!{told['cell']}",
            (told["raw"] or "").replace("\n", "\\n"),
            _reading(told),
            told["claim"] or "",
            *(f"was {told['previous_raw']}" for _ in range(told["previous_raw"] is not None)),
            *(f"{word} {told[word]}" for word in ("evidence", "note") if told[word]),
        )
    )


def _reading(told: Json) -> str:
    """Write what a cell says: "quantity 95..100", "ratio 75..75 150/200", "direction down"."""
    parts = [told["kind"]]
    if told["low"] is not None or told["high"] is not None:
        low, high = told["low"] or "", told["high"] or ""
        opened, closed = "(" * bool(told["low_open"]), ")" * bool(told["high_open"])
        parts.append(f"{opened}{low}..{high}{closed}")
    if told["numerator"] is not None:
        parts.append(f"{told['numerator']}/{told['denominator']}")
    return " ".join((*parts, *filter(None, (told["direction"], told["status"]))))


def _trimmed(parts: tuple[str, ...]) -> tuple[str, ...]:
    while parts and not parts[-1]:
        parts = parts[:-1]
    return parts
