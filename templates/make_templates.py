# ruff: noqa: INP001 - a script beside data, no package
"""Make the first templates of the letter and the evaluation table: `python make_templates.py`.

Once an office has edited the .docx and .xlsx files beside this script, they are the source and
this script is only how they began; running it again overwrites them.
"""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from word_letter import letter_body, table_body
from word_markup import save
from word_parts import first_header, footnotes, header, settings, styles

from lcreport.papers.xlsx_file import save_workbook

HERE = Path(__file__).resolve().parent
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "footnotes", "footnotes.xml"),
    ("rId4", "header", "header1.xml"),
    ("rId5", "header", "header2.xml"),
)
_COLUMNS = (
    ("STT", "{{ dong.stt }}", 5.5, "center"),
    ("Nội dung chỉ báo", "{{ dong.noi_dung }}", 38, "left"),
    ("Đơn vị phụ trách", "{{ dong.don_vi }}", 23, "left"),
    ("Đạt", "{{ dong.dat }}", 6.5, "center"),
    ("Chưa đạt", "{{ dong.chua_dat }}", 7, "center"),
    ("Tỉ lệ % (Tính đến {{ ky.nhan_truoc }})", "{{ dong.ky_truoc }}", 15, "center"),
    ("Tỉ lệ % (Tính đến {{ ky.nhan }})", "{{ dong.ky_nay }}", 24, "center"),
)
TITLE = "BIỂU ĐÁNH GIÁ CÁC TIÊU CHÍ, CHỈ SỐ"
REFERENCE = (
    "(Kèm theo Công văn số {{ van_ban.so_kem }}/{{ van_ban.ky_hieu }} {{ van_ban.ngay_kem }} "
    "của {{ van_ban.co_quan }})"
)
_HEADER_ROW = 4


def word_parts() -> dict[str, str]:
    """Give all parts of a Word template but the document."""
    kinds = {"header1.xml": "header", "header2.xml": "header"}
    overrides = "".join(
        f'<Override PartName="/word/{name}" '
        f'ContentType="{_WORD}.{kinds.get(name, name.removesuffix(".xml"))}+xml"/>'
        for _, _, name in _PARTS
    )
    relations = "".join(
        f'<Relationship Id="{identity}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for identity, kind, name in _PARTS
    )
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/footnotes.xml": footnotes(),
        "word/header1.xml": header(),
        "word/header2.xml": first_header(),
    }


def workbook() -> Workbook:
    """Give the Excel template: one row of names stands for all rows of the table."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu đánh giá"
    times = Font(name="Times New Roman", size=12)
    book._named_styles["Normal"].font = times  # noqa: SLF001 - openpyxl has no public way
    _titles(sheet)
    line = Side(style="thin", color="FF000000")
    frame = Border(left=line, right=line, top=line, bottom=line)
    for column, (label, name, width, side) in enumerate(_COLUMNS, start=1):
        head = sheet.cell(_HEADER_ROW, column, label)
        head.font = Font(name="Times New Roman", size=12, bold=True)
        head.alignment = Alignment("center", "center", wrap_text=True)
        body = sheet.cell(_HEADER_ROW + 1, column, name)
        body.font = times
        body.alignment = Alignment(side, "center", wrap_text=True)
        head.border = body.border = frame
        sheet.column_dimensions[head.column_letter].width = width
    _print_setup(sheet)
    return book


def _titles(sheet: Worksheet) -> None:
    lines = (
        (TITLE, Font(name="Times New Roman", size=14, bold=True)),
        (REFERENCE, Font(name="Times New Roman", size=14, italic=True)),
        (
            "{% if van_ban.du_thao %}DỰ THẢO{% endif %}",
            Font(name="Times New Roman", size=13, bold=True),
        ),
    )
    for number, (text, font) in enumerate(lines, start=1):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=7)
        cell = sheet.cell(number, 1, text)
        cell.font = font
        cell.alignment = Alignment("center", "center", wrap_text=True)


def _print_setup(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4 in the list of the file format
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    millimetres = {"left": 30, "right": 20, "top": 20, "bottom": 20, "header": 10, "footer": 10}
    for side, length in millimetres.items():
        setattr(sheet.page_margins, side, length / 25.4)
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = '&"Times New Roman,Regular"&14&P'
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"


def main() -> None:
    """Write the three templates beside this script."""
    parts = word_parts()
    save(HERE / "cong-van.docx", letter_body(TITLE, REFERENCE), parts)
    save(HERE / "bieu-danh-gia.docx", table_body(TITLE, REFERENCE), parts)
    save_workbook(workbook(), HERE / "bieu-danh-gia.xlsx")


if __name__ == "__main__":
    main()
