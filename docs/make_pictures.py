"""Draws the pictures of the documentation: real papers of a real run, page by page.

    python docs/make_pictures.py

Needs LibreOffice (soffice) and Poppler (pdftoppm).
"""

import subprocess
import tempfile
from pathlib import Path

from lcreport.cli import main
from lcreport.resources import samples

DOCS = Path(__file__).parent
# Which pages stand in the docs: paper, page, picture.
PAGES = (
    ("cong-van.docx", 1, "ha-long-cong-van-1.png"),
    ("cong-van.docx", 3, "ha-long-cong-van-3.png"),
    ("bieu-danh-gia.xlsx", 1, "ha-long-bieu-danh-gia-1.png"),
)
DOTS_PER_INCH = 70


def draw(output: Path, paper: str, page: int, picture: str) -> None:
    """Render one page of one paper to a PNG beside this script."""
    profile = f"-env:UserInstallation={(output / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(output)]
    subprocess.run([*convert, str(output / paper)], check=True, capture_output=True)
    number, name = str(page), str(DOCS / picture.removesuffix(".png"))
    pages = ["-f", number, "-l", number, "-singlefile", "-r", str(DOTS_PER_INCH)]
    pdf = str(output / Path(paper).with_suffix(".pdf").name)
    subprocess.run(["pdftoppm", "-png", *pages, pdf, name], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        main(["report", str(samples() / "ha-long-2024-06-da-tham-dinh"), "-o", place + "/o", "-q"])
        for paper, page, picture in PAGES:
            draw(Path(place) / "o", paper, page, picture)
