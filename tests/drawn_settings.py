"""A settings workbook drawn as its rows, and changes that put one fault into it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from lcreport.errors import SettingsError
from lcreport.model import Settings
from lcreport.settings import load_settings

Cell = str | float | date | None
Book = dict[str, list[list[Cell]]]


def base() -> Book:
    """A small workbook without a fault, drawn as its rows."""
    return {
        "Văn bản": [
            ["khoá", "giá trị"],
            ["cơ quan chủ quản", None],
            ["cơ quan ban hành", "Ủy ban nhân dân\nthành phố Hạ Long"],
            ["số", 4927],
            ["ký hiệu", "UBND-GD"],
            ["địa danh", "Hạ Long"],
            ["kính gửi", "- Sở Giáo dục và Đào tạo;\n- Hội Khuyến học tỉnh."],
            ["quyền hạn ký", "TM. Ủy ban nhân dân\nKT. Chủ tịch"],
            ["nhãn kỳ này", "tháng 6/2024"],
            ["ngày chốt kỳ này", date(2024, 6, 24)],
            ["ngày chốt kỳ trước", datetime(2023, 5, 31, 8, 30)],  # noqa: DTZ001 - Excel has no zones
            ["hạn nộp", "28/6/2024"],
        ],
        "Đơn vị": [
            [
                "mã", "tên", "tên khác", "loại", "thư điện tử", "trọng số",
                "hiệu lực từ", "hiệu lực đến", "kế thừa",
            ],
            ["p-y-te", "Phòng Y tế", "Y tế; P. Y tế", "phòng ban", "yte@halong.vn"],
            ["dai-yen", "Phường Đại Yên", None, "xã phường", None, 9120.5],
            ["gieng-day", "Phường Giếng Đáy", None, "xã phường"],
            ["cu", "Xã Cũ", None, "xã phường", None, None, None, date(2019, 12, 31), "dai-yen"],
        ],
        "Phân công": [
            ["chỉ số", "đơn vị", "vai trò"],
            [19, "p-y-te", "chủ trì"],
            [20, "mọi xã phường", "chủ trì"],
            [20, "p-y-te", "phối hợp"],
        ],
        "Nội dung": [["mục", "đoạn"], [1.1, "Đoạn một."], ["chỉ số 06", "Giải pháp."]],
        "Nhận diện": [["tệp", "đơn vị"], ["tra loi\\bieu 1.xlsx", "P-Y-TE"]],
    }  # fmt: skip


def written(folder: Path, book: Book) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in book.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "cai-dat.xlsx"
    workbook.save(path)
    return path


def loaded(folder: Path, book: Book) -> Settings:
    return load_settings(written(folder, book))


def told(folder: Path, book: Book) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        loaded(folder, book)
    return caught.value.sentences


def put(sheet: str, row: int, column: int, value: Cell) -> Callable[[Book], None]:
    """Make the change that puts `value` into a cell (rows and columns from 1)."""

    def change(book: Book) -> None:
        cells = book[sheet][row - 1]
        cells += [None] * (column - len(cells))
        cells[column - 1] = value

    return change


def add(sheet: str, *cells: Cell) -> Callable[[Book], None]:
    return lambda book: book[sheet].append(list(cells))


def rename(sheet: str, name: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        book[name] = book.pop(sheet)

    return change


def drop(sheet: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        del book[sheet]

    return change
