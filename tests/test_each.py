"""Many period folders in one go: each gets its own papers, and a broken one stops no other."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lcreport.cli import main
from lcreport.crew import Crew, Staff, on_this_computer
from lcreport.each import Read, find_sites, finish, read_or_tell, run_each
from lcreport.pipeline import open_folder
from lcreport.writers import USUAL
from tests.draw import xlsx
from tests.drawn_settings import Book, base, written

FORM = """
Phòng Y tế
STT | Chỉ số | Tử số | Mẫu số | Tỷ lệ (%) | Đạt | Chưa đạt
=19 | {19} | =93 | =100 | | x |
"""
WARD = """
UBND phường Đại Yên
STT | Chỉ số | Tử số | Mẫu số | Tỷ lệ (%) | Đạt | Chưa đạt
=20 | {20} | =50 | =50 | | x |
"""


def city(place: Path, *drawings: str, book: Book | None = None) -> Path:
    """Make a period folder with its settings and a few drawn returns."""
    place.mkdir(parents=True)
    drawn = book or base()
    drawn["Nhận diện"] = drawn["Nhận diện"][:1]
    written(place, drawn)
    for number, drawing in enumerate(drawings):
        (place / f"biểu {number}.xlsx").write_bytes(xlsx(drawing))
    return place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two whole cities, one nested; one with broken settings, one without, one without returns."""
    place = tmp_path / "Tỉnh A"
    city(place / "Thành phố 1", FORM, WARD)
    city(place / "khu vực" / "Thành phố 2", FORM)
    broken = base()
    broken["Văn bản"].append(["khóa lạ", "x"])
    city(place / "Xã hỏng", FORM, book=broken)
    city(place / "Xã trống")
    (place / "Xã mới").mkdir()
    (place / "Xã mới" / "biểu.xlsx").write_bytes(xlsx(FORM))
    (place / "lạc.xlsx").write_bytes(xlsx(FORM))
    (place / "khu vực" / "lạc.xlsx").write_bytes(xlsx(FORM))
    return place


def result(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "ket-qua.json").read_text(encoding="utf-8"))
    return found


def table(output: Path) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(output / "tong-ket.xlsx").worksheets[0]
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_period_folders_are_found_by_their_settings_or_lie_at_the_top(root: Path) -> None:
    found = find_sites(root, root / "ra")
    assert [each.name for each in found.sites] == [
        "Thành phố 1", "Xã hỏng", "Xã mới", "Xã trống", "khu vực/Thành phố 2",
    ]  # fmt: skip
    assert found.stray == ("khu vực/lạc.xlsx", "lạc.xlsx")
    assert found.files == 5


def test_a_folder_inside_a_period_folder_belongs_to_it(tmp_path: Path) -> None:
    outer = city(tmp_path / "Xã", FORM)
    city(outer / "bản cũ", FORM)
    (outer / "nộp sau").mkdir()
    (outer / "nộp sau" / "biểu.xlsx").write_bytes(xlsx(WARD))
    found = find_sites(tmp_path, tmp_path / "ra")
    assert [(each.name, each.folder) for each in found.sites] == [("Xã", outer)]
    assert found.stray == ()


def test_every_folder_gets_its_papers_and_the_broken_ones_say_why(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "ra"
    assert main(["report", "--each", str(root), "-o", str(output), "-j", "2"]) == 1
    for name in ("Thành phố 1", "khu vực/Thành phố 2", "Xã mới"):
        papers = {each.name for each in (output / name).iterdir()}
        assert {"cong-van.docx", "bieu-danh-gia.xlsx", "ket-qua.json"} <= papers
    assert not (output / "Xã hỏng").exists()
    assert not (output / "Xã trống").exists()
    rows = {str(row[0]): row for row in table(output)}
    assert rows["Thành phố 1"][1:4] == ("Xong, cần xem", 2, 2)
    assert rows["Xã hỏng"][1] == "Không chạy được"
    assert "khóa lạ" in str(rows["Xã hỏng"][-1])
    assert "Không có biểu nộp về" in str(rows["Xã trống"][-1])
    told = capsys.readouterr().out
    assert "lạc.xlsx" in told
    assert "5 thư mục" in told


def test_each_folder_comes_out_as_it_does_alone(root: Path, tmp_path: Path) -> None:
    together, alone = tmp_path / "cùng", tmp_path / "riêng"
    main(["report", "--each", str(root), "-o", str(together), "-q", "-j", "2"])
    for name in ("Thành phố 1", "khu vực/Thành phố 2", "Xã mới"):
        main(["report", str(root / name), "-o", str(alone / name), "-q", "-j", "1"])
        assert result(together / name) == result(alone / name)
        for paper in ("bieu-danh-gia.docx", "cong-van.docx", "tong-hop.xlsx", "du-lieu.csv"):
            assert (together / name / paper).exists()


def test_the_results_do_not_depend_on_the_number_of_processes(root: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "một", tmp_path / "hai"
    main(["report", "--each", str(root), "-o", str(one), "-q", "-j", "1"])
    main(["report", "--each", str(root), "-o", str(two), "-q", "-j", "2"])
    results = sorted(each.relative_to(one) for each in one.rglob("ket-qua.json"))
    assert len(results) == 3
    for each in results:
        assert (one / each).read_bytes() == (two / each).read_bytes()


def test_the_returns_are_not_touched_and_a_second_run_replaces_the_first(
    root: Path, tmp_path: Path
) -> None:
    before = {each: each.read_bytes() for each in root.rglob("*") if each.is_file()}
    output = tmp_path / "ra"
    main(["report", "--each", str(root), "-o", str(output), "-q"])
    first = table(output)
    main(["report", "--each", str(root), "-o", str(output), "-q"])
    assert table(output) == first
    assert {each: each.read_bytes() for each in root.rglob("*") if each.is_file()} == before
    assert list(output.rglob(".*")) == []


def test_an_output_inside_the_root_is_no_period_folder(root: Path) -> None:
    output = root / "kết quả"
    main(["report", "--each", str(root), "-o", str(output), "-q"])
    first = table(output)
    main(["report", "--each", str(root), "-o", str(output), "-q"])
    assert table(output) == first


def test_one_settings_workbook_may_serve_all_folders(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "ra"
    settings = root / "Thành phố 1" / "cai-dat.xlsx"
    main(["report", "--each", str(root), "-o", str(output), "-q", "-s", str(settings)])
    rows = {str(row[0]): row for row in table(output)}
    assert rows["Xã hỏng"][1] == "Xong, cần xem"


def test_nothing_to_run_and_nothing_that_runs_could_not_be_done(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "trống"
    empty.mkdir()
    assert main(["report", "--each", str(empty), "-o", str(tmp_path / "ra")]) == 2
    assert "Không có thư mục kỳ báo cáo nào" in capsys.readouterr().err
    for name in ("Thành phố 1", "khu vực", "Xã mới", "Xã trống"):
        shutil.rmtree(root / name)
    assert main(["report", "--each", str(root), "-o", str(tmp_path / "ra"), "-q"]) == 2
    assert "tong-ket.xlsx" in capsys.readouterr().err
    assert [row[0] for row in table(tmp_path / "ra")] == ["Xã hỏng"]


@pytest.fixture(scope="module")
def staff() -> Iterator[Staff]:
    with Crew(on_this_computer(1)) as crew:
        yield Staff(crew, crew)


def test_progress_counts_every_file_of_every_folder(
    root: Path, tmp_path: Path, staff: Staff
) -> None:
    seen: list[tuple[int, int]] = []
    found = find_sites(root, tmp_path / "ra")
    outcomes = run_each(found, staff, USUAL, watch=lambda done, total: seen.append((done, total)))
    assert [each.folder for each in outcomes] == [each.name for each in found.sites]
    # The return of the folder with broken settings is never read.
    assert seen[-1] == (4, 5)
    assert seen == sorted(seen)


def test_an_output_that_is_open_elsewhere_costs_only_its_folder(
    root: Path, tmp_path: Path, staff: Staff
) -> None:
    output = tmp_path / "ra"
    (output / "Thành phố 1").mkdir(parents=True)
    (output / "Thành phố 1" / "~$cong-van.docx").write_bytes(b"")
    outcomes = {each.folder: each for each in run_each(find_sites(root, output), staff, USUAL)}
    assert "~$cong-van.docx" in outcomes["Thành phố 1"].faults[0]
    assert outcomes["khu vực/Thành phố 2"].faults == ()


def test_a_damaged_settings_workbook_costs_only_its_folder(
    root: Path, tmp_path: Path, staff: Staff
) -> None:
    (root / "Xã hỏng" / "cai-dat.xlsx").write_bytes(b"PK\x03\x04 kh\xc3\xb4ng")
    found = find_sites(root, tmp_path / "ra")
    outcomes = {each.folder: each for each in run_each(found, staff, USUAL)}
    assert "cai-dat.xlsx" in outcomes["Xã hỏng"].faults[0]
    assert outcomes["Thành phố 1"].faults == ()


def test_a_fault_of_the_program_stops_its_folder_and_is_told_with_its_traceback(
    root: Path, tmp_path: Path
) -> None:
    site = find_sites(root, tmp_path / "ra").sites[0]
    opened = open_folder(site.folder, site.output)
    # No such task exists: reading it is a fault of ours.
    (trace,) = read_or_tell([(b"", b"")])  # type: ignore[list-item] # meant
    assert "Traceback" in str(trace)
    (outcome,) = finish([Read(site, opened, (trace,), USUAL)])
    assert outcome.folder == "Thành phố 1"
    assert "Chương trình gặp lỗi" in outcome.faults[0]
    assert "Traceback" in outcome.trace
    assert not site.output.exists()
