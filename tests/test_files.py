"""Which files there are, and their bytes."""

import hashlib
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from lcreport.intake import files
from lcreport.intake.files import list_files, load, relative_name
from lcreport.intake.formats.limits import LIMITS


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def listed(folder: Path, output: Path | None = None, *besides: Path) -> list[str]:
    return [relative_name(each, folder) for each in list_files(folder, output, besides)]


def test_every_file_below_the_folder_is_listed_once_in_a_stable_order(tmp_path: Path) -> None:
    put(tmp_path, "b.xlsx", "a.xlsx", "Đợt 1/Phường Hà Lầm/biểu.ods", "README.md", "a/z.csv")
    names = ["README.md", "a.xlsx", "a/z.csv", "b.xlsx", "Đợt 1/Phường Hà Lầm/biểu.ods"]
    assert listed(tmp_path) == names


def test_the_offices_own_workbooks_count_as_such_only_at_the_top(tmp_path: Path) -> None:
    put(tmp_path, "cai-dat.xlsx", "Tham-Dinh.xlsx", "ky-truoc.xlsx", "con/cai-dat.xlsx")
    assert listed(tmp_path) == ["con/cai-dat.xlsx"]


def test_lock_files_and_hidden_things_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "~$bieu.xlsx", ".gitkeep", ".cache/bieu.xlsx", "con/~$b.xlsx", "bieu.xlsx")
    assert listed(tmp_path) == ["bieu.xlsx"]


def test_a_folder_inside_a_hidden_folder_is_still_read(tmp_path: Path) -> None:
    put(tmp_path, ".ky/thang 6/bieu.xlsx")
    assert listed(tmp_path / ".ky" / "thang 6") == ["bieu.xlsx"]


def test_the_output_and_a_named_settings_workbook_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "bieu.xlsx", "ra/bieu-danh-gia.xlsx", "rao.xlsx", "khac.xlsx")
    assert listed(tmp_path, tmp_path / "ra", tmp_path / "khac.xlsx") == ["bieu.xlsx", "rao.xlsx"]
    assert "bieu.xlsx" in listed(tmp_path, tmp_path)


def test_a_name_stays_as_the_disk_has_it(tmp_path: Path) -> None:
    put(tmp_path, "Pho\u0300ng Y te\u0302\u0301.xlsx")
    assert listed(tmp_path) == ["Pho\u0300ng Y te\u0302\u0301.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs names that are no text")
def test_a_name_that_is_no_text_is_listed_and_can_be_written_down(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"bi\xeau.xlsx")).write_bytes(b"x")
    assert listed(tmp_path) == ["bi\ufffdu.xlsx"]
    assert load(list_files(tmp_path)[0]).data == b"x"


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    folder, outside = tmp_path / "trong", tmp_path / "ngoai"
    put(folder, "bieu.xlsx")
    put(outside, "mat.xlsx")
    (folder / "ra.xlsx").symlink_to(outside / "mat.xlsx")
    (folder / "thu-muc").symlink_to(outside)
    (folder / "vong.xlsx").symlink_to(folder / "vong.xlsx")
    (folder / "trong.xlsx").symlink_to(folder / "bieu.xlsx")
    assert listed(folder) == ["bieu.xlsx", "ra.xlsx", "trong.xlsx", "vong.xlsx"]
    codes = {
        each.name: flaw.code
        for each in list_files(folder)
        if (flaw := load(each, folder).flaw) is not None
    }
    assert codes == {"ra.xlsx": "T07", "vong.xlsx": "T07"}


def test_a_file_is_loaded_with_its_fingerprint_and_its_time_in_utc(tmp_path: Path) -> None:
    path = tmp_path / "bieu.xlsx"
    Workbook().save(path)
    os.utime(path, (1719200000, 1719200000))
    loaded = load(path, tmp_path)
    assert loaded.data == path.read_bytes()
    assert loaded.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert loaded.saved == datetime(2024, 6, 24, 3, 33, 20, tzinfo=UTC)
    assert loaded.flaw is None


def test_what_cannot_be_opened_is_a_problem_and_never_blocks(tmp_path: Path) -> None:
    flaws = [load(tmp_path / "mat.xlsx").flaw, load(tmp_path).flaw]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ong.xlsx")
        flaws.append(load(tmp_path / "ong.xlsx").flaw)
    assert all(flaw and flaw.code == "T07" and flaw.found for flaw in flaws)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may read everything"
)
def test_a_locked_file_and_a_closed_folder_are_problems(tmp_path: Path) -> None:
    put(tmp_path, "khoa.xlsx", "kin/bieu.xlsx")
    (tmp_path / "khoa.xlsx").chmod(0)
    (tmp_path / "kin").chmod(0)
    try:
        assert listed(tmp_path) == ["khoa.xlsx", "kin"]
        assert [load(each).flaw is not None for each in list_files(tmp_path)] == [True, True]
    finally:
        (tmp_path / "kin").chmod(0o700)


def test_a_huge_file_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "to.xlsx"
    with path.open("wb") as file:
        file.truncate(LIMITS.file_bytes + 1)
    loaded = load(path)
    assert (loaded.data, len(loaded.sha256)) == (b"", 64)
    assert loaded.flaw is not None
    assert (loaded.flaw.code, loaded.flaw.found, loaded.flaw.expected) == ("T04", "65 MB", "64 MB")
    with path.open("r+b") as file:
        file.truncate(1 << 40)
    assert load(path).sha256 == ""


def test_the_folder_is_as_it_was_after_reading(tmp_path: Path) -> None:
    put(tmp_path, "bieu.xlsx", "con/bieu.xlsx")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.x*")}
    for path in list_files(tmp_path):
        load(path, tmp_path)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*.x*")}
    assert after == before
    assert files.OWN_FILES
