"""The whole run, papers and all: beside merely reading the same files, and on many cities.

    python -m tests.benchmark.whole_run [--counts 1000 10000] [--rounds N] [--one-folder]

Everything is a whole program started afresh. On one city of 48 returns, in turn: the main job with
all its papers, and `pandas.read_excel` (openpyxl) over the same files, which writes nothing. Then
the same job over as many cities as N returns fill, one output each: files per second, CPU time per
file, memory, and how they change from fewer files to more.
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmark.figures import ratios, spread, table
from tests.benchmark.make_returns import UNITS_OF_A_CITY, make
from tests.benchmark.processes import Run, in_turn, lcreport, python, run

PANDAS = """
import pathlib, sys
import pandas
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    if path.name != "cai-dat.xlsx":
        pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
"""
READING = "pandas + openpyxl, reading only"
WHOLE, WHOLE_TWO = "lcreport report, all papers", "lcreport report, all papers, -j 2"
CHECK = "lcreport check, reading and judging only"
JOBS = 2


class Many(NamedTuple):
    """Runs over `files` returns in so many cities, with `jobs` processes."""

    files: int
    cities: int
    jobs: int
    runs: list[Run]

    @property
    def per_second(self) -> list[float]:
        """Give files per second of each run."""
        return [self.files / each.wall for each in self.runs]

    @property
    def per_file(self) -> list[float]:
        """Give milliseconds of CPU time per file of each run."""
        return [1000 * each.cpu / self.files for each in self.runs]


def one_city(place: Path, rounds: int) -> dict[str, list[Run]]:
    """Run the whole job and its rivals on one city of 48 returns, in turn."""
    folder = make(place / "one", UNITS_OF_A_CITY)[0].path.parents[1]
    output = place / "output"
    commands = {
        WHOLE: lcreport("report", folder, "-q", "-o", output),
        WHOLE_TWO: lcreport("report", folder, "-q", "-o", output, "-j", str(JOBS)),
        CHECK: lcreport("check", folder, "-q"),
        READING: python("-c", PANDAS, folder),
    }
    return in_turn(commands, rounds)


def many_cities(place: Path, count: int, rounds: int, jobs: Sequence[int]) -> list[Many]:
    """Run the job over the cities that `count` returns fill, with each number of jobs in turn."""
    root = place / f"cities-{count}"
    make(root, count)
    runs: dict[int, list[Run]] = {each: [] for each in jobs}
    for number in range(rounds):
        for each in jobs:
            output = place / f"output-{count}-{each}-{number}"
            runs[each].append(run(_over_all(root, output, each)))
    return [Many(count, len(list(root.iterdir())), each, taken) for each, taken in runs.items()]


def _over_all(root: Path, output: Path, jobs: int) -> list[str]:
    return lcreport("report", "--each", root, "-o", output, "-q", "-j", str(jobs))


def shown_one(runs: Mapping[str, Sequence[Run]]) -> str:
    """Give the table of one city."""
    titles = ["48 returns", "seconds", "of reading with pandas", "CPU seconds",
              "peak MB of a process", "MB of all processes"]  # fmt: skip
    base = [each.wall for each in runs[READING]]
    rows = []
    for name, taken in runs.items():
        wall = [each.wall for each in taken]
        rows.append([
            name, spread(wall).text(), ratios(wall, base).text(),
            spread([each.cpu for each in taken]).text(),
            f"{max(each.largest for each in taken):.0f}", f"{max(each.tree for each in taken):.0f}",
        ])  # fmt: skip
    return table(titles, rows)


def shown_many(known: Sequence[Many]) -> str:
    """Give the table of many cities."""
    titles = ["returns", "cities", "-j", "runs", "files per second", "seconds",
              "CPU ms per file", "peak MB of a process", "MB of all processes"]  # fmt: skip
    rows = [
        [
            f"{each.files:,}", str(each.cities), str(each.jobs),
            str(len(each.runs)), spread(each.per_second).text(1),
            spread([one.wall for one in each.runs]).text(1), spread(each.per_file).text(1),
            f"{_largest(each):.0f}", f"{_tree(each):.0f}",
        ]
        for each in known
    ]  # fmt: skip
    return table(titles, rows)


def shown_growth(known: Sequence[Many]) -> str:
    """Give the table of what more files cost against fewer, and two processes against one."""
    rows = []
    fewest = min(known, key=lambda each: each.files).files
    base = {each.jobs: each for each in known if each.files == fewest}
    for each in known:
        if each.files != fewest and each.jobs in base:
            name = f"{each.files:,} returns against {fewest:,}, -j {each.jobs}"
            rows.append(_against(name, each, base[each.jobs]))
    if {1, JOBS} <= base.keys():
        rows.append(_against(f"-j {JOBS} against -j 1, {fewest:,} returns", base[JOBS], base[1]))
    titles = ["ratio of medians", "seconds per file", "CPU per file", "peak MB of a process",
              "MB of all processes"]  # fmt: skip
    return table(titles, rows)


def _against(name: str, one: Many, other: Many) -> list[str]:
    wall = spread(other.per_second).middle / spread(one.per_second).middle
    cpu = spread(one.per_file).middle / spread(other.per_file).middle
    peaks = _largest(one) / _largest(other), _tree(one) / _tree(other)
    return [name, *[f"{figure:.2f}" for figure in (wall, cpu, *peaks)]]


def _largest(known: Many) -> float:
    return max(each.largest for each in known.runs)


def _tree(known: Many) -> float:
    return max(each.tree for each in known.runs)


def one_folder(place: Path, count: int, jobs: int) -> Run:
    """Run the job on one folder of `count` returns from as many units: a stress, no usual case."""
    folder = make(place, count, one_folder=True)[0].path.parents[1]
    return run(lcreport("report", folder, "-q", "-o", place / "output", "-j", str(jobs)))


def main() -> None:
    """Print the tables for the numbers of returns that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="*", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one-folder", action="store_true", help="all returns in one folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        if options.one_folder:
            for count in options.counts:
                known = Many(count, 1, JOBS, [one_folder(place / str(count), count, JOBS)])
                print(shown_many([known]))
            return
        print(shown_one(one_city(place, options.rounds)))
        known_many = measured(place, options.counts)
        print(shown_many(known_many), shown_growth(known_many), sep="\n\n")


def measured(place: Path, counts: Sequence[int], rounds: int = 3) -> list[Many]:
    """Run over each number of returns; the first is repeated, and run with one job as well."""
    known: list[Many] = []
    for number, count in enumerate(counts):
        first = number == 0
        known += many_cities(place, count, rounds if first else 1, (1, JOBS) if first else (JOBS,))
    return known


if __name__ == "__main__":
    main()
