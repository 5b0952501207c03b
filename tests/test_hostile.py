"""Files that are damaged or mean harm: each ends in a T problem or a workbook, soon and small."""

import io
import random
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lcreport.intake.formats import open_workbook
from lcreport.intake.formats.limits import Limits
from lcreport.intake.grid import UnreadableError

ROOT = Path(__file__).parent
FORMATS = ROOT / "corpus/good/formats"
XLSX = (FORMATS / "libreoffice.xlsx").read_bytes()
GOOD = [path for path in sorted(FORMATS.iterdir()) if path.suffix != ".md"]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SECONDS = 10
MEGABYTES = 500


def outcome(data: bytes) -> str:
    """Read, and give "ok" or the code; anything else raised is a failure of the test."""
    started = time.perf_counter()
    try:
        open_workbook("tep.xlsx", data)
        result = "ok"
    except UnreadableError as fault:
        result = fault.code
    assert time.perf_counter() - started < SECONDS
    return result


def with_part(part: str, content: bytes, data: bytes = XLSX) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return stream.getvalue()


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    xml = f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    return with_part(SHEET, xml.encode())


def empty_rows() -> bytes:
    row = '<row r="{0}" s="1" customFormat="1" ht="15"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>'
    return sheet("".join(map(row.format, range(1, 1_000_001))))


def entities() -> bytes:
    levels = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY a0 "ha">{levels}]>'
    row = '<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>'
    return with_part(
        SHEET, f"{doctype}<worksheet {MAIN}><sheetData>{row}</sheetData></worksheet>".encode()
    )


def quadratic_entity() -> bytes:
    doctype = f'<!DOCTYPE worksheet [<!ENTITY a "{"x" * 100_000}">]>'
    return with_part(SHEET, f"{doctype}<worksheet {MAIN}>{'&a;' * 100_000}</worksheet>".encode())


def giant_tag() -> bytes:
    attributes = " ".join(f'a{number}=""' for number in range(3_000_000))
    return with_part(SHEET, f"<worksheet {MAIN} {attributes}/>".encode())


def covering_merges() -> bytes:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 50_000)
    )
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 40_000
    return sheet(rows, after=f"<mergeCells>{merges}</mergeCells>")


def huge_repeats() -> bytes:
    cell = '<t:table-cell t:number-columns-repeated="16000" o:value-type="float" o:value="1"/>'
    content = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><o:spreadsheet><t:table>'
        f'<t:table-row t:number-rows-repeated="1000000">{cell}</t:table-row>'
        "</t:table></o:spreadsheet></o:document-content>"
    )
    return with_part("content.xml", content.encode(), (FORMATS / "libreoffice.ods").read_bytes())


def wide_xls() -> bytes:
    """Set one cell far right in each of 65,536 rows, which a library fills up between."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x10, 0, 0, 0, 0)
    cells = b"".join(struct.pack("<HHHHHd", 0x203, 14, row, 255, 0, 1.0) for row in range(65_536))
    return begin + cells + struct.pack("<HH", 0x0A, 0)


A1 = '<row r="1"><c r="A1"><v>1</v></c></row>'
HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "zip bomb": (lambda: with_part(SHEET, b" " * (200 << 20)), {"T04"}),
    "a bomb below the ratio": (
        lambda: with_part(SHEET, random.Random(1).randbytes(1 << 16) * 1300),
        {"T04"},
    ),
    "billion laughs": (entities, {"T03"}),
    "quadratic entity": (quadratic_entity, {"T03"}),
    "deep nesting": (lambda: with_part(SHEET, b"<a>" * 5_000_000), {"T03", "T04"}),
    "a tag with millions of attributes": (giant_tag, {"T03", "T04"}),
    "a million empty formatted rows": (empty_rows, {"T04"}),
    "forty thousand merges over everything": (covering_merges, {"T04"}),
    "millions of repeated cells": (huge_repeats, {"T04"}),
    "an xls of mostly nothing": (wide_xls, {"T04", "T03"}),
    "a column that no sheet has": (
        lambda: sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        {"T03"},
    ),
    "a row that no sheet has": (lambda: sheet('<row r="1048577"><c><v>1</v></c></row>'), {"T03"}),
    "a cell that is nowhere": (lambda: sheet('<row r="1"><c r="??"><v>1</v></c></row>'), {"T03"}),
    "a dimension of everything": (lambda: sheet(A1, '<dimension ref="A1:XFD1048576"/>'), {"ok"}),
    "all columns hidden": (
        lambda: sheet(A1, '<cols><col min="1" max="999999999" hidden="1"/></cols>'),
        {"ok"},
    ),
    "a string that is missing": (
        lambda: sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'),
        {"T03"},
    ),
    "an exponent beyond reason": (
        lambda: sheet('<row r="1"><c r="A1"><v>1e999999999</v></c></row>'),
        {"ok"},
    ),
    "no sheet part": (
        lambda: with_part("xl/_rels/workbook.xml.rels", b"<Relationships/>"),
        {"T03"},
    ),
    "not XML": (lambda: with_part("xl/workbook.xml", b"<workbook"), {"T03"}),
    "another alphabet": (
        lambda: with_part(SHEET, "<?xml version='1.0' encoding='cp037'?><a/>".encode("cp037")),
        {"T03"},
    ),
    "unclosed tags of a page": (
        lambda: b"<html><table>" + b"<a" * 2_000_000,
        {"T03", "T04", "T01", "ok"},
    ),
    "a page of open comments": (
        lambda: b"<html><table><tr><td>" + b"<!--" * 1_000_000,
        {"T03", "T04", "T01", "ok"},
    ),
    "a page of nested tables": (
        lambda: b"<html>" + b"<table><tr><td>" * 300_000,
        {"T03", "T04", "ok"},
    ),
    "a page of wide spans": (
        lambda: b"<html><table>" + b"<tr><td rowspan=999 colspan=999>x" * 5_000,
        {"T04"},
    ),
    "one endless line": (lambda: b"a;b\n" + b"x;" * 5_000_000, {"T03", "T04"}),
    "an open quotation mark": (lambda: b'a;b\nc;d\ne;"' + b"x\n" * 5_000_000, {"T03", "T04"}),
    "empty zip": (lambda: b"PK\x05\x06" + b"\0" * 18, {"T01"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_soon_in_its_problem(name: str) -> None:
    make, allowed = HOSTILE[name]
    assert outcome(make()) in allowed


READ_AND_TELL_THE_PEAK = """
import pathlib, re, sys
from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import UnreadableError
try:
    open_workbook("tep.xlsx", pathlib.Path(sys.argv[1]).read_bytes())
except UnreadableError:
    pass
print(int(re.search("VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.parametrize(
    "name",
    ["zip bomb", "deep nesting", "a tag with millions of attributes", "millions of repeated cells",
     "a million empty formatted rows", "an xls of mostly nothing", "a page of nested tables"],
)  # fmt: skip
def test_a_hostile_file_stays_small_in_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "tep"
    path.write_bytes(HOSTILE[name][0]())
    run = [sys.executable, "-c", READ_AND_TELL_THE_PEAK, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) < MEGABYTES


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_file_cut_off_anywhere_is_read_or_refused(path: Path) -> None:
    data = path.read_bytes()
    for part in range(1, 20):
        assert outcome(data[: len(data) * part // 20]) in {"ok", "T01", "T03", "T04", "T06"}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_a_file_with_bytes_changed_at_random_is_read_or_refused(path: Path) -> None:
    chance = random.Random(path.name)
    for _ in range(40):
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert outcome(bytes(data)) in {"ok", "T01", "T02", "T03", "T04"}


@pytest.mark.parametrize(
    "path", [path for path in GOOD if zipfile.is_zipfile(path)], ids=lambda path: path.name
)
def test_a_part_with_characters_changed_at_random_is_read_or_refused(path: Path) -> None:
    chance = random.Random(path.name)
    data = path.read_bytes()
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    for _ in range(60):
        name = chance.choice(names)
        content = bytearray(zipfile.ZipFile(io.BytesIO(data)).read(name))
        for _ in range(chance.choice((1, 3, 30)) if content else 0):
            content[chance.randrange(len(content))] = chance.choice(b'<>"/=&;0A:\0\xff')
        assert outcome(with_part(name, bytes(content), data)) in {"ok", "T01", "T02", "T03", "T04"}


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x09\x08\x10\0",
        b"<html>",
        b"a;b\n",
    ],
)
def test_random_bytes_are_refused_or_read_but_never_break(start: bytes) -> None:
    chance = random.Random(7)
    for size in (1, 10, 600, 5_000, 50_000):
        assert outcome(start + chance.randbytes(size)) in {"ok", "T01", "T03", "T04"}


def test_a_file_above_the_size_limit_is_not_even_looked_at() -> None:
    with pytest.raises(UnreadableError) as caught:
        open_workbook("tep.xlsx", XLSX, Limits(file_bytes=1000))
    assert caught.value.code == "T04"


def test_the_deadline_is_kept() -> None:
    with pytest.raises(UnreadableError) as caught:
        open_workbook("tep.xlsx", XLSX, Limits(seconds=0.0))
    assert caught.value.code == "T04"
