"""A folder with forms to send, real servers on loopback, and their certificates."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from lcreport.intake.form_identity import FORM_UNIT
from lcreport.model import Settings, Unit, UnitKind
from lcreport.outbox.mime import Attachment, Message
from lcreport.outbox.purposes import Purpose
from lcreport.outbox.server import Secret, Security, Server
from tests.returned import settings_with

HOST = "127.0.0.1"
USER = "gddt@halong.example"
PASSWORD = "rat-bi-mat-Zq7"  # noqa: S105 - drawn for these tests, opens nothing


def office(count: int, **changes: object) -> Settings:
    """Draw `count` units, each with an address of its own."""
    units = [
        Unit(f"u-{place}", f"Phòng Số {place}", UnitKind.DEPARTMENT, email=f"u{place}@x.example")
        for place in range(1, count + 1)
    ]
    changed: Any = changes
    return replace(settings_with(*units), **changed)


def form(path: Path, unit: str, *, line: str = "", hidden: str | None = None) -> None:
    """Make a form with its identity in the property, and as told on a hidden sheet, in a line."""
    book = Workbook()
    vars(book)["custom_doc_props"].append(StringProperty(name=FORM_UNIT, value=unit))
    sheet = book.worksheets[0]
    sheet["A1"] = line or "Biểu báo cáo"
    concealed = book.create_sheet("nhan-dang")
    concealed.sheet_state = "hidden"
    concealed["A1"], concealed["B1"] = FORM_UNIT, hidden or unit
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def messages(count: int) -> tuple[Message, ...]:
    """Draw messages to so many units."""
    return tuple(
        Message(
            unit=f"u-{place}",
            unit_name=f"Phòng Số {place}",
            address=f"u{place}@x.example",
            purpose=Purpose.FORMS,
            subject="Biểu báo cáo",
            text="Kính gửi đơn vị\n.\nTrân trọng\n",
            key=f"{place:064d}",
            attachment=Attachment("Biểu Phòng Y tế.xlsx", b"PK\x03\x04" + bytes(range(256))),
        )
        for place in range(1, count + 1)
    )


@dataclass
class PostOffice:
    """A server's side: what it has taken, and what it answers in which case."""

    taken: list[Envelope] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    put_off: dict[str, int] = field(default_factory=dict)
    closes_after: int | None = None
    signed_in: list[bytes] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: object, _session: object, envelope: Envelope, address: str, _options: object
    ) -> str:
        if self.closes_after is not None and len(self.taken) >= self.closes_after:
            return "421 4.3.2 closing"
        if self.put_off.get(address, 0) > 0:
            self.put_off[address] -= 1
            return f"450 4.2.1 <{address}> busy"
        if address in self.refused:
            return f"550 5.1.1 <{address}> unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, _server: object, _session: object, envelope: Envelope
    ) -> str:
        self.taken.append(envelope)
        return "250 OK"

    def sign_in(
        self, _server: object, _session: object, _envelope: object, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.signed_in.append(data.password)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    @property
    def addresses(self) -> list[str]:
        return [address for each in self.taken for address in each.rcpt_tos]


@dataclass(frozen=True)
class Authority:
    """A certificate authority of this test alone; `file` is what a client must trust."""

    file: Path
    context: ssl.SSLContext


def authority(folder: Path, name: str = HOST) -> Authority:
    maker = trustme.CA()
    file = folder / "ca.pem"
    maker.cert_pem.write_to_path(str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    maker.issue_cert(name).configure_cert(context)
    return Authority(file, context)


def free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def post_office(
    behaviour: PostOffice, tls: ssl.SSLContext | None = None, *, login: bool = False
) -> Iterator[int]:
    """Run a server with STARTTLS (with `tls`) and sign-in on a free port; gives the port."""
    options: dict[str, Any] = {"require_starttls": True} if tls else {}
    if login:
        options |= {"authenticator": behaviour.sign_in, "auth_required": tls is not None}
        options["auth_require_tls"] = tls is not None
    port = free_port()
    controller = Controller(behaviour, HOST, port, tls_context=tls, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def plain_server(port: int, password: str = "") -> Server:
    return Server(
        HOST, port, Security.NONE, USER if password else "", Secret(password), sender=USER
    )
