"""The commands and their arguments as a table, with help and errors in Vietnamese.

`--help` shall be there at once, so nothing is imported here that takes longer than the help:
dataclasses, pathlib and typing each do.
"""

from __future__ import annotations

import argparse
import os
import re
from importlib import import_module

from lcreport import __version__
from lcreport.wording import LANGUAGE as DEFAULT_LANGUAGE
from lcreport.wording import LANGUAGES, say

TYPE_CHECKING = False  # checkers take it for true; typing's own would have to be imported
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Any, NoReturn

    from lcreport.cli.screen import Screen

    Arguments = tuple[tuple[tuple[str, ...], dict[str, Any]], ...]


def a_path(text: str) -> Path:
    """Take an argument for a path."""
    from pathlib import Path  # noqa: PLC0415 - see above

    return Path(text)


def a_number(text: str) -> int:
    """Take an argument for a number of things, of which there is at least one."""
    if (number := int(text)) < 1:
        raise ValueError
    return number


FOLDER: Arguments = ((("folder",), {"metavar": "FOLDER", "type": a_path}),)
ROOT: Arguments = ((("root",), {"metavar": "ROOT", "type": a_path}),)
OUTPUT: Arguments = ((("-o", "--output"), {"metavar": "OUTPUT", "type": a_path}),)
SETTINGS: Arguments = ((("-s", "--settings"), {"metavar": "SETTINGS", "type": a_path}),)
JOBS: Arguments = ((("-j", "--jobs"), {"metavar": "JOBS", "type": a_number}),)
DASK: Arguments = ((("--dask",), {"metavar": "tcp://HOST:PORT"}),)
EACH: Arguments = ((("--each",), {"action": "store_true"}),)
TARGET: Arguments = ((("target",), {"metavar": "FILE_OR_FOLDER", "type": a_path}),)
NUMBER: Arguments = ((("number",), {"metavar": "NUMBER", "type": int}),)
JSON: Arguments = ((("--json",), {"action": "store_true"}),)
SAMPLE: Arguments = ((("--sample",), {"metavar": "NAME"}),)
PDF: Arguments = ((("--pdf",), {"action": "store_true"}),)
FILE: Arguments = ((("file",), {"metavar": "FILE", "type": a_path}),)
TEMPLATES: Arguments = ((("--templates",), {"action": "store_true"}),)
ACTION: Arguments = ((("action",), {"metavar": "check", "choices": ("check",)}),)
OWNER: Arguments = ((("owner",), {"metavar": "FOLDER", "type": a_path, "nargs": "?"}),)
LANGUAGE: Arguments = (
    (("--language",), {"metavar": "LANGUAGE", "choices": LANGUAGES, "default": DEFAULT_LANGUAGE}),
)
TODAY: Arguments = ((("--today",), {"metavar": "YYYY-MM-DD"}),)
ALL_COPIES: Arguments = ((("--all-copies",), {"action": "store_true"}),)
# The values of `lcreport.outbox.purposes.Purpose`.
KINDS = ("forms", "returned", "reminder")
KIND: Arguments = ((("--kind",), {"metavar": "KIND", "choices": KINDS, "default": KINDS[0]}),)
SMTP: Arguments = (
    (("--smtp",), {"action": "store_true"}),
    (("--yes",), {"metavar": "N", "type": int}),
)
FETCH: Arguments = (
    (("--imap",), {"action": "store_true"}),
    (("--eml",), {"metavar": "DIR", "type": a_path}),
)
QUIET: Arguments = ((("-q", "--quiet"), {"action": "store_true"}),)


# Each command has a module in `lcreport.cli` with `execute(options, screen) -> must_look`.
COMMANDS: dict[str, Arguments] = {
    "report": FOLDER + EACH + OUTPUT + SETTINGS + JOBS + DASK + LANGUAGE + PDF + ALL_COPIES,
    "rollup": ROOT + OUTPUT + SETTINGS,
    "check": TARGET + SETTINGS + JSON,
    "explain": FOLDER + NUMBER + OUTPUT + SETTINGS,
    "forms": FOLDER + OUTPUT + SETTINGS,
    "init": FOLDER + SAMPLE + TEMPLATES,
    "templates": ACTION + OWNER,
    "nd30": FILE + JSON,
    "status": FOLDER + OUTPUT + SETTINGS + TODAY + JSON,
    "fetch": FOLDER + FETCH + OUTPUT + SETTINGS,
    "send": FOLDER + KIND + SMTP + OUTPUT + SETTINGS,
}

_NARROWEST = 40

# argparse words its complaints in English; these are the ones a user can meet.
_COMPLAINTS = (
    (r"the following arguments are required: (.*)", "cli.error.required"),
    (r"unrecognized arguments: (.*)", "cli.error.unrecognized"),
    (r"argument (\S+): invalid choice: (\S+) .*", "cli.error.choice"),
    (r"argument (\S+): invalid (?:int|a_number) value: (.*)", "cli.error.number"),
    (r"argument (\S+): expected .*", "cli.error.value"),
)


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Ask for the width of the screen directly; argparse would import shutil, and with it much."""
    try:
        columns = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
    except (ValueError, OSError):
        columns = 80
    return argparse.HelpFormatter(prog, width=max(columns, _NARROWEST) - 2)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(add_help=False, formatter_class=_formatter, **options)
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


class _Command(_Parser):
    def __init__(self, *, unasked: bool = False, **options: Any) -> None:  # noqa: ANN401 - as above
        if not unasked:  # the others are only named in the help, and a parser is long in the making
            super().__init__(**options)


def _translated(message: str) -> str:
    for pattern, key in _COMPLAINTS:
        if match := re.fullmatch(pattern, message):
            names = dict(zip(("one", "two"), (*match.groups(), ""), strict=False))
            return say(key, **names)
    return message


def build_parser(wanted: Sequence[str]) -> argparse.ArgumentParser:
    """Give the parser of the program; its result has `command`, a function to call.

    Only commands among the words that are `wanted` get their arguments.
    """
    parser = _Parser(prog="lcreport", description=say("cli.about"), epilog=say("cli.epilog"))
    version = f"lcreport {__version__}"
    parser.add_argument(
        "--version", action="version", version=version, help=say("cli.help.version")
    )
    commands = parser.add_subparsers(
        title=say("cli.commands"), metavar="LỆNH", required=True, dest="name", parser_class=_Command
    )
    for command, arguments in COMMANDS.items():
        about = say(f"cli.{command}.about")
        if command not in wanted:
            commands.add_parser(command, help=about, unasked=True)
            continue
        sub = commands.add_parser(command, help=about, description=about)
        for flags, options in arguments + QUIET:
            name = flags[-1].lstrip("-")
            sub.add_argument(*flags, help=say(f"cli.help.{name}"), **options)
        sub.set_defaults(command=_door(command))
    return parser


def _door(name: str) -> Callable[[argparse.Namespace, Screen], bool]:
    """Import a command's module only when it is called, so that `--help` starts at once."""

    def call(options: argparse.Namespace, screen: Screen) -> bool:
        module = import_module(f"lcreport.cli.{name}")
        return bool(module.execute(options, screen))

    return call
