"""Which files there are in a folder of returns, and their bytes; nothing is ever written."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lcreport.intake.formats.limits import LIMITS
from lcreport.model import DECISIONS_FILE, PREVIOUS_FILE, SETTINGS_FILE
from lcreport.problems import Flaw
from lcreport.wording import say

# What 5.2 of the design leaves out of the returns at the top of a folder.
OWN_FILES = (SETTINGS_FILE, DECISIONS_FILE, PREVIOUS_FILE)
_UNSEEN = ("~$", ".")

_MEGABYTE = 1024 * 1024
# Beyond this even the fingerprint would take longer than anybody waits.
_MOST_HASHED = 1024 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's bytes and when the disk says it was saved (UTC); with a flaw `data` is empty."""

    data: bytes = b""
    sha256: str = ""
    saved: datetime | None = None
    flaw: Flaw | None = None


def list_files(
    folder: Path, output: Path | None = None, besides: tuple[Path, ...] = ()
) -> tuple[Path, ...]:
    """Give every file in `folder` and below that may be a return, by its relative path.

    Left out: the office's own workbooks at the top, names that start with "~$" or ".", the
    output folder and `besides` (a settings workbook named by the user). Linked folders are not
    entered. A subfolder that cannot be listed stands for its files, so that none is lost.
    """
    out = {_real(each) for each in (output, *besides) if each is not None} - {_real(folder)}
    files = (each for each in _walk(folder, out) if _real(each) not in out)
    return tuple(sorted(files, key=lambda each: relative_name(each, folder)))


def _walk(folder: Path, out: set[Path]) -> Iterator[Path]:
    closed: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=lambda e: closed.append(Path(e.filename))):
        place = Path(here)
        folders[:] = [each for each in folders if _seen(each) and _real(place / each) not in out]
        own = OWN_FILES if place == folder else ()
        yield from (place / each for each in names if _seen(each) and each.lower() not in own)
    yield from closed


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # Path.resolve raises on links that lead in a circle


def _seen(name: str) -> bool:
    return not name.startswith(_UNSEEN)


def relative_name(path: Path, folder: Path) -> str:
    """Give the path inside `folder` with "/", as on disk; bytes that are no text become "�"."""
    return os.fsencode(path.relative_to(folder).as_posix()).decode("utf-8", "replace")


def load(path: Path, folder: Path | None = None) -> Loaded:
    """Read a file that may be locked, gone, huge or no file at all: each is a flaw (T04, T07).

    A link that leads out of `folder` is not followed.
    """
    try:
        if folder and path.is_symlink() and not _real(path).is_relative_to(_real(folder)):
            return _unopened("outside")
        return _opened(path, path.stat())
    except PermissionError:
        return _unopened("locked")
    except FileNotFoundError:
        return _unopened("gone")
    except OSError as fault:
        return _unopened("failed", reason=fault.strerror or type(fault).__name__)


def _opened(path: Path, facts: os.stat_result) -> Loaded:
    if not stat.S_ISREG(facts.st_mode):  # opening a pipe would wait for ever
        return _unopened("no_listing" if stat.S_ISDIR(facts.st_mode) else "no_file")
    saved = _moment(facts.st_mtime)
    if facts.st_size > LIMITS.file_bytes:
        return Loaded(b"", _fingerprint(path, facts.st_size), saved, _too_large(facts.st_size))
    data = _read(path)
    return Loaded(data, hashlib.sha256(data).hexdigest(), saved)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMITS.file_bytes + 1)


def _unopened(why: str, **values: str) -> Loaded:
    return Loaded(flaw=Flaw("T07", say(f"files.{why}", **values)))


def _too_large(size: int) -> Flaw:
    return Flaw("T04", _megabytes(size), _megabytes(LIMITS.file_bytes))


def _megabytes(size: int) -> str:
    return say("files.size", megabytes=-(-size // _MEGABYTE))


def _fingerprint(path: Path, size: int) -> str:
    """Hash a file too large to be read whole; "" for one that would take minutes."""
    if size > _MOST_HASHED:
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _moment(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):  # a disk may hold any number as a time
        return None
