import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lcreport.cli import Exit, main
from lcreport.model import Result
from lcreport.papers.letter import write_letter
from lcreport.papers.nd30 import check_letter
from lcreport.papers.pdf import PDFS, find_office, print_pdfs
from lcreport.papers.table_docx import write_docx
from lcreport.report import write_report
from lcreport.resources import samples
from tests.papers_case import letter_result

FOLDER = samples() / "ha-long-2024-06-da-tham-dinh"


def pages(pdf: Path) -> int:
    found = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True)
    return int(next(each for each in found.stdout.splitlines() if "Pages:" in each).split()[1])


def convert(soffice: str, paper: Path, kind: str, target: Path) -> Path:
    profile = f"-env:UserInstallation={(target / 'office').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(target)]
    subprocess.run([*command, str(paper)], check=True, capture_output=True, timeout=120)
    return target / f"{paper.stem}.{kind}"


def office(folder: Path, script: str) -> Path:
    """Put a stand-in for LibreOffice on disk that behaves badly."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_pdfs_are_put_in_place_together_with_the_papers(
    tmp_path: Path, soffice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["report", str(FOLDER), "-o", str(tmp_path / "o"), "--pdf"])

    printed = capsys.readouterr().out
    assert "cong-van.pdf, bieu-danh-gia.pdf" in printed
    assert Path(soffice).name == "soffice"
    for name in PDFS:
        assert (tmp_path / "o" / name).read_bytes().startswith(b"%PDF-1.")


def test_without_libreoffice_the_other_papers_are_there_and_somebody_must_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if find_office():
        pytest.skip("LibreOffice is installed where its installer puts it")
    code = main(["report", str(FOLDER), "-o", str(tmp_path / "o"), "--pdf", "-q"])

    assert code == Exit.LOOK
    assert "máy này chưa có LibreOffice" in capsys.readouterr().out
    assert (tmp_path / "o" / "cong-van.docx").is_file()
    assert not any((tmp_path / "o" / name).exists() for name in PDFS)


@pytest.mark.parametrize("script", ["exit 1", "sleep 60"])
def test_a_failing_or_hanging_libreoffice_costs_only_the_pdfs(script: str, tmp_path: Path) -> None:
    write_letter(letter_result(), tmp_path / "cong-van.docx")
    print_pdfs(office(tmp_path, script), tmp_path, ["cong-van.pdf"], seconds=0.5)

    assert not (tmp_path / "cong-van.pdf").exists()
    assert (tmp_path / "cong-van.docx").is_file()


def test_a_program_that_cannot_be_started_costs_only_the_pdfs(tmp_path: Path) -> None:
    write_letter(letter_result(), tmp_path / "cong-van.docx")
    print_pdfs(tmp_path / "không có", tmp_path, ["cong-van.pdf"])

    assert not (tmp_path / "cong-van.pdf").exists()


def test_a_pdf_of_an_earlier_run_does_not_stay_beside_newer_papers(tmp_path: Path) -> None:
    output = tmp_path / "o"
    output.mkdir()
    (output / "cong-van.pdf").write_bytes(b"%PDF-1.7")
    (output / "so-gui.csv").write_text("giữ lại", encoding="utf-8")

    papers = write_report(letter_result(), output)

    assert not (output / "cong-van.pdf").exists()
    assert (output / "so-gui.csv").is_file()
    assert not any(paper.suffix == ".pdf" for paper in papers)


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("write", [write_letter, write_docx])
def test_a_paper_saved_again_by_libreoffice_keeps_its_layout(
    write: Callable[[Result, Path], None], tmp_path: Path, soffice: str
) -> None:
    result = letter_result(
        decided=True,
        superior="Ủy ban nhân dân tỉnh Quảng Ninh",
        organ="Sở Giáo dục và Đào tạo",
        authority=("KT. Giám đốc",),
        position=("Phó Giám đốc",),
        addressees=("Ủy ban nhân dân tỉnh", "Sở Nội vụ"),
    )
    write(result, tmp_path / "văn bản.docx")
    (tmp_path / "again").mkdir()
    again = convert(soffice, tmp_path / "văn bản.docx", "docx", tmp_path / "again")

    assert [each.found for each in check_letter(again.read_bytes())] == []
    first = convert(soffice, tmp_path / "văn bản.docx", "pdf", tmp_path)
    second = convert(soffice, again, "pdf", tmp_path / "again")
    assert pages(first) == pages(second)
