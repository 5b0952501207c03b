"""Sending: one connection, each message at most once, one refused address stops no other."""

import smtplib
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from lcreport.errors import LcreportError
from lcreport.outbox.ledger import Note, Outcome
from lcreport.outbox.mime import Message, compose
from lcreport.outbox.server import PATIENCE, Security, Server, checked_tls
from lcreport.problems import Flaw, Problem, problem
from lcreport.wording import has, say

_OK = 250
_FORWARDED = 251
_TEMPORARY = range(400, 500)
_CLOSING = 421


class MailServerError(LcreportError):
    """The mail server cannot be used, or went away; what was sent stands in the ledger."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between messages, and before each new try of one that was put off (4xx)."""

    pause: float = 0.5
    waits: tuple[float, ...] = (2.0, 5.0, 15.0)


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one message: nothing is wrong, or E04."""

    message: Message
    problem: Problem | None = None


class _RefusedError(Exception):
    """The server said no to one message; `code` is its reply."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def send_all(
    messages: Sequence[Message], server: Server, note: Note, pace: Pace | None = None
) -> Iterator[Sent]:
    """Send messages in order over one connection, each noted before the next one is begun.

    Raises:
        MailServerError: no connection, no safe one, no sign-in; or the server went away. What was
            noted as sent is sent; the rest is not.
    """
    pace = pace or Pace()
    with _session(server) as session:
        for place, message in enumerate(messages):
            if place:
                time.sleep(pace.pause)
            yield _one(session, message, server.sender, note, pace)


@contextmanager
def _session(server: Server) -> Iterator[smtplib.SMTP]:
    session = _connected(server)
    try:
        yield session
    except smtplib.SMTPServerDisconnected:
        raise MailServerError(say("send.server_left")) from None
    except (smtplib.SMTPException, OSError) as error:
        raise MailServerError(say("send.server_failed", why=type(error).__name__)) from None
    finally:
        _leave(session)


def _leave(session: smtplib.SMTP) -> None:
    try:
        session.quit()
    except (smtplib.SMTPException, OSError):
        session.close()


def _connected(server: Server) -> smtplib.SMTP:
    """Connect and sign in; a server's own words are not repeated, they may hold what we sent."""
    try:
        session = _opened(server)
    except ssl.SSLCertVerificationError as error:
        why = error.verify_message
        raise MailServerError(say("mail.certificate", host=server.host, why=why)) from None
    except smtplib.SMTPNotSupportedError:
        raise MailServerError(say("mail.no_tls", host=server.host)) from None
    except (smtplib.SMTPException, OSError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise MailServerError(
            say("mail.unreachable", host=server.host, port=server.port, why=why)
        ) from None
    if server.user:
        _sign_in(session, server)
    return session


def _opened(server: Server) -> smtplib.SMTP:
    if server.security is Security.SSL:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=checked_tls())
    session = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.security is Security.STARTTLS:
            session.starttls(context=checked_tls())
        session.ehlo_or_helo_if_needed()
    except BaseException:
        session.close()
        raise
    return session


def _sign_in(session: smtplib.SMTP, server: Server) -> None:
    try:
        session.login(server.user, server.password.reveal())
    except smtplib.SMTPAuthenticationError as error:
        told = say("mail.sign_in", host=server.host, code=error.smtp_code)
    except (smtplib.SMTPException, OSError, UnicodeError):
        told = say("mail.sign_in", host=server.host, code="—")
    else:
        return
    _leave(session)
    raise MailServerError(told)


def _one(session: smtplib.SMTP, message: Message, sender: str, note: Note, pace: Pace) -> Sent:
    """Send one message, trying again while the server puts it off."""
    data = compose(message, sender, datetime.now().astimezone())
    waits = iter(pace.waits)
    while True:
        try:
            _hand_over(session, message, sender, data, note)
        except _RefusedError as refusal:
            wait = next(waits, None) if refusal.code in _TEMPORARY else None
            if wait is None:
                return Sent(message, _refused(message, _meaning(refusal.code)))
            time.sleep(wait)
        else:
            return Sent(message)


def _hand_over(
    session: smtplib.SMTP, message: Message, sender: str, data: bytes, note: Note
) -> None:
    """Go through one transaction; a message is "begun" only while its text is under way."""
    _accepted(session, *session.mail(sender))
    _accepted(session, *session.rcpt(message.address))
    note(message, Outcome.BEGUN)
    try:
        code, _ = session.data(data)
    except smtplib.SMTPDataError as error:  # the server did not even want to hear it
        code = error.smtp_code
    except (smtplib.SMTPServerDisconnected, OSError):
        # RFC 5321, 4.5.4.1: without the server's word the message is still ours to send.
        note(message, Outcome.FAILED)
        raise
    note(message, Outcome.SENT if code == _OK else Outcome.FAILED)
    _accepted(session, code)


def _accepted(session: smtplib.SMTP, code: int, _words: bytes = b"") -> None:
    if code == _CLOSING:
        raise smtplib.SMTPServerDisconnected
    if code not in {_OK, _FORWARDED}:
        session.rset()
        raise _RefusedError(code)


def _meaning(code: int) -> str:
    """Word a reply (RFC 5321, 4.2.3); the server's own text often repeats the address."""
    key = f"send.reply.{code}"
    kind = "temporary" if code in _TEMPORARY else "final"
    return say("send.reply.line", code=code, why=say(key if has(key) else f"send.reply.{kind}"))


def _refused(message: Message, why: str) -> Problem:
    return problem(Flaw("E04", why), unit=message.unit)
