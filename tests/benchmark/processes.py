"""Whole processes: their wall and CPU time, and the memory of the whole tree while they run.

Memory is what Linux tells in /proc: the peak of resident memory of a process since its program
started (VmHWM). `ru_maxrss` will not do: a child begins with the peak of the process that made it.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02
_PROC = Path("/proc")
_PEAK = re.compile(r"VmHWM:\s+(\d+)")
_NOW = re.compile(r"VmRSS:\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Run:
    """What one process and all below it took: seconds, and MB of resident memory.

    `largest` is the peak of the largest single process; `tree` is the greatest sum over all
    processes at one moment, where pages that they share count in each.
    """

    wall: float
    cpu: float
    largest: float
    tree: float


@dataclass
class _Seen:
    largest: float = 0.0
    tree: float = 0.0


def run(command: Sequence[str]) -> Run:
    """Start a command afresh and wait for it; exit code 1 is "somebody must look", and fine."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        return _watched(process)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[Run]]:
    """Run each command once a round, another one first each time; a first round is not counted."""
    named = list(commands.items())
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        turn = number % len(named)
        for name, command in named[turn:] + named[:turn]:
            runs[name].append(run(command))
    return {name: taken[1:] for name, taken in runs.items()}


def python(*arguments: str | Path) -> list[str]:
    """Give the command that starts this same Python with these arguments."""
    return [sys.executable, *map(str, arguments)]


def lcreport(*arguments: str | Path) -> list[str]:
    """Give the command that starts the program itself."""
    return python("-m", "lcreport", *arguments)


def _watched(process: subprocess.Popen[bytes]) -> Run:
    start = time.perf_counter()
    seen, done = _Seen(), threading.Event()
    watcher = threading.Thread(target=_look, args=(process.pid, seen, done))
    watcher.start()
    told = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    done.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        sys.exit(told.decode("utf-8", "replace"))
    return Run(wall, used.ru_utime + used.ru_stime, seen.largest, seen.tree)


def _look(root: int, seen: _Seen, done: threading.Event) -> None:
    """Look at the tree every 20 ms: peaks only grow, so that the last look at each is enough."""
    while not done.wait(_EVERY):
        told = [_text(_PROC / str(process) / "status") for process in _tree(root)]
        seen.largest = max(seen.largest, *(_megabytes(_PEAK, each) for each in told))
        seen.tree = max(seen.tree, sum(_megabytes(_NOW, each) for each in told))


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:
        for listed in (_PROC / str(process)).glob("task/*/children"):
            found += [int(child) for child in _text(listed).split()]
    return found


def _megabytes(what: re.Pattern[str], status: str) -> float:
    told = what.search(status)
    return int(told[1]) / 1024 if told else 0.0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""  # it has just ended
