"""A message as it travels: headers that every program shows rightly, and nobody else's."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import quote

from lcreport.outbox.purposes import Purpose
from lcreport.papers.plain import one_line

# Headers written by hand below are sent as they stand: the library would write attachment names
# in the one way (RFC 2231) that older Outlooks do not read in Content-Type.
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


def compose(message: Message, sender: str, day: datetime, *, draft: bool = False) -> bytes:
    """Give the message's bytes (7-bit, CRLF); a draft opens in a mail program ready to be sent.

    Raises:
        ValueError: sender or recipient is no address; nothing in a header can add another one.
    """
    mail = EmailMessage(_POLICY)
    if sender:
        mail["From"] = Address(addr_spec=sender)
    mail["To"] = Address(one_line(message.unit_name), addr_spec=message.address)
    mail["Subject"] = one_line(message.subject)
    mail["Date"] = day
    mail["Message-ID"] = message_id(message, sender)
    mail["Auto-Submitted"] = "auto-generated"
    mail[OWN_MARK] = message.purpose.value
    if draft:
        mail[_UNSENT] = "1"
    mail.set_content(message.text, charset="utf-8", cte="base64")
    if message.attachment:
        _attach(mail, message.attachment)
        mail.set_boundary(f"=_{message.key[:40]}")
    return mail.as_bytes()


def is_own(mail: EmailMessage) -> bool:
    """Say whether this program wrote a message (a draft, a copy of what was sent)."""
    return OWN_MARK in mail or _UNSENT in mail


def _attach(mail: EmailMessage, attachment: Attachment) -> None:
    main, _, sub = _XLSX.partition("/")
    mail.add_attachment(attachment.data, maintype=main, subtype=sub)
    *_, part = mail.iter_attachments()
    del part["Content-Type"]
    del part["Content-Disposition"]
    # RFC 2231 is the rule; the encoded word (RFC 2047) is what older programs read instead.
    encoded = Header(attachment.name, "utf-8", maxlinelen=75).encode(linesep="\r\n")
    named = quote(attachment.name, safe="")
    part.set_raw("Content-Type", f'{_XLSX};\r\n name="{encoded}"')
    part.set_raw("Content-Disposition", f"attachment;\r\n filename*=utf-8''{named}")
