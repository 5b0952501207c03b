"""Fills forms as a unit would, and says what must be read from them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.cli import main
from lcreport.model import Indicator, Measure, Settings
from lcreport.papers.form.columns import COLUMNS
from lcreport.papers.form.workbook import HEADER_ROW
from lcreport.quantity import decimal_string
from lcreport.resources import samples
from lcreport.settings import load_settings

LETTER = {each.key: each.letter for each in COLUMNS}
AS_OF = datetime(2024, 6, 20)  # noqa: DTZ001 - Excel has no zones
STATUSES = {
    "Không phát sinh": "not_applicable",
    "Chưa có số liệu": "no_data",
    "Cấp trên đánh giá": "upper_level",
}
CLAIMS = {"Số liệu": None, "Đạt": "met", "Chưa đạt": "not_met", "": None}


@dataclass(frozen=True)
class Expected:
    """What one measure's answer must say; figures as the contract writes them."""

    indicator: int
    measure: str
    kind: str
    low: str | None = None
    high: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    claim: str | None = None
    status: str | None = None
    evidence: str = ""
    note: str = ""


def of_answer(told: dict[str, Any]) -> Expected:
    names = Expected.__dataclass_fields__
    texts = {"evidence", "note"}
    said: dict[str, Any] = {key: told[key] for key in names}
    return Expected(**said | {key: told[key] or "" for key in texts})


@cache
def sample_settings(name: str) -> Settings:
    return load_settings(samples() / name / "cai-dat.xlsx")


def make_forms(name: str, output: Path) -> Path:
    assert main(["forms", str(samples() / name), "-o", str(output), "--quiet"]) == 0
    return output / "bieu"


def rows_of(sheet: Worksheet, settings: Settings) -> Iterator[tuple[int, Indicator, list[Measure]]]:
    """Give each indicator's first row, with the measures that have rows of their own below it."""
    row = HEADER_ROW + 1
    while isinstance(number := sheet.cell(row, 1).value, int):
        indicator = settings.criteria.indicator(number)
        assert indicator
        parts = list(indicator.measures) if len(indicator.measures) > 1 else []
        yield row, indicator, parts
        row += 1 + len(parts)


def fill(path: Path, target: Path, settings: Settings, chance: random.Random) -> list[Expected]:
    """Answer every row of a form, each in another way, and say what must come of it."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    expected: list[Expected] = []
    for row, indicator, parts in rows_of(sheet, settings):
        words = {"code": f"MC.{indicator.number}.01", "note": f"ghi chú {chance.randint(1, 99)}"}
        for key, text in words.items():
            sheet[f"{LETTER[key]}{row}"] = text
        kind = chance.choice([*STATUSES, "Đạt", "Chưa đạt", *["Số liệu"] * 6, ""])
        rest = (words["code"], words["note"])
        sheet[f"{LETTER['kind']}{row}"] = kind or None
        measures = parts or list(indicator.measures)
        lines = range(row + 1, row + 1 + len(parts)) if parts else [row]
        if kind in STATUSES:
            expected += [_of_status(indicator, each, kind, rest) for each in measures]
            continue
        bare = kind in {"Đạt", "Chưa đạt"} and chance.random() < 1 / 2
        if not bare:
            sheet[f"{LETTER['as_of']}{row}"] = AS_OF
        way = chance.randrange(3)
        for line, each in zip(lines, measures, strict=True):
            shape = _marked() if bare else _figure(sheet, line, each, chance, way)
            expected.append(
                Expected(
                    indicator.number, each.name, claim=CLAIMS[kind],
                    evidence=rest[0], note=rest[1], **shape,
                )
            )  # fmt: skip
    book.save(target)
    return expected


def _marked() -> dict[str, Any]:
    return {"kind": "mark"}


def _of_status(
    indicator: Indicator, measure: Measure, word: str, rest: tuple[str, str]
) -> Expected:
    counted = word == "Không phát sinh" and not measure.is_rate and bool(measure.unit)
    told: dict[str, Any] = {"kind": "status", "status": STATUSES[word]}
    if counted:  # nothing happened: none were counted
        told = {"kind": "quantity", "low": "0", "high": "0"}
    return Expected(indicator.number, measure.name, evidence=rest[0], note=rest[1], **told)


def _figure(
    sheet: Worksheet, row: int, measure: Measure, chance: random.Random, way: int
) -> dict[str, Any]:
    """Write a ratio, a percentage or a number, and give what must be read."""
    value = f"{LETTER['value']}{row}"
    if measure.is_rate and way:
        lower = chance.randint(40, 90_000)
        upper = chance.randint(0, lower)
        sheet[f"{LETTER['numerator']}{row}"] = upper
        sheet[f"{LETTER['denominator']}{row}"] = lower
        rate = decimal_string(Fraction(upper * 100, lower))
        shape = {"numerator": str(upper), "denominator": str(lower)}
        return {"kind": "ratio", "low": rate, "high": rate, **shape}
    if measure.is_rate:
        points = chance.randint(101, 9_999)
        sheet[value] = f"{points // 100},{points % 100:02d}%"
        told = decimal_string(Fraction(points, 100))
        return {"kind": "quantity", "low": told, "high": told}
    number = chance.randint(2, 5_000)
    sheet[value] = number
    return {"kind": "quantity", "low": str(number), "high": str(number)}
