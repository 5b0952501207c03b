"""What is written in the usual way is read fast; both ways of reading end in the same cells."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from lcreport.intake.formats import open_workbook
from lcreport.intake.formats.xlsx_scan import scan_cells, scan_strings
from lcreport.intake.grid import UnreadableError, Workbook
from tests.workbooks import SHEET, book, patched, varied

TESTS = Path(__file__).parent
SAMPLES = sorted((TESTS.parent / "input_samples").rglob("*.xlsx"))
CORPUS = sorted((TESTS / "corpus").rglob("*.xlsx"))
PARTS = re.compile(r"xl/(worksheets/\w+|sharedStrings)\.xml")
STARTS = re.compile(r"<sheetData>|<sst\b[^<>]*[^<>/]>")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def rewritten(data: bytes, change: Callable[[str], str]) -> bytes:
    """Change every worksheet and the string table of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if PARTS.fullmatch(name)]
    for part in parts:
        data = patched(data, part, change)
    return data


def unusual(data: bytes) -> bytes:
    """Put a comment before the first row and the first string: lawful, but nobody writes that."""
    return rewritten(data, lambda text: STARTS.sub(lambda match: f"{match[0]}<!-- -->", text))


def opened(data: bytes) -> Workbook | str:
    try:
        return open_workbook("biểu.xlsx", data)
    except UnreadableError as fault:
        return fault.code


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist() if PARTS.fullmatch(name)}
    # The reader leaves out a declaration that says no more than the truth.
    return {name: re.sub(rb"^\s*<\?xml[^>]*\?>\s*", b"", part) for name, part in parts.items()}


@pytest.mark.parametrize("path", [*SAMPLES, *CORPUS], ids=lambda path: path.parent.name)
def test_both_ways_of_reading_give_the_same_workbook(path: Path) -> None:
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)) or isinstance(opened(data), str):
        return
    assert opened(unusual(data)) == opened(data)


def test_nearly_all_samples_and_corpus_files_are_written_in_the_usual_way() -> None:
    usual, others = 0, []
    for path in [*SAMPLES, *CORPUS]:
        data = path.read_bytes()
        if not zipfile.is_zipfile(io.BytesIO(data)) or isinstance(opened(data), str):
            continue
        for name, part in parts_of(data).items():
            scan = scan_strings if "sharedStrings" in name else scan_cells
            if b"<row" not in part and b"<si>" not in part:
                continue
            if scan(part):
                usual += 1
            else:
                others.append(f"{path}: {name}")
    assert usual > 300
    assert len(others) * 50 < usual, others


def test_what_libreoffice_saves_is_written_in_the_usual_way() -> None:
    path = TESTS / "corpus/good/formats/libreoffice.xlsx"
    for name, part in parts_of(path.read_bytes()).items():
        assert (scan_strings(part) if "sharedStrings" in name else scan_cells(part)) is not None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("<row ", "<row  "),
        lambda text: text.replace('"><v>', '" ><v>'),
        lambda text: text.replace("<c r=", '<c xml:lang="vi" r='),
        lambda text: text.replace("</c>", "</c>\n"),
        lambda text: re.sub(r'<c r="([A-Z]+\d+)"', r"<c r='\1'", text),
        lambda text: re.sub(r"(</?)(?=\w)", r"\1x:", text).replace("xmlns=", "xmlns:x="),
        lambda text: text.replace("\n", "\r\n"),
    ],
    ids=["space", "space in tag", "attribute first", "line breaks", "quotes", "prefix", "CR"],
)
def test_another_way_of_writing_the_same_is_the_same(change: Callable[[str], str]) -> None:
    data = varied()
    assert opened(patched(data, SHEET, change)) == opened(data)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>&mo;</t></is></c></row>', "T03"),
        ('<row r="1"><c r="A1"><v>&#0;</v></c></row>', "T03"),
        ('<row r="1"><c r="A1" t="s"><v>9999</v></c></row>', "T03"),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', "T03"),
        ('<row r="1"><c r="A1048577"><v>1</v></c></row>', "T03"),
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "T03"),
        ('<row r="1"><c r="A1"><f>1+</v></f></c></row>', "T03"),
        ('<row r="1"><c r="A1"><v>1</v></c>', "T03"),
    ],
)
def test_what_no_parser_takes_is_not_taken_either(rows: str, code: str) -> None:
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    if not rows.endswith("</row>"):
        sheet = sheet.replace("</sheetData>", "")
    assert opened(patched(varied(), SHEET, lambda _: sheet)) == code


def test_a_cell_beyond_its_row_and_a_hidden_row_are_read_alike() -> None:
    rows = (
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c><c r="B3"><v>2</v></c></row>'
        '<row r="4" hidden="true"/><row r="5" hidden="0"><c r="C5" t="str"><v>a&amp;b</v></c></row>'
    )
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>"
    data = patched(varied(), SHEET, lambda _: sheet)
    read = opened(data)
    assert not isinstance(read, str)
    assert read == opened(unusual(data))
    assert read.grids[0].hidden_rows == {2, 4}
    assert {place: cell.text for place, cell in read.grids[0].cells.items()} == {
        (2, 1): "1",
        (3, 2): "2",
        (5, 3): "a&b",
    }


def test_a_mutated_sheet_that_is_still_taken_reads_as_a_parser_reads_it() -> None:
    chance = random.Random(11)
    data = SAMPLES[3].read_bytes()
    same = 0
    for _ in range(300):
        seed = chance.random()

        def mutated(text: str, seed: float = seed) -> str:
            draw = random.Random(seed)
            place = draw.randrange(len(text))
            return text[:place] + draw.choice('<>"/=&;0A: \n') + text[place + 1 :]

        changed = rewritten(data, mutated)
        usual, parsed = opened(changed), opened(unusual(changed))
        # The fast way may miss that two tags do not fit, never what a cell says.
        assert isinstance(parsed, str) or usual == parsed
        same += usual == parsed
    assert same > 250


def test_comments_are_read_with_the_cells_that_they_are_pinned_to() -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        sheet["B2"] = 0.5
        sheet["B2"].comment = Comment("số liệu ước tính", "đơn vị")
        sheet["C3"].comment = Comment("ô trống", "đơn vị")

    cells = open_workbook("biểu.xlsx", book(fill)).grids[0].cells
    assert {place: cell.comment for place, cell in cells.items()} == {(2, 2): "số liệu ước tính"}
