"""`lcreport send`: writes the outbox; sends only with `--smtp` and the number confirmed."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from getpass import getpass
from pathlib import Path

from lcreport.cli.check import sentence
from lcreport.cli.places import output_of
from lcreport.cli.screen import Screen
from lcreport.errors import UsageError
from lcreport.intake.folder import read_folder
from lcreport.model import Settings
from lcreport.outbox.drafts import drop_draft, write_drafts
from lcreport.outbox.history import Parted, parted
from lcreport.outbox.ledger import open_ledger, read_ledger
from lcreport.outbox.mime import Message
from lcreport.outbox.purposes import RECIPES, Purpose
from lcreport.outbox.rendering import Rendered, reminders, with_files
from lcreport.outbox.server import SMTP, Secret, Server, sender_of, server_of
from lcreport.outbox.smtp import send_all
from lcreport.problems import Problem, Severity
from lcreport.resources import OFFICE_FOLDER
from lcreport.settings import settings_of
from lcreport.wording import say


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Render every message, then write drafts or send; say whether somebody must look."""
    folder: Path = options.folder
    if not folder.is_dir():
        raise UsageError(say("cli.no_folder", folder=folder))
    output = output_of(folder, options.output)
    purpose = Purpose(options.kind)
    settings = settings_of(folder, options.settings)
    server = server_of(SMTP, os.environ) if options.smtp else None
    if server and not server.sender:
        raise UsageError(say("send.no_sender"))
    rendered = _rendered(purpose, folder, output, settings, screen)
    todo = parted(rendered.messages, read_ledger(output))
    problems = [*rendered.problems, *todo.problems]
    _tell_unmade(rendered, screen)
    _list(todo.waiting, screen)
    if server is None:
        _draft(todo, purpose, output, screen)
    else:
        server = _ready(server, len(todo.waiting), options.yes)
        problems += _send(todo.waiting, server, output, settings.period.label, screen)
    _tell(problems, settings, screen)
    return bool(rendered.unmade) or any(each.severity is not Severity.INFO for each in problems)


def _rendered(
    purpose: Purpose, folder: Path, output: Path, settings: Settings, screen: Screen
) -> Rendered:
    own = folder / OFFICE_FOLDER
    office = own if own.is_dir() else None
    if purpose is Purpose.REMINDER:
        with screen.progress() as watch:
            returns = read_folder(folder, (output,), settings, watch)
        return reminders(settings, returns, office)
    attachments = output / RECIPES[purpose].folder
    if not attachments.is_dir():
        raise UsageError(say(f"send.nothing_made.{purpose}", place=attachments, folder=folder))
    return with_files(purpose, output, settings, office)


def _list(messages: Sequence[Message], screen: Screen) -> None:
    """Show what would go, by the units' names; addresses stay in the settings."""
    headers = (say("send.head.unit"), say("send.head.subject"), say("send.head.attachment"))
    rows = [
        (each.unit_name, each.subject, each.attachment.name if each.attachment else "—")
        for each in messages
    ]
    if rows:
        screen.table(headers, rows)


def _tell_unmade(rendered: Rendered, screen: Screen) -> None:
    if rendered.unmade:
        names = "; ".join(unit.name for unit in rendered.unmade)
        screen.line(say("send.unmade", count=len(rendered.unmade), names=names))


def _draft(todo: Parted, purpose: Purpose, output: Path, screen: Screen) -> None:
    day = datetime.now().astimezone()
    outbox = write_drafts(todo.waiting, purpose, output, sender_of(os.environ), day)
    screen.line(say("send.drafted", count=len(todo.waiting), place=outbox))


def _ready(server: Server, count: int, confirmed: int | None) -> Server:
    """Ask for what is still missing: the number of messages, then the password."""
    if count:
        _confirm(count, confirmed)
        if server.lacks_password:
            return server.signed_in(_password(server))
    return server


def _send(
    messages: Sequence[Message], server: Server, output: Path, period: str, screen: Screen
) -> list[Problem]:
    if not messages:
        screen.line(say("send.nothing"))
        return []
    problems: list[Problem] = []
    sent = 0
    try:
        with open_ledger(output, period) as note:
            for each in send_all(messages, server, note):
                if each.problem:
                    problems.append(each.problem)
                else:
                    sent += 1
                    drop_draft(each.message, output)
    finally:
        screen.line(say("send.sent", sent=sent, total=len(messages)))
    return problems


def _confirm(count: int, given: int | None) -> None:
    """Take the number of messages, from `--yes` or typed; anything else sends nothing.

    Raises:
        UsageError: it is another number, or nobody is there to type one.
    """
    if given is None:
        try:
            typed = input(say("send.confirm", count=count)).strip()
        except EOFError:
            raise UsageError(say("send.unconfirmed", count=count)) from None
        given = int(typed) if typed.isascii() and typed.isdigit() else -1
    if given != count:
        raise UsageError(say("send.other_number", count=count))


def _password(server: Server) -> Secret:
    if not sys.stdin.isatty():
        raise UsageError(say("mail.no_password", name=f"{SMTP.prefix}_PASSWORD"))
    return Secret(getpass(say("mail.ask_password", host=server.host)))


def _tell(problems: Sequence[Problem], settings: Settings, screen: Screen) -> None:
    for each in problems:
        unit = settings.unit(each.unit)
        screen.line(f"  {unit.name if unit else each.file}: {sentence(each)}")
