"""Makes the files of the corpus from the texts that draw them: `python -m tests.make_corpus`.

Without arguments it makes what is not there; an argument is a part of the names of cases that are
made anew. Files that are not drawn are left as they lie. Options of a drawn file:

    saved 2024-06-20 08:00       when its author last saved it, as the document says
    property NAME=VALUE          a custom document property
    content xls                  what it really is, when its name says something else
    via soffice                  opened and saved again by LibreOffice (formulas are calculated)
    encoding cp1258 · between ,  of a .csv file; also "tab" and "semicolon"
    password WORD                encrypted (needs msoffcrypto-tool)
    keep 60%                     cut off after so much of it
    copy of NAME                 the bytes of a file drawn before
    bytes TEXT                   these bytes and nothing else
    member NAME TEXT             one more or another part in the package
    empty rows 500000            so many rows without anything below those of the first sheet

The kind of a file is the ending of its name; "a.zip/b.xlsx" is a file inside an archive.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path

import docx
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from tests.corpus_case import CORPUS, Case, DrawnFile, DrawnSheet, cases, read_case

SETTINGS = CORPUS / "cai-dat.txt"
_SAVED = datetime(2024, 6, 20, 8)  # noqa: DTZ001 - Excel has no zones
_NUMBER = re.compile(r"=(-?\d+(?:[.,]\d+)?(?:[eE]-?\d+)?)(%?)(?: \[(.*)\])?")
_FORMULA = re.compile(r"=(=.*?)(?: \[(.*)\])?")
_DATE = re.compile(r"=(\d{4}-\d\d-\d\d)(?: \[(.*)\])?")
_FONT = re.compile(r"«(.*?)» ?(.*)", re.DOTALL)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Whose bytes are the same whenever they are made; office programs write the hour into theirs.
STEADY = {"xlsx", "csv"}


def main(wanted: Sequence[str]) -> None:
    for case in (*cases("good"), *cases("faulty")):
        named = any(part in case.name for part in wanted)
        if case.files and (named or not case.folder.exists()):
            shutil.rmtree(case.folder, ignore_errors=True)
            for name, data in files_of(case).items():
                target = case.folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)


def files_of(case: Case) -> dict[str, bytes]:
    """Make the files of a case and the settings that all share: by path, archives packed."""
    done: dict[str, bytes] = {}
    for drawn in (*read_case(SETTINGS).files, *case.files):
        original = drawn.option("copy of")
        done[drawn.name] = done[original] if original else made(drawn)
    return _packed(done)


def is_steady(drawn: DrawnFile) -> bool:
    fickle = ("via soffice", "password", "copy of", "keep")
    return _kind(drawn) in STEADY and all(drawn.option(each) is None for each in fickle)


def _packed(done: dict[str, bytes]) -> dict[str, bytes]:
    archives = {name.partition(".zip/")[0] for name in done if ".zip/" in name}
    loose = {name: data for name, data in done.items() if ".zip/" not in name}
    for each in archives:
        place = f"{each}.zip/"
        inside = {n.removeprefix(place): d for n, d in done.items() if n.startswith(place)}
        loose[f"{each}.zip"] = packed(inside)
    return loose


def _kind(drawn: DrawnFile) -> str:
    return drawn.option("content") or drawn.name.rpartition(".")[2].lower()


def made(drawn: DrawnFile) -> bytes:
    told = drawn.option("bytes")
    data = told.encode() if told is not None else _MAKERS.get(_kind(drawn), _converted)(drawn)
    member = drawn.option("member")
    if member:
        name, _, text = member.partition(" ")
        data = packed({**parts_of(data), name: text.encode()})
    blank = drawn.option("empty rows")
    if blank:
        data = _with_empty_rows(data, int(blank))
    password = drawn.option("password")
    if password:
        data = _encrypted(data, password)
    kept = drawn.option("keep")
    return data[: len(data) * int(kept.rstrip("%")) // 100] if kept else data


# --- .xlsx ----------------------------------------------------------------------------------------


# A third of a small workbook is its colour theme; an empty one keeps the corpus small.
_THEME = b'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="" />'


def _xlsx(drawn: DrawnFile) -> bytes:
    book = Workbook()
    if drawn.option("via soffice") is None:
        book.loaded_theme = _THEME
    book.remove(book.worksheets[0])
    for sheet in drawn.sheets:
        _draw(book.create_sheet(sheet.name), sheet)
    told = drawn.option("property")
    if told:
        name, _, value = told.partition("=")
        props = book.custom_doc_props  # type: ignore[attr-defined]  # its stubs are older
        props.append(StringProperty(name=name, value=value))
    data = BytesIO()
    book.save(data)
    saved = drawn.option("saved")
    book.properties.created = book.properties.modified = (
        datetime.fromisoformat(saved) if saved else _SAVED
    )
    parts = parts_of(data.getvalue()) | {"docProps/core.xml": tostring(book.properties.to_tree())}
    steady = packed(parts)
    return _soffice(steady, "xlsx", "xlsx") if drawn.option("via soffice") is not None else steady


def _draw(sheet: Worksheet, drawn: DrawnSheet) -> None:
    sheet.sheet_state = "hidden" if drawn.option("hidden") is not None else "visible"
    for row, marks in enumerate(drawn.rows, 1):
        for column, mark in enumerate(marks, 1):
            cell = sheet.cell(row, column)
            if isinstance(cell, Cell) and mark not in {"^", "<", ""}:
                _fill(cell, mark)
    for block in _merges(drawn.rows):
        sheet.merge_cells(block)
    for row_number in drawn.option("hide rows") or ():
        sheet.row_dimensions[int(row_number)].hidden = True
    for letter in drawn.option("hide columns") or ():
        sheet.column_dimensions[letter].hidden = True


def _fill(cell: Cell, mark: str) -> None:
    if found := _NUMBER.fullmatch(mark):
        number = float(found[1].replace(",", "."))
        percent = round(number / 100, 15) if found[2] else number
        cell.value = int(percent) if percent == int(percent) and not found[2] else percent
        cell.number_format = found[3] or ("0.00%" if found[2] else "General")
    elif found := _DATE.fullmatch(mark):
        cell.value = datetime.fromisoformat(found[1])
        cell.number_format = found[2] or "dd/mm/yyyy"
    elif found := _FORMULA.fullmatch(mark):
        cell.value = found[1]
        cell.number_format = found[2] or "General"
    elif mark.startswith("=#"):
        cell.value, cell.data_type = mark[1:], "e"
    elif found := _FONT.fullmatch(mark):
        cell.value, cell.font = found[2], Font(name=found[1])
    else:
        cell.value = mark


def _merges(rows: Sequence[Sequence[str]]) -> list[str]:
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for row, marks in enumerate(rows, 1):
        for column, mark in enumerate(marks, 1):
            top, left = row, column
            while rows[top - 1][left - 1] in {"^", "<"}:
                top, left = (top - 1, left) if rows[top - 1][left - 1] == "^" else (top, left - 1)
            if mark in {"^", "<"}:
                ends[top, left] = (row, max(column, ends.get((top, left), (0, 0))[1]))
    return [
        f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        for (top, left), (bottom, right) in ends.items()
    ]


# --- other kinds ----------------------------------------------------------------------------------


def _csv(drawn: DrawnFile) -> bytes:
    mark = drawn.option("between") or ","
    mark = {"tab": "\t", "semicolon": ";"}.get(mark, mark)
    lines = (mark.join(_quoted(cell, mark) for cell in row) for row in drawn.sheets[0].rows)
    text = "".join(f"{line}\r\n" for line in lines)
    encoding = drawn.option("encoding") or "utf-8-sig"
    return "".join(map(_parted, text) if encoding == "cp1258" else text).encode(encoding)


def _parted(letter: str) -> str:
    """Write a letter as Windows-1258 does: the tone mark stands behind."""
    marks = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in marks if mark in _TONES)
    rest = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", rest) + tones


def _quoted(cell: str, mark: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if mark in cell or '"' in cell or "\n" in cell else cell


def _docx(drawn: DrawnFile) -> bytes:
    """Set sheets one below the other: rows of one cell as paragraphs, wider ones as a table."""
    rows = [row for sheet in drawn.sheets for row in sheet.rows]
    if not any(len(row) > 1 for row in rows):
        lines = "\n".join(cell for row in rows for cell in row)
        return _soffice(lines.encode("utf-8-sig"), "txt", "docx")
    document = docx.Document()
    for sheet in drawn.sheets:
        for row in sheet.rows:
            if len(row) == 1:
                document.add_paragraph(*row)
        wide = [row for row in sheet.rows if len(row) > 1]
        table = document.add_table(len(wide), max(map(len, wide), default=0))
        for cells, marks in zip(table.rows, wide, strict=True):
            for cell, mark in zip(cells.cells, marks, strict=False):
                cell.text = mark
    data = BytesIO()
    document.save(data)
    return _soffice(data.getvalue(), "docx", "docx")  # half the size


def _converted(drawn: DrawnFile) -> bytes:
    return _soffice(_xlsx(drawn), "xlsx", _kind(drawn))


def _picture(drawn: DrawnFile) -> bytes:
    """Photograph the first page, as a telephone would."""
    with tempfile.TemporaryDirectory() as place:
        page, target = Path(place) / "page.pdf", Path(place) / "photo"
        page.write_bytes(_soffice(_xlsx(drawn), "xlsx", "pdf"))
        options = ["-png", "-r", "40", "-singlefile"]
        subprocess.run(["pdftoppm", *options, str(page), str(target)], check=True)
        return target.with_suffix(".png").read_bytes()


def _soffice(data: bytes, before: str, after: str) -> bytes:
    """Let LibreOffice open a file and save it in another format."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / f"in.{before}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{place}/profile"
        target = Path(place) / "out"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", after, "--outdir", target, source],
            check=True,
            capture_output=True,
        )
        return (target / f"in.{after}").read_bytes()


def _with_empty_rows(data: bytes, number: int) -> bytes:
    parts = parts_of(data)
    first = "xl/worksheets/sheet1.xml"
    parts[first] = parts[first].replace(b"</sheetData>", b"<row/>" * number + b"</sheetData>")
    return packed(parts)


def _encrypted(data: bytes, password: str) -> bytes:
    # Only who makes that one case anew needs this package.
    office = import_module("msoffcrypto.format.ooxml")
    target = BytesIO()
    office.OOXMLFile(BytesIO(data)).encrypt(password, target)
    return target.getvalue()


_MAKERS: dict[str, Callable[[DrawnFile], bytes]] = {
    "xlsx": _xlsx,
    "csv": _csv,
    "docx": _docx,
    "png": _picture,
}


# --- packages -------------------------------------------------------------------------------------


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, _SAVED.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(part, content)
    return data.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
