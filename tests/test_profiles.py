"""Letters of every letterhead and signer profile, built from settings alone, keep every rule."""

import re
import subprocess
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from docx.shared import Mm

from lcreport.papers.fonts import Font, wrapped
from lcreport.papers.letter import write_letter
from lcreport.papers.nd30 import check_letter
from tests.papers_case import letter_result, written_letter

LETTERHEADS: dict[str, dict[str, object]] = {
    "UBND thành phố": {
        "superior": "", "organ": "Ủy ban nhân dân\nthành phố Hạ Long", "symbol": "UBND-GD",
        "place": "Hạ Long",
    },
    "UBND thành phố dưới tỉnh": {
        "superior": "Ủy ban nhân dân tỉnh Quảng Ninh", "organ": "Ủy ban nhân dân thành phố Hạ Long",
        "symbol": "UBND-VP", "place": "Hạ Long",
    },
    "UBND phường": {
        "superior": "", "organ": "Ủy ban nhân dân phường Uông Bí", "symbol": "UBND-VHXH",
        "place": "Uông Bí",
    },
    "UBND xã": {
        "superior": "", "organ": "Ủy ban nhân dân xã Thống Nhất", "symbol": "UBND",
        "place": "Thống Nhất",
    },
    "Sở": {
        "superior": "Ủy ban nhân dân tỉnh Quảng Ninh", "organ": "Sở Giáo dục và Đào tạo",
        "symbol": "SGDĐT-GDTX", "place": "Quảng Ninh",
    },
    "Phòng": {
        "superior": "Ủy ban nhân dân thành phố Hạ Long", "organ": "Phòng Giáo dục và Đào tạo",
        "symbol": "PGDĐT", "place": "Hạ Long",
    },
    "tên dài": {
        "superior": "Ủy ban nhân dân thành phố Đông Triều, tỉnh Quảng Ninh",
        "organ": "Phòng Lao động - Thương binh, Xã hội, Văn hóa, Khoa học và Thông tin",
        "symbol": "LĐTBXHVHKHTT-NCC&BĐG", "place": "Đông Triều",
    },
}  # fmt: skip
SIGNERS: dict[str, dict[str, object]] = {
    "TM.": {"authority": ("TM. Ủy ban nhân dân",), "position": ("Chủ tịch",)},
    "KT.": {"authority": ("TM. Ủy ban nhân dân", "KT. Chủ tịch"), "position": ("Phó Chủ tịch",)},
    "KT. giám đốc": {"authority": ("KT. Giám đốc",), "position": ("Phó Giám đốc",)},
    "trưởng": {"authority": (), "position": ("Trưởng phòng",)},
    "TL.": {"authority": ("TL. Chủ tịch",), "position": ("Chánh Văn phòng",)},
    "TL. KT.": {
        "authority": ("TL. Chủ tịch", "KT. Chánh Văn phòng"), "position": ("Phó Chánh Văn phòng",),
    },
    "TUQ.": {
        "authority": ("TUQ. Chủ tịch",),
        "position": ("Trưởng phòng Giáo dục, Văn hóa, Thể thao và Du lịch",),
    },
    "Q.": {"authority": ("TM. Ủy ban nhân dân",), "position": ("Q. Chủ tịch",)},
    "Q. giám đốc": {"authority": (), "position": ("Q. Giám đốc",)},
}  # fmt: skip
ADDRESSEES = {
    "one": ("Sở Giáo dục và Đào tạo tỉnh Quảng Ninh",),
    "several": (
        "Ủy ban nhân dân tỉnh Quảng Ninh",
        "Sở Giáo dục và Đào tạo tỉnh Quảng Ninh",
        "Ban Chỉ đạo xây dựng xã hội học tập, phổ cập giáo dục, xóa mù chữ tỉnh Quảng Ninh",
    ),
}
ISSUES: dict[str, dict[str, object]] = {
    "draft": {"number": "", "issued": None},
    "numbered": {"number": "5", "issued": date(2026, 1, 5)},
    "electronic": {"number": "", "issued": None, "electronic": True},
    "annex apart": {"number": "123", "issued": date(2025, 12, 31), "annex_apart": True},
}


def faults(path: Path) -> list[str]:
    return [each.found for each in check_letter(path.read_bytes())]


@pytest.mark.parametrize(("head", "signer"), list(product(LETTERHEADS, SIGNERS)))
def test_a_letter_of_every_profile_keeps_every_rule(head: str, signer: str, tmp_path: Path) -> None:
    result = letter_result(decided=True, **LETTERHEADS[head], **SIGNERS[signer])
    write_letter(result, tmp_path / "thư.docx")

    assert faults(tmp_path / "thư.docx") == []


@pytest.mark.parametrize(("issue", "addressees"), list(product(ISSUES, ADDRESSEES)))
def test_a_letter_keeps_every_rule_however_it_is_issued(
    issue: str, addressees: str, tmp_path: Path
) -> None:
    for decided in (False, True):
        result = letter_result(decided=decided, addressees=ADDRESSEES[addressees], **ISSUES[issue])
        write_letter(result, tmp_path / "thư.docx")

        assert faults(tmp_path / "thư.docx") == []


@pytest.mark.usefixtures("poppler")
def test_signatures_and_headings_are_never_torn_from_their_text(
    tmp_path: Path, soffice: str
) -> None:
    for number, (head, signer) in enumerate(zip(LETTERHEADS, SIGNERS, strict=False)):
        result = letter_result(
            decided=True, annex_apart=True, **LETTERHEADS[head], **SIGNERS[signer]
        )
        write_letter(result, tmp_path / f"{number}.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    papers = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, *map(str, papers)], check=True, capture_output=True, timeout=180)
    for paper in papers:
        pages = printed_pages(paper.with_suffix(".pdf"))
        signed = next(page for page in pages if any("Nguyễn Ngọc Sơn" in each for each in page))
        assert any("./." in each for each in signed)
        assert any("Nơi nhận:" in each for each in signed)
        assert not any(re.match(r"\d(\.\d)?\. ", page[-1]) for page in pages)


def printed_pages(pdf: Path) -> list[list[str]]:
    """Give the lines of each page that has any."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True
    ).stdout.decode("utf-8")
    pages = (
        [line.strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")
    )
    return [page for page in pages if page]


@pytest.mark.parametrize(
    ("organ", "parted"),
    [
        ("Phòng Giáo dục và Đào tạo", ["PHÒNG GIÁO DỤC", "VÀ ĐÀO TẠO"]),
        ("Ủy ban nhân dân thành phố Hạ Long", ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẠ LONG"]),
        ("Ủy ban nhân dân tỉnh Quảng Ninh", ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NINH"]),
        ("Sở Nội vụ", ["SỞ NỘI VỤ"]),
    ],
)
def test_a_long_organ_is_parted_where_a_clerk_would_part_it(
    organ: str, parted: list[str], tmp_path: Path
) -> None:
    cell = written_letter(letter_result(superior="", organ=organ), tmp_path).tables[0].cell(0, 0)
    name = cell.paragraphs[0]
    sides = (name.paragraph_format.left_indent, name.paragraph_format.right_indent)
    room = Mm(66).pt - sum(side.pt for side in sides if side)

    assert list(wrapped(name.text, Font(13, bold=True), room)) == parted
