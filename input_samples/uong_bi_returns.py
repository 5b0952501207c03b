"""The returns of Uông Bí's units: one drawing for every layout, a row is its cells by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import office_parts as parts
import office_sheet as office
from office_parts import EVERY_WARD, Row, Ward
from openpyxl.worksheet.worksheet import Worksheet
from uong_bi_plan import Annex

WIDTHS = {
    "number": 6.0, "text": 46.0, "numbered_text": 46.0, "unit": 22.0, "standard": 22.0,
    "criterion": 26.0, "threshold": 12.0, "met": 8.0, "not_met": 9.0, "claim": 12.0,
    "previous": 14.0, "current": 26.0, "rate": 12.0, "measured_in": 12.0, "numerator": 11.0,
    "denominator": 11.0, "evidence": 34.0, "co_unit": 22.0, "note": 14.0,
}  # fmt: skip
LONG = {"text", "numbered_text", "unit", "standard", "criterion", "evidence", "co_unit"}
SHORT = {"claim", "measured_in"}
# The annex merges the same words of rows below each other; only its own layout does.
MERGED = ("unit", "standard", "criterion")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file looks like (`entry`), where it was written and the rows that it holds."""

    entry: Row
    place: str
    rows: Sequence[Row]
    turn: int = 0

    @property
    def fields(self) -> list[str]:
        """Give the fields of the columns from left to right."""
        return [field for field, _ in self.entry["columns"]]


def department(entry: Row, place: str, annex: Annex, folder: Path) -> None:
    """Write one department's file, if it has returned one."""
    if "file" in entry:
        rows = [_cells(each, entry["id"], annex) for each in entry["answers"]]
        _write(Sheet(entry, place, rows), folder)


def wards(made_up: Row, annex: Annex) -> Iterator[Sheet]:
    """Give the files of all wards that returned something, an older one before its newer one."""
    common = made_up["wards"]
    for turn, given in enumerate(common["old"]):
        one = Ward(turn, len(common["old"]), given["kind"], given["name"])
        for sent in (given.get("first"), given):
            if sent and "saved" in sent:
                rows = [
                    _cells(each, EVERY_WARD, annex) for each in _ward_answers(one, sent, common)
                ]
                yield Sheet(_ward_entry(one, sent, common), made_up["place"], rows, turn)


def write_wards(made_up: Row, annex: Annex, folder: Path) -> None:
    """Write the files of all wards."""
    for sheet in wards(made_up, annex):
        _write(sheet, folder)


def _ward_entry(one: Ward, sent: Row, common: Row) -> Row:
    def turned(key: str) -> Sequence[str]:
        chosen = parts.turn(common[key], one.place)
        return [one.word(line) for line in ([chosen] if isinstance(chosen, str) else chosen)]

    return {
        "name": one.word("UBND {kind} {name}"),
        "file": sent.get("file", turned("files")[0]),
        "sheet": turned("sheets")[0],
        "organ": [one.word(line) for line in common["organ"]],
        "symbol": common["symbol"],
        "title": turned("titles"),
        "columns": common["counted" if "counts" in sent else "rated"],
        "signer": ["TM. ỦY BAN NHÂN DÂN", *turned("signers")],
        "foot": ["NGƯỜI LẬP BIỂU"],
        "saved": sent["saved"],
        "numeric": [],
    }


def _ward_answers(one: Ward, sent: Row, common: Row) -> Iterator[Row]:
    for number, evidence in common["evidence"].items():
        met = int(number) not in sent.get("not_met", ())
        said = {"number": int(number), "met": met, "current": "Đạt" if met else "Chưa đạt"}
        said["evidence"] = f"MC.{int(number):02d}.{one.id}.01: {evidence}"
        if number in sent.get("rates", {}):
            said["current"] = sent["rates"][number]
        if number in sent.get("counts", {}):
            said["counts"] = sent["counts"][number]
        yield said


def _cells(answer: Row, unit: str, annex: Annex) -> Row:
    """Give everything that some layout prints for an answer, by field."""
    number = answer["number"]
    printed = annex.indicators[number]
    met = answer.get("met")
    figure = "counts" in answer or "%" in answer.get("current", "")
    return {
        **printed,
        **answer,
        "numbered_text": f"({number}) {printed['text']}",
        "unit": annex.units[unit]["name"],
        "co_unit": annex.note(unit, number).get("note"),
        "rate": answer.get("current"),
        "measured_in": "%" if figure else "Đạt/Chưa đạt",
        "claim": {True: "Đạt", False: "Chưa đạt", None: None}[met],
        "met": "x" if met else None,
        "not_met": "x" if met is False else None,
    }


def _write(one: Sheet, folder: Path) -> None:
    entry, fields = one.entry, one.fields
    book, sheet = parts.new_book(entry["sheet"])
    left = (1, 3) if fields[2] == "unit" else (1, 2)
    halves = (left, (left[1] + 1, len(fields)))
    row = parts.letterhead(sheet, entry, one.place, halves)
    top = parts.titles(sheet, row, entry["title"], len(fields))
    row = office.header(sheet, top, [title for _, title in entry["columns"]])
    row = office.index_row(sheet, row, entry.get("index", ""), len(fields))
    for place, cells in enumerate(one.rows, row):
        _row(sheet, place, one, cells)
    last = row + len(one.rows) - 1
    if "numbered_text" in fields:
        _merge_runs(sheet, fields, range(row, last + 1))
    parts.signature(sheet, last + 2, entry["signer"], entry["foot"], halves)
    office.lay_out(sheet, [WIDTHS[field] for field in fields], (top, row - 1), last)
    office.save(book, folder / entry["file"], entry["name"], entry["saved"])


def _row(sheet: Worksheet, row: int, one: Sheet, cells: Mapping[str, office.Value]) -> None:
    places = {field: column for column, field in enumerate(one.fields, 1)}
    for field, column in places.items():
        value = cells.get(field)
        wide = field not in SHORT and len(str(value or "")) > len("99,77% ")
        cell = office.grid_cell(sheet, (row, column), value, left=wide or field in LONG)
        if cells["number"] in one.entry["numeric"] and field in {"previous", "current"}:
            office.write_percent(cell, str(value))
    counts = cells.get("counts")
    if isinstance(counts, list):
        at = (row, places["numerator"], places["denominator"], places["rate"])
        parts.write_counts(sheet, at, one.turn, counts)


def _merge_runs(sheet: Worksheet, fields: Sequence[str], rows: range) -> None:
    for column, field in enumerate(fields, 1):
        if field not in MERGED:
            continue
        texts = [sheet.cell(row, column).value for row in rows]
        start = 0
        for place in range(1, len(texts) + 1):
            if place == len(texts) or texts[place] != texts[start]:
                if place - start > 1:
                    sheet.merge_cells(
                        start_row=rows[start],
                        end_row=rows[place - 1],
                        start_column=column,
                        end_column=column,
                    )
                start = place
