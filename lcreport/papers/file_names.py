"""The file names of the papers, for those who ask for a paper without writing it."""

from pathlib import Path

from lcreport.wording import LANGUAGE

LETTER = "cong-van.docx"
# The template of a level that speaks of its areas; the paper has the same name as ever.
UPPER_LETTER = "cong-van-cap-tren.docx"
TABLE, TABLE_DOCX = "bieu-danh-gia.xlsx", "bieu-danh-gia.docx"
DECISIONS, SUMMARY = "tham-dinh.xlsx", "tong-hop.xlsx"
OVERVIEW = "tong-quan.html"
DATA, RESULT = "du-lieu.csv", "ket-qua.json"
RETURNED = "phan-hoi"


def in_language(name: str, language: str) -> str:
    """Give the file name of a paper or a template in a language ("bieu-danh-gia.en.xlsx")."""
    path = Path(name)
    return name if language == LANGUAGE else f"{path.stem}.{language}{path.suffix}"
