# ruff: noqa: INP001 - a script beside data, no package
"""Make the first templates of the letter and the evaluation table: `python make_templates.py`.

Once an office has edited the .docx and .xlsx files beside this script, they are the source and
this script is only how they began; running it again overwrites them.
"""

from pathlib import Path

from sheet_table import workbook
from word_letter import CITY, UPPER, letter_body
from word_markup import save
from word_parts import first_header, footnotes, header, settings, styles
from word_table import ENGLISH, VIETNAMESE, table_body

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


def main() -> None:
    """Write the templates beside this script."""
    parts = word_parts()
    save(HERE / "cong-van.docx", letter_body(CITY), parts)
    save(HERE / "cong-van-cap-tren.docx", letter_body(UPPER), parts)
    for words, language in ((VIETNAMESE, ""), (ENGLISH, ".en")):
        save(HERE / f"bieu-danh-gia{language}.docx", table_body(words), parts)
        save_workbook(workbook(words), HERE / f"bieu-danh-gia{language}.xlsx")


if __name__ == "__main__":
    main()
