"""The words of `cai-dat.xlsx`: its sheets, columns and keys, for the reader and the writer alike.

They are the contract of the settings workbook, not wording: a second language would keep them.
"""

from dataclasses import dataclass

LETTER, UNITS, ASSIGNMENTS, CRITERIA, TEXTS, SENDERS = (
    "Văn bản",
    "Đơn vị",
    "Phân công",
    "Chỉ số",
    "Nội dung",
    "Nhận diện",
)
ALL_WARDS = "mọi xã phường"
INDICATOR_SECTION = "chỉ số"
SECTIONS = ("1.1", "1.2", "2", "3.1", "4")
PAPER, ELECTRONIC = "giấy", "điện tử"
SAME_FILE, OWN_FILE = "cùng tệp", "tệp riêng"
APPLIES, DOES_NOT_APPLY = "có", "không"
GROUPED, NOT_GROUPED = "có", "không"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet; a `required` one must be there, and be filled unless `may_be_empty`."""

    name: str
    required: bool = False
    may_be_empty: bool = False


def _columns(required: str, optional: str = "") -> tuple[Column, ...]:
    musts = [Column(name, required=True) for name in required.split("|")]
    return (*musts, *(Column(name) for name in optional.split("|") if name))


KEY, VALUE = "khoá", "giá trị"

SHEETS: dict[str, tuple[Column, ...]] = {
    LETTER: (Column(KEY, required=True), Column(VALUE, required=True, may_be_empty=True)),
    UNITS: (
        *_columns("mã|tên", "tên khác"),
        *_columns("loại", "thư điện tử|trọng số|hiệu lực từ|hiệu lực đến|kế thừa"),
    ),
    ASSIGNMENTS: _columns("chỉ số|đơn vị|vai trò"),
    CRITERIA: (
        *_columns("chỉ số|nội dung", "tiêu chuẩn|tiêu chí|thành phần|từ khoá"),
        *_columns("so sánh", "ngưỡng|đơn vị tính|cấp đánh giá|cách gộp|áp dụng|căn cứ"),
    ),
    TEXTS: _columns("mục|đoạn"),
    SENDERS: _columns("tệp|đơn vị"),
}
REQUIRED_SHEETS = (LETTER, UNITS, ASSIGNMENTS)

# Every key of the letter's sheet, in the order of the paper; the value stands where none is given.
KEYS: dict[str, str] = {
    "cơ quan chủ quản": "",
    "cơ quan ban hành": "",
    "số": "",
    "ký hiệu": "",
    "địa danh": "",
    "ngày ban hành": "",
    "trích yếu": "",
    "kính gửi": "",
    "căn cứ": "",
    "quyền hạn ký": "",
    "chức vụ ký": "",
    "người ký": "",
    "nơi nhận": "",
    "nhãn kỳ này": "",
    "ngày chốt kỳ này": "",
    "nhãn kỳ trước": "",
    "ngày chốt kỳ trước": "",
    "hạn nộp": "",
    "hình thức": PAPER,
    "phụ lục": SAME_FILE,
    "nhóm theo tiêu chí": NOT_GROUPED,
    "bộ tiêu chí": "86-bgddt-gdtx-2019",
    "mức biến động": "2",
}
DATE_KEYS = ("ngày ban hành", "ngày chốt kỳ này", "ngày chốt kỳ trước", "hạn nộp")
CHOICES: dict[str, tuple[str, ...]] = {
    "hình thức": (PAPER, ELECTRONIC),
    "phụ lục": (SAME_FILE, OWN_FILE),
    "nhóm theo tiêu chí": (GROUPED, NOT_GROUPED),
}
