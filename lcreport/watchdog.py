"""A process that watches over itself: work that does not end ends the process."""

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

# After how many seconds this process ends itself and where it tells so; empty where it does not.
_watch: list[tuple[float, TextIO]] = []


def watch_over(longest: float) -> None:
    """Let `watched` blocks of this process take so many seconds at most."""
    nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    _watch.append((longest, nowhere))


@contextmanager
def watched() -> Iterator[None]:
    """End this process when the block takes too long; does nothing where nobody asked for it.

    The watch does not depend on the interpreter, so that it ends loops inside libraries, too.
    """
    if not _watch:
        yield
        return
    longest, nowhere = _watch[0]
    faulthandler.dump_traceback_later(longest, exit=True, file=nowhere)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
