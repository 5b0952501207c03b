"""Bad input is a clear sentence, the rest of the work goes on, nothing is lost."""

import json
import shutil
from pathlib import Path

import pytest

from lcreport import resources
from lcreport.cli import main
from lcreport.resources import samples

SAMPLE = samples() / "ha-long-2024-06"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample's settings and three of its returns."""
    place = tmp_path / "Kỳ tháng 6"
    place.mkdir()
    shutil.copy(SAMPLE / "cai-dat.xlsx", place)
    for path in sorted(SAMPLE.rglob("Phòng ban/*.xlsx"))[:3]:
        shutil.copy(path, place)
    return place


def run(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    output = folder.parent / "o"
    code = main(["report", str(folder), "-o", str(output), *more])
    told = capsys.readouterr()
    return code, told.out + told.err


def papers(output: Path) -> dict[str, bytes]:
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def states(folder: Path) -> dict[str, str]:
    result = json.loads((folder.parent / "o" / "ket-qua.json").read_text(encoding="utf-8"))
    return {each["file"]: each["state"] for each in result["returns"]}


def test_a_folder_that_is_not_there_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(tmp_path / "không có", capsys)
    assert code == 2
    assert "lcreport init" in told


def test_a_folder_without_returns_says_so_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(SAMPLE / "cai-dat.xlsx", tmp_path)
    code, told = run(tmp_path, capsys)
    assert code == 2
    assert "Không có biểu nộp về nào" in told
    assert not (tmp_path.parent / "o").exists()


def test_without_settings_the_neutral_set_is_used_and_the_letter_is_a_draft(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cai-dat.xlsx").unlink()
    code, told = run(folder, capsys)
    assert code == 1
    assert "Không có cai-dat.xlsx" in told
    assert set(states(folder).values()) == {"accepted"}
    from docx import Document  # noqa: PLC0415 - slow to import, used here alone

    letter = Document(str(folder.parent / "o" / "cong-van.docx"))
    text = "\n".join(p.text for p in letter.element.body.iter() if hasattr(p, "text") and p.text)
    assert "DỰ THẢO" in text


def test_a_damaged_file_is_counted_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = next(folder.glob("Phòng*.xlsx"), None) or next(folder.glob("[!c]*.xlsx"))
    (folder / "hỏng.xlsx").write_bytes(whole.read_bytes()[:3000])
    code, told = run(folder, capsys)
    assert code == 1
    assert "hỏng.xlsx" in told
    assert states(folder)["hỏng.xlsx"] == "unreadable"
    assert list(states(folder).values()).count("accepted") == 3


def test_a_file_of_an_unknown_unit_is_kept_aside_with_its_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, used here alone

    source = next(SAMPLE.rglob("Xã phường/*.xlsx"))
    book = load_workbook(source)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and any(
                w in cell.value.lower() for w in ("phường", "xã ")
            ):
                cell.value = None
    book.save(folder / "bieu.xlsx")
    code, told = run(folder, capsys)
    assert code == 1
    assert states(folder)["bieu.xlsx"] == "unidentified"
    assert "D01" in told


def test_a_template_with_an_unknown_name_stops_before_any_paper(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from docx import Document  # noqa: PLC0415 - slow to import, used here alone

    mine = tmp_path / "mẫu"
    shutil.copytree(resources.templates(), mine)
    letter = Document(str(mine / "cong-van.docx"))
    letter.paragraphs[-1].insert_paragraph_before("{{ van_ban.nguoi_ki }}")
    letter.save(str(mine / "cong-van.docx"))
    monkeypatch.setattr("lcreport.papers.template.templates", lambda: mine)
    code, told = run(folder, capsys)
    assert code == 2
    assert "van_ban.nguoi_ki" in told
    assert not (folder.parent / "o").exists()


def test_an_output_open_elsewhere_is_a_sentence_and_the_old_papers_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(folder, capsys)
    output = folder.parent / "o"
    before = papers(output)
    (output / "~$bieu-danh-gia.xlsx").write_bytes(b"")
    code, told = run(folder, capsys)
    assert code == 2
    assert "đang mở" in told
    (output / "~$bieu-danh-gia.xlsx").unlink()
    assert papers(output) == before


def test_wrong_settings_are_told_with_their_cell_before_any_return_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, used here alone

    book = load_workbook(folder / "cai-dat.xlsx")
    book["Phân công"]["B2"] = "p-y-tee"
    book.save(folder / "cai-dat.xlsx")
    code, told = run(folder, capsys)
    assert code == 2
    assert "Phân công!B2" in told
    assert "p-y-te" in told


def test_a_settings_file_that_is_not_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(folder, capsys, "-s", str(folder / "khac.xlsx"))
    assert code == 2
    assert "khac.xlsx" in told


def test_settings_of_another_name_inside_the_folder_are_no_return(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = (folder / "cai-dat.xlsx").rename(folder / "thiet-lap-khac.xlsx")
    run(folder, capsys, "-s", str(named))
    assert len(states(folder)) == 3


def test_an_output_inside_the_folder_is_not_read_as_returns(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        main(["report", str(folder), "-o", str(folder / "kết quả"), "-q"])
    capsys.readouterr()
    text = (folder / "kết quả" / "ket-qua.json").read_text(encoding="utf-8")
    assert len(json.loads(text)["returns"]) == 3


def test_init_makes_a_folder_whose_settings_load_and_never_overwrites(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "kỳ mới"
    assert main(["init", str(place)]) == 0
    before = (place / "cai-dat.xlsx").read_bytes()
    assert main(["init", str(place)]) == 2
    assert (place / "cai-dat.xlsx").read_bytes() == before
    assert "không ghi đè" in capsys.readouterr().err


def test_init_copies_a_sample_that_runs_and_names_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "thử"
    assert main(["init", str(place), "--sample", "ha-long-2024-06"]) == 0
    assert main(["check", str(place)]) in {0, 1}
    assert main(["init", str(tmp_path / "x"), "--sample", "ha-noi"]) == 2
    assert "ha-long-2024-06" in capsys.readouterr().err
