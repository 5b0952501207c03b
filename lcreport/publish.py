"""Papers appear together or not at all.

They are written and proved in a new folder beside the output; then that folder takes the output's
place by two renames. A run that dies between the two leaves the previous papers under a name that
the next run puts back.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from lcreport.errors import OutputError
from lcreport.wording import say

Writer = Callable[[Path], object]
_ASIDE = ".cu"
_OFFICE_LOCKS = ("~$*", ".~lock.*#")


def publish(
    writers: Mapping[str, Writer],
    output: Path,
    prove: Callable[[Path], tuple[str, ...]],
    write: Callable[[Path], None] | None = None,
) -> tuple[Path, ...]:
    """Write every paper (`writers`: file name → function of its path) and put all in place.

    `write` lets all writers write into a folder in its own way; `prove` reads what was written
    and gives a sentence for each contradiction. What else lies in the output folder (an outbox, a
    ledger) is kept. Gives the papers' paths in order.

    Raises:
        OutputError: a paper is open elsewhere, cannot be written, or contradicts the result; the
            previous output is untouched.
    """
    _recover(output)
    _refuse_open_papers(output)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    except OSError as error:
        raise OutputError(say("publish.cannot_write", place=output, why=error)) from error
    try:
        if write is None:
            for name, writer in writers.items():
                writer(fresh / name)
        else:
            write(fresh)
        if sentences := prove(fresh):
            raise OutputError(*sentences)
        _keep_others(output, fresh, set(writers))
        _swap(fresh, output)
    except OSError as error:
        raise OutputError(say("publish.cannot_write", place=output, why=error)) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return tuple(output / name for name in writers)


def _aside(output: Path) -> Path:
    return output.with_name(f".{output.name}{_ASIDE}")


def _recover(output: Path) -> None:
    """Finish what a run that died between the two renames left."""
    aside = _aside(output)
    if aside.is_dir():
        if output.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(output)


def _refuse_open_papers(output: Path) -> None:
    """Office programs leave an owner file beside a paper that they hold open."""
    places = (place for each in _OFFICE_LOCKS for place in (each, f"*/{each}"))
    locks = [lock for place in places for lock in sorted(output.glob(place))]
    if locks:
        names = ", ".join(f"“{lock.name}”" for lock in locks)
        raise OutputError(say("publish.open_elsewhere", place=output, locks=names))


def _keep_others(output: Path, fresh: Path, written: set[str]) -> None:
    if not output.is_dir():
        return
    for entry in sorted(output.iterdir()):
        if entry.name in written:
            continue
        if entry.is_dir():
            shutil.copytree(entry, fresh / entry.name, dirs_exist_ok=True)
        else:
            shutil.copy2(entry, fresh / entry.name)


def _swap(fresh: Path, output: Path) -> None:
    aside = _aside(output)
    if output.exists():
        try:
            output.rename(aside)
        except OSError as error:
            raise OutputError(say("publish.held", place=output, why=error)) from error
    try:
        # mkdtemp keeps its folder to one user; papers are for the office.
        fresh.chmod(0o755)
        fresh.rename(output)
    except OSError:
        if aside.exists():
            aside.rename(output)
        raise
    shutil.rmtree(aside, ignore_errors=True)
