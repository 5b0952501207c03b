"""Every format reads as the same return does in .xlsx; what is none ends in its T problem."""

import io
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document

from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import CellKind, Grid, Merge, Position, UnreadableError
from lcreport.wording import say

ROOT = Path(__file__).parent
ORIGINAL = ROOT.parent / "input_samples/ha-long-2024-06/Xã phường/Phường Hà Lầm.xlsx"
CORPUS = sorted(path for path in (ROOT / "corpus/good/formats").iterdir() if path.suffix != ".md")


def grid_of(path: Path) -> Grid:
    (grid,) = open_workbook(path.name, path.read_bytes()).grids
    return grid


def texts(grid: Grid) -> dict[Position, str]:
    return {place: cell.text for place, cell in grid.cells.items()}


def on_one_line(grid: Grid) -> dict[Position, str]:
    """Give the texts as a web page keeps them: spaces in a row are one."""
    return {place: " ".join(cell.text.split()) for place, cell in grid.cells.items()}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_return_says_the_same_in_every_format(path: Path) -> None:
    original, other = grid_of(ORIGINAL), grid_of(path)
    if path.suffix == ".csv":
        words = {place: cell.text for place, cell in original.cells.items() if not cell.number}
        assert words == {place: texts(other)[place] for place in words}
        assert original.cells.keys() == other.cells.keys()
        return
    assert on_one_line(other) == on_one_line(original)
    assert set(other.merges) == set(original.merges)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_numbers_stay_numbers_where_the_format_has_numbers(path: Path) -> None:
    if path.suffix in {".csv", ".docx"}:
        assert all(cell.kind is CellKind.TEXT for cell in grid_of(path).cells.values())
        return
    original = grid_of(ORIGINAL)
    for place, cell in grid_of(path).cells.items():
        assert cell.number == original.cells[place].number
        assert cell.percent == original.cells[place].percent


@pytest.mark.parametrize("name", ["libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods"])
def test_fonts_and_the_moment_of_saving_survive_where_the_format_keeps_them(name: str) -> None:
    path = ROOT / "corpus/good/formats" / name
    original = open_workbook(ORIGINAL.name, ORIGINAL.read_bytes())
    other = open_workbook(name, path.read_bytes())
    assert other.saved == original.saved
    assert {each.font for each in other.grids[0].cells.values()} == {"Times New Roman"}


def code(data: bytes, name: str = "tep.xlsx") -> tuple[str, str]:
    with pytest.raises(UnreadableError) as caught:
        open_workbook(name, data)
    return caught.value.code, caught.value.found


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "picture"),
        (b"\0\0\0\x18ftypheic", "picture"),
        (b"\0\0\0\x18ftypmp42", "media"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"Rar!\x1a\x07", "archive"),
        (b"7z\xbc\xaf\x27\x1c\0", "archive"),
        (b"MZ\x90\0\3", "program"),
        (b"MIME-Version: 1.0\r\nX: y", "mail"),
        ("Kính gửi phòng,\nchúng tôi xin báo cáo.".encode(), "text"),
        (b"<html><body><p>xin", "page"),
        (b"<?xml version='1.0'?><note/>", "other"),
        (bytes(range(256)), "other"),
    ],
)
def test_what_is_no_spreadsheet_is_named_by_its_kind(start: bytes, kind: str) -> None:
    assert code(start, "bieu.xlsx") == ("T01", say(f"format.kind.{kind}"))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"  \r\n"])
def test_a_file_without_content_is_empty(data: bytes) -> None:
    assert code(data)[0] == "T06"


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def test_a_protected_opendocument_asks_for_its_password() -> None:
    manifest = b"<m xmlns='x'><file-entry><encryption-data/></file-entry></m>"
    assert code(package({"META-INF/manifest.xml": manifest, "content.xml": b"\x8f\1"}))[0] == "T02"
    assert code(package({"encrypted-package": b"\x8f\1"}))[0] == "T02"


def test_a_protected_xls_asks_for_its_password() -> None:
    data = (ROOT / "corpus/good/formats/libreoffice.xls").read_bytes()
    write_access = b"\x5c\0\x70\0"
    assert code(data.replace(write_access, b"\x2f\0\x70\0", 1))[0] == "T02"


def test_a_protected_xlsx_asks_for_its_password() -> None:
    data = (ROOT / "corpus/good/formats/libreoffice.xls").read_bytes()
    stream = "Workbook".encode("utf-16-le")
    assert code(data.replace(stream, "EncryptedPackage".encode("utf-16-le"), 1))[0] == "T02"


def ods(rows: str, styles: str = "") -> Grid:
    content = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        f"<o:automatic-styles>{styles}</o:automatic-styles><o:body><o:spreadsheet>"
        f'<t:table t:name="Biểu" t:style-name="ta1">{rows}</t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    (grid,) = open_workbook(
        "b.ods", package({"mimetype": kind, "content.xml": content.encode()})
    ).grids
    return grid


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        ('o:value-type="percentage" o:value="0.9996"><x:p>100%</x:p>', "99,96%", CellKind.NUMBER),
        ('o:value-type="float" o:value="93.65"><x:p>93,65%</x:p>', "93,65%", CellKind.NUMBER),
        ('o:value-type="date" o:date-value="2024-05-12"><x:p>a</x:p>', "12/05/2024", CellKind.DATE),
        ('o:value-type="boolean" o:boolean-value="true"><x:p>TRUE</x:p>', "TRUE", CellKind.BOOLEAN),
        ('t:formula="of:=1/0" o:value-type="string"><x:p>#DIV/0!</x:p>', "#DIV/0!", CellKind.ERROR),
        ('t:formula="of:=SUM([.A1])">', "=SUM([.A1])", CellKind.UNCALCULATED),
        (('o:value-type="string"><o:annotation><x:p>lời</x:p></o:annotation><x:p>a<x:s x:c="2"/>b'
          "<x:span>c</x:span></x:p><x:p>d</x:p>"), "a  bc\nd", CellKind.TEXT),
    ],
)  # fmt: skip
def test_an_opendocument_cell_says_what_a_person_sees(cell: str, text: str, kind: CellKind) -> None:
    grid = ods(f"<t:table-row><t:table-cell {cell}</t:table-cell></t:table-row>")
    assert (grid.cells[1, 1].text, grid.cells[1, 1].kind) == (text, kind)


def test_repeated_opendocument_cells_stand_where_they_are_shown() -> None:
    value = 'o:value-type="string"><x:p>x</x:p></t:table-cell>'
    grid = ods(
        '<t:table-column t:number-columns-repeated="2"/><t:table-column t:visibility="collapse"/>'
        '<t:table-row t:number-rows-repeated="3"><t:table-cell t:number-columns-repeated="2"/>'
        f'<t:table-cell t:number-columns-repeated="2" {value}</t:table-row>'
        '<t:table-header-rows><t:table-row t:visibility="filter">'
        f'<t:table-cell t:number-columns-spanned="2" {value}<t:covered-table-cell/>'
        f"<t:table-cell {value}</t:table-row></t:table-header-rows>"
        '<t:table-row t:number-rows-repeated="1048000" t:visibility="collapse"><t:table-cell/>'
        "</t:table-row>",
        '<s:style s:name="ta1"><s:table-properties t:display="false"/></s:style>',
    )
    expected = {(row, column) for row in (1, 2, 3) for column in (3, 4)} | {(4, 1), (4, 3)}
    assert set(grid.cells) == expected
    assert grid.merges == (Merge(4, 1, 4, 2),)
    assert (set(grid.hidden_rows), set(grid.hidden_columns)) == ({4}, {3})
    assert grid.hidden


def word() -> tuple[Grid, ...]:
    document = docx.Document()
    document.add_paragraph("UBND THÀNH PHỐ HẠ LONG")
    document.add_paragraph("PHÒNG Y TẾ")
    table = document.add_table(rows=3, cols=4)
    for row in range(3):
        for column in range(4):
            table.cell(row, column).text = f"{row}.{column}"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Tự đánh giá"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "dòng 1"
    table.cell(1, 0).add_paragraph("dòng 2")
    document.add_paragraph("Ngày 20 tháng 6")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "bảng hai"
    document.add_paragraph("(Đã ký)")
    return open_workbook("b.docx", saved(document)).grids


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_table_keeps_its_merges_and_the_lines_around_it() -> None:
    first, second = word()
    assert (first.name, second.name) == ("Bảng 1", "Bảng 2")
    assert texts(first) == {
        (1, 1): "UBND THÀNH PHỐ HẠ LONG", (2, 1): "PHÒNG Y TẾ",
        (3, 1): "0.0", (3, 2): "0.1", (3, 3): "Tự đánh giá",
        (4, 1): "dòng 1\ndòng 2", (4, 2): "1.1", (4, 3): "1.2", (4, 4): "1.3",
        (5, 2): "2.1", (5, 3): "2.2", (5, 4): "2.3",
    }  # fmt: skip
    assert set(first.merges) == {Merge(3, 3, 3, 4), Merge(4, 1, 5, 1)}
    assert texts(second) == {(1, 1): "Ngày 20 tháng 6", (2, 1): "bảng hai", (3, 1): "(Đã ký)"}


def test_a_word_document_without_a_table_is_no_spreadsheet() -> None:
    document = docx.Document()
    document.add_paragraph("Kính gửi")
    assert code(saved(document)) == ("T01", say("format.kind.word"))


def html(body: str) -> Grid:
    return open_workbook("b.xls", f"<html><body>{body}</body></html>".encode()).grids[0]


def test_a_web_page_saved_as_xls_keeps_spans_entities_and_lines() -> None:
    grid = html(
        "<p>UBND XÃ</p><table><tr><th rowspan=2>TT<th colspan=2>Tự  đánh\n giá</tr>"
        "<tr><td>Đạt<td>Chưa<br>đạt</td></tr><tr><td>1<td>&ge; 95&#37;<td><script>x()</script>y"
        "</table><div>(Đã ký)</div>"
    )
    assert texts(grid) == {
        (1, 1): "UBND XÃ", (2, 1): "TT", (2, 2): "Tự đánh giá", (3, 2): "Đạt",
        (3, 3): "Chưa\nđạt", (4, 1): "1", (4, 2): "≥ 95%", (4, 3): "y", (5, 1): "(Đã ký)",
    }  # fmt: skip
    assert set(grid.merges) == {Merge(2, 1, 3, 1), Merge(2, 2, 2, 3)}


def test_a_web_page_gives_the_full_number_that_the_program_kept() -> None:
    grid = html('<table><tr><td sdval="0.9996">100%<td x:num="1420000.5">1,420,001</table>')
    assert texts(grid) == {(1, 1): "99,96%", (1, 2): "1.420.000,5"}


TABLE = 'TT;Chỉ số, tiêu chí;Kết quả\n1;Tỷ lệ biết chữ, từ 15 đến 60;99,72%\n2;"Nước; rác";x\n'


@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_a_csv_reads_alike_in_every_encoding_and_with_every_delimiter(
    delimiter: str, encoding: str
) -> None:
    rows = [["TT", "Chỉ số, tiêu chí", "Kết quả"], ["1", "Tỷ lệ, từ 15; đến 60", "99,72%"]]
    text = "\r\n".join(delimiter.join(f'"{each}"' for each in row) for row in rows)
    if encoding == "cp1258":
        text = vietnamese_code_page(text)
    (grid,) = open_workbook("Biểu.csv", text.encode(encoding)).grids
    found = {place: unicodedata.normalize("NFC", text) for place, text in texts(grid).items()}
    assert grid.name == "Biểu"
    assert found == {
        (row, column): value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values, 1)
    }


def vietnamese_code_page(text: str) -> str:
    """Write letters as the code page has them: a letter, and its tone as a character behind."""
    pieces = []
    for letter in text:
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        shape = "".join(mark for mark in marks if mark not in tones)
        pieces.append(unicodedata.normalize("NFC", base + shape) + "".join(tones))
    return "".join(pieces)


def test_the_delimiter_is_the_one_that_keeps_the_columns_even() -> None:
    (grid,) = open_workbook("b.csv", TABLE.encode()).grids
    assert grid.text(2, 2) == "Tỷ lệ biết chữ, từ 15 đến 60"
    assert grid.text(3, 2) == "Nước; rác"
    assert grid.text(2, 3) == "99,72%"


def test_the_delimiter_that_excel_declares_is_believed_and_no_data() -> None:
    (grid,) = open_workbook("b.csv", b"sep=;\na,b;c\nd,e;f").grids
    assert texts(grid) == {(1, 1): "a,b", (1, 2): "c", (2, 1): "d,e", (2, 2): "f"}


XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="p">
 <Font ss:FontName=".VnTime"/><NumberFormat ss:Format="Percent"/></Style></Styles>
 <Worksheet ss:Name="Biểu"><Table><Column ss:Index="3" ss:Hidden="1"/><Row ss:Index="2">
 <Cell ss:Index="2" ss:StyleID="p"><Data ss:Type="Number">0.9365</Data></Cell>
 <Cell ss:MergeAcross="1"><Data ss:Type="String">gộp</Data></Cell>
 <Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell>
 <Cell><Data ss:Type="DateTime">2024-06-24T00:00:00.000</Data></Cell>
 <Cell ss:Formula="=SUM(A1)"/></Row></Table></Worksheet></Workbook>"""


def test_the_xml_of_excel_2003_keeps_formats_merges_and_errors() -> None:
    (grid,) = open_workbook("b.xls", XML_2003.encode()).grids
    assert texts(grid) == {
        (2, 2): "93,65%", (2, 3): "gộp", (2, 5): "#DIV/0!", (2, 6): "24/06/2024",
        (2, 7): "=SUM(A1)",
    }  # fmt: skip
    assert (grid.cells[2, 2].font, grid.cells[2, 7].kind) == (".VnTime", CellKind.UNCALCULATED)
    assert grid.merges == (Merge(2, 3, 2, 4),)
    assert grid.hidden_columns == {3}


def test_the_name_of_a_file_never_decides() -> None:
    data = ORIGINAL.read_bytes()
    assert open_workbook("bieu.pdf", data).grids == open_workbook("bieu.xlsx", data).grids
