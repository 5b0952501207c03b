"""What all tests share: office programs that are really there, and repeatable properties."""

import pytest
from hypothesis import settings

from tests.programs import installed

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def soffice() -> str:
    return installed("LibreOffice", "soffice")


@pytest.fixture(scope="session")
def poppler() -> None:
    """Promise the programs that look into a PDF."""
    for command in ("pdftotext", "pdfinfo", "pdftoppm"):
        installed("Poppler", command)
