"""Draws the pictures of the documentation: real papers of real runs, page by page.

    python docs/make_pictures.py

Needs LibreOffice (soffice) and Poppler (pdfinfo, pdftoppm).
"""

import subprocess
import tempfile
import tomllib
from pathlib import Path

from openpyxl import load_workbook

from lcreport.cli import main
from lcreport.resources import samples

DOCS = Path(__file__).parent
SAMPLE = samples() / "ha-long-2024-06-da-tham-dinh"
SETTINGS, SHEET = "cai-dat.xlsx", "Văn bản"
# Which pages stand in the docs: paper, page, picture.
PAGES = (
    ("cong-van.docx", 1, "ha-long-cong-van-1.png"),
    ("cong-van.docx", 3, "ha-long-cong-van-3.png"),
    ("bieu-danh-gia.xlsx", 1, "ha-long-bieu-danh-gia-1.png"),
)
DOTS_PER_INCH = 70
HEAD_HEIGHT = 440
# Where the sample's settings give way to those of another office: keys of the sheet by picture.
PROFILES = tomllib.loads((DOCS / "mau-van-ban.toml").read_text(encoding="utf-8"))


def to_pdf(output: Path, paper: str) -> Path:
    """Print a paper of an output folder."""
    profile = f"-env:UserInstallation={(output / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(output)]
    subprocess.run([*convert, str(output / paper)], check=True, capture_output=True)
    return output / Path(paper).with_suffix(".pdf").name


def draw(pdf: Path, page: int, picture: str, height: int = 0) -> None:
    """Render one page, or its uppermost `height` pixels, to a PNG beside this script."""
    number, name = str(page), str(DOCS / picture.removesuffix(".png"))
    pages = ["-f", number, "-l", number, "-singlefile", "-gray", "-r", str(DOTS_PER_INCH)]
    cut = ["-x", "0", "-y", "0", "-H", str(height)] if height else []
    subprocess.run(["pdftoppm", "-png", *pages, *cut, str(pdf), name], check=True)


def last_page(pdf: Path) -> int:
    """Give the number of the page that is signed, in a letter whose annex is set apart."""
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    return int(next(line for line in told.splitlines() if line.startswith("Pages:")).split()[1])


def settings_of(profile: dict[str, object], place: Path) -> Path:
    """Write the sample's settings with the keys of a profile changed."""
    book = load_workbook(SAMPLE / SETTINGS)
    for key, value in book[SHEET].iter_rows(min_row=2, max_col=2):
        if key.value in profile:
            value.value = profile[key.value] or None
    path = place / SETTINGS
    book.save(path)
    return path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own"
        main(["report", str(SAMPLE), "-o", str(own), "-q"])
        for paper, page, picture in PAGES:
            draw(to_pdf(own, paper), page, picture)
        for name, profile in PROFILES.items():
            other = Path(folder) / name
            settings = str(settings_of(profile, Path(folder)))
            main(["report", str(SAMPLE), "-s", settings, "-o", str(other), "-q"])
            letter = to_pdf(other, "cong-van.docx")
            draw(letter, 1, f"{name}-dau.png", HEAD_HEIGHT)
            draw(letter, last_page(letter), f"{name}-ky.png")
