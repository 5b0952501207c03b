"""The office's own workbooks: settings, the official table of 2023, decisions."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import office_sheet as office
from ha_long_returns import STATE, WIDTHS, Ward
from openpyxl import Workbook

Row = Mapping[str, Any]

AUTHOR = "Phòng Giáo dục và Đào tạo"
EVERY_WARD = "mọi xã phường"
MAIL_DOMAIN = "halong.example"
SETTINGS_SAVED = datetime(2024, 6, 18, 2, 30, tzinfo=UTC)
PREVIOUS_SAVED = datetime(2023, 6, 5, 3, 0, tzinfo=UTC)
DECISIONS_SAVED = datetime(2024, 6, 24, 3, 15, tzinfo=UTC)
# The letter names seven indicators that were not met in 2023; the table's own column of that
# period does not show it for 16 ("Đạt") and 28 ("50%").
NOT_MET_IN_2023 = frozenset({6, 16, 19, 20, 23, 28, 38})
PREVIOUS_COLUMNS = (
    ("number", "STT"), ("text", "Nội dung chỉ báo"), ("unit", "Đơn vị phụ trách"),
    ("met", "Đạt"), ("not_met", "Chưa đạt"), ("previous", "Tỉ lệ % (Kỳ trước)"),
    ("current", "Tỉ lệ % (Tính đến thời điểm hiện tại)"),
)  # fmt: skip
DECISION_COLUMNS = {
    "chỉ số": 9.0, "đề nghị": 14.0, "lý do cần xem": 44.0, "kết luận": 14.0, "lý do": 60.0,
    "người quyết định": 30.0, "ngày": 13.0, "mã số liệu": 16.0,
}  # fmt: skip
UNIT_COLUMNS = {
    "mã": 20.0, "tên": 40.0, "tên khác": 60.0, "loại": 13.0, "thư điện tử": 34.0,
    "trọng số": 11.0, "hiệu lực từ": 13.0, "hiệu lực đến": 13.0, "kế thừa": 16.0,
}  # fmt: skip
WARD_ALIASES = ("UBND {kind} {name}", "{Kind} {name}", "UBND {short} {name}", "{short} {name}")


def settings(
    letter: Row, indicators: Sequence[Row], departments: Sequence[Row], wards: Sequence[Ward]
) -> Workbook:
    """Give the settings workbook of the period."""
    book = Workbook()
    book.remove(book.worksheets[0])
    document = [(key, value or None) for key, value in letter["document"].items()]
    office.plain_table(book.create_sheet("Văn bản"), ["khoá", "giá trị"], document, [24.0, 90.0])
    units = [_department_unit(entry) for entry in departments] + [_ward_unit(one) for one in wards]
    titles, widths = list(UNIT_COLUMNS), list(UNIT_COLUMNS.values())
    office.plain_table(book.create_sheet("Đơn vị"), titles, units, widths)
    assigned = [(each["number"], unit, "chủ trì") for each in indicators for unit in each["leads"]]
    titles = ["chỉ số", "đơn vị", "vai trò"]
    office.plain_table(book.create_sheet("Phân công"), titles, assigned, [9.0, 24.0, 14.0])
    told = [(each["name"], text) for each in letter["section"] for text in each["paragraphs"]]
    office.plain_table(book.create_sheet("Nội dung"), ["mục", "đoạn"], told, [14.0, 130.0])
    return book


def _department_unit(entry: Row) -> tuple[office.Value, ...]:
    aliases = "; ".join(entry["aliases"]) or None
    return _unit(entry["id"], entry["name"], aliases, "phòng ban")


def _ward_unit(one: Ward) -> tuple[office.Value, ...]:
    aliases = "; ".join(one.word(pattern) for pattern in WARD_ALIASES)
    return _unit(one.id, one.word("Ủy ban nhân dân {kind} {name}"), aliases, "xã phường")


def _unit(unit_id: str, name: str, aliases: str | None, kind: str) -> tuple[office.Value, ...]:
    return (unit_id, name, aliases, kind, f"{unit_id}@{MAIL_DOMAIN}", None, None, None, None)


def previous_table(indicators: Sequence[Row]) -> Workbook:
    """Give the official table of 2023: the published column of that period, marks by the letter."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("Biểu đánh giá")
    office.band(sheet, 1, (1, 3), "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẠ LONG", office.font(bold=True))
    office.band(sheet, 1, (4, 7), "\n".join(STATE), office.font(bold=True))
    office.band(sheet, 3, (1, 7), "Biểu đánh giá các tiêu chí, chỉ số", office.font(14, bold=True))
    office.band(sheet, 4, (1, 7), "(Tính đến tháng 5/2023)", office.font(italic=True))
    row = office.header(sheet, 6, [title for _, title in PREVIOUS_COLUMNS])
    for indicator in indicators:
        failed = indicator["number"] in NOT_MET_IN_2023
        values = (indicator["number"], indicator["text"], indicator["units"],
                  None if failed else "x", "x" if failed else None, None,
                  indicator["previous"] or None)  # fmt: skip
        for column, value in enumerate(values, 1):
            office.grid_cell(sheet, (row, column), value, left=column in {2, 3})
        row += 1
    office.lay_out(sheet, [WIDTHS[field] for field, _ in PREVIOUS_COLUMNS], (6, 6), row - 1)
    return book


def decisions(made: Sequence[Row], by: Row) -> Workbook:
    """Give the workbook in which the office decided on 12 and 33."""
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = [
        (one["number"], one["proposal"], one["why_look"], one["conclusion"], one["reason"],
         by["person"], by["day"], None)
        for one in made
    ]  # fmt: skip
    titles, widths = list(DECISION_COLUMNS), list(DECISION_COLUMNS.values())
    office.plain_table(book.create_sheet("Thẩm định"), titles, rows, widths)
    return book
