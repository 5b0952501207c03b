"""Results of areas as files: wherever they lie, whatever is wrong with one, the others go on."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lcreport.errors import UsageError
from lcreport.intake.results import MOST_BYTES, find_results
from lcreport.model import State, Status
from lcreport.rollup import place_for, run_rollup
from tests.areas_case import Json, area, codes, rolled, told, verdict, write

GOOD, BAD = "a/ket-qua.json", "b/ket-qua.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    found = tmp_path / "gốc"
    area(found, "a", "41 | 90 | 100")
    return found


def shaped(result: Json, **changes: object) -> bytes:
    return json.dumps({**result, **changes}).encode()


def cut(result: Json, old: bytes, new: bytes) -> bytes:
    text = json.dumps(result).encode()
    assert old in text
    return text.replace(old, new)


def judged(result: Json, **changes: object) -> bytes:
    first, *others = result["verdicts"]
    return shaped(result, verdicts=[{**first, **changes}, *others])


def measure(result: Json, **changes: object) -> bytes:
    changed = json.loads(json.dumps(result))
    changed["verdicts"][0]["measures"][0].update(changes)
    return json.dumps(changed).encode()


DAMAGED: dict[str, Callable[[Json], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda good: json.dumps(good).encode()[:5000],
    "no text": lambda _: b"\xff\xfe\x00\x81",
    "a list": lambda _: b"[]",
    "not a number": lambda good: cut(good, b'"draft": true', b'"draft": NaN'),
    "nested too deep": lambda _: b'{"schema":' + b"[" * 200_000,
    "another schema": lambda good: shaped(good, schema="lcreport.result/9"),
    "a level above": lambda good: shaped(good, schema="lcreport.rollup/1"),
    "no verdicts": lambda good: shaped(good, verdicts=None),
    "verdicts of nothing": lambda good: shaped(good, verdicts=[1]),
    "a verdict twice": lambda good: shaped(good, verdicts=[*good["verdicts"], good["verdicts"][0]]),
    "no day": lambda good: shaped(good, period={"cut_off": "hôm qua"}),
    "no period": lambda good: shaped(good, period=[]),
    "an unknown status": lambda good: judged(good, status="x"),
    "words for a number": lambda good: measure(good, low="chín mươi", high="chín mươi"),
    "a number as a number": lambda good: measure(good, low=90, high=90),
    "a number without end": lambda good: measure(good, low="9" * 100_000, high=None),
    "beyond 100%": lambda good: measure(good, low="90", high="190"),
    "an empty interval": lambda good: measure(good, low="90", high="80"),
    "more than the whole": lambda good: measure(
        good, low="90", high="90", numerator="9", denominator="1"
    ),
    "no whole": lambda good: measure(good, low="90", high="90", numerator="0", denominator="0"),
    "another rate than its numbers": lambda good: measure(
        good, low="90", high="90", numerator="1", denominator="2"
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_result_is_one_problem_of_its_file_and_the_rest_goes_on(
    root: Path, damage: str
) -> None:
    (root / "b").mkdir()
    (root / BAD).write_bytes(DAMAGED[damage](told(root / GOOD)))
    rollup = rolled(root)
    bad = [each for each in rollup.result.problems if each.file == BAD]
    assert [(each.code, each.unit) for each in bad] == [("A01", "b")]
    assert "chạy lại" in bad[0].advice
    assert [each.state for each in rollup.areas] == [State.ACCEPTED, State.UNREADABLE]
    assert verdict(rollup, 41).status is Status.NO_DATA
    assert rollup.tallies[41].without == ("b",)


def test_a_huge_file_is_not_read(root: Path) -> None:
    (root / "b").mkdir()
    with (root / BAD).open("wb") as file:
        file.truncate(MOST_BYTES * 8)
    bad = [each for each in rolled(root).result.problems if each.file == BAD]
    assert [each.code for each in bad] == ["A01"]
    assert "16 MB" in bad[0].message


def test_the_same_content_twice_is_one_area(root: Path) -> None:
    (root / "b").mkdir()
    (root / BAD).write_bytes((root / GOOD).read_bytes())
    rollup = rolled(root)
    assert codes(rollup) == ["A02", "A06"]
    assert len(rollup.result.settings.units) == 1
    assert verdict(rollup, 41).status is Status.MET


def test_areas_lie_at_any_depth_and_are_named_by_organ_or_folder(root: Path) -> None:
    deep = told(root / GOOD)
    write(root / "tỉnh" / "huyện" / "xã" / "KET-QUA.json", {**deep, "office": {"organ": "UBND xã"}})
    rollup = rolled(root)
    assert [(each.id, each.name) for each in rollup.areas] == [
        ("a", "a"), ("tỉnh/huyện/xã", "UBND xã"),
    ]  # fmt: skip


def test_hidden_folders_and_its_own_output_are_no_areas(root: Path) -> None:
    for place in (".cũ", "~$a", "cap-tren"):
        write(root / place / "ket-qua.json", told(root / GOOD))
    output = root / "cap-tren"
    found = find_results(root, (output,))
    assert [path.relative_to(root).as_posix() for path in found] == [GOOD]


def test_one_office_for_all_areas_leaves_them_their_folders_names(root: Path) -> None:
    same = {**told(root / GOOD), "office": {"organ": "Sở Giáo dục và Đào tạo"}}
    write(root / GOOD, same)
    write(root / BAD, {**same, "unassigned": [1]})
    rollup = rolled(root)
    assert [each.name for each in rollup.areas] == ["a", "b"]
    assert codes(rollup) == ["A06"]


def test_an_organ_with_two_results_among_others_is_asked_about(root: Path) -> None:
    for place, organ in ((GOOD, "UBND xã A"), (BAD, "UBND xã A"), ("c/ket-qua.json", "UBND xã C")):
        result = {**told(root / GOOD), "office": {"organ": organ}, "unassigned": [len(place)]}
        write(root / place, {**result, "returns": [place]})
    assert codes(rolled(root)) == ["A03", "A06"]


def test_results_of_another_period_are_told_once_for_all_of_them(root: Path) -> None:
    good = told(root / GOOD)
    for name, day in (("a", "2024-06-24"), ("b", "2024-06-24"), ("c", "2023-06-24"), ("d", None)):
        period = {"label": f"kỳ {day}", "cut_off": day, "previous_label": ""}
        write(root / name / "ket-qua.json", {**good, "period": period, "returns": [name]})
    rollup = rolled(root)
    assert rollup.result.settings.period.label == "kỳ 2024-06-24"
    told_once = [each for each in rollup.result.problems if each.code == "A04"]
    assert [each.file for each in told_once] == ["c/ket-qua.json", "d/ket-qua.json"]
    assert "24/6/2024" in told_once[0].message


def test_a_folder_without_results_is_a_clear_refusal(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ket-qua\.json"):
        run_rollup(tmp_path, tmp_path / "o")
    with pytest.raises(UsageError, match="Không có thư mục"):
        run_rollup(tmp_path / "không có", tmp_path / "o")


def test_a_result_at_the_top_is_an_area_and_its_decisions_are_its_own(root: Path) -> None:
    write(root / "ket-qua.json", {**told(root / GOOD), "office": {"organ": "UBND tỉnh"}})
    (root / "tham-dinh.xlsx").write_bytes(b"of the area")
    (root / "ky-truoc.xlsx").write_bytes(b"of the area")
    assert [each.id for each in rolled(root).areas] == [".", "a"]


def test_papers_never_go_where_areas_lie(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert place_for(root, None) == Path("output") / "gốc"
    usual = tmp_path / "output" / "gốc"
    usual.parent.mkdir()
    root.rename(usual)
    assert place_for(usual, None) == usual / "cap-tren"
    assert place_for(tmp_path / "output", None) == tmp_path / "output" / "cap-tren"
    assert place_for(usual, usual / "tỉnh") == usual / "tỉnh"
    for wrong in (usual, tmp_path, usual / "a"):
        with pytest.raises(UsageError, match="nơi chứa kết quả"):
            place_for(usual, wrong)
