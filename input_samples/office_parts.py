"""What the files of every sample have in common: letterhead, titles, signature, settings book."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import office_sheet as office
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, Any]
Span = tuple[int, int]

VIETNAM = timedelta(hours=7)
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
EVERY_WARD = "mọi xã phường"
WARD_ALIASES = ("UBND {kind} {name}", "{Kind} {name}", "UBND {short} {name}", "{short} {name}")
UNIT_COLUMNS = {
    "mã": 20.0, "tên": 40.0, "tên khác": 60.0, "loại": 13.0, "thư điện tử": 34.0,
    "trọng số": 11.0, "hiệu lực từ": 13.0, "hiệu lực đến": 13.0, "kế thừa": 16.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ward:
    """One ward or commune; `place` (from 0) drives every made-up choice among `all_wards`."""

    place: int
    all_wards: int
    kind: str
    name: str

    @property
    def id(self) -> str:
        """Give the id of the settings workbook, like "ph-ha-lam" or "x-ky-thuong"."""
        letters = unicodedata.normalize("NFD", self.name.lower()).replace("đ", "d")
        plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
        return f"{'ph' if self.kind == 'phường' else 'x'}-{plain.replace(' ', '-')}"

    def word(self, pattern: str) -> str:
        """Fill a pattern of the data file with the ward's kind and name."""
        return pattern.format(
            kind=self.kind,
            Kind=self.kind.capitalize(),
            KIND=self.kind.upper(),
            short="P." if self.kind == "phường" else "X.",
            name=self.name,
            NAME=self.name.upper(),
        )

    def unit(self) -> Row:
        """Give its id, name and aliases as `unit_row` takes them."""
        aliases = [self.word(pattern) for pattern in WARD_ALIASES]
        return {
            "id": self.id,
            "name": self.word("Ủy ban nhân dân {kind} {name}"),
            "aliases": aliases,
        }


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    """Give a workbook with one empty sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(title)


def letterhead(sheet: Worksheet, entry: Row, place: str, halves: tuple[Span, Span]) -> int:
    """Write organ lines, national motto, number, place and date; give the row of the title."""
    left, right = halves
    upper, organ = entry["organ"]
    motto = PARTY if entry.get("party") else STATE
    office.band(sheet, 1, left, upper)
    office.band(sheet, 1, right, motto[0], office.font(bold=True))
    office.band(sheet, 2, left, organ, office.font(bold=True))
    office.band(sheet, 2, right, motto[1], office.font(bold=True, line=True))
    office.band(sheet, 3, left, entry.get("symbol", ""))
    day = entry["saved"] + VIETNAM
    dated = f"{place}, ngày {day.day:02d} tháng {day.month} năm {day.year}"
    office.band(sheet, 3, right, dated, office.font(italic=True))
    return 5


def titles(sheet: Worksheet, row: int, lines: Sequence[str], width: int) -> int:
    """Write the title and what stands below it in brackets; give the row of the header."""
    for place, line in enumerate(lines):
        attached = line.startswith("(") or line.endswith(")")
        style = office.font(14 if place == 0 else office.TEXT_SIZE, bold=not attached)
        if attached:
            style = office.font(italic=True)
        office.band(sheet, row + place, (1, width), line, style)
    return row + len(lines) + 1


def signature(
    sheet: Worksheet,
    row: int,
    signer: Sequence[str],
    foot: Sequence[str],
    halves: tuple[Span, Span],
) -> None:
    """Write the signer's title on the right and recipients or the drafter on the left."""
    left, right = halves
    for place, line in enumerate([*signer, "(Đã ký)"]):
        last = place == len(signer)
        style = office.font(italic=last, bold=not last)
        office.band(sheet, row + place + (1 if last else 0), right, line, style)
    for place, line in enumerate(foot):
        heading = place == 0
        style = office.font(12 if heading else 11, bold=heading, italic=line.endswith(":"))
        if line.isupper():
            office.band(sheet, row, left, line, style)
        else:
            office.put(sheet, (row + place, left[0]), line, style)


def turn(choices: Sequence[Any], place: int) -> Any:  # noqa: ANN401 - the data file's own type
    """Take the choices of a data file in turn, one unit after the other."""
    return choices[place % len(choices)]


def write_counts(
    sheet: Worksheet, at: tuple[int, int, int, int], place: int, counts: Sequence[int]
) -> None:
    """Write numerator, denominator and rate: as numbers, or typed the Vietnamese way.

    `at` is the row and the three columns; `place` chooses among the ways.
    """
    row, *columns, last = at
    for column, count in zip(columns, counts, strict=True):
        typed = f"{count:,}".replace(",", ".") if place % 5 == 1 else count
        cell = office.grid_cell(sheet, (row, column), typed)
        cell.number_format = "@" if isinstance(typed, str) else "#,##0"
    points = (Decimal(100 * counts[0]) / counts[1]).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    shown = f"{points.normalize():f}".replace(".", ",")
    rate = office.grid_cell(sheet, (row, last), None)
    manner = place % 3
    if manner == 0:
        rate.value = f"{shown}%"
    elif manner == 1:
        office.write_percent(rate, f"{shown}%")
    else:
        rate.value = float(points) if points % 1 else int(points)


def settings_book(
    letter: Row,
    units: Sequence[Sequence[office.Value]],
    assigned: Sequence[Sequence[office.Value]],
) -> Workbook:
    """Give the settings workbook of a period: letterhead, units, assignment, paragraphs."""
    book = Workbook()
    book.remove(book.worksheets[0])
    document = [(key, value or None) for key, value in letter["document"].items()]
    office.plain_table(book.create_sheet("Văn bản"), ["khoá", "giá trị"], document, [24.0, 90.0])
    names, widths = list(UNIT_COLUMNS), list(UNIT_COLUMNS.values())
    office.plain_table(book.create_sheet("Đơn vị"), names, units, widths)
    names = ["chỉ số", "đơn vị", "vai trò"]
    office.plain_table(book.create_sheet("Phân công"), names, assigned, [9.0, 24.0, 14.0])
    told = [(each["name"], text) for each in letter["section"] for text in each["paragraphs"]]
    office.plain_table(book.create_sheet("Nội dung"), ["mục", "đoạn"], told, [14.0, 130.0])
    return book


def unit_row(entry: Row, kind: str, mail_domain: str) -> tuple[office.Value, ...]:
    """Give a row of the sheet `Đơn vị`, with weight, validity and successors if there are any."""
    return (
        entry["id"],
        entry["name"],
        "; ".join(entry["aliases"]) or None,
        kind,
        f"{entry['id']}@{mail_domain}",
        entry.get("weight"),
        entry.get("valid_from"),
        entry.get("valid_to"),
        "; ".join(entry.get("successors", ())) or None,
    )
