"""The returns of Hạ Long's 48 units: 15 departments (one layout each), 33 wards (one form)."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import office_sheet as office
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, Any]

VIETNAM = timedelta(hours=7)
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")
WIDTHS = {
    "number": 6.0, "text": 46.0, "unit": 24.0, "met": 8.0, "not_met": 9.0, "previous": 16.0,
    "current": 34.0, "note": 12.0,
}  # fmt: skip
WARD_WIDTHS = (6.0, 48.0, 11.0, 11.0, 11.0, 11.0, 11.0, 40.0, 12.0)
NORMALISED_APART = "Hồng Hà"


def department(entry: Row, indicators: Sequence[Row], folder: Path) -> None:
    """Write one department's file: its own layout, the rows of its own indicators."""
    book, sheet = _new_book(entry["sheet"])
    fields = [field for field, _ in entry["columns"]]
    left = (1, 3) if fields[2] == "unit" else (1, 2)
    right = (left[1] + 1, len(fields))
    row = _letterhead(sheet, entry, left, right)
    row = _titles(sheet, row, entry["title"], len(fields))
    top = row
    row = office.header(sheet, row, [title for _, title in entry["columns"]])
    row = office.index_row(sheet, row, entry.get("index", ""), len(fields))
    bottom = row - 1
    for indicator in indicators:
        if entry["id"] in indicator["leads"]:
            _department_row(sheet, row, fields, indicator, entry["numeric"])
            row += 1
    _signature(sheet, row + 1, entry["signer"], entry["foot"], (left, right))
    office.lay_out(sheet, [WIDTHS[field] for field in fields], (top, bottom), row - 1)
    office.save(book, folder / entry["file"], entry["name"], entry["saved"])


def _new_book(title: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(title)


def _letterhead(sheet: Worksheet, entry: Row, left: tuple[int, int], right: tuple[int, int]) -> int:
    """Write organ lines, national motto, number and date; give the row of the title."""
    upper, organ = entry["organ"]
    motto = PARTY if entry.get("party") else STATE
    office.band(sheet, 1, left, upper)
    office.band(sheet, 1, right, motto[0], office.font(bold=True))
    office.band(sheet, 2, left, organ, office.font(bold=True))
    office.band(sheet, 2, right, motto[1], office.font(bold=True, line=True))
    office.band(sheet, 3, left, entry.get("symbol", ""))
    day = entry["saved"] + VIETNAM
    dated = f"Hạ Long, ngày {day.day:02d} tháng {day.month} năm {day.year}"
    office.band(sheet, 3, right, dated, office.font(italic=True))
    return 5


def _titles(sheet: Worksheet, row: int, titles: Sequence[str], width: int) -> int:
    for place, title in enumerate(titles):
        attached = title.startswith("(") or title.endswith(")")
        style = office.font(14 if place == 0 else office.TEXT_SIZE, bold=not attached)
        if attached:
            style = office.font(italic=True)
        office.band(sheet, row + place, (1, width), title, style)
    return row + len(titles) + 1


def _department_row(
    sheet: Worksheet, row: int, fields: Sequence[str], indicator: Row, numeric: Sequence[int]
) -> None:
    number = indicator["number"]
    values = {
        "number": number,
        "text": indicator["text"],
        "unit": indicator["units"],
        "met": "x" if indicator["mark"] == "Đạt" else None,
        "not_met": "x" if indicator["mark"] == "Chưa đạt" else None,
        "previous": indicator["previous"] or None,
        "current": indicator["current"],
    }
    for column, field in enumerate(fields, 1):
        long = field in {"text", "unit"} or len(str(values.get(field) or "")) > len("99,77% ")
        cell = office.grid_cell(sheet, (row, column), values.get(field), left=long)
        if number in numeric and field in {"previous", "current"}:
            office.write_percent(cell, indicator[field])


def _signature(
    sheet: Worksheet,
    row: int,
    signer: Sequence[str],
    foot: Sequence[str],
    halves: tuple[tuple[int, int], tuple[int, int]],
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


@dataclass(frozen=True, slots=True)
class Ward:
    """One ward or commune; `place` (from 0) drives every made-up choice and figure."""

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

    def counts(self) -> dict[int, tuple[int, int]]:
        """Give made-up (numerator, denominator) per indicator, by a fixed formula.

        3 and 46: everybody. 44: three quarters, a little more in one ward and as much less in its
        opposite in the list, so that all wards together have exactly 75 %.
        """
        urban = self.kind == "phường"
        people = (5240 if urban else 1060) + 187 * ((self.place * 17) % self.all_wards)
        learners = 4 * ((310 if urban else 96) + 9 * ((self.place * 5) % 13))
        opposite = self.all_wards - 1 - self.place
        swing = 2 * ((min(self.place, opposite) * 7) % 19 + 1)
        shift = 0 if self.place == opposite else swing if self.place < opposite else -swing
        asked = (280 if urban else 85) + 7 * ((self.place * 11) % 17)
        return {
            3: (people, people),
            44: (learners * 3 // 4 + shift, learners),
            46: (asked, asked),
        }


def wards(entry: Row) -> list[Ward]:
    """Give all wards in the order of the data file."""
    named = [(kind, name) for kind in ("phường", "xã") for name in entry[kind]]
    return [Ward(place, len(named), kind, name) for place, (kind, name) in enumerate(named)]


def ward(one: Ward, entry: Row, indicators: Sequence[Row], folder: Path) -> None:
    """Write one ward's file in the form with numerators and denominators."""
    book, sheet = _new_book(one.word(_turn(entry["sheets"], one)))
    saved = entry["first_saved"] + timedelta(minutes=79 * one.place % 480, days=one.place % 3)
    titles = _turn(entry["headers"], one)
    row = _ward_head(sheet, one, entry, saved, len(titles))
    top = row
    row = office.header(sheet, row, titles)
    row = office.index_row(sheet, row, _turn(entry["indexes"], one), len(titles))
    bottom = row - 1
    for indicator in indicators:
        if "mọi xã phường" in indicator["leads"]:
            _ward_row(sheet, row, one, indicator, entry)
            row += 1
    signer = ["TM. ỦY BAN NHÂN DÂN", *_turn(entry["signers"], one)]
    _signature(sheet, row + 1, signer, ["NGƯỜI LẬP BIỂU"], ((1, 2), (6, 9)))
    office.lay_out(sheet, WARD_WIDTHS, (top, bottom), row - 1)
    name = one.word(_turn(entry["files"], one))
    office.save(book, folder / name, one.word("UBND {kind} {name}"), saved)


def _turn(choices: Sequence[Any], one: Ward) -> Any:  # noqa: ANN401 - the data file's own type
    return choices[one.place % len(choices)]


def _ward_head(sheet: Worksheet, one: Ward, entry: Row, saved: datetime, width: int) -> int:
    """Write organ lines, or a cell that names the unit, or both; give the header's row."""
    manner = one.place % 4
    reporter = one.word(_turn(entry["spellings"], one))
    if one.name == NORMALISED_APART:
        reporter = unicodedata.normalize("NFD", reporter)
    organs = {
        0: ("ỦY BAN NHÂN DÂN", "{KIND} {NAME}"),
        2: ("UBND THÀNH PHỐ HẠ LONG", "UBND {KIND} {NAME}"),
        3: ("", "ỦY BAN NHÂN DÂN\n{KIND} {NAME}"),
    }
    row = 1
    if manner in organs:
        upper, organ = (one.word(line) for line in organs[manner])
        letter = {"organ": (upper, organ), "symbol": "Số:        /BC-UBND", "saved": saved}
        row = _letterhead(sheet, letter, (1, 2), (5, width))
    row = _titles(sheet, row, _turn(entry["titles"], one), width)
    if manner in {1, 2}:
        office.band(sheet, row - 1, (1, width), f"Đơn vị báo cáo: {reporter}", office.font())
        row += 1
    return row


def _ward_row(sheet: Worksheet, row: int, one: Ward, indicator: Row, entry: Row) -> None:
    number = indicator["number"]
    evidence = f"MC.{number:02d}.{one.id}.01: {entry['evidence'][str(number)]}"
    cells = (number, indicator["text"], entry["measured_in"][str(number)], None, None,
             indicator["current"], "Đạt", evidence, None)  # fmt: skip
    for column, value in enumerate(cells, 1):
        office.grid_cell(sheet, (row, column), value, left=column in {2, 8})
    if number in one.counts():
        _write_counts(sheet, row, one, one.counts()[number])


def _write_counts(sheet: Worksheet, row: int, one: Ward, counts: tuple[int, int]) -> None:
    """Write numerator, denominator and rate: as numbers, or typed the Vietnamese way."""
    for column, count in zip((4, 5), counts, strict=True):
        typed = f"{count:,}".replace(",", ".") if one.place % 5 == 1 else count
        cell = office.grid_cell(sheet, (row, column), typed)
        cell.number_format = "@" if isinstance(typed, str) else "#,##0"
    points = (Decimal(100 * counts[0]) / counts[1]).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    shown = f"{points.normalize():f}".replace(".", ",")
    rate = office.grid_cell(sheet, (row, 6), None)
    manner = one.place % 3
    if manner == 0:
        rate.value = f"{shown}%"
    elif manner == 1:
        office.write_percent(rate, f"{shown}%")
    else:
        rate.value = float(points) if points % 1 else int(points)
