"""What in a message can be a return: its attachments, by content or by their ending."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr
from pathlib import PurePosixPath

from lcreport.intake.formats.signatures import kind_of
from lcreport.outbox.mime import attachment_name, is_own
from lcreport.vietnamese import fold

_ENDINGS = frozenset({
    ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".xml", ".ods", ".fods", ".csv", ".tsv", ".docx",
    ".docm", ".odt", ".zip",
})  # fmt: skip
_KINDS = frozenset({"zip", "ole", "biff"})
_MISSING_ENDING = {"zip": ".xlsx", "ole": ".xls", "biff": ".xls"}
_LONGEST_STEM = 60  # of up to three bytes each, and below the limit of any file system
_LEADING = re.compile(r"^[.~$\s]+")  # such names are left out of the returns
# Word files of the old kind, presentations and bills are OLE or zip too, but never returns.
_FOREIGN = frozenset({
    ".doc", ".ppt", ".pptx", ".msg", ".pdf", ".jpg", ".png", ".exe", ".msi", ".apk", ".jar",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One attachment: a name that is safe to write, its bytes, their fingerprint."""

    name: str
    data: bytes = field(repr=False)
    sha256: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A message taken apart: a digest of its Message-ID, its sender's address, its returns."""

    identity: str
    sender: str = field(repr=False)
    enclosed: tuple[Enclosed, ...]


def open_message(data: bytes) -> Opened:
    """Take a message apart, whatever its bytes are; our own and reports of non-delivery are empty.

    A report encloses what we ourselves sent: a blank form that must not come back as a return.
    """
    mail = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    told = _header(mail, "Message-ID").strip()
    identity = hashlib.sha256(told.encode("utf-8", "replace") or data).hexdigest()
    sender = parseaddr(_header(mail, "From"))[1]
    if is_own(mail) or mail.get_content_type() == "multipart/report":
        return Opened(identity, sender, ())
    return Opened(identity, sender, tuple(_returns(mail)))


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except (ValueError, LookupError, TypeError, AttributeError, MessageError):
        return ""  # the library's reader of headers stumbles over some that spam carries


def _returns(mail: EmailMessage) -> Iterator[Enclosed]:
    for part in mail.walk():
        data = None if part.is_multipart() else _payload(part)
        name = _name(part) if data else ""
        if data and _may_be_return(name, data):
            yield Enclosed(_safe(name, data), data, hashlib.sha256(data).hexdigest())


def _payload(part: Message) -> bytes | None:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return None
    return data if isinstance(data, bytes) else None


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError, MessageError):
        return ""


def _may_be_return(name: str, data: bytes) -> bool:
    ending = _ending(name)
    return ending in _ENDINGS or (ending not in _FOREIGN and kind_of(data) in _KINDS)


def _ending(name: str) -> str:
    return PurePosixPath(attachment_name(name)).suffix.lower()


def _safe(name: str, data: bytes) -> str:
    r"""Give a bare file name, with a part of the content's fingerprint so that none can collide.

    Folders in it ("../../x.xlsx", "C:\x.xlsx") fall away, and what hides a file or turns its
    name around.
    """
    last = re.split(r"[\\/]", name)[-1]
    path = PurePosixPath(_LEADING.sub("", attachment_name(last)) or "bieu")
    ending = path.suffix if path.suffix.lower() in _ENDINGS else ""
    stem = path.name.removesuffix(ending)[:_LONGEST_STEM].strip(". ") or "bieu"
    ending = ending.lower() or _MISSING_ENDING.get(kind_of(data), "")
    return f"{stem} [{hashlib.sha256(data).hexdigest()[:12]}]{ending}"


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses are one, without regard to case."""
    return bool(one) and fold(one) == fold(other)
