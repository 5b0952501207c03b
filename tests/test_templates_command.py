import json
import shutil
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from lcreport.cli import main
from lcreport.resources import office_templates, own_names, samples
from tests.test_template_office import draw_shape

SAMPLE = samples() / "ha-long-2024-06"
LETTER, TABLE = "cong-van.docx", "bieu-danh-gia.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with settings and the office's own templates."""
    place = tmp_path / "kỳ này"
    assert main(["init", str(place), "--templates", "--quiet"]) == 0
    return place


def replace_text(path: Path, old: str, new: str) -> None:
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(path))


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_our_own_templates_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "check"]) == 0
    assert "0 vấn đề" in told(capsys)


def test_init_copies_every_template_with_the_list_of_names(folder: Path) -> None:
    names = {path.name for path in (folder / "mau").iterdir()}

    assert names == {*own_names(), "ten-trong-mau.md"}
    assert (folder / "cai-dat.xlsx").is_file()
    assert office_templates(folder) == folder / "mau"


def test_copied_templates_are_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templates", "check", str(folder)]) == 0
    assert "mẫu của cơ quan" in told(capsys)


def test_init_never_overwrites_a_template(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mau" / LETTER).write_bytes(b"cua toi")
    (folder / "mau" / TABLE).unlink()

    assert main(["init", str(folder), "--templates"]) == 0
    assert (folder / "mau" / LETTER).read_bytes() == b"cua toi"
    assert (folder / "mau" / TABLE).is_file()
    assert main(["init", str(folder), "--templates"]) == 2
    assert "không chép đè" in capsys.readouterr().err


def test_unknown_and_unused_names_of_all_templates_are_told_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(folder / "mau" / LETTER, "dem.chua_dat ", "dem.chua_datt ")
    replace_text(folder / "mau" / LETTER, "van_ban.noi_den", "van_ban.noi_dn")
    book = load_workbook(folder / "mau" / TABLE)
    book.worksheets[0]["B7"] = "{{ dong.noi_dug }}"
    book.save(folder / "mau" / TABLE)

    assert main(["templates", "check", str(folder)]) == 1
    lines = told(capsys).splitlines()
    for name, nearest, place in (
        ("dem.chua_datt", "dem.chua_dat", "mau/cong-van.docx, đoạn"),
        ("van_ban.noi_dn", "van_ban.noi_den", "mau/cong-van.docx, đoạn"),
        ("dong.noi_dug", "dong.noi_dung", "ô B7"),
    ):
        line = next(each for each in lines if f"“{name}”" in each)
        assert nearest in line
        assert place in line
        assert "(R01)" in line
    assert any("không còn in “van_ban.noi_den”" in each for each in lines)


def test_a_broken_template_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mau" / "bieu-danh-gia.docx").write_bytes(b"khong phai Word")
    replace_text(folder / "mau" / LETTER, "van_ban.noi_den", "van_ban.noi_dn")

    assert main(["templates", "check", str(folder)]) == 1
    out = told(capsys)
    assert "Không mở được mẫu “bieu-danh-gia.docx”" in out
    assert "van_ban.noi_dn" in out


def test_a_file_that_is_no_template_by_name_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(folder / "mau" / LETTER, folder / "mau" / "cong-van (1).docx")

    assert main(["templates", "check", str(folder)]) == 1
    assert "có thể là “cong-van.docx”" in told(capsys)


def test_a_folder_that_is_not_there_cannot_be_checked(tmp_path: Path) -> None:
    assert main(["templates", "check", str(tmp_path / "không có")]) == 2


def test_report_uses_the_offices_templates_and_tells_what_they_lose(tmp_path: Path) -> None:
    folder = tmp_path / "hạ long"
    shutil.copytree(SAMPLE, folder)
    main(["init", str(folder), "--templates", "--quiet"])
    replace_text(folder / "mau" / LETTER, "1. Quá trình triển khai", "1. Mẫu của chúng tôi")
    draw_shape(folder / "mau" / TABLE)

    assert main(["report", str(folder), "-o", str(tmp_path / "o"), "--quiet"]) == 1
    letter = docx.Document(str(tmp_path / "o" / LETTER))
    assert "1. Mẫu của chúng tôi" in [each.text for each in letter.paragraphs]
    result = json.loads((tmp_path / "o" / "ket-qua.json").read_text(encoding="utf-8"))
    (loss,) = [each for each in result["problems"] if each["code"] == "R04"]
    assert (loss["file"], loss["cell"]) == ("mau/bieu-danh-gia.xlsx", "B3")
    assert not [each for each in result["returns"] if each["file"].startswith("mau/")]


def test_a_folder_named_mau_without_templates_holds_returns(tmp_path: Path) -> None:
    folder = tmp_path / "hạ long"
    shutil.copytree(SAMPLE, folder)
    (folder / "mau").mkdir()
    shutil.move(folder / "Phòng ban" / "Phòng Kinh tế (chỉ số 10, 11, 20).xlsx", folder / "mau")

    main(["report", str(folder), "-o", str(tmp_path / "o"), "--quiet"])
    result = json.loads((tmp_path / "o" / "ket-qua.json").read_text(encoding="utf-8"))
    assert [each for each in result["returns"] if each["file"].startswith("mau/")]
