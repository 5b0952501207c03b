"""Reading on the workers of an existing Dask cluster (extra `lcreport[dask]`).

Files travel as bytes, so workers need no disk of ours; they need the same lcreport. Dask gives the
tasks of a worker that is gone to another one; a task that takes several workers with it is given
up there and then done again alone, as everywhere (`lcreport.crew`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from lcreport import __version__
from lcreport.crew import LOST, Team
from lcreport.errors import UsageError
from lcreport.wording import say

# How long a scheduler may take to answer and its first worker to be there, in seconds.
_ANSWER = 15
_ARRIVAL = 30
# How long a batch may take, in seconds; a thread that hangs on a worker can only be given up.
_PATIENCE = 600.0


@contextmanager
def cluster(address: str) -> Iterator[Team]:
    """Give the workers of the scheduler at `address` ("tcp://HOST:PORT") as a team.

    Raises:
        UsageError: Dask is not installed, nobody answers, or a worker has another lcreport.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra, and large
    except ImportError as error:
        raise UsageError(say("cluster.absent")) from error
    try:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(say("cluster.silent", address=address)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_ARRIVAL)
        except (OSError, TimeoutError) as error:
            raise UsageError(say("cluster.empty", address=address)) from error
        _same_version(client.run(version, on_error="return"))
        width = sum(client.nthreads().values())
        gone = (*LOST, KilledWorker)
        yield Team(lambda _: client.get_executor(pure=False), width, gone, _PATIENCE)


def version() -> str:
    """Give the version that a worker has."""
    return __version__


def _same_version(told: dict[str, object]) -> None:
    """Refuse a cluster that might read otherwise than this program."""
    others = sorted(worker for worker, answer in told.items() if answer != __version__)
    if others:
        raise UsageError(say("cluster.version", workers=", ".join(others), version=__version__))
