"""Where mail is read from: an IMAP mailbox, which stays as it is, or a folder of `.eml` files."""

import base64
import imaplib
import os
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lcreport.errors import LcreportError
from lcreport.outbox.server import PATIENCE, Security, Server, checked_tls
from lcreport.wording import say

_SIZE = re.compile(rb"UID (?P<uid>\d+)|RFC822\.SIZE (?P<size>\d+)")
_LARGEST = 100 * 1024 * 1024  # a mail with one return, encoded, is far below
_BATCH = 200
_PRINTABLE = re.compile(r"[^\x20-\x7e]+|&")


class MailboxError(LcreportError):
    """The mailbox cannot be read."""


@dataclass(frozen=True, slots=True)
class Post:
    """One message that lies somewhere: its name there, and a way to its bytes.

    `fetch` gives None for a message that is gone or larger than any return. `lasting` says that
    this name never means another message.
    """

    name: str
    fetch: Callable[[], bytes | None]
    lasting: bool = False


def eml_files(folder: Path, output: Path) -> Iterator[Post]:
    """Give the `.eml` files in a folder and below, without those of our own output."""
    own = Path(os.path.realpath(output))
    for path in sorted(folder.rglob("*")):
        outside = not Path(os.path.realpath(path)).is_relative_to(own) or folder == output
        if path.suffix.lower() == ".eml" and path.is_file() and outside:
            yield Post(str(path.relative_to(folder)), partial(_read, path))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError:
        return None


@contextmanager
def open_mailbox(server: Server) -> Iterator[Iterator[Post]]:
    """Give the messages of a mailbox; it is opened for reading only, nothing is marked as read.

    Raises:
        MailboxError: no connection, no safe one, no sign-in, no such mailbox, or it broke off.
    """
    box = _connected(server)
    try:
        yield _messages(box, server)
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(say("fetch.broke_off", why=type(error).__name__)) from None
    finally:
        _leave(box)


def _leave(box: imaplib.IMAP4) -> None:
    try:
        box.logout()
    except (imaplib.IMAP4.error, OSError):
        box.shutdown()


def _connected(server: Server) -> imaplib.IMAP4:
    try:
        box = _opened(server)
    except ssl.SSLCertVerificationError as error:
        why = error.verify_message
        raise MailboxError(say("mail.certificate", host=server.host, why=why)) from None
    except imaplib.IMAP4.error:
        raise MailboxError(say("mail.no_tls", host=server.host)) from None
    except OSError as error:
        told = say(
            "mail.unreachable",
            host=server.host,
            port=server.port,
            why=error.strerror or type(error).__name__,
        )
        raise MailboxError(told) from None
    _sign_in(box, server)
    return box


def _opened(server: Server) -> imaplib.IMAP4:
    if server.security is Security.SSL:
        return imaplib.IMAP4_SSL(
            server.host, server.port, ssl_context=checked_tls(), timeout=PATIENCE
        )
    box = imaplib.IMAP4(server.host, server.port, timeout=PATIENCE)
    if server.security is Security.STARTTLS:
        try:
            box.starttls(checked_tls())
        except BaseException:
            box.shutdown()
            raise
    return box


def _sign_in(box: imaplib.IMAP4, server: Server) -> None:
    try:
        box.login(server.user, server.password.reveal())
    except (imaplib.IMAP4.error, OSError, UnicodeError):
        # The library's own error may repeat the command, and with it the password.
        told = say("mail.sign_in", host=server.host, code="—")
    else:
        return
    _leave(box)
    raise MailboxError(told)


def _messages(box: imaplib.IMAP4, server: Server) -> Iterator[Post]:
    state, _ = box.select(_quoted(server.mailbox), readonly=True)
    if state != "OK":
        raise MailboxError(say("fetch.no_mailbox", name=server.mailbox))
    validity = _first(box.response("UIDVALIDITY")[1])
    _, found = box.uid("SEARCH", "ALL")
    uids = _first(found).split()
    for start in range(0, len(uids), _BATCH):
        for uid, size in _sizes(box, uids[start : start + _BATCH]):
            # RFC 3501, 2.3.1.1: mailbox, validity and number together never mean another message.
            name = f"{server.host}/{server.mailbox}/{validity.decode()}/{uid}"
            fetch = _fetcher(box, uid) if size <= _LARGEST else _nothing
            yield Post(name, fetch, lasting=bool(validity))


def _nothing() -> None:
    """Stand for a message that is too large to be looked at."""


def _sizes(box: imaplib.IMAP4, uids: list[bytes]) -> Iterator[tuple[str, int]]:
    _, found = box.uid("FETCH", b",".join(uids).decode(), "(UID RFC822.SIZE)")
    for line in found:
        if isinstance(line, bytes):
            parts = {key: int(text) for each in _SIZE.finditer(line)
                     for key, text in each.groupdict().items() if text}  # fmt: skip
            if "uid" in parts:
                yield str(parts["uid"]), parts.get("size", 0)


def _fetcher(box: imaplib.IMAP4, uid: str) -> Callable[[], bytes | None]:
    def fetch() -> bytes | None:
        # PEEK: without it the server would mark the message as read.
        _, found = box.uid("FETCH", uid, "(BODY.PEEK[])")
        return next((each[1] for each in found if isinstance(each, tuple)), None)

    return fetch


def _first(answers: list[bytes | None] | list[None]) -> bytes:
    return next((each for each in answers if each), b"")


def _quoted(mailbox: str) -> str:
    """Write a mailbox's name as the protocol does (RFC 3501, 5.1.3: "Hộp thư" as &…-)."""
    encoded = _PRINTABLE.sub(lambda match: _shifted(match[0]), mailbox)
    escaped = encoded.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _shifted(text: str) -> str:
    if text == "&":
        return "&-"
    code = base64.b64encode(text.encode("utf-16-be")).decode().rstrip("=")
    return f"&{code.replace('/', ',')}-"
