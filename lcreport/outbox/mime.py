"""A message as it travels: headers that every program shows rightly, and nobody else's."""

import hashlib
from base64 import encodebytes
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import quote

from lcreport.outbox.purposes import Purpose
from lcreport.papers.plain import one_line
from lcreport.wording import say

# Headers are written by hand and go as they stand: the library folds them ten times slower, and
# would write attachment names in the one way (RFC 2231) that older Outlooks do not read.
_POLICY = policy.SMTP.clone(refold_source="none")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNSENT = "X-Unsent"
OWN_MARK = "X-Lcreport"  # by this our own messages are known in a mailbox that is read
_FILENAME_UNSAFE = '\\/:*?"<>|'
_NO_DOMAIN = "lcreport.invalid"  # RFC 2606: a name that is nobody's


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as the recipient sees it: its name, its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one unit, not yet bound to a sender or a day.

    `key` names period, unit, kind and content; the same message always has the same one.
    """

    unit: str
    unit_name: str
    address: str = field(repr=False)
    purpose: Purpose
    subject: str
    text: str = field(repr=False)
    key: str
    attachment: Attachment | None = None

    @property
    def file(self) -> str:
        """Give the name of its draft in the outbox."""
        return f"{self.purpose}-{self.unit}.eml"


def attachment_name(text: str) -> str:
    """Make a text usable as a file name everywhere."""
    kept = one_line(text).translate(dict.fromkeys(map(ord, _FILENAME_UNSAFE), " "))
    return " ".join(kept.split()).strip(". ")


def message_id(message: Message, sender: str) -> str:
    """Give the Message-ID: the same for the same message, in the sender's own domain."""
    digest = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    domain = sender.rpartition("@")[2] or _NO_DOMAIN
    return f"<lcreport.{digest}@{domain}>"


def is_address(text: str) -> bool:
    """Say whether a text is exactly one address that every mail server takes."""
    try:
        return Address(addr_spec=text).addr_spec == text and text.isascii() and "@" in text
    except (ValueError, IndexError):  # the library's parser of addresses raises both
        return False


def compose(message: Message, sender: str, day: datetime, *, draft: bool = False) -> bytes:
    """Give the message's bytes (7-bit, CRLF); a draft opens in a mail program ready to be sent.

    Raises:
        ValueError: the recipient is not exactly one address.
    """
    headers = {
        "To": _mailbox(message.unit_name, message.address),
        "Subject": _encoded(message.subject),
        "Date": format_datetime(day),
        "Message-ID": message_id(message, sender),
        "Auto-Submitted": "auto-generated",
        OWN_MARK: message.purpose.value,
        "MIME-Version": "1.0",
    }
    if sender:
        headers = {"From": sender, **headers}
    if draft:
        headers[_UNSENT] = "1"
    return _whole(message, headers).as_bytes()


def _whole(message: Message, headers: Mapping[str, str]) -> EmailMessage:
    lines = message.text.replace("\n", "\r\n")
    text = _part(lines.encode("utf-8"), {"Content-Type": 'text/plain; charset="utf-8"'})
    mail = EmailMessage(_POLICY) if message.attachment else text
    for name, value in headers.items():
        mail.set_raw(name, value)
    if message.attachment:
        mail.set_raw("Content-Type", f'multipart/mixed; boundary="=_{message.key[:40]}"')
        mail.set_payload([text, _attached(message.attachment)])
    return mail


def _part(data: bytes, headers: Mapping[str, str]) -> EmailMessage:
    part = EmailMessage(_POLICY)
    for name, value in headers.items():
        part.set_raw(name, value)
    part.set_raw("Content-Transfer-Encoding", "base64")
    part.set_payload(encodebytes(data).decode("ascii"))
    return part


def _attached(attachment: Attachment) -> EmailMessage:
    # RFC 2231 is the rule; the encoded word (RFC 2047) is what older programs read instead.
    named = quote(attachment.name, safe="")
    headers = {
        "Content-Type": f'{_XLSX};\r\n name="{_encoded(attachment.name)}"',
        "Content-Disposition": f"attachment;\r\n filename*=utf-8''{named}",
    }
    return _part(attachment.data, headers)


def _encoded(text: str) -> str:
    """Write a text as encoded words (RFC 2047), folded; what is in it can end no header."""
    return Header(one_line(text), "utf-8", maxlinelen=75).encode(linesep="\r\n")


def _mailbox(name: str, address: str) -> str:
    """Write a name with its address.

    Raises:
        ValueError: it is not exactly one address.
    """
    if not is_address(address):
        raise ValueError(say("send.address_unusable"))
    return f"{_encoded(name)}\r\n <{address}>"


def is_own(mail: EmailMessage) -> bool:
    """Say whether this program wrote a message (a draft, a copy of what was sent)."""
    return OWN_MARK in mail or _UNSENT in mail
