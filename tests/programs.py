"""Programs of the system that tests use: found, or said to be missing."""

import os
import shutil
from typing import NoReturn

import pytest


def installed(name: str, *commands: str) -> str:
    """Give the path of the first of `commands` that is there.

    Without any, skip with a reason, but fail where CI promises the program.
    """
    path = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
    found = next(filter(None, (shutil.which(each, path=path) for each in commands)), None)
    return found or absent(f"{name} ({commands[0]}) is not installed")


def absent(reason: str) -> NoReturn:
    """Skip for want of a program, or fail where CI promises it."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
