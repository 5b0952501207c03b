"""`lcreport fetch`: takes the returns that units mailed back out of the mail."""

import argparse
import os
import sys
from collections.abc import Iterable
from getpass import getpass
from pathlib import Path

from lcreport.cli.places import output_of
from lcreport.cli.screen import Screen
from lcreport.errors import UsageError
from lcreport.model import Settings
from lcreport.outbox.inbox import Unread, take_in
from lcreport.outbox.post import Post, eml_files, open_mailbox
from lcreport.outbox.server import IMAP, Secret, Server, server_of
from lcreport.settings import settings_of
from lcreport.wording import say


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Save new attachments into the folder; true when a message could not be read."""
    folder: Path = options.folder
    if not folder.is_dir():
        raise UsageError(say("cli.no_folder", folder=folder))
    settings = settings_of(folder, options.settings)
    if options.imap:
        with open_mailbox(_server()) as posts:
            return _take(posts, folder, settings, screen)
    source: Path = options.eml or folder
    if not source.is_dir():
        raise UsageError(say("cli.no_folder", folder=source))
    output = output_of(folder, options.output)
    return _take(eml_files(source, output), folder, settings, screen)


def _server() -> Server:
    server = server_of(IMAP, os.environ)
    if not server.user:
        raise UsageError(say("fetch.no_user", name=f"{IMAP.prefix}_USER"))
    if not server.lacks_password:
        return server
    if not sys.stdin.isatty():
        raise UsageError(say("mail.no_password", name=f"{IMAP.prefix}_PASSWORD"))
    return server.signed_in(Secret(getpass(say("mail.ask_password", host=server.host))))


def _take(posts: Iterable[Post], folder: Path, settings: Settings, screen: Screen) -> bool:
    taken = unread = 0
    for each in take_in(posts, folder, settings):
        if isinstance(each, Unread):
            unread += 1
            screen.line(say("fetch.unread", name=each.name))
        else:
            taken += 1
            unit = settings.unit(each.unit)
            sender = unit.name if unit else say("fetch.stranger")
            screen.line(say("fetch.taken", file=each.file, unit=sender))
    screen.line(say("fetch.total", count=taken, folder=folder))
    return bool(unread)
