"""How returns look: the official form with all 57 indicators, and a unit's own few rows.

Both are drawn with the sample's texts, words and odd values; percentages become slots.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from lcreport.criteria import builtin
from lcreport.model import Comparison, CriteriaSet
from tests.benchmark.sheets import PERCENT, Sheet, Style, Value
from tests.benchmark.slots import (
    COUNTS,
    NUMBER,
    RATIO,
    TEXT,
    Figure,
    Put,
    number_mark,
    text_mark,
)
from tests.benchmark.units import EVERY_WARD, Row, indicators, ward_manners

COMMON, OWN = "common", "own"
TITLE = Style(bold=True, size=14)
PLAIN, BOLD, ITALIC = Style(size=13), Style(bold=True, size=13), Style(italic=True, size=13)
HEAD = Style(bold=True, ruled=True)
CELL, LEFT = Style(ruled=True), Style(ruled=True, left=True)
SHARE = Style(ruled=True, number_format=PERCENT)
GROUP = Style(bold=True, italic=True, ruled=True, left=True)
_HEADERS = (
    "STT", "Nội dung chỉ báo", "Đơn vị tính", "Đơn vị phụ trách", "Tự đánh giá > Đạt",
    "Tự đánh giá > Chưa đạt", "Tỉ lệ % > Tính đến tháng 5/2023",
    "Tỉ lệ % > Tính đến thời điểm hiện tại", "Minh chứng", "Ghi chú",
)  # fmt: skip
_WIDTHS = {1: 6.0, 2: 46.0, 3: 9.0, 4: 24.0, 5: 8.0, 6: 9.0, 7: 16.0, 8: 34.0, 9: 20.0, 10: 12.0}
_LETTERS_PER_WIDTH, _LINE = 1.1, 16.5
_SPREAD = 300  # hundredths of a point around the published percentage
_ASKED_OF_WARDS = {3: (9500, 10000), 44: (7000, 8000), 46: (10000, 10000)}


@dataclass
class Draft:
    """A return while it is drawn: the sheet, its slots, what else stands in it.

    `unit` is a department's id, or EVERY_WARD for a form that any ward fills.
    """

    sheet: Sheet
    unit: str
    figures: list[Figure] = field(default_factory=list)
    fixed: list[Put] = field(default_factory=list)
    slots: int = 0

    def slot(self) -> int:
        """Give the number of a new slot."""
        self.slots += 1
        return self.slots

    def value(self, row: int, column: int, indicator: Row, manner: str) -> None:
        """Write the current value of an indicator: a slot where it is a plain percentage."""
        number = indicator["number"]
        ends = ends_of(indicator, self.unit)
        if ends is None:
            self.sheet.put(row, column, indicator["current"], LEFT)
            self.fixed.append(Put(number, raw=indicator["current"]))
            return
        slot = self.slot()
        stored = number_mark(slot) if manner == NUMBER else text_mark(slot)
        self.sheet.put(row, column, stored, SHARE if manner == NUMBER else CELL)
        shared = self.unit != EVERY_WARD
        self.figures.append(Figure(number, manner, (slot,), *ends, shared))

    def counts(self, row: int, columns: Sequence[int], number: int) -> None:
        """Write numerator, denominator and rate of a ward's indicator as three slots."""
        slots = (self.slot(), self.slot(), self.slot())
        for column, slot in zip(columns[:2], slots[:2], strict=True):
            style = Style(ruled=True, number_format="#,##0")
            self.sheet.put(row, column, number_mark(slot), style)
        self.sheet.put(row, columns[2], text_mark(slots[2]), CELL)
        least, most = _ASKED_OF_WARDS[number]
        self.figures.append(Figure(number, COUNTS, slots, least, most, shared=False))


def ends_of(indicator: Row, unit: str) -> tuple[int, int] | None:
    """Give between what an indicator's percentage is drawn, on its own side of the threshold.

    In hundredths of a point; None where the published value is no plain percentage above which
    something is required.
    """
    number = indicator["number"]
    if unit == EVERY_WARD:
        return _ASKED_OF_WARDS.get(number)
    told = indicator["current"].removesuffix("%").replace(",", ".")
    measures = _criteria().indicator(number)
    measure = measures.measures[0] if measures else None
    if not told.replace(".", "", 1).isdigit() or measure is None or measure.threshold is None:
        return None
    if measure.comparison is not Comparison.AT_LEAST:
        return None
    middle, limit = round(float(told) * 100), round(measure.threshold * 100)
    least, most = max(middle - _SPREAD, 0), min(middle + _SPREAD, 10000)
    return (max(least, limit), most) if middle >= limit else (least, min(most, limit - 1))


@cache
def _criteria() -> CriteriaSet:
    return builtin("86-bgddt-gdtx-2019")


def common_form(unit: str, reporter: str, variant: int) -> Draft:
    """Draw the official form, 73 rows by 10 columns, in which a unit has filled its own rows."""
    draft = Draft(Sheet("Biểu đánh giá", widths=dict(_WIDTHS)), unit)
    sheet = draft.sheet
    sheet.band(1, (1, 10), "BIỂU ĐÁNH GIÁ CÁC TIÊU CHÍ, CHỈ SỐ THÀNH PHỐ HỌC TẬP", TITLE)
    sheet.band(2, (1, 10), f"Đơn vị báo cáo: {reporter}", PLAIN)
    row = header(sheet, 3, _HEADERS)
    for standard, rows in groupby(indicators(), key=_standard):
        sheet.band(row, (1, 10), f"Tiêu chuẩn {standard}", GROUP)
        row += 1
        for indicator in rows:
            _common_row(draft, row, indicator, variant)
            row += 1
    return draft


def _standard(indicator: Row) -> str:
    known = _criteria().indicator(indicator["number"])
    return known.standard if known else ""


def _common_row(draft: Draft, row: int, indicator: Row, variant: int) -> None:
    number, sheet = indicator["number"], draft.sheet
    own = draft.unit in indicator["leads"]
    met = indicator["mark"] == "Đạt"
    sheet.put(row, 1, number, CELL)
    sheet.put(row, 2, indicator["text"], LEFT)
    sheet.put(row, 3, "%", CELL)
    sheet.put(row, 4, indicator["units"], LEFT)
    sheet.put(row, 5, "x" if own and met else None, CELL)
    sheet.put(row, 6, "x" if own and indicator["mark"] == "Chưa đạt" else None, CELL)
    sheet.put(row, 7, *_before(indicator))
    if own:
        draft.value(row, 8, indicator, (TEXT, NUMBER, RATIO)[(number + variant) % 3])
    else:
        sheet.put(row, 8, None, SHARE)
    sheet.put(row, 9, f"H{number // 10 + 1}.{number:02}.01" if own else None, LEFT)
    sheet.put(row, 10, None, CELL)
    _fit(sheet, row)


def _before(indicator: Row) -> tuple[Value, Style]:
    """Give the previous period's value, every other percentage as a number."""
    told = indicator["previous"]
    plain = told.removesuffix("%").replace(",", ".")
    if indicator["number"] % 2 and told.endswith("%") and plain.replace(".", "", 1).isdigit():
        return round(float(plain) / 100, 6), SHARE
    return told or None, CELL


def header(sheet: Sheet, row: int, titles: Sequence[str]) -> int:
    """Write a header, of two rows where a title is "parent > child"; give the next row."""
    parts = [title.split(" > ") for title in titles]
    deep = max(map(len, parts))
    for column, part in enumerate(parts, 1):
        for depth in range(deep):
            sheet.put(row + depth, column, part[depth] if depth < len(part) else None, HEAD)
        if len(part) < deep:
            sheet.merges.append((row, column, row + deep - 1, column))
    if deep > 1:
        for name, columns in _families(parts):
            sheet.band(row, (columns[0], columns[-1]), name, HEAD)
    return row + deep


def _families(parts: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[int]]]:
    numbered = [(part[0], column) for column, part in enumerate(parts, 1) if len(part) > 1]
    for name, group in groupby(numbered, key=lambda pair: pair[0]):
        yield name, [column for _, column in group]


def own_rows(entry: Row, variant: int) -> Draft:
    """Draw a department's own layout with the rows of its own indicators."""
    fields = [name for name, _ in entry["columns"]]
    draft = Draft(Sheet(entry["sheet"]), entry["id"])
    row = _letterhead(draft.sheet, entry["organ"], entry["title"], len(fields))
    row = header(draft.sheet, row, [title for _, title in entry["columns"]])
    for indicator in indicators():
        if entry["id"] in indicator["leads"]:
            _own_row(draft, row, fields, indicator, variant)
            row += 1
    _signature(draft.sheet, row + 1, entry["signer"], len(fields))
    _widen(draft.sheet, len(fields))
    return draft


def _own_row(draft: Draft, row: int, fields: Sequence[str], indicator: Row, variant: int) -> None:
    told: dict[str, Value] = {
        "number": indicator["number"],
        "text": indicator["text"],
        "unit": indicator["units"],
        "met": "x" if indicator["mark"] == "Đạt" else None,
        "not_met": "x" if indicator["mark"] == "Chưa đạt" else None,
    }
    for column, name in enumerate(fields, 1):
        if name == "current":
            draft.value(row, column, indicator, (TEXT, NUMBER)[(indicator["number"] + variant) % 2])
        elif name == "previous":
            draft.sheet.put(row, column, *_before(indicator))
        else:
            style = LEFT if name in {"text", "unit"} else CELL
            draft.sheet.put(row, column, told.get(name), style)


def ward_rows(words: dict[str, str], variant: int) -> Draft:
    """Draw the wards' layout with numerators and denominators; `words` fill its patterns."""
    manners = ward_manners()
    titles = _turn(manners["headers"], variant)
    draft = Draft(Sheet(("Biểu 02", "Sheet1")[variant % 2]), EVERY_WARD)
    organ = ("ỦY BAN NHÂN DÂN", "{KIND} {NAME}".format(**words))
    row = _letterhead(draft.sheet, organ, _turn(manners["titles"], variant), len(titles))
    reporter = _turn(manners["spellings"], variant).format(**words)
    draft.sheet.band(row - 1, (1, len(titles)), f"Đơn vị báo cáo: {reporter}", PLAIN)
    row = header(draft.sheet, row + 1, titles)
    for indicator in indicators():
        if EVERY_WARD in indicator["leads"]:
            _ward_row(draft, row, indicator, manners, words["id"])
            row += 1
    _signature(draft.sheet, row + 1, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), len(titles))
    _widen(draft.sheet, len(titles))
    return draft


def _ward_row(draft: Draft, row: int, indicator: Row, manners: Row, unit: str) -> None:
    number = indicator["number"]
    measured, evidence = manners["measured_in"][str(number)], manners["evidence"][str(number)]
    told = (number, indicator["text"], measured, None, None, None, "Đạt",
            f"MC.{number:02}.{unit}.01: {evidence}", None)  # fmt: skip
    for column, value in enumerate(told, 1):
        draft.sheet.put(row, column, value, LEFT if column in {2, 8} else CELL)
    if number in _ASKED_OF_WARDS:
        draft.counts(row, (4, 5, 6), number)
    else:
        draft.value(row, 6, indicator, TEXT)


def _turn(choices: Sequence[str], place: int) -> str:
    return choices[place % len(choices)]


def _letterhead(sheet: Sheet, organ: Sequence[str], titles: Sequence[str], width: int) -> int:
    motto = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    for row, (left, right) in enumerate(zip(organ, motto, strict=True), 1):
        sheet.band(row, (1, 2), left, BOLD)
        sheet.band(row, (3, width), right, BOLD)
    sheet.band(3, (3, width), "Hạ Long, ngày 20 tháng 6 năm 2024", ITALIC)
    for row, title in enumerate(titles, 5):
        sheet.band(row, (1, width), title, TITLE if row == 5 else ITALIC)
    return 5 + len(titles) + 1


def _signature(sheet: Sheet, row: int, signer: Sequence[str], width: int) -> None:
    for place, line in enumerate((*signer, "(Đã ký)")):
        sheet.band(row + place, (3, width), line, BOLD)


def _widen(sheet: Sheet, width: int) -> None:
    sheet.widths = {column: 46.0 if column == 2 else 16.0 for column in range(1, width + 1)}
    for row in {row for row, column in sheet.cells if column == 2}:
        _fit(sheet, row)


def _fit(sheet: Sheet, row: int) -> None:
    """Make a row high enough for its longest text, as a clerk does."""
    lines = 1.0
    for column, width in sheet.widths.items():
        text = str(sheet.cells.get((row, column), ("", CELL))[0] or "")
        lines = max(lines, len(text) / (width * _LETTERS_PER_WIDTH))
    sheet.heights[row] = round(lines + 0.5) * _LINE
