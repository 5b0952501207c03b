"""The compound file of older Office programs: which document it holds, when it was saved.

Source: [MS-CFB] for the container, [MS-OLEPS] for the summary property set.
"""

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO

from lcreport.intake.grid import UnreadableError
from lcreport.wording import say

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Names of streams compare without case.
_WORKBOOKS = ("workbook", "book")
# What else comes in this container: a stream at the top, and the catalogue's word for it.
_OTHERS = {
    "worddocument": "old_word",
    "powerpoint document": "slides",
    "__properties_version1.0": "mail",
}
_SUMMARY = "\x05summaryinformation"
_LAST_SAVED = 13
_FILETIME = 64
_EPOCH_1601 = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OldWorkbook:
    """What the container tells of a workbook: its BIFF stream, and when it was saved."""

    stream: bytes
    saved: datetime | None


def open_container(data: bytes) -> OldWorkbook:
    """Find the workbook in a compound file.

    Raises:
        UnreadableError: T02 an encrypted package, T01 another kind of document.
        Exception: whatever xlrd raises on a damaged container.
    """
    if _ENCRYPTED in data:
        raise UnreadableError("T02")
    from xlrd.compdoc import CompDoc  # noqa: PLC0415 - as in `open_workbook`

    # xlrd prints remarks on odd files; nothing of them belongs on the official's screen.
    container = CompDoc(data, logfile=StringIO())
    names = {each.name.lower() for each in container.dirlist if each.parent == 0}
    for name in _WORKBOOKS:
        if name in names:
            summary = container.get_named_stream(_SUMMARY) if _SUMMARY in names else None
            mem, start, length = container.locate_named_stream(name)
            stream = bytes((mem or b"")[start : start + length])
            return OldWorkbook(stream, _saved(summary or b""))
    kind = next((word for name, word in _OTHERS.items() if name in names), "other")
    raise UnreadableError("T01", say(f"format.kind.{kind}"))


def _saved(summary: bytes) -> datetime | None:
    """Read the moment of the last save (UTC) from a summary property set, None without one."""
    try:
        (start,) = struct.unpack_from("<I", summary, 44)
        (count,) = struct.unpack_from("<I", summary, start + 4)
        for number in range(min(count, 100)):
            name, place = struct.unpack_from("<II", summary, start + 8 + 8 * number)
            kind, ticks = struct.unpack_from("<IQ", summary, start + place)
            if (name, kind) == (_LAST_SAVED, _FILETIME):
                return _EPOCH_1601 + timedelta(microseconds=ticks // 10)
    except (struct.error, OverflowError):
        return None
    return None
