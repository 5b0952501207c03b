"""What all tests share: office programs that are really there, and repeatable properties."""

import os
import shutil

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def soffice() -> str:
    """Give LibreOffice's command; without it, skip with a reason, but fail where CI promises it."""
    command = shutil.which("soffice")
    if command is None:
        reason = "LibreOffice (soffice) is not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return command
