"""What is known of files that came by mail: the ledger beside them says whose address sent each."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from lcreport.errors import OutputError
from lcreport.wording import say

INBOX = "thu-den"
TAKEN = ".da-nhan.csv"
COLUMNS = ("time", "message", "content", "file", "unit")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger; digests stand for Message-ID and content, an id for the address."""

    time: str
    message: str
    content: str
    file: str
    unit: str


def senders(folder: Path) -> dict[str, str]:
    """Give the unit id behind the address that each fetched file came from, by its path.

    An address alone proves nothing (it is easily forged): one sign among others, never enough.
    """
    return {row.file: row.unit for row in read_taken(folder) if row.file and row.unit}


def read_taken(folder: Path) -> tuple[Row, ...]:
    """Give what the ledger says; rows that were cut off are left out.

    Raises:
        OutputError: there is a ledger that cannot be read.
    """
    path = folder / INBOX / TAKEN
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(say("fetch.unread_ledger", file=path, why=error)) from error
    rows = csv.reader(io.StringIO(text))
    return tuple(Row(*row) for row in rows if len(row) == len(COLUMNS) and row[0] != COLUMNS[0])
