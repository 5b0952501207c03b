"""Where mail servers are and how they are spoken to: from the environment, never from a file."""

import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import parseaddr
from enum import StrEnum

from lcreport.errors import UsageError
from lcreport.outbox.mime import is_address
from lcreport.wording import say

PATIENCE = 60.0  # seconds without a word after which a server counts as gone
_PORTS = range(1, 65536)


class Security(StrEnum):
    """How a connection is protected."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


class Secret:
    """A password that no message, log or traceback can show."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text

    def __bool__(self) -> bool:
        """Say whether there is a password at all."""
        return bool(self._text)

    def __repr__(self) -> str:
        """Show nothing."""
        return "Secret()"

    def reveal(self) -> str:
        """Give the text, to the server alone."""
        return self._text


@dataclass(frozen=True, slots=True)
class Server:
    """A server and who signs in there; without a user nobody signs in."""

    host: str
    port: int
    security: Security
    user: str = field(default="", repr=False)
    password: Secret = field(default_factory=lambda: Secret(""))
    sender: str = field(default="", repr=False)
    mailbox: str = "INBOX"

    @property
    def lacks_password(self) -> bool:
        """Say whether a password must be asked for."""
        return bool(self.user) and not self.password

    def signed_in(self, password: Secret) -> "Server":
        """Give the server with the password that was asked for."""
        return replace(self, password=password)


@dataclass(frozen=True, slots=True)
class Protocol:
    """What differs between sending and reading: names of variables, default ports and security."""

    prefix: str
    security: Security
    ports: Mapping[Security, int]


SMTP = Protocol(
    "LCREPORT_SMTP",
    Security.STARTTLS,
    {Security.STARTTLS: 587, Security.SSL: 465, Security.NONE: 25},
)
IMAP = Protocol(
    "LCREPORT_IMAP",
    Security.SSL,
    {Security.STARTTLS: 143, Security.SSL: 993, Security.NONE: 143},
)


def server_of(protocol: Protocol, environment: Mapping[str, str]) -> Server:
    """Read a server from the environment's variables (DESIGN 5.7).

    Raises:
        UsageError: one is missing, wrong, or would send a password unprotected over a network.
    """

    def value(name: str) -> str:
        return environment.get(f"{protocol.prefix}_{name}", "").strip()

    host = value("HOST")
    if not host:
        raise UsageError(say("mail.no_host", name=f"{protocol.prefix}_HOST"))
    security = _security(value("SECURITY"), protocol)
    server = Server(
        host=host,
        port=_port(value("PORT"), protocol, security),
        security=security,
        user=value("USER"),
        password=Secret(environment.get(f"{protocol.prefix}_PASSWORD", "")),
        sender=sender_of(environment) if protocol is SMTP else "",
        mailbox=value("MAILBOX") or "INBOX",
    )
    signs_in = bool(server.user or server.password)
    if security is Security.NONE and signs_in and not is_loopback(host):
        raise UsageError(say("mail.unprotected", name=f"{protocol.prefix}_SECURITY"))
    return server


def sender_of(environment: Mapping[str, str]) -> str:
    """Give the address that mail is sent from, else that which signs in, else "".

    Raises:
        UsageError: what is set is no address.
    """
    told = environment.get("LCREPORT_SMTP_FROM", "").strip()
    user = environment.get("LCREPORT_SMTP_USER", "").strip()
    address = parseaddr(told)[1]
    if told and not is_address(address):
        raise UsageError(say("mail.sender_wrong", name="LCREPORT_SMTP_FROM"))
    return address or (user if is_address(user) else "")


def _security(text: str, protocol: Protocol) -> Security:
    try:
        return Security(text.lower()) if text else protocol.security
    except ValueError:
        known = ", ".join(Security)
        told = say("mail.security_unknown", name=f"{protocol.prefix}_SECURITY", known=known)
        raise UsageError(told) from None


def _port(text: str, protocol: Protocol, security: Security) -> int:
    if not text:
        return protocol.ports[security]
    if not (text.isascii() and text.isdigit() and int(text) in _PORTS):
        raise UsageError(say("mail.port_wrong", name=f"{protocol.prefix}_PORT"))
    return int(text)


def is_loopback(host: str) -> bool:
    """Say whether a host is this very machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def checked_tls() -> ssl.SSLContext:
    """Give TLS that checks the server's certificate and name (the machine's authorities)."""
    return ssl.create_default_context()
