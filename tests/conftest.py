"""What all tests share: office programs that are really there, and repeatable properties."""

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


def installed(command: str, name: str) -> str:
    """Give a program's path; without it, skip with a reason, but fail where CI promises it."""
    path = shutil.which(command)
    if path is None:
        reason = f"{name} ({command}) is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def soffice() -> str:
    return installed("soffice", "LibreOffice")


@pytest.fixture(scope="session")
def poppler() -> None:
    """Promise the programs that look into a PDF."""
    for command in ("pdftotext", "pdfinfo", "pdftoppm"):
        installed(command, "Poppler")
