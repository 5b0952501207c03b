"""`so-gui.csv`: what was sent, a row per event, on the disk before the next message goes.

A message goes through two rows: "đang gửi" before its text is handed over, and its outcome after
the server has answered. A run that is killed between the two leaves a message of which nobody
here knows whether it arrived: it is held back and told, not sent a second time.
"""

import csv
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from lcreport.errors import OutputError
from lcreport.outbox.mime import Message
from lcreport.wording import say

LEDGER = "so-gui.csv"
_COLUMNS = ("time", "period", "unit", "purpose", "state", "key")
# A bare digest may look like a number ("12e45…") and be rewritten by Excel.
_KEY = "sha256-"


class Outcome(StrEnum):
    """What became of a message; the words stand in the ledger."""

    BEGUN = "đang gửi"
    SENT = "đã gửi"
    FAILED = "không gửi được"


@dataclass(frozen=True, slots=True)
class Entry:
    """The last that is known of a message: its outcome and the time that stands beside it."""

    outcome: Outcome
    time: str


Note = Callable[[Message, Outcome], None]


def read_ledger(output: Path) -> dict[str, Entry]:
    """Give the last entry of each message, by its key; rows that were cut off are left out.

    Raises:
        OutputError: the ledger cannot be read; without it nothing may be sent.
    """
    path = output / LEDGER
    if not path.exists():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(say("send.ledger_unread", file=path, why=error)) from error
    entries = {}
    # Excel saves with the separator of its country.
    delimiter = ";" if text.partition("\n")[0].count(";") else ","
    for row in list(csv.reader(io.StringIO(text), delimiter=delimiter))[1:]:
        if len(row) >= len(_COLUMNS) and row[4] in set(Outcome):
            entries[row[5].removeprefix(_KEY)] = Entry(Outcome(row[4]), row[0])
    return entries


@contextmanager
def open_ledger(output: Path, period: str) -> Iterator[Note]:
    """Give a function that notes an outcome; when it returns, the row is on the disk.

    Raises:
        OutputError: the ledger cannot be written (open in Excel?); then nothing may be sent.
    """
    path = output / LEDGER
    with _told(path):
        output.mkdir(parents=True, exist_ok=True)
        delimiter = _prepare(path)
        file = path.open("a", encoding="utf-8", newline="")

    def note(message: Message, outcome: Outcome) -> None:
        time = datetime.now().astimezone().isoformat(timespec="seconds")
        key = f"{_KEY}{message.key}"
        row = (time, period, message.unit, message.purpose.value, outcome.value, key)
        with _told(path):
            csv.writer(file, delimiter=delimiter).writerow(row)
            file.flush()
            os.fsync(file.fileno())

    with file:
        yield note


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(say("send.ledger_unwritten", file=path, why=error)) from error


def _prepare(path: Path) -> str:
    """Write the headers of a new ledger, close a line that was cut off; gives the separator."""
    if not path.exists() or not path.stat().st_size:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerow(say(f"send.column.{name}") for name in _COLUMNS)
        return ","
    data = path.read_bytes()
    if not data.endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\r\n")
    return ";" if b";" in data.partition(b"\n")[0] else ","
