"""The whole benchmark: `python -m tests.benchmark [--quick] [--counts N …] [--write]`.

Prints its tables; with --write they replace those in docs/benchmark.md.
"""

import argparse
import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from tests.benchmark import readers, start_up, whole_run
from tests.benchmark.make_returns import make
from tests.benchmark.sheets import programs

PAGE = Path(__file__).parents[2] / "docs" / "benchmark.md"
BEGIN, END = "<!-- tables begin -->", "<!-- tables end -->"
_PACKAGES = ("openpyxl", "pandas", "python-calamine")


class Size(NamedTuple):
    """How much is measured: files and rounds of readers, rounds of whole runs, numbers of files."""

    files: int
    reader_rounds: int
    run_rounds: int
    start_rounds: int
    counts: tuple[int, ...]
    many_rounds: int


FULL = Size(200, 9, 9, 21, (1000, 10000), 3)
QUICK = Size(24, 2, 1, 3, (96, 192), 1)


def sections(place: Path, size: Size) -> Iterator[tuple[str, str]]:
    """Measure one thing after the other; give its title and its table."""
    yield "Machine", machine()
    files = [each.path for each in make(place / "readers", size.files)]
    costs = readers.measure(files, size.reader_rounds, (1, size.files))
    yield (
        f"Reading one .xlsx, {size.files} files, {size.reader_rounds} rounds",
        (readers.shown_times(costs)),
    )
    yield "Memory of reading, in MB (share of openpyxl's, loaded once)", readers.shown_memory(costs)
    runs = whole_run.one_city(place, size.run_rounds)
    yield f"The whole run on one city, {size.run_rounds} rounds", whole_run.shown_one(runs)
    many = whole_run.measured(place, size.counts, size.many_rounds)
    yield "Many cities", whole_run.shown_many(many)
    yield "What more files cost", whole_run.shown_growth(many)
    starts = start_up.measure(place / "start", size.start_rounds)
    yield f"Starting, {size.start_rounds} rounds", start_up.shown(starts)


def machine() -> str:
    """Say what the figures were taken on, without naming the machine."""
    known = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    cores = len(os.sched_getaffinity(0))
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, "
        f"Python {platform.python_version()}, lcreport {_version('lcreport')}; {known}. "
        f"The returns are written by {', '.join(programs())}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def write(text: str) -> None:
    """Put the tables between the page's two marks."""
    page = PAGE.read_text(encoding="utf-8")
    between = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    if not between.search(page):
        sys.exit(f"{PAGE.name}: {BEGIN} … {END}?")
    page = between.sub(lambda _: f"{BEGIN}\n{text}\n{END}", page)
    PAGE.write_text(page, encoding="utf-8")


def main() -> None:
    """Measure everything, print it as it comes, write it when asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute, few files and rounds")
    parser.add_argument("--write", action="store_true", help="put them into docs/benchmark.md")
    parser.add_argument("--counts", type=int, nargs="+", help="numbers of returns in many cities")
    options = parser.parse_args()
    size = QUICK if options.quick else FULL
    if options.counts:
        size = size._replace(counts=tuple(options.counts))
    told = []
    with tempfile.TemporaryDirectory() as place:
        for title, text in sections(Path(place), size):
            told.append(f"### {title}\n\n{text}\n")
            print(told[-1], flush=True)
    if options.write:
        write("\n".join(told))


if __name__ == "__main__":
    main()
