"""What a person sees: a bar and tables on a terminal, plain lines when piped."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from lcreport.watch import Watch, unwatched
from lcreport.wording import say


class Screen:
    """Writes results to standard output, and everything else to standard error."""

    def __init__(self, *, quiet: bool = False) -> None:
        """Look whether a person is looking on."""
        self.quiet = quiet
        self.terminal = sys.stdout.isatty()

    def line(self, text: str = "") -> None:
        """Print one line of the result."""
        if not self.quiet:
            print(text)

    def always(self, text: str) -> None:
        """Print what the command was called for, even when quiet."""
        print(text)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print rows as a table on a terminal, as lines joined by " · " elsewhere."""
        if self.quiet:
            return
        if not self.terminal:
            for row in rows:
                print("  " + " · ".join(cell for cell in row if cell))
            return
        from rich.console import Console  # noqa: PLC0415 - 38 ms that piped runs need not pay
        from rich.markup import escape  # noqa: PLC0415 - as above
        from rich.table import Table  # noqa: PLC0415 - as above

        table = Table(*headers, show_lines=False)
        for row in rows:
            table.add_row(*(escape(cell) for cell in row))
        Console().print(table)

    @contextmanager
    def progress(self) -> Iterator[Watch]:
        """Give a function (done, total) that moves a bar on a terminal and does nothing else."""
        if self.quiet or not sys.stderr.isatty():
            yield unwatched
            return
        from rich.console import Console  # noqa: PLC0415 - as in table
        from rich.progress import (  # noqa: PLC0415 - as in table
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(say("cli.speed")),
            TextColumn(say("cli.time_left")),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(say("cli.reading"), total=None, speed="–")

            def watch(done: int, total: int) -> None:
                elapsed = bar.tasks[0].elapsed or 0.0
                speed = f"{done / elapsed:.0f}" if elapsed else "–"
                bar.update(task, completed=done, total=total, speed=speed)

            yield watch

    def fail(self, sentences: Sequence[str]) -> None:
        """Tell why the command could not do its work."""
        print(say("cli.failed"), file=sys.stderr)
        for sentence in sentences:
            print(f"  - {sentence}", file=sys.stderr)

    def trace(self, place: str, trace: str) -> None:
        """Tell a fault of the program itself, for whoever mends it."""
        print(f"{place}:\n{trace}", file=sys.stderr)

    def interrupted(self) -> None:
        """Tell that the user stopped the command, and that nothing was left half done."""
        print(say("cli.interrupted"), file=sys.stderr)
