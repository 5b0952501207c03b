"""The returns of Hạ Long's 48 units: 15 departments (one layout each), 33 wards (one form)."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import office_parts as parts
import office_sheet as office
from office_parts import EVERY_WARD, Row, Ward
from openpyxl.worksheet.worksheet import Worksheet

PLACE = "Hạ Long"
WIDTHS = {
    "number": 6.0, "text": 46.0, "unit": 24.0, "met": 8.0, "not_met": 9.0, "previous": 16.0,
    "current": 34.0, "note": 12.0,
}  # fmt: skip
WARD_WIDTHS = (6.0, 48.0, 11.0, 11.0, 11.0, 11.0, 11.0, 40.0, 12.0)
NORMALISED_APART = "Hồng Hà"


def department(entry: Row, indicators: Sequence[Row], folder: Path) -> None:
    """Write one department's file: its own layout, the rows of its own indicators."""
    book, sheet = parts.new_book(entry["sheet"])
    fields = [field for field, _ in entry["columns"]]
    left = (1, 3) if fields[2] == "unit" else (1, 2)
    right = (left[1] + 1, len(fields))
    row = parts.letterhead(sheet, entry, PLACE, (left, right))
    row = parts.titles(sheet, row, entry["title"], len(fields))
    top = row
    row = office.header(sheet, row, [title for _, title in entry["columns"]])
    row = office.index_row(sheet, row, entry.get("index", ""), len(fields))
    bottom = row - 1
    for indicator in indicators:
        if entry["id"] in indicator["leads"]:
            _department_row(sheet, row, fields, indicator, entry["numeric"])
            row += 1
    parts.signature(sheet, row + 1, entry["signer"], entry["foot"], (left, right))
    office.lay_out(sheet, [WIDTHS[field] for field in fields], (top, bottom), row - 1)
    office.save(book, folder / entry["file"], entry["name"], entry["saved"])


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


def _counts(one: Ward) -> dict[int, tuple[int, int]]:
    """Give made-up (numerator, denominator) per indicator, by a fixed formula.

    3 and 46: everybody. 44: three quarters, a little more in one ward and as much less in its
    opposite in the list, so that all wards together have exactly 75 %.
    """
    urban = one.kind == "phường"
    people = (5240 if urban else 1060) + 187 * ((one.place * 17) % one.all_wards)
    learners = 4 * ((310 if urban else 96) + 9 * ((one.place * 5) % 13))
    opposite = one.all_wards - 1 - one.place
    swing = 2 * ((min(one.place, opposite) * 7) % 19 + 1)
    shift = 0 if one.place == opposite else swing if one.place < opposite else -swing
    asked = (280 if urban else 85) + 7 * ((one.place * 11) % 17)
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
    book, sheet = parts.new_book(one.word(parts.turn(entry["sheets"], one.place)))
    saved = entry["first_saved"] + timedelta(minutes=79 * one.place % 480, days=one.place % 3)
    titles = parts.turn(entry["headers"], one.place)
    row = _ward_head(sheet, one, entry, saved, len(titles))
    top = row
    row = office.header(sheet, row, titles)
    row = office.index_row(sheet, row, parts.turn(entry["indexes"], one.place), len(titles))
    bottom = row - 1
    for indicator in indicators:
        if EVERY_WARD in indicator["leads"]:
            _ward_row(sheet, row, one, indicator, entry)
            row += 1
    signer = ["TM. ỦY BAN NHÂN DÂN", *parts.turn(entry["signers"], one.place)]
    parts.signature(sheet, row + 1, signer, ["NGƯỜI LẬP BIỂU"], ((1, 2), (6, 9)))
    office.lay_out(sheet, WARD_WIDTHS, (top, bottom), row - 1)
    name = one.word(parts.turn(entry["files"], one.place))
    office.save(book, folder / name, one.word("UBND {kind} {name}"), saved)


def _ward_head(sheet: Worksheet, one: Ward, entry: Row, saved: datetime, width: int) -> int:
    """Write organ lines, or a cell that names the unit, or both; give the header's row."""
    manner = one.place % 4
    reporter = one.word(parts.turn(entry["spellings"], one.place))
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
        row = parts.letterhead(sheet, letter, PLACE, ((1, 2), (5, width)))
    row = parts.titles(sheet, row, parts.turn(entry["titles"], one.place), width)
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
    if number in _counts(one):
        parts.write_counts(sheet, (row, 4, 5, 6), one.place, _counts(one)[number])
