"""Ticks in a Đạt or Chưa đạt column, and the word in a Tự đánh giá column."""

import pytest

from lcreport.intake.values import read_claim, read_mark


@pytest.mark.parametrize(
    "text", ["x", "X", " x ", "✓", "v", "☒", "đ", "Đ", "1", "có", "Đạt", "ü", "\uf0fc", "x."]
)
def test_a_tick_is_a_tick_however_it_was_made(text: str) -> None:
    assert read_mark(text)


@pytest.mark.parametrize("text", ["", " ", "-", "0", "chưa", "không", "☐", "❌", "98%", "abc"])
def test_anything_else_is_no_tick(text: str) -> None:
    assert not read_mark(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Đạt", True), ("ĐẠT", True), ("Đạt yêu cầu", True), ("Tự đánh giá: Đạt", True),
        ("đ", True), ("Đạt (98%)", True), ("☒ Đạt ☐ Chưa đạt", True), ("dat", True),
        ("Chưa đạt", False), ("Không đạt", False), ("CĐ", False), ("chua dat", False),
        ("[ ] Đạt [x] Chưa đạt", False),
        ("", None), ("Đạt/Chưa đạt", None), ("Cơ bản đạt", None), ("Đạt một phần", None),
        ("Chưa đánh giá", None), ("98%", None), ("☒ Đạt ☒ Chưa đạt", None),
    ],
)  # fmt: skip
def test_a_self_assessment_claims_only_what_it_says(text: str, claim: bool | None) -> None:  # noqa: FBT001 - a case of the table
    assert read_claim(text) is claim
