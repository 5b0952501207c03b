"""The command line: the only place that prints and that ends the program."""

import os
import sys
from collections.abc import Sequence
from enum import IntEnum

from lcreport.cli.parser import build_parser
from lcreport.errors import LcreportError


class Exit(IntEnum):
    """What the caller learns without reading."""

    DONE = 0
    LOOK = 1
    FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; our own faults become Vietnamese sentences."""
    words = sys.argv[1:] if arguments is None else arguments
    options = build_parser(words).parse_args(words)
    from lcreport.cli.screen import Screen  # noqa: PLC0415 - the help of a command needs none

    screen = Screen(quiet=options.quiet)
    try:
        must_look = options.command(options, screen)
    except LcreportError as error:
        screen.fail(error.sentences)
        return Exit.FAILED
    except KeyboardInterrupt:
        screen.interrupted()
        return Exit.FAILED
    return Exit.LOOK if must_look else Exit.DONE


def entry() -> None:
    """Be the console script."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may default to a code page without Vietnamese letters.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output (`| head`) has seen enough; flushing again would only complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.FAILED
    sys.exit(code)
