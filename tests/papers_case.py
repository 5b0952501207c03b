"""A result drawn by hand from the published table and letter, for tests of the papers."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument

from lcreport.criteria import builtin
from lcreport.model import (
    Assignment,
    Basis,
    Comparison,
    Document,
    Figure,
    Indicator,
    Measure,
    MeasureFigure,
    MeasureVerdict,
    Paragraph,
    Period,
    PreviousRow,
    Result,
    Role,
    Settings,
    Source,
    Status,
    Unit,
    UnitKind,
    Verdict,
)
from lcreport.papers.letter import write_letter
from lcreport.quantity import Interval
from lcreport.resources import samples

MARKS = {"Đạt": Status.MET, "Chưa đạt": Status.NOT_MET}
# What the program concludes where the printed table has no mark or another one.
STRICT = {
    4: Status.MET, 5: Status.MET, 6: Status.UPPER_LEVEL, 12: Status.NOT_MET, 13: Status.MET,
    14: Status.UPPER_LEVEL, 18: Status.NO_DATA, 33: Status.NOT_MET,
}  # fmt: skip
FAILED_BEFORE = {6, 16, 19, 20, 23, 28, 38}
FAILED_PARTS = {"nước thải": Fraction("49.78"), "nữ": Fraction("46.5")}
WARDS = tuple(f"Phường {number}" for number in range(1, 34))
# Texts of units that break papers made carelessly.
HOSTILE = {
    "ampersand": "87% & <b>hơn</b>",
    "template": "{{ dem.dat }} {% for x in y %} {_{ x }_}",
    "formula": "=1+1",
    "control": "87%\x00\x07\x0b\x1f\ufffe",
    "long": "số liệu " * 400,
    "emoji": "87% 🎓",
    "right to left": "87% \u202eabc\u202c مرحبا",
    "footnote": "[[chú thích: giả]] \ue0000\ue001",
}
DEPARTMENTS = {
    "p-gddt": "Phòng Giáo dục và Đào tạo", "p-noi-vu": "Phòng Nội vụ",
    "p-tckh": "Phòng Tài chính - Kế hoạch", "cc-thong-ke": "Chi cục Thống kê",
    "p-ldtbxh": "Phòng Lao động - Thương binh và Xã hội", "p-vhtt": "Phòng Văn hóa và Thông tin",
    "p-kinh-te": "Phòng Kinh tế", "p-tnmt": "Phòng Tài nguyên và Môi trường",
    "p-qldt": "Phòng Quản lý đô thị", "ban-atgt": "Ban An toàn giao thông",
    "p-y-te": "Phòng Y tế", "hoi-khuyen-hoc": "Hội Khuyến học",
    "ldld-tp": "Liên đoàn Lao động", "ban-tuyen-giao": "Ban Tuyên giáo Thành ủy",
    "vp-hdnd-ubnd": "Văn phòng HĐND-UBND",
}  # fmt: skip


@cache
def _published() -> tuple[list[dict[str, Any]], dict[str, Any]]:
    texts = [
        (samples() / name).read_text(encoding="utf-8")
        for name in ("ha_long_table.toml", "ha_long_letter.toml")
    ]
    table, letter = (tomllib.loads(text) for text in texts)
    return table["indicator"], letter


def letter_result(*, decided: bool = False, **document: object) -> Result:
    """Give the result of June 2024: 49/5/1/2, or with the city's decisions 51/3/1/2.

    `document` replaces fields of the letterhead.
    """
    rows, letter = _published()
    settings = _settings(rows, letter, document)
    return Result(
        settings=settings,
        returns=(),
        verdicts=tuple(_verdict(row, settings, decided=decided) for row in rows),
        problems=(),
        previous=tuple(_previous(row) for row in rows),
        reviewed=decided,
    )


def with_text(result: Result, number: int, text: str, previous: str = "") -> Result:
    """Give the result with another value text for one indicator."""
    changed = (
        replace(each, figure=replace(each.figure, text=text, previous_text=previous or "100%"))
        if each.indicator.number == number
        else each
        for each in result.verdicts
    )
    return replace(result, verdicts=tuple(changed))


def with_paragraphs(result: Result, *paragraphs: tuple[str, str]) -> Result:
    """Give the result with these office paragraphs (section, text) instead of the letter's."""
    made = tuple(Paragraph(section, text) for section, text in paragraphs)
    return replace(result, settings=replace(result.settings, paragraphs=made))


def _settings(
    rows: list[dict[str, Any]], letter: dict[str, Any], document: dict[str, object]
) -> Settings:
    departments = (Unit(i, name, UnitKind.DEPARTMENT) for i, name in DEPARTMENTS.items())
    wards = (Unit(f"w-{place}", name, UnitKind.WARD) for place, name in enumerate(WARDS))
    printed = letter["document"]
    changes: Any = document
    return Settings(
        criteria=builtin("86-bgddt-gdtx-2019"),
        units=(*departments, *wards),
        assignments=tuple(_assignments(rows)),
        period=Period(
            printed["nhãn kỳ này"], date(2024, 6, 24), printed["nhãn kỳ trước"], date(2023, 5, 31)
        ),
        document=replace(_document(printed), **changes),
        paragraphs=tuple(
            Paragraph(section["name"], text)
            for section in letter["section"]
            for text in section["paragraphs"]
        ),
    )


def _document(printed: dict[str, Any]) -> Document:
    return Document(
        superior=printed["cơ quan chủ quản"],
        organ=printed["cơ quan ban hành"],
        number=printed["số"],
        symbol=printed["ký hiệu"],
        place=printed["địa danh"],
        issued=printed["ngày ban hành"],
        subject=printed["trích yếu"],
        addressees=tuple(printed["kính gửi"].split("\n")),
        bases=tuple(printed["căn cứ"].split("\n")),
        authority=tuple(printed["quyền hạn ký"].split("\n")),
        position=tuple(printed["chức vụ ký"].split("\n")),
        signer=printed["người ký"],
        recipients=tuple(printed["nơi nhận"].split("\n")),
    )


def _assignments(rows: list[dict[str, Any]]) -> Iterator[Assignment]:
    for row in rows:
        for lead in row["leads"]:
            ids = [f"w-{place}" for place in range(len(WARDS))] if " " in lead else [lead]
            for unit in ids:
                yield Assignment(row["number"], unit, Role.LEAD)


def _verdict(row: dict[str, Any], settings: Settings, *, decided: bool) -> Verdict:
    number = row["number"]
    indicator = settings.criteria.indicator(number)
    assert indicator is not None
    printed = MARKS.get(row["mark"])
    overruled = decided and number in {12, 33}
    status = printed if overruled and printed else STRICT.get(number, printed or Status.NO_DATA)
    measures = tuple(_measures(indicator, status))
    return Verdict(
        indicator=indicator,
        figure=Figure(
            indicator,
            tuple(each.figure for each in measures),
            text=row["current"],
            previous_text=row["previous"],
        ),
        status=status,
        basis=Basis.DECISION if overruled else Basis.RULE,
        computed=status,
        claimed=printed,
        decided=status if overruled else None,
        needs_review=number in {12, 33} and not decided,
        reasons=(),
        measures=measures,
        fingerprint="0" * 12,
    )


def _measures(indicator: Indicator, status: Status) -> Iterator[MeasureVerdict]:
    """Give measures of which, where the indicator is not met, only the last one fails."""
    for measure in indicator.measures:
        failed = status is Status.NOT_MET and measure is indicator.measures[-1]
        interval = _interval(measure, failed=failed)
        yield MeasureVerdict(MeasureFigure(measure, interval), not failed)


def _interval(measure: Measure, *, failed: bool) -> Interval | None:
    if measure.threshold is None or measure.comparison is not Comparison.AT_LEAST:
        return None
    return Interval.point(FAILED_PARTS.get(measure.name, 0) if failed else measure.threshold)


def _previous(row: dict[str, Any]) -> PreviousRow:
    status = Status.NOT_MET if row["number"] in FAILED_BEFORE else Status.MET
    return PreviousRow(row["number"], status, row["previous"], Source("ky-truoc.xlsx"))


def written_letter(result: Result, folder: Path) -> WordDocument:
    path = folder / "cong-van.docx"
    write_letter(result, path)
    return docx.Document(str(path))


def lines(document: WordDocument) -> list[str]:
    return [each.text for each in document.paragraphs if each.text.strip()]


def head_cells(document: WordDocument) -> list[str]:
    return [cell.text for row in document.tables[0].rows for cell in row.cells]
