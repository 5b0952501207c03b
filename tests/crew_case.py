"""Work that a crew can be given: some of it dies, hangs or eats all memory."""

import os
import signal
import time
from collections.abc import Sequence

from lcreport.watchdog import watched

FINE, DEADLY, ENDLESS, GREEDY = "fine", "deadly", "endless", "greedy"
LOST, TOO_MUCH = "lost", "too much"


def work(batch: Sequence[str]) -> list[str]:
    """Give each task back, as far as it lets us."""
    done = []
    for task in batch:
        with watched():
            done.append(_one(task))
    return done


def _one(task: str) -> str:
    if task.startswith(DEADLY):
        os.kill(os.getpid(), signal.SIGKILL)
    if task.startswith(ENDLESS):
        time.sleep(600)
    if task.startswith(GREEDY):
        try:
            len(bytearray(64 << 30))
        except MemoryError:
            return TOO_MUCH
    return task


def slow(batch: Sequence[str]) -> list[str]:
    """Take a moment for each task."""
    time.sleep(0.02 * len(batch))
    return list(batch)


def lost(task: str) -> str:
    """Name a task that no process survives."""
    return f"{LOST} {task}"


def several_words(count: int, start: str = FINE) -> tuple[str, ...]:
    """Give some tasks that do no harm."""
    return tuple(f"{start} {number}" for number in range(count))
