"""Templates as an office leaves them: edited in Word, Excel or LibreOffice, saved, used again."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Cm
from openpyxl import load_workbook
from openpyxl.styles import Font

from lcreport.papers.letter import write_letter
from lcreport.papers.lost_parts import lost_parts
from lcreport.papers.proof import prove
from lcreport.papers.table import write_xlsx
from lcreport.papers.table_docx import write_docx
from lcreport.papers.template import template_path
from tests.papers_case import letter_result

LETTER, TABLE, WORD_TABLE = "cong-van.docx", "bieu-danh-gia.xlsx", "bieu-danh-gia.docx"
LOGO = Path(__file__).parent.parent / "docs" / "ha-long-cong-van-1.png"
DOCUMENT = "word/document.xml"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give a folder with the office's own copies of the three templates."""
    own = tmp_path / "mau"
    own.mkdir()
    for name in (LETTER, TABLE, WORD_TABLE):
        shutil.copyfile(template_path(name), own / name)
    return own


def edit(package: Path, part: str, change: Callable[[str], str]) -> None:
    """Change one part of an office file, as its XML is."""
    with zipfile.ZipFile(package) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    before = parts[part].decode("utf-8")
    parts[part] = change(before).encode("utf-8")
    assert parts[part].decode("utf-8") != before
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def checked_by_word(xml: str) -> str:
    """Split every name as Word does while it checks spelling and marks who typed what."""
    run = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t xml:space=\"preserve\">([^<]*?)</w:t></w:r>")

    def split(match: re.Match[str]) -> str:
        looks, text = match[1] or "", match[2]
        if "{{" not in text:
            return match[0]
        pieces = re.split(r"(\{\{ |\.|_| \}\})", text)
        marks = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="7" w:name="_Hlk1"/>'
        ends = '<w:bookmarkEnd w:id="7"/><w:proofErr w:type="spellEnd"/>'
        return "".join(
            f'{marks}<w:r w:rsidR="00A4{place:04X}">{looks}'
            f'<w:t xml:space="preserve">{piece}</w:t></w:r>{ends}'
            for place, piece in enumerate(pieces)
            if piece
        )

    return run.sub(split, xml)


def write_all(folder: Path, office: Path) -> None:
    result = letter_result(grouped=True)
    write_letter(result, folder / LETTER, office)
    write_xlsx(result, folder / TABLE, office)
    write_docx(result, folder / WORD_TABLE, office)


def proved(folder: Path, office: Path) -> bool:
    return prove(letter_result(grouped=True), folder, office) == ()


def texts(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).paragraphs]


def test_names_that_the_spelling_check_split_print_as_before(tmp_path: Path, office: Path) -> None:
    write_all(tmp_path, office)
    before = texts(tmp_path / LETTER)
    for name in (LETTER, WORD_TABLE):
        edit(office / name, DOCUMENT, checked_by_word)
    write_all(tmp_path, office)

    assert texts(tmp_path / LETTER) == before
    assert proved(tmp_path, office)


def test_paragraphs_may_be_moved_and_set_in_other_styles(tmp_path: Path, office: Path) -> None:
    document = docx.Document(str(office / LETTER))
    moved = next(p for p in document.paragraphs if p.text.startswith("- Chỉ số chưa đạt"))
    above = next(p for p in document.paragraphs if p.text.startswith("- Chỉ số đạt"))
    above._p.addprevious(moved._p)  # noqa: SLF001 - no public way to move a paragraph
    above.style = (
        document.styles["Muc1"] if "Muc1" in document.styles else document.styles["Mục 1."]
    )
    for run in moved.runs:
        run.italic = True
    document.save(str(office / LETTER))
    write_all(tmp_path, office)

    counts = [t for t in texts(tmp_path / LETTER) if t.startswith("- Chỉ số ")]
    assert counts[0].startswith("- Chỉ số chưa đạt: 05/57")
    assert counts[1].startswith("- Chỉ số đạt: 49/57")
    assert proved(tmp_path, office)


def test_a_logo_in_the_letterhead_is_printed(tmp_path: Path, office: Path) -> None:
    document = docx.Document(str(office / LETTER))
    document.tables[0].rows[0].cells[0].paragraphs[-1].add_run().add_picture(str(LOGO), Cm(2))
    document.save(str(office / LETTER))
    write_all(tmp_path, office)

    with zipfile.ZipFile(tmp_path / LETTER) as package:
        assert any(name.startswith("word/media/") for name in package.namelist())
        assert b"<pic:pic" in package.read(DOCUMENT)
    assert list(lost_parts(office / LETTER, LETTER)) == []
    assert proved(tmp_path, office)


def test_a_picture_in_a_paragraph_of_nothing_but_a_mark_is_told(office: Path) -> None:
    document = docx.Document(str(office / LETTER))
    mark = next(p for p in document.paragraphs if p.text.startswith("{%p for"))
    mark.add_run().add_picture(str(LOGO), Cm(2))
    document.save(str(office / LETTER))

    (told,) = lost_parts(office / LETTER, "mau/cong-van.docx")

    assert (told.code, told.file, told.severity) == ("R04", "mau/cong-van.docx", "warning")
    assert "hình ảnh ở mau/cong-van.docx, đoạn" in told.found


def test_a_sheet_with_more_columns_rows_and_looks_prints(tmp_path: Path, office: Path) -> None:
    book = load_workbook(office / TABLE)
    sheet = book.worksheets[0]
    sheet.insert_rows(1)
    sheet["A1"] = "{{ van_ban.co_quan }}"
    sheet["I5"], sheet["I8"] = "Nguồn", "{{ dong.nguon_truoc }}"
    sheet["A10"] = "Tổng: {{ dem.tong }}"
    sheet["B8"].font = Font(name="Arial", size=10, bold=True)
    book.save(office / TABLE)
    write_all(tmp_path, office)
    written = load_workbook(tmp_path / TABLE).worksheets[0]

    assert written["A1"].value == "Ủy ban nhân dân thành phố Hạ Long"
    assert written["I8"].value == "ky-truoc.xlsx"
    assert written.cell(written.max_row, 1).value == "Tổng: 57"
    assert written["B8"].font.name == "Arial"
    assert proved(tmp_path, office)


def test_a_template_without_band_rows_prints_none(tmp_path: Path, office: Path) -> None:
    book = load_workbook(office / TABLE)
    book.worksheets[0].delete_rows(5, 2)
    book.save(office / TABLE)
    write_all(tmp_path, office)

    assert load_workbook(tmp_path / TABLE).worksheets[0].max_row == 61
    assert proved(tmp_path, office)


@pytest.mark.parametrize("name", [LETTER, WORD_TABLE, TABLE])
def test_templates_saved_by_libreoffice_still_print(
    name: str, tmp_path: Path, office: Path, soffice: str
) -> None:
    kind = name.rpartition(".")[2]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path / "s"),
    ]
    subprocess.run([*command, str(office / name)], check=True, capture_output=True, timeout=120)
    shutil.copyfile(tmp_path / "s" / name, office / name)
    write_all(tmp_path, office)

    assert proved(tmp_path, office)


DRAWING = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
    "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp/><xdr:clientData/>"
    "</xdr:twoCellAnchor></xdr:wsDr>"
)
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
)


def draw_shape(path: Path) -> None:
    """Put a shape on the first sheet, as Excel writes one."""
    edit(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            "</worksheet>",
            '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships" '
            'r:id="rId9"/></worksheet>',
        ),
    )
    edit(
        path,
        "[Content_Types].xml",
        lambda xml: xml.replace(
            "</Types>",
            '<Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.drawing+xml"/></Types>',
        ),
    )
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/drawings/drawing1.xml", DRAWING)
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", RELATION)


def test_a_shape_in_a_sheet_is_told_with_its_cell(tmp_path: Path, office: Path) -> None:
    draw_shape(office / TABLE)

    (told,) = lost_parts(office / TABLE, "mau/bieu-danh-gia.xlsx")

    assert (told.code, told.sheet, told.cell) == ("R04", "Biểu đánh giá", "B3")
    assert told.found == "hình vẽ hoặc hộp chữ"
    write_all(tmp_path, office)


@pytest.mark.parametrize("name", [LETTER, WORD_TABLE, TABLE])
def test_our_own_templates_lose_nothing(name: str) -> None:
    assert list(lost_parts(template_path(name), name)) == []
