"""Our reader of .xlsx beside others, on the same files, paired in one run.

    python -m tests.benchmark.readers [--files N] [--rounds N]

Time: the bytes lie in memory before. In every round each file is read by every reader in turn, the
order of readers moving on from file to file, so that what disturbs the machine disturbs all alike.
A round gives each reader's mean time per file; shown are the median over the rounds with the least
and the greatest, and the ratio to ours round by round. Only reading is timed: for every reader the
collector of cycles rests meanwhile, and what was read is let go afterwards. No file is read twice
in a round, but the files come from 27 workbooks, so that parts like styles repeat, as they do among
returns of one form.

Memory: a process for each reader that imports it and reads N files one after the other, letting go
of each; its peak of resident memory. The same on top of an interpreter that only starts, and on top
of the process itself when it had imported the reader and read one cell. Beside it, what the
interpreter allocates at most while the largest file is read and held (tracemalloc).
"""

import argparse
import gc
import importlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmark.figures import Spread, ratios, spread, table
from tests.benchmark.make_returns import make
from tests.benchmark.one_reader import CALAMINE, ONCE, OURS, READERS, Read


class Cost(NamedTuple):
    """What one reader costs: ms per file, the ratio to ours, MB.

    `peaks` are, by how many files were read, the whole process and the share of reading in it.
    """

    milliseconds: Spread
    to_ours: Spread
    peaks: Mapping[int, tuple[float, float]]
    held: float


def available() -> tuple[str, ...]:
    """Name the readers that are installed here."""
    try:
        importlib.import_module("python_calamine")
    except ImportError:
        return tuple(name for name in READERS if name != CALAMINE)
    return tuple(READERS)


def measure(files: Sequence[Path], rounds: int, counts: Sequence[int]) -> dict[str, Cost]:
    """Give what each reader costs on `files`; `counts` are how many are read for the peaks."""
    times = _times([path.read_bytes() for path in files], rounds)
    costs: dict[str, Cost] = {}
    for name, taken in times.items():
        peaks = {count: _peaks(name, files[:count]) for count in counts}
        (held,) = _alone(name, "held", [max(files, key=lambda path: path.stat().st_size)])
        costs[name] = Cost(spread(taken), ratios(taken, times[OURS]), peaks, held)
    return costs


def _peaks(name: str, files: Sequence[Path]) -> tuple[float, float]:
    whole, reading = _alone(name, "peak", files)
    return whole, reading


def _times(files: Sequence[bytes], rounds: int) -> dict[str, list[float]]:
    """Give, by reader, its milliseconds per file in each round; a first round is not counted."""
    readers = [(name, READERS[name]()) for name in available()]
    taken: dict[str, list[float]] = {name: [] for name, _ in readers}
    for _ in range(rounds + 1):
        spent = dict.fromkeys(taken, 0.0)
        for place, data in enumerate(files):
            turn = place % len(readers)
            for name, read in readers[turn:] + readers[:turn]:
                spent[name] += _seconds(read, data)
        for name, seconds in spent.items():
            taken[name].append(1000 * seconds / len(files))
    return {name: figures[1:] for name, figures in taken.items()}


def _seconds(read: Read, data: bytes) -> float:
    gc.disable()
    start = time.perf_counter()
    held = read(data)
    seconds = time.perf_counter() - start
    del held
    gc.enable()
    gc.collect(1)
    return seconds


def _alone(name: str, what: str, files: Sequence[Path]) -> list[float]:
    """Ask a fresh process for figures of one reader."""
    command = [sys.executable, "-m", "tests.benchmark.one_reader", name, what]
    listed = "\n".join(map(str, files))
    done = subprocess.run(command, input=listed, capture_output=True, text=True, check=False,
                          encoding="utf-8")  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return [float(figure) for figure in done.stdout.split()]


def bare() -> float:
    """Give the peak of an interpreter that only starts, in MB."""
    ask = "print([each for each in open('/proc/self/status') if 'VmHWM' in each][0].split()[1])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True)
    return int(done.stdout) / 1024


def shown_times(costs: Mapping[str, Cost]) -> str:
    """Give the table of the readers' speed."""
    titles = ["reader", "ms per file", "times ours"]
    rows = [[name, cost.milliseconds.text(), cost.to_ours.text()] for name, cost in costs.items()]
    return table(titles, rows)


def shown_memory(costs: Mapping[str, Cost]) -> str:
    """Give the table of the readers' memory, each figure with its share of openpyxl's."""
    counts, floor = list(costs[OURS].peaks), bare()
    titles = ["reader"]
    for count in counts:
        files = f"{count} file{'s' * (count > 1)}"
        titles += [f"whole process, {files}", "above a bare one", "above its imports"]
    titles.append("allocated while one is held")
    known = {name: _memory(cost, floor) for name, cost in costs.items()}
    rows = [[name, *map(_beside, line, known[ONCE])] for name, line in known.items()]
    return table(titles, rows)


def _beside(own: float, its: float) -> str:
    return f"{own:.1f} ({own / its:.2f})"


def _memory(cost: Cost, floor: float) -> list[float]:
    figures: list[float] = []
    for whole, reading in cost.peaks.values():
        figures += [whole, whole - floor, reading]
    return [*figures, cost.held]


def main() -> None:
    """Make files, measure all readers on them, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        files = [each.path for each in make(Path(place), options.files)]
        costs = measure(files, options.rounds, (1, options.files))
    print(shown_times(costs), shown_memory(costs), sep="\n\n")


if __name__ == "__main__":
    main()
