"""A folder with 200 damaged, foreign and hostile files: it is read to its end, and none is lost."""

import random
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from lcreport.intake.folder import read_folder
from lcreport.model import Return, State
from lcreport.settings import neutral_settings
from tests.corpus_case import CORPUS

SECONDS = 30
FILES = 200
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
GOOD = "good/columns-moved/Phòng Y tế.xlsx"
ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
NAMES = (
    "biểu 'nộp' về.xlsx", "100%.xlsx", "{0} %s $HOME.xlsx", "-rf.xlsx", "a" * 200 + ".xlsx",
    "  khoảng trắng  .xlsx", "tên\nhai dòng.xlsx", "😀.xlsx", "bie\u0302\u0309u.xlsx",
    "con.xlsx", "a;b|c&d.xlsx", "không đuôi", "BIEU.XLSX", "hai.đuôi.pdf.xlsx", "\u202excod.xlsx",
)  # fmt: skip
SUFFIXES = (".xlsx", ".xls", ".ods", ".csv", ".docx", ".xlsb", ".xlsm", ".html")
FOREIGN = {
    "anh.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4,
    "anh.gif": b"GIF89a" + bytes(200),
    "anh.tif": b"II*\x00" + bytes(200),
    "cu.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" * 60,
    "thu.eml": b"From: a@halong.vn\r\nTo: b@halong.vn\r\nSubject: =?utf-8?Q?Bi?=\r\n\r\nok",
    "giau.rtf": rb"{\rtf1\ansi\deff0 {\fonttbl {\f0 Times New Roman;}}\f0 Kinh gui}",
    "chay.exe": b"MZ\x90\x00" + bytes(500),
    "chay.elf": b"\x7fELF" + bytes(500),
    "nhac.mp3": b"ID3\x04\x00" + bytes(500),
    "nen.7z": b"7z\xbc\xaf\x27\x1c" + bytes(100),
    "nen.rar": b"Rar!\x1a\x07\x01\x00" + bytes(100),
    "nen.gz": b"\x1f\x8b\x08\x00" + bytes(100),
    "co so.sqlite": b"SQLite format 3\x00" + bytes(500),
    "trang.html": b"<html><body><script>alert(1)</script><p>Kinh gui</p></body></html>",
    "hai.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><text>Ty le</text></svg>',
    "du lieu.json": b'{"STT": 1, "Chi so": "abc"}',
    "cau hinh.xml": b"<?xml version='1.0'?><a><b>1</b></a>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the folder; one good return lies among the others."""
    place: Path = tmp_path_factory.mktemp("biểu nộp về")
    for name, data in zip(names(), contents(), strict=False):
        path = place / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (place / "liên kết hỏng.xlsx").symlink_to(place / "không có.xlsx")
    (place / "vòng tròn.xlsx").symlink_to(place / "vòng tròn.xlsx")
    (place / "ra ngoài.xlsx").symlink_to(CORPUS / GOOD)
    (place / "thư mục.xlsx").mkdir()
    (place / "Phòng Y tế.xlsx").write_bytes((CORPUS / GOOD).read_bytes())
    return place


@pytest.fixture(scope="module")
def returns(folder: Path) -> tuple[Return, ...]:
    started = time.perf_counter()
    read = read_folder(folder, (), neutral_settings())
    assert time.perf_counter() - started < SECONDS
    return read


def test_two_hundred_files_are_all_accounted_for_once(
    folder: Path, returns: tuple[Return, ...]
) -> None:
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }
    counted = Counter(each.file for each in returns)
    assert len(there) > FILES
    assert set(counted.values()) == {1}
    assert there <= set(counted)
    assert all(name.partition(".zip/")[0] + ".zip" in there for name in set(counted) - there)


def test_none_of_them_reads_as_data(returns: tuple[Return, ...]) -> None:
    read = {each.file: len(each.answers) for each in returns if each.answers}
    assert read == {"Phòng Y tế.xlsx": 2}


def test_each_rejection_has_a_problem_that_says_how_to_mend_it(
    returns: tuple[Return, ...],
) -> None:
    for each in returns:
        if each.state is State.ACCEPTED:
            assert each.file == "Phòng Y tế.xlsx" or each.file.endswith(".zip")
        else:
            assert each.problems
            assert {problem.file for problem in each.problems} == {each.file}
            assert all(problem.message and problem.advice for problem in each.problems)


def test_what_is_wrong_is_told_by_kind(returns: tuple[Return, ...]) -> None:
    codes = {problem.code for each in returns for problem in each.problems}
    assert {"T01", "T02", "T03", "T04", "T06", "T07", "M01"} <= codes


def names() -> Iterator[str]:
    yield from NAMES
    number = 0
    while True:
        number += 1
        folder = ("", "Xã phường/", "Phòng ban/")[number % 3]
        yield f"{folder}biểu {number}{SUFFIXES[number % len(SUFFIXES)]}"


def contents() -> Iterator[bytes]:
    """Give 200 contents, the same at every run."""
    made = [*_foreign(), *_hostile(), *_cut(), *_flipped()]
    chance = random.Random(57)
    starts = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"<html>")
    while len(made) < FILES:
        made.append(chance.choice(starts) + chance.randbytes(chance.randint(1, 4000)))
    chance.shuffle(made)
    return iter(made)


def _foreign() -> Iterator[bytes]:
    yield from FOREIGN.values()
    for case in ("T01-pdf", "T01-picture", "T01-word-without-table", "T02-encrypted-workbook",
                 "T06-blank-workbook", "M01-another-table", "T04-empty-rows"):  # fmt: skip
        folder = CORPUS / "faulty" / case
        yield from (each.read_bytes() for each in folder.iterdir() if each.name != "cai-dat.xlsx")
    yield from (b"", b" ", b"\r\n\r\n", b"\xef\xbb\xbf", b"\0" * 1000, "xin chào".encode("utf-16"))


def _hostile() -> Iterator[bytes]:
    yield _with(SHEET, b" " * (60 << 20))
    yield _with(SHEET, b"<row/>" * 2_000_000)
    yield _with(SHEET, b"<a>" * 500_000)
    yield _with(SHEET, f'<!DOCTYPE x [<!ENTITY a0 "ha">{ENTITIES}]><x>&a9;</x>'.encode())
    yield _with(SHEET, b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>')
    yield _with(SHEET, _sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'))
    yield _with(SHEET, _sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'))
    yield _with(SHEET, _sheet('<row r="1"><c r="A1"><v>1e999999999</v></c></row>'))
    yield _with("xl/workbook.xml", b"<workbook")
    yield _with("xl/_rels/workbook.xml.rels", b"<Relationships/>")
    yield b"<html>" + b"<table><tr><td>" * 50_000
    yield b"a;b\n" + b"x;" * 1_000_000
    yield b'a,b\n"' + b"x\n" * 500_000
    inner = _packed({"../../../ra ngoài.xlsx": b"PK", "C:\\autoexec.bat": b"echo"})
    yield _packed({"trong.zip": inner, "anh.png": b"\x89PNG\r\n\x1a\n"})
    yield _packed({})


def _cut() -> Iterator[bytes]:
    for name in ("libreoffice.xls", "libreoffice.ods", "libreoffice.xlsx", "sheetjs.xlsb"):
        data = (CORPUS / "good/formats" / name).read_bytes()
        yield from (data[: len(data) * part // 20] for part in range(1, 12))


def _flipped() -> Iterator[bytes]:
    """Damage the packed sheet itself: its checksum no longer fits."""
    data = (CORPUS / GOOD).read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as package:
        part = package.getinfo(SHEET)
    start = part.header_offset + 30 + len(part.filename)
    for place in range(40):
        damaged = bytearray(data)
        damaged[start + place * part.compress_size // 40] ^= 0x55
        yield bytes(damaged)


def _sheet(rows: str) -> bytes:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()


def _with(part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(CORPUS / GOOD) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return _packed({**parts, part: content})


def _packed(parts: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()
