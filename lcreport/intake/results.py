"""Results of areas: every `ket-qua.json` below a folder, one at a time, only what counts kept.

They are foreign input: an area may have made its file with another version, by hand, or not whole.
Whatever is wrong with one is a problem of that file (A01, A02); the others go on.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from lcreport.intake.area_verdicts import VerdictReader
from lcreport.intake.files import Loaded, load, relative_name
from lcreport.intake.published import Json, json_object
from lcreport.model import RESULT_FILE, RESULT_SCHEMA, Area, CriteriaSet, State
from lcreport.problems import Flaw, problem
from lcreport.watch import Watch, unwatched
from lcreport.wording import say

_MEGABYTE = 1 << 20
# A city of 60 units writes 0.2 MB.
MOST_BYTES = 16 * _MEGABYTE
_LONGEST_NAME = 200
_UNSEEN = ("~$", ".")


class _UnusableError(Exception):
    """A file that is no result of an area; the message says why, in words for the official."""


def read_results(
    root: Path, apart: Sequence[Path | None], criteria: CriteriaSet, watch: Watch = unwatched
) -> tuple[Area, ...]:
    """Give one area per result below `root`, in order of paths; `apart` is left out."""
    files = find_results(root, apart)
    reader = VerdictReader(criteria)
    areas: list[Area] = []
    known: dict[str, str] = {}
    for path in files:
        area = _read(path, root, reader, known)
        known.setdefault(area.sha256, area.file)
        areas.append(area)
        watch(len(areas), len(files))
    return tuple(areas)


def find_results(root: Path, apart: Sequence[Path | None] = ()) -> tuple[Path, ...]:
    """Give every `ket-qua.json` in `root` and below, in order of their relative paths.

    Left out: folders whose names start with "~$" or ".", linked folders, and `apart`. A folder that
    cannot be listed stands for the results in it, so that none is lost.
    """
    out = {os.path.realpath(each) for each in apart if each is not None}
    return tuple(sorted(_walk(root, out), key=lambda each: relative_name(each, root)))


def _walk(root: Path, out: set[str]) -> Iterator[Path]:
    closed: list[Path] = []
    for here, folders, names in os.walk(root, onerror=lambda e: closed.append(Path(e.filename))):
        folders[:] = [
            each
            for each in folders
            if not each.startswith(_UNSEEN) and os.path.realpath(f"{here}/{each}") not in out
        ]
        yield from (Path(here, each) for each in names if each.lower() == RESULT_FILE)
    yield from closed


def _read(path: Path, root: Path, reader: VerdictReader, known: Mapping[str, str]) -> Area:
    file = relative_name(path, root)
    place = PurePosixPath(file)
    folder = place if path.is_dir() else place.parent
    name = folder.name or root.resolve().name
    loaded = load(path, root)
    area = Area(folder.as_posix(), name, file, loaded.sha256, State.UNREADABLE)
    if loaded.sha256 and loaded.sha256 in known:
        flaw = Flaw("A02", known[loaded.sha256])
        return replace(area, state=State.DUPLICATE, problems=(problem(flaw, file=file),))
    try:
        return _filled(area, _told(loaded), reader)
    except _UnusableError as fault:
        flaw = Flaw("A01", str(fault))
        return replace(area, problems=(problem(flaw, file=file, unit=area.id),))


def _told(loaded: Loaded) -> Json:
    """Give what a file says, when it is a result at all."""
    if loaded.flaw and loaded.flaw.code == "T07":
        raise _UnusableError(loaded.flaw.found)
    if loaded.flaw or len(loaded.data) > MOST_BYTES:
        raise _UnusableError(say("area.too_large", megabytes=MOST_BYTES // _MEGABYTE))
    if not loaded.data.strip():
        raise _UnusableError(say("area.empty"))
    try:
        told = json_object(loaded.data)
    except ValueError as error:
        raise _UnusableError(say("area.no_json")) from error
    if told.get("schema") != RESULT_SCHEMA:
        raise _UnusableError(say("area.schema", expected=RESULT_SCHEMA))
    return told


def _filled(area: Area, told: Json, reader: VerdictReader) -> Area:
    try:
        period, office = _part(told, "period"), _part(told, "office")
        criteria = told.get("criteria")
        verdicts, differing = reader.read(told["verdicts"], criteria)
        return replace(
            area,
            state=State.ACCEPTED,
            organ=_line(office.get("organ")),
            label=_line(period.get("label")),
            cut_off=_day(period.get("cut_off")),
            previous_label=_line(period.get("previous_label")),
            draft=told["draft"] if isinstance(told.get("draft"), bool) else None,
            verdicts=verdicts,
            differing=differing,
        )
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise _UnusableError(say("area.content", why=_shown(error))) from error


def _part(told: Json, key: str) -> Json:
    found = told.get(key)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise TypeError(key)
    return found


def _line(value: object) -> str:
    return " ".join(value.split())[:_LONGEST_NAME] if isinstance(value, str) else ""


def _day(value: Any) -> date | None:  # noqa: ANN401 - whatever the file says
    return None if value is None else date.fromisoformat(value)


def _shown(error: Exception) -> str:
    return _line(str(error))[:80] or type(error).__name__
