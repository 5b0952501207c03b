"""Evidence taken apart: code, name, number and date of each document."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lcreport.evidence import documents
from lcreport.papers.summary_book import write_summary
from lcreport.pipeline import run
from lcreport.resources import samples

UONG_BI = samples() / "uong-bi-2025"

CASES = {
    "MC.03.ph-bai-chay.01: Sổ theo dõi sinh hoạt khu phố, thôn": (
        "MC.03.ph-bai-chay.01", "Sổ theo dõi sinh hoạt khu phố, thôn", "", None,
    ),
    "Kế hoạch số 39/KH-UBND ngày 03/02/2025": (
        "", "Kế hoạch", "39/KH-UBND", date(2025, 2, 3),
    ),
    "[H1-1.1-01] Báo cáo số 726/GD-ĐT ngày 20 tháng 5 năm 2024 về xã hội học tập": (
        "H1-1.1-01", "Báo cáo về xã hội học tập", "726/GD-ĐT", date(2024, 5, 20),
    ),
    "H3.3.2.15 - Nghị định 30/2020/NĐ-CP (05/3/2020)": (
        "H3.3.2.15", "Nghị định", "30/2020/NĐ-CP", date(2020, 3, 5),
    ),
    "Kế hoạch tuyên truyền năm 2025": ("", "Kế hoạch tuyên truyền năm 2025", "", None),
    "Báo cáo ngày 31/02/2025": ("", "Báo cáo ngày 31/02/2025", "", None),
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_a_document_is_taken_apart_as_far_as_its_text_says(text: str) -> None:
    (found,) = documents(text)
    assert (found.code, found.name, found.number, found.day) == CASES[text]


def test_every_line_and_every_part_between_semicolons_is_a_document() -> None:
    told = documents("MC.19.p-y-te.01: Báo cáo\nMC.19.p-y-te.02: Danh sách; MC.19.p-y-te.03")
    assert [each.code[-2:] for each in told] == ["01", "02", "03"]
    assert [each.name for each in told] == ["Báo cáo", "Danh sách", ""]


@given(st.text())
def test_no_text_ever_raises(text: str) -> None:
    assert all("\n" not in each.name for each in documents(text))


def test_the_register_has_a_row_per_document_with_its_date_as_a_date(tmp_path: Path) -> None:
    result = run(UONG_BI, tmp_path / "none")
    write_summary(result, tmp_path / "tong-hop.xlsx")
    sheet = load_workbook(tmp_path / "tong-hop.xlsx")["Minh chứng"]
    names, *rows = sheet.iter_rows(values_only=True)
    told = [dict(zip(names, row, strict=True)) for row in rows]
    plan = next(row for row in told if row["Số, ký hiệu"] == "39/KH-UBND")
    assert (plan["Tên minh chứng"], plan["Ngày ban hành"]) == ("Kế hoạch", datetime(2025, 2, 3))  # noqa: DTZ001 - a sheet knows no time zones
    ward = next(row for row in told if row["Mã minh chứng"] == "MC.03.ph-nam-khe.01")
    assert ward["Tên minh chứng"] == "Sổ theo dõi sinh hoạt khu phố, thôn"
    assert ward["Minh chứng"] == "MC.03.ph-nam-khe.01: Sổ theo dõi sinh hoạt khu phố, thôn"
