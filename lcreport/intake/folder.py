"""A whole folder of returns: every file is read by itself, then copies are settled together."""

import hashlib
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lcreport.intake.copies import settle
from lcreport.intake.files import Loaded, list_files, load, relative_name
from lcreport.intake.formats.archive import is_archive, open_archive
from lcreport.intake.formats.limits import damaged, too_large
from lcreport.intake.grid import UnreadableError
from lcreport.intake.mailed import senders
from lcreport.intake.reader import read_return
from lcreport.model import CriteriaSet, Return, Settings, State
from lcreport.problems import Flaw, problem
from lcreport.resources import office_templates
from lcreport.watch import Watch, unwatched
from lcreport.watchdog import watched
from lcreport.wording import say

if TYPE_CHECKING:
    from lcreport.crew import Crew

# One batch for a worker is this many files: enough that handing over costs little beside reading.
BATCH = 25
# A folder is cut into at least so many batches for each worker, so that all have something to do.
_SHARES = 2


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it lies in the folder: its path there with "/", its bytes, when it was saved."""

    file: str
    data: bytes
    saved: datetime | None


# What a worker needs to read one file: the file, or its return where it cannot be loaded, and the
# settings, packed once for all files of a folder.
Task = tuple[Arrival | Return, bytes]


@dataclass(frozen=True, slots=True)
class Delivery:
    """The files that lie in a folder, not read yet; `settings` knows who mailed them, too."""

    folder: Path
    files: tuple[Path, ...]
    settings: Settings

    def batches(self, workers: int) -> Iterator[tuple[Task, ...]]:
        """Load the files and give them in batches for so many workers, in order of path."""
        most = -(-len(self.files) // (workers * _SHARES))
        packed = pickle.dumps(self.settings)
        tasks = ((each, packed) for each in _arrivals(self.files, self.folder))
        while batch := tuple(islice(tasks, min(BATCH, most))):
            yield batch


def delivered(folder: Path, apart: Sequence[Path | None], settings: Settings) -> Delivery:
    """List every file in `folder` and below that may be a return.

    The folder is only read; what is `apart` (the output, a settings workbook named by the user)
    and the office's templates are left out where they lie inside.
    """
    own = tuple(each for each in (*apart, office_templates(folder)) if each)
    settings = replace(settings, mailed=senders(folder))
    return Delivery(folder, list_files(folder, None, own), settings)


def read_folder(
    folder: Path, apart: Sequence[Path | None], settings: Settings, watch: Watch = unwatched
) -> tuple[Return, ...]:
    """Give what became of every file in `folder` and below, in order of path (see `delivered`)."""
    return read_delivery(delivered(folder, apart, settings), watch)


def read_delivery(
    delivery: Delivery,
    watch: Watch = unwatched,
    crew: "Crew | None" = None,
    meanwhile: Callable[[], None] | None = None,
) -> tuple[Return, ...]:
    """Give what became of every delivered file, in order of path.

    The result does not depend on the crew; without one the files are read in this process. While a
    crew reads, this process may do something else `meanwhile`.
    """
    done: Iterator[list[Return]]
    if crew is None:
        done = map(read_batch, ((task,) for batch in delivery.batches(1) for task in batch))
    else:
        done = crew.stream(read_batch, delivery.batches(crew.team.size), lost, meanwhile)
    returns: list[Return] = []
    for batch in done:
        returns += batch
        watch(min(len(returns), len(delivery.files)), len(delivery.files))
    return settle(returns, delivery.settings)


def read_one(file: Path, settings: Settings) -> tuple[Return, ...]:
    """Give what became of one file, named as it is named in its folder."""
    batches = Delivery(file.parent, (file,), settings).batches(1)
    return settle([each for batch in batches for each in read_batch(batch)], settings)


def read_batch(batch: Sequence[Task]) -> list[Return]:
    """Read files, in this process or in a worker; an archive gives several returns."""
    returns: list[Return] = []
    for arrival, packed in batch:
        with watched():
            returns += _read(arrival, _settings_in(packed))
    return returns


# Two: the files of a folder follow each other, and the next folder's may come between.
@lru_cache(maxsize=2)
def _settings_in(packed: bytes) -> Settings:
    """Unpack settings once, with the criteria set of the folders before where it is the same.

    What is remembered of readings would otherwise keep a set alive for every folder.
    """
    settings = cast("Settings", pickle.loads(packed))  # noqa: S301 - packed by this program
    if not _sets or _sets[-1] != settings.criteria:
        _sets.append(settings.criteria)
    return replace(settings, criteria=_sets[-1])


_sets: deque[CriteriaSet] = deque(maxlen=1)


def lost(task: Task) -> Return:
    """Give the return of a file that every process which read it was lost with (T03)."""
    arrival, _ = task
    if isinstance(arrival, Return):
        return arrival
    fault = damaged("deadly")
    loaded = Loaded(b"", hashlib.sha256(arrival.data).hexdigest(), arrival.saved, _flaw(fault))
    return _refused(arrival.file, loaded)


def _arrivals(files: Iterable[Path], folder: Path) -> Iterator[Arrival | Return]:
    """Load each file; one that cannot be loaded is already a return, with its problem."""
    for path in files:
        name, loaded = relative_name(path, folder), load(path, folder)
        yield _refused(name, loaded) if loaded.flaw else Arrival(name, loaded.data, loaded.saved)


def _refused(file: str, loaded: Loaded) -> Return:
    problems = (problem(loaded.flaw, file=file),) if loaded.flaw else ()
    return Return(file, loaded.sha256, State.UNREADABLE, saved=loaded.saved, problems=problems)


def _flaw(fault: UnreadableError) -> Flaw:
    return Flaw(fault.code, fault.found, fault.expected)


def _read(arrival: Arrival | Return, settings: Settings) -> Sequence[Return]:
    if isinstance(arrival, Return):
        return [arrival]
    try:
        if is_archive(arrival.data):
            return _unpacked(arrival, settings)
        return [read_return(arrival.file, arrival.data, arrival.saved, settings)]
    except MemoryError:
        # Whatever was held is free again; the file is refused and the next one read.
        digest = hashlib.sha256(arrival.data).hexdigest()
        flaw = _flaw(too_large("memory", ""))
        return [_refused(arrival.file, Loaded(b"", digest, arrival.saved, flaw))]


def _unpacked(archive: Arrival, settings: Settings) -> Sequence[Return]:
    """Give the archive itself, which was taken in, then each file in it ("goi.zip/bieu.xlsx").

    An archive of nothing but foreign files is one itself (T01).
    """
    digest = hashlib.sha256(archive.data).hexdigest()
    try:
        members = open_archive(archive.file, archive.data)
    except UnreadableError as fault:
        return [_refused(archive.file, Loaded(b"", digest, archive.saved, _flaw(fault)))]
    inside = [
        read_return(f"{archive.file}/{label}", data, archive.saved, settings)
        for label, data in members
    ]
    taken = Return(archive.file, digest, State.ACCEPTED, saved=archive.saved)
    if all({each.code for each in copy.problems} == {"T01"} for copy in inside):
        foreign = problem(Flaw("T01", say("format.kind.archive")), file=archive.file)
        return [replace(taken, state=State.NOT_A_RETURN, problems=(foreign,))]
    return [taken, *inside]
