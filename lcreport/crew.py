"""Work in other processes: what dies, hangs or eats memory there costs only its own task.

A crew hands batches of tasks to an executor of `concurrent.futures`, on this computer or on a
cluster (`lcreport.cluster`), and takes the results in the order of the batches. When a worker is
lost, so is everything that was under way; then those tasks are done again one by one, in a process
of their own. A task that loses its process again and again while alone is to blame.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
)
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread, active_count
from time import monotonic
from types import TracebackType
from typing import Generic, TypeVar

from lcreport.errors import UsageError
from lcreport.watchdog import watch_over
from lcreport.wording import say

Task = TypeVar("Task")
Done = TypeVar("Done")
Work = Callable[[Sequence[Task]], list[Done]]

# Addresses that a worker may take, in bytes: far above what a form or the papers of a folder need,
# and several workers still fit in an office computer.
MOST_MEMORY = 2 << 30
# A file that takes longer than this, in seconds, will not end.
LONGEST = 120.0
LOST = (BrokenExecutor, CancelledError, TimeoutError)
# How often a task is tried alone: somebody may end processes that have done nothing. One that took
# so many seconds to lose its process hangs, and is not tried again.
_TRIES = 5
_LONG = 20.0
_STARTS = 20
_HAS_SERVER = "forkserver" in multiprocessing.get_all_start_methods()
# Batches under way for each worker: while it does one, the next is there already.
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Team:
    """Who works: `call` gives an executor of so many workers, `size` is how many there are.

    `gone` are the exceptions that say that a worker was lost, `patience` how many seconds a batch
    may take where workers do not watch over themselves.
    """

    call: Callable[[int], Executor]
    size: int
    gone: tuple[type[BaseException], ...] = LOST
    patience: float | None = None


def on_this_computer(jobs: int, longest: float = LONGEST) -> Team:
    """Give a team of so many processes here; a task may take `longest` seconds in them."""
    return Team(partial(_processes, longest), max(1, jobs))


class Crew(AbstractContextManager["Crew"]):
    """A team at work; leaving the block sends it home."""

    def __init__(self, team: Team) -> None:
        """Name the team; it is called in with its first task."""
        self.team = team
        self._pool: Executor | None = None
        self._alone: Executor | None = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of everything that is still under way."""
        for each in (self._pool, self._alone):
            if each is not None:
                each.shutdown(wait=kind is None)

    def start(self, prepare: Work[str, str]) -> None:
        """Let the workers start and prepare before there is anything to do, without waiting."""
        if _copies():
            self.send(prepare, ("",), str)
        else:  # until another sort of process is there, this one would have to wait
            self._called()
            Thread(target=self.send, args=(prepare, ("",), str)).start()

    def stream(
        self,
        work: Work[Task, Done],
        batches: Iterable[Sequence[Task]],
        lost: Callable[[Task], Done],
        meanwhile: Callable[[], None] | None = None,
    ) -> Iterator[list[Done]]:
        """Give the results of every batch, in order; only a few batches are under way at once.

        `work` is a function of a module, its tasks and results can be pickled; `lost` gives the
        result of a task that no process survives. What is to be done `meanwhile` is done once,
        when the first batches are under way.
        """
        under_way: deque[Errand[Task, Done]] = deque()
        for batch in batches:
            under_way.append(self.send(work, batch, lost))
            if len(under_way) > self.team.size * _AHEAD:
                if meanwhile:
                    meanwhile()
                    meanwhile = None
                yield self.fetch(under_way.popleft())
        if meanwhile:
            meanwhile()
        while under_way:
            yield self.fetch(under_way.popleft())

    def send(
        self, work: Work[Task, Done], batch: Sequence[Task], lost: Callable[[Task], Done]
    ) -> "Errand[Task, Done]":
        """Hand over one batch; `fetch` gives its results."""
        pool = self._called()
        try:
            future = pool.submit(work, batch)
        except self.team.gone:
            self._dismiss(pool)
            pool = self._called()
            future = pool.submit(work, batch)
        return Errand(work, batch, lost, pool, future)

    def _called(self) -> Executor:
        if self._pool is None:
            self._pool = self.team.call(self.team.size)
        return self._pool

    def fetch(self, errand: "Errand[Task, Done]") -> list[Done]:
        """Wait for the results of a batch; its workers may be lost meanwhile, its results not."""
        try:
            return errand.future.result(self.team.patience)
        except self.team.gone as loss:
            errand.future.cancel()
            if isinstance(loss, BrokenExecutor):
                self._dismiss(errand.pool)
        return [done for task in errand.batch for done in self._singly(errand, task)]

    def _singly(self, errand: "Errand[Task, Done]", task: Task) -> list[Done]:
        for _ in range(_TRIES):
            alone = self._started_alone()
            started = monotonic()
            try:
                return alone.submit(errand.work, (task,)).result(self.team.patience)
            except self.team.gone:
                self._alone = None
                alone.shutdown(wait=False)
            if monotonic() - started > _LONG:
                break
        return [errand.lost(task)]

    def _started_alone(self) -> Executor:
        """Give an executor whose process is there: what is lost before that is no task's fault."""
        for _ in range(_STARTS):
            alone = self._alone or self.team.call(1)
            try:
                alone.submit(_ready).result(self.team.patience)
            except self.team.gone:
                self._alone = None
                alone.shutdown(wait=False)
            else:
                self._alone = alone
                return alone
        raise UsageError(say("crew.no_process"))

    def _dismiss(self, broken: Executor) -> None:
        """Let go of a pool that lost a worker, once for all that was under way in it."""
        if broken is self._pool:
            self._pool = None
            broken.shutdown(wait=False)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who reads and who writes papers: often the same; writers are on this computer."""

    readers: Crew
    writers: Crew


@dataclass(frozen=True, slots=True)
class Errand(Generic[Task, Done]):
    """A batch that is under way."""

    work: Work[Task, Done]
    batch: Sequence[Task]
    lost: Callable[[Task], Done]
    pool: Executor
    future: Future[list[Done]]


def _ready() -> None:
    """Be a task that every process survives."""


class _Pool(ProcessPoolExecutor):
    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002 - as inherited
        """Also give up what has not begun: nobody waits for it any more."""
        super().shutdown(wait, cancel_futures=cancel_futures)


def _processes(longest: float, size: int) -> Executor:
    method = "fork" if _copies() else "forkserver" if _HAS_SERVER else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        # A worker that is forked from a small process of its own inherits no threads or locks.
        context.set_forkserver_preload(["lcreport.intake.folder"])
    return _Pool(size, context, initializer=_guard, initargs=(longest,))


def _copies() -> bool:
    """Say whether workers can be copies of this process: safe on Linux, and without threads."""
    return sys.platform == "linux" and active_count() == 1


def _leave_with_master() -> None:
    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        os._exit(1)


def _guard(longest: float) -> None:
    """Make a process a worker: it goes with its master, and cannot take all memory.

    Ctrl+C is left to the master; a master that is killed cannot say goodbye.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_master, daemon=True).start()
    watch_over(longest)
    # One thread for each core would cost more addresses than all the work.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    with suppress(OSError, ValueError):  # some systems know the limit and do not keep it
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
