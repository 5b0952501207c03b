"""`tong-ket.xlsx`: what became of every folder that was run in one go, a row each."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lcreport.errors import OutputError
from lcreport.model import Outcome, Status
from lcreport.papers.book.looks import NUMBER_FORMAT, Looks
from lcreport.papers.book.package import write_book
from lcreport.papers.book.sheet import Value
from lcreport.papers.summary.listing import Column, Listing, joined, sheet_of
from lcreport.papers.summary.places import Places
from lcreport.wording import say

OUTCOMES = "tong-ket.xlsx"
_COUNT = 10
_FOLDERS = (
    Column("folder", 34),
    Column("state", 22),
    Column("read_files", _COUNT, NUMBER_FORMAT),
    Column("heard", _COUNT, NUMBER_FORMAT),
    Column("units", _COUNT, NUMBER_FORMAT),
    *(Column(f"count_{status}", _COUNT, NUMBER_FORMAT) for status in Status),
    Column("waiting", _COUNT, NUMBER_FORMAT),
    Column("errors", _COUNT, NUMBER_FORMAT),
    Column("warnings", _COUNT, NUMBER_FORMAT),
    Column("faults", 60),
)
_STRAY = (Column("file", 60), Column("advice", 60))


def write_outcomes(outcomes: Sequence[Outcome], stray: Sequence[str], output: Path) -> Path:
    """Write the table of all folders into `output`, whole or not at all; gives its path.

    `stray` are files that lie in no period folder: they have a sheet of their own.

    Raises:
        OutputError: the table is open elsewhere or cannot be written.
    """
    path = output / OUTCOMES
    places = Places.seen_from(path, output)
    looks = Looks()
    listings = [Listing(say("each.sheet.folders"), _FOLDERS, _rows(outcomes, places))]
    if stray:
        told = ((each, say("each.stray_advice")) for each in stray)
        listings.append(Listing(say("each.sheet.stray"), _STRAY, told))
    try:
        output.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(prefix=".tong-ket.", suffix=".xlsx", dir=output)
        os.close(handle)
        try:
            write_book(Path(fresh), [sheet_of(each, looks) for each in listings], looks)
            Path(fresh).chmod(0o644)
            Path(fresh).replace(path)
        finally:
            Path(fresh).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(say("publish.cannot_write", place=path, why=error)) from error
    return path


def _rows(outcomes: Sequence[Outcome], places: Places) -> Iterator[tuple[Value, ...]]:
    for each in outcomes:
        counts = [each.counts.get(status) for status in Status]
        numbers = (each.files, each.heard, each.units, *counts)
        known = numbers if not each.faults else (None,) * len(numbers)
        open_ones = (each.waiting, each.errors, each.warnings)
        yield (
            places.link(each.folder, each.folder),
            outcome_word(each),
            *known,
            *(open_ones if not each.faults else (None,) * len(open_ones)),
            joined(each.faults),
        )


def outcome_word(outcome: Outcome) -> str:
    """Say in a word what became of a folder."""
    if outcome.faults:
        return say("each.failed")
    return say("each.look") if outcome.look else say("each.done")
