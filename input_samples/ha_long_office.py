"""The office's own workbooks: settings, the official table of 2023, decisions."""

from collections.abc import Sequence
from datetime import UTC, datetime

import office_parts as parts
import office_sheet as office
from ha_long_returns import WIDTHS
from office_parts import STATE, Row, Ward
from openpyxl import Workbook

AUTHOR = "Phòng Giáo dục và Đào tạo"
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


def settings(
    letter: Row, indicators: Sequence[Row], departments: Sequence[Row], wards: Sequence[Ward]
) -> Workbook:
    """Give the settings workbook of the period."""
    units = [parts.unit_row(entry, "phòng ban", MAIL_DOMAIN) for entry in departments]
    units += [parts.unit_row(one.unit(), "xã phường", MAIL_DOMAIN) for one in wards]
    assigned = [(each["number"], unit, "chủ trì") for each in indicators for unit in each["leads"]]
    return parts.settings_book(letter, units, assigned)


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
