"""A whole folder of returns: every file is read by itself, then copies are settled together."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from lcreport.intake.copies import settle
from lcreport.intake.files import Loaded, list_files, load, relative_name
from lcreport.intake.formats.archive import is_archive, open_archive
from lcreport.intake.grid import UnreadableError
from lcreport.intake.mailed import senders
from lcreport.intake.reader import read_return
from lcreport.model import Return, Settings, State
from lcreport.problems import Flaw, problem
from lcreport.resources import office_templates
from lcreport.watch import Watch, unwatched
from lcreport.wording import say

# One task for a worker is this many files: enough that handing over costs little beside reading.
BATCH = 25


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it lies in the folder: its path there with "/", its bytes, when it was saved."""

    file: str
    data: bytes
    saved: datetime | None


def read_folder(
    folder: Path,
    apart: Sequence[Path | None],
    settings: Settings,
    watch: Watch = unwatched,
    jobs: int = 1,
) -> tuple[Return, ...]:
    """Give what became of every file in `folder` and below, in order of path.

    The folder is only read; what is `apart` (the output, a settings workbook named by the user)
    and the office's templates are left out where they lie inside. The result does not depend on
    `jobs`, the number of processes that read.
    """
    own = tuple(each for each in (*apart, office_templates(folder)) if each)
    settings = replace(settings, mailed=senders(folder))
    return _read(list_files(folder, None, own), folder, settings, watch, jobs)


def read_one(file: Path, settings: Settings) -> tuple[Return, ...]:
    """Give what became of one file, named as it is named in its folder."""
    return _read([file], file.parent, settings, unwatched, 1)


def _read(
    files: Sequence[Path], folder: Path, settings: Settings, watch: Watch, jobs: int
) -> tuple[Return, ...]:
    read = partial(_read_batch, settings=settings)
    arrivals = _arrivals(files, folder)
    returns: list[Return] = []
    with ExitStack() as open_pools:
        if jobs > 1:
            pool = open_pools.enter_context(ProcessPoolExecutor(jobs))
            done: Iterator[list[Return]] = pool.map(read, _batches(arrivals, BATCH))
        else:
            done = map(read, _batches(arrivals, 1))
        for batch in done:
            returns += batch
            watch(min(len(returns), len(files)), len(files))
    return settle(returns, settings)


def _batches(
    arrivals: Iterator[Arrival | Return], size: int
) -> Iterator[tuple[Arrival | Return, ...]]:
    while batch := tuple(islice(arrivals, size)):
        yield batch


def _arrivals(files: Iterable[Path], folder: Path) -> Iterator[Arrival | Return]:
    """Load each file; one that cannot be loaded is already a return, with its problem."""
    for path in files:
        name, loaded = relative_name(path, folder), load(path, folder)
        yield _refused(name, loaded) if loaded.flaw else Arrival(name, loaded.data, loaded.saved)


def _refused(file: str, loaded: Loaded) -> Return:
    problems = (problem(loaded.flaw, file=file),) if loaded.flaw else ()
    return Return(file, loaded.sha256, State.UNREADABLE, saved=loaded.saved, problems=problems)


def _read_batch(batch: Sequence[Arrival | Return], settings: Settings) -> list[Return]:
    returns: list[Return] = []
    for each in batch:
        if isinstance(each, Return):
            returns.append(each)
        elif is_archive(each.data):
            returns += _unpacked(each, settings)
        else:
            returns.append(read_return(each.file, each.data, each.saved, settings))
    return returns


def _unpacked(archive: Arrival, settings: Settings) -> Sequence[Return]:
    """Give the archive itself, which was taken in, then each file in it ("goi.zip/bieu.xlsx").

    An archive of nothing but foreign files is one itself (T01).
    """
    digest = hashlib.sha256(archive.data).hexdigest()
    try:
        members = open_archive(archive.file, archive.data)
    except UnreadableError as fault:
        flaw = Flaw(fault.code, fault.found, fault.expected)
        return [_refused(archive.file, Loaded(b"", digest, archive.saved, flaw))]
    inside = [
        read_return(f"{archive.file}/{label}", data, archive.saved, settings)
        for label, data in members
    ]
    taken = Return(archive.file, digest, State.ACCEPTED, saved=archive.saved)
    if all({each.code for each in copy.problems} == {"T01"} for copy in inside):
        foreign = problem(Flaw("T01", say("format.kind.archive")), file=archive.file)
        return [replace(taken, state=State.NOT_A_RETURN, problems=(foreign,))]
    return [taken, *inside]
