# ruff: noqa: INP001 - a script beside data, no package
"""The first Excel templates of the evaluation table."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from word_table import Words

_TIMES = "Times New Roman"
_BODY = (
    ("{{ dong.stt }}", 5.5, "center"),
    ("{{ dong.noi_dung }}", 38, "left"),
    ("{{ dong.don_vi }}", 23, "left"),
    ("{{ dong.dat }}", 6.5, "center"),
    ("{{ dong.chua_dat }}", 7, "center"),
    ("{{ dong.ky_truoc }}", 15, "center"),
    ("{{ dong.ky_nay }}", 24, "center"),
    ("{{ dong.ma }}", 8, "center"),
)
_SHOWN = len(_BODY) - 1
_HEADER_ROW = 4
_LINE = Side(style="thin", color="FF000000")
_FRAME = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
# name, fill, italic: the bands differ in black and white too
_BANDS = (("tieu_chuan", "FFD9D9D9", False), ("tieu_chi", "FFF2F2F2", True))


def workbook(words: Words) -> Workbook:
    """Give the template: a row of names for each band and one for the indicators."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words.sheet
    book._named_styles["Normal"].font = Font(name=_TIMES, size=12)  # noqa: SLF001 - no public way
    _titles(sheet, words)
    _head(sheet, words)
    for row, (name, fill, italic) in enumerate(_BANDS, start=_HEADER_ROW + 1):
        _band(sheet, row, f"{{{{ dong.{name} }}}}", PatternFill("solid", fgColor=fill), italic)
    row = _HEADER_ROW + len(_BANDS) + 1
    for column, (name, _, side) in enumerate(_BODY, start=1):
        cell = sheet.cell(row, column, name)
        cell.font = Font(name=_TIMES, size=12)
        cell.alignment = Alignment(side, "center", wrap_text=True)
        cell.border = _FRAME
    _print_setup(sheet)
    return book


def _titles(sheet: Worksheet, words: Words) -> None:
    lines = (
        (words.title, Font(name=_TIMES, size=14, bold=True)),
        (words.reference, Font(name=_TIMES, size=14, italic=True)),
        (
            f"{{% if van_ban.du_thao %}}{words.draft}{{% endif %}}",
            Font(name=_TIMES, size=13, bold=True),
        ),
    )
    for number, (text, font) in enumerate(lines, start=1):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=_SHOWN)
        cell = sheet.cell(number, 1, text)
        cell.font = font
        cell.alignment = Alignment("center", "center", wrap_text=True)


def _head(sheet: Worksheet, words: Words) -> None:
    labels = (*words.labels, words.number)
    for column, (label, (_, width, _)) in enumerate(zip(labels, _BODY, strict=True), start=1):
        head = sheet.cell(_HEADER_ROW, column, label)
        head.font = Font(name=_TIMES, size=12, bold=True)
        head.alignment = Alignment("center", "center", wrap_text=True)
        head.border = _FRAME
        sheet.column_dimensions[head.column_letter].width = width
    sheet.column_dimensions[head.column_letter].hidden = True


def _band(sheet: Worksheet, row: int, name: str, fill: PatternFill, italic: bool) -> None:  # noqa: FBT001 - one private use
    """Set a band: its text runs from the first cell over the empty ones, nothing is merged."""
    for column in range(1, _SHOWN + 1):
        cell = sheet.cell(row, column)
        cell.fill = fill
        left, right = column == 1, column == _SHOWN
        cell.border = Border(
            left=_LINE if left else None, right=_LINE if right else None, top=_LINE, bottom=_LINE
        )
    first = sheet.cell(row, 1, name)
    first.font = Font(name=_TIMES, size=12, bold=True, italic=italic)
    first.alignment = Alignment("left", "center", wrap_text=False)


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
    sheet.oddHeader.center.text = f'&"{_TIMES},Regular"&14&P'
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
