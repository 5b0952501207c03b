"""Many period folders in one go: the same processes read and write for all of them.

Folders follow each other through few processes, so that memory holds some of them at a time,
however many there are. What is wrong with one folder is told in its outcome and stops no other.
"""

import gc
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lcreport.coverage import response
from lcreport.crew import Crew, Errand, Staff
from lcreport.errors import LcreportError
from lcreport.intake.copies import settle
from lcreport.intake.files import OWN_FILES, list_files, relative_name
from lcreport.intake.folder import Task, lost, read_batch
from lcreport.model import SETTINGS_FILE, Outcome, Result, Return, Settings, Status
from lcreport.pipeline import Opened, conclude_folder, needs_a_look, open_folder
from lcreport.problems import Severity
from lcreport.report import write_checked
from lcreport.resources import office_templates
from lcreport.watch import Watch, unwatched
from lcreport.wording import say
from lcreport.writers import Wishes

# What came of reading a file; a text is the traceback of a fault of the program itself.
ReadFile = Return | str


@dataclass(frozen=True, slots=True)
class Site:
    """One period folder: its name below the root with "/", where it lies, where its papers go."""

    name: str
    folder: Path
    output: Path


@dataclass(frozen=True, slots=True)
class Sites:
    """All period folders below a root, and how many returns they hold.

    `stray` are files that lie in none of them.
    """

    sites: tuple[Site, ...]
    stray: tuple[str, ...]
    files: int


@dataclass(frozen=True, slots=True)
class Read:
    """A folder whose returns are read: all that concluding and writing its papers needs."""

    site: Site
    opened: Opened
    files: tuple[ReadFile, ...]
    wishes: Wishes

    @property
    def settings(self) -> Settings:
        """Give the settings that the returns were read with."""
        return self.opened.delivery.settings


def find_sites(root: Path, output: Path) -> Sites:
    """Find the period folders below `root`, in order of name; `output` is left out.

    A folder with a settings workbook is one. Of what has no settings workbook beside, above or
    below it, each folder directly under `root` that holds files is one, too.
    """
    paths = list_files(root, output)
    settled = {each.parent for each in paths if each.name == SETTINGS_FILE} - {root}
    settled = {each for each in settled if not settled & set(each.parents)}
    found = dict.fromkeys(settled, 0)
    stray: list[str] = []
    for path in paths:
        place = _site_of(path, root, settled)
        if place is None:
            stray.append(relative_name(path, root))
        elif path.parent != place or path.name.lower() not in OWN_FILES:
            found[place] = found.get(place, 0) + 1
    named = sorted((relative_name(each, root), each) for each in found)
    sites = tuple(Site(name, each, output / each.relative_to(root)) for name, each in named)
    return Sites(sites, tuple(stray), sum(found.values()))


def _site_of(path: Path, root: Path, settled: set[Path]) -> Path | None:
    """Give the period folder that a file lies in, None when it lies in none."""
    above = [each for each in path.parents if each != root and each.is_relative_to(root)]
    place = next((each for each in above if each in settled), None)
    if place or not above:
        return place
    top = above[-1]
    return None if any(top in each.parents for each in settled) else top


def run_each(
    sites: Sites,
    staff: Staff,
    wishes: Wishes,
    settings_file: Path | None = None,
    watch: Watch = unwatched,
) -> tuple[Outcome, ...]:
    """Read, conclude and write the papers of all folders; gives an outcome for each, in order."""
    writers = staff.writers
    known: dict[str, Outcome] = {}
    under_way: deque[Errand[Read, Outcome]] = deque()

    def fetch(most: int) -> None:
        while len(under_way) > most:
            known.update((each.folder, each) for each in writers.fetch(under_way.popleft()))

    def failed(site: Site) -> None:
        known[site.name] = _failure(site.name)

    done = 0
    for site, opened, returns in _read_all(sites.sites, staff.readers, settings_file, failed):
        done += len(opened.delivery.files)
        own = replace(wishes, templates=office_templates(site.folder))
        read = Read(site, opened, tuple(returns), own)
        under_way.append(writers.send(finish, (read,), unfinished))
        fetch(writers.team.size)
        watch(done, sites.files)
    fetch(0)
    return tuple(known[site.name] for site in sites.sites)


def _read_all(
    sites: Sequence[Site],
    crew: Crew,
    settings_file: Path | None,
    failed: Callable[[Site], None],
) -> Iterator[tuple[Site, Opened, list[ReadFile]]]:
    """Give what was read of one folder after the other, while the next are being read.

    A folder that cannot be opened has `failed`, with its fault at hand.
    """
    owners: deque[tuple[Site, Opened]] = deque()

    def batches() -> Iterator[Sequence[Task]]:
        for site in sites:
            try:
                opened = open_folder(site.folder, site.output, settings_file)
            except Exception:  # noqa: BLE001 - whatever it is, it must not cost the others
                failed(site)
                continue
            for batch in opened.delivery.batches(crew.team.size):
                owners.append((site, opened))
                yield batch

    now: tuple[Site, Opened] | None = None
    returns: list[ReadFile] = []
    for batch in crew.stream(read_or_tell, batches(), lost):
        owner = owners.popleft()
        if now and owner[0] is not now[0]:
            yield *now, returns
            returns = []
        now = owner
        returns += batch
    if now:
        yield *now, returns


def read_or_tell(batch: Sequence[Task]) -> list[ReadFile]:
    """Read files in a worker; a fault of ours comes back as its traceback instead of the returns.

    It must stop the folder, which would be judged without a file, and no other folder.
    """
    try:
        return list(read_batch(batch))
    except Exception:  # noqa: BLE001 - see above
        return [traceback.format_exc()]


def finish(folders: Sequence[Read]) -> list[Outcome]:
    """Conclude on folders and write their papers, in this process or in a worker."""
    done = [_finished(each) for each in folders]
    # Office libraries leave circles behind, which would pile up over hundreds of folders.
    gc.collect()
    return done


def _finished(read: Read) -> Outcome:
    name = read.site.name
    if traces := [each for each in read.files if isinstance(each, str)]:
        return Outcome(name, faults=(say("each.bug"),), trace="\n".join(traces))
    try:
        returns = settle([each for each in read.files if isinstance(each, Return)], read.settings)
        result = conclude_folder(read.opened, returns)
        written = write_checked(result, read.site.output, read.site.folder, read.wishes)
    except Exception:  # noqa: BLE001 - whatever it is, it must not cost the other folders
        return _failure(name)
    return _in_numbers(name, written.result, look=written.look)


def _failure(name: str) -> Outcome:
    """Give the outcome of a folder after the fault that is being handled."""
    fault = sys.exception()
    if isinstance(fault, LcreportError):
        return Outcome(name, faults=fault.sentences)
    return Outcome(name, faults=(say("each.bug"),), trace=traceback.format_exc())


def unfinished(read: Read) -> Outcome:
    """Give the outcome of a folder whose papers no process could write."""
    return Outcome(read.site.name, faults=(say("each.lost"),))


def _in_numbers(name: str, result: Result, *, look: bool) -> Outcome:
    severities = [each.severity for each in result.problems]
    who = response(result.settings, result.returns)
    return Outcome(
        name,
        files=len(result.returns),
        heard=who.heard,
        units=who.units,
        counts={status: result.count(status) for status in Status},
        waiting=len(result.open_questions),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        look=look or needs_a_look(result),
    )
