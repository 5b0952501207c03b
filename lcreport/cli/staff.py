"""Who does the work of `report`: processes of this computer, workers of a cluster."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from lcreport.crew import Crew, Staff, on_this_computer


@contextmanager
def staff(options: argparse.Namespace) -> Iterator[Staff]:
    """Call in as many processes as are wished; with --dask a cluster reads.

    Unless something else is wished there is one for each core; in a run on one folder this process
    is one of them.

    Raises:
        UsageError: the cluster cannot be used.
    """
    with ExitStack() as called:
        jobs = options.jobs or max(1, cores() - (not options.each))
        own = called.enter_context(Crew(on_this_computer(jobs)))
        own.start(ready_to_read)
        readers = own
        if options.dask:
            from lcreport.cluster import cluster  # noqa: PLC0415 - an extra

            readers = called.enter_context(Crew(called.enter_context(cluster(options.dask))))
        yield Staff(readers, own)


def ready_to_read(tasks: Sequence[str]) -> list[str]:
    """Be the first task of a worker: make what reading needs before there is anything to read."""
    from lcreport.intake.reader import prepare  # noqa: PLC0415 - this process may never read

    prepare()
    return list(tasks)


def cores() -> int:
    """Give the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
