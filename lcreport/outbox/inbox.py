"""`thu-den/`: attachments taken out of mail, each once, and a ledger of what was taken."""

import csv
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

from lcreport.errors import OutputError
from lcreport.intake.mailed import COLUMNS, INBOX, TAKEN, Row, read_taken
from lcreport.model import Settings
from lcreport.outbox.enclosed import Enclosed, Opened, open_message, same_address
from lcreport.outbox.post import Post
from lcreport.wording import say


@dataclass(frozen=True, slots=True)
class Taken:
    """An attachment that was saved: its file in the folder, and whose address it came from."""

    file: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A message that could not be had: gone, locked or too large."""

    name: str


def take_in(posts: Iterable[Post], folder: Path, settings: Settings) -> Iterator[Taken | Unread]:
    """Save what messages enclose into `folder`/thu-den, what was taken before left out.

    Raises:
        OutputError: the folder cannot be written.
    """
    rows = read_taken(folder)
    known = {row.content for row in rows}
    done = {row.message for row in rows if not row.content}
    for post in posts:
        seen = _digest(post.name)
        if seen in done:
            continue
        data = post.fetch()
        if data is None:
            yield Unread(post.name)
            continue
        yield from _saved(open_message(data), folder, settings, known)
        if post.lasting:
            _note(folder, Row(_now(), seen, "", "", ""))


def _saved(message: Opened, folder: Path, settings: Settings, known: set[str]) -> Iterator[Taken]:
    sender = next((u.id for u in settings.units if same_address(u.email, message.sender)), None)
    for each in message.enclosed:
        if each.sha256 not in known:
            known.add(each.sha256)
            file = f"{INBOX}/{each.name}"
            _write(folder / INBOX, each)
            _note(folder, Row(_now(), message.identity, each.sha256, file, sender or ""))
            yield Taken(file, sender)


def _write(inbox: Path, enclosed: Enclosed) -> None:
    """Put a file in place whole; one of its name is the same one, left by a run that was killed."""
    path = inbox / enclosed.name
    fresh = inbox / f".{enclosed.sha256}.moi"
    with _told(inbox):
        inbox.mkdir(exist_ok=True)
        fresh.write_bytes(enclosed.data)
        fresh.replace(path)


def _note(folder: Path, row: Row) -> None:
    path = folder / INBOX / TAKEN
    with _told(path):
        path.parent.mkdir(exist_ok=True)
        begun = path.exists() and path.stat().st_size > 0
        cut_off = begun and not path.read_bytes().endswith(b"\n")
        with path.open("a", encoding="utf-8", newline="") as file:
            if cut_off:
                file.write("\r\n")
            writer = csv.writer(file)
            if not begun:
                writer.writerow(COLUMNS)
            writer.writerow(astuple(row))
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(say("fetch.unwritten", place=place, why=error)) from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
