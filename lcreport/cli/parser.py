"""The commands and their arguments as a table, with help and errors in Vietnamese."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from lcreport import __version__
from lcreport.cli.screen import Screen
from lcreport.outbox.purposes import Purpose
from lcreport.wording import LANGUAGE as DEFAULT_LANGUAGE
from lcreport.wording import LANGUAGES, say

Arguments = tuple[tuple[tuple[str, ...], dict[str, Any]], ...]

FOLDER: Arguments = ((("folder",), {"metavar": "FOLDER", "type": Path}),)
ROOT: Arguments = ((("root",), {"metavar": "ROOT", "type": Path}),)
OUTPUT: Arguments = ((("-o", "--output"), {"metavar": "OUTPUT", "type": Path}),)
SETTINGS: Arguments = ((("-s", "--settings"), {"metavar": "SETTINGS", "type": Path}),)
JOBS: Arguments = ((("-j", "--jobs"), {"metavar": "JOBS", "type": int, "default": 1}),)
TARGET: Arguments = ((("target",), {"metavar": "FILE_OR_FOLDER", "type": Path}),)
NUMBER: Arguments = ((("number",), {"metavar": "NUMBER", "type": int}),)
JSON: Arguments = ((("--json",), {"action": "store_true"}),)
SAMPLE: Arguments = ((("--sample",), {"metavar": "NAME"}),)
PDF: Arguments = ((("--pdf",), {"action": "store_true"}),)
FILE: Arguments = ((("file",), {"metavar": "FILE", "type": Path}),)
TEMPLATES: Arguments = ((("--templates",), {"action": "store_true"}),)
ACTION: Arguments = ((("action",), {"metavar": "check", "choices": ("check",)}),)
OWNER: Arguments = ((("owner",), {"metavar": "FOLDER", "type": Path, "nargs": "?"}),)
LANGUAGE: Arguments = (
    (("--language",), {"metavar": "LANGUAGE", "choices": LANGUAGES, "default": DEFAULT_LANGUAGE}),
)
TODAY: Arguments = ((("--today",), {"metavar": "YYYY-MM-DD"}),)
ALL_COPIES: Arguments = ((("--all-copies",), {"action": "store_true"}),)
KIND: Arguments = (
    (("--kind",), {"metavar": "KIND", "choices": tuple(Purpose), "default": Purpose.FORMS}),
)
SMTP: Arguments = (
    (("--smtp",), {"action": "store_true"}),
    (("--yes",), {"metavar": "N", "type": int}),
)
FETCH: Arguments = (
    (("--imap",), {"action": "store_true"}),
    (("--eml",), {"metavar": "DIR", "type": Path}),
)
QUIET: Arguments = ((("-q", "--quiet"), {"action": "store_true"}),)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its module in `lcreport.cli` has `execute(options, screen) -> must_look`."""

    name: str
    arguments: Arguments


COMMANDS = (
    Command("report", FOLDER + OUTPUT + SETTINGS + JOBS + LANGUAGE + PDF + ALL_COPIES),
    Command("rollup", ROOT + OUTPUT + SETTINGS),
    Command("check", TARGET + SETTINGS + JSON),
    Command("explain", FOLDER + NUMBER + OUTPUT + SETTINGS),
    Command("forms", FOLDER + OUTPUT + SETTINGS),
    Command("init", FOLDER + SAMPLE + TEMPLATES),
    Command("templates", ACTION + OWNER),
    Command("nd30", FILE + JSON),
    Command("status", FOLDER + OUTPUT + SETTINGS + TODAY + JSON),
    Command("fetch", FOLDER + FETCH + OUTPUT + SETTINGS),
    Command("send", FOLDER + KIND + SMTP + OUTPUT + SETTINGS),
)

# argparse words its complaints in English; these are the ones a user can meet.
_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.*)"), "cli.error.required"),
    (re.compile(r"unrecognized arguments: (.*)"), "cli.error.unrecognized"),
    (re.compile(r"argument (\S+): invalid choice: (\S+) .*"), "cli.error.choice"),
    (re.compile(r"argument (\S+): invalid int value: (.*)"), "cli.error.number"),
    (re.compile(r"argument (\S+): expected .*"), "cli.error.value"),
)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(add_help=False, **options)
        self._positionals.title = say("cli.positionals")
        self._optionals.title = say("cli.options")
        self.add_argument("-h", "--help", action="help", help=say("cli.help.help"))

    def format_usage(self) -> str:
        """Word the usage line in Vietnamese."""
        return super().format_usage().replace("usage: ", say("cli.usage"), 1)

    def format_help(self) -> str:
        """Word the usage line of the help in Vietnamese."""
        return super().format_help().replace("usage: ", say("cli.usage"), 1)

    def error(self, message: str) -> NoReturn:
        """End with the complaint in Vietnamese and where to read more."""
        self.exit(2, f"{_translated(message)}\n{say('cli.error.hint', program=self.prog)}\n")


def _translated(message: str) -> str:
    for pattern, key in _COMPLAINTS:
        if match := pattern.fullmatch(message):
            names = dict(zip(("one", "two"), (*match.groups(), ""), strict=False))
            return say(key, **names)
    return message


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole program; its result has `command`, a function to call."""
    parser = _Parser(prog="lcreport", description=say("cli.about"), epilog=say("cli.epilog"))
    version = f"lcreport {__version__}"
    parser.add_argument(
        "--version", action="version", version=version, help=say("cli.help.version")
    )
    commands = parser.add_subparsers(
        title=say("cli.commands"), metavar="LỆNH", required=True, dest="name"
    )
    for command in COMMANDS:
        about = say(f"cli.{command.name}.about")
        sub = commands.add_parser(command.name, help=about, description=about)
        for flags, options in command.arguments + QUIET:
            name = flags[-1].lstrip("-")
            sub.add_argument(*flags, help=say(f"cli.help.{name}"), **options)
        sub.set_defaults(command=_door(command.name))
    return parser


def _door(name: str) -> Callable[[argparse.Namespace, Screen], bool]:
    """Import a command's module only when it is called, so that `--help` starts at once."""

    def call(options: argparse.Namespace, screen: Screen) -> bool:
        module = import_module(f"lcreport.cli.{name}")
        return bool(module.execute(options, screen))

    return call
