"""From a file or a sheet to a criteria set that does not contradict itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lcreport.criteria.consistency import contradictions
from lcreport.criteria.file import read_draft
from lcreport.criteria.rows import (
    MeasureRow,
    coded,
    faults_of,
    grouped,
    indicator_of,
    nearest,
    quoted,
    title_faults,
)
from lcreport.errors import CriteriaError
from lcreport.model import CriteriaSet
from lcreport.resources import templates
from lcreport.wording import say

# The id of the set that a settings workbook spells out.
OWN_ID = "cai-dat"
Groups = Sequence[Sequence[MeasureRow]]


def builtin_ids() -> tuple[str, ...]:
    """Give the ids of the criteria sets that come with the program, in order."""
    stems = (path.stem for path in _shelf().glob("*.toml"))
    return tuple(sorted(stem for stem in stems if "." not in stem))  # "<id>.en" is a translation


def builtin(set_id: str) -> CriteriaSet:
    """Load a criteria set that comes with the program.

    Raises:
        CriteriaError: there is none of this id, or it contradicts itself.
    """
    known = builtin_ids()
    if set_id not in known:
        near = nearest(set_id, known)
        key = "unknown_id" if near is None else "unknown_id_near"
        values = {"found": set_id, "known": quoted(known), "expected": near}
        raise CriteriaError(say(f"criteria.{key}", **values))
    path = _shelf() / f"{set_id}.toml"
    return _loaded(path, path.stat().st_mtime_ns)


# Many folders that are run in one go share a set.
@lru_cache(maxsize=4)
def _loaded(path: Path, _changed: int) -> CriteriaSet:
    return load(path)


def _shelf() -> Path:
    return templates() / "criteria"


def load(path: Path) -> CriteriaSet:
    """Load a criteria set from its TOML file; every indicator needs its worked examples.

    Raises:
        CriteriaError: with every fault of the file at once, a sentence each.
    """
    draft = read_draft(path)
    indicators = tuple(
        replace(indicator_of(group), wordings=wordings, examples=examples)
        for group, wordings, examples in draft.indicators
    )
    criteria = CriteriaSet(
        draft.id, draft.title, draft.source, indicators, draft.standards, draft.criteria
    )
    return _checked(criteria, [group for group, _, _ in draft.indicators], draft.faults)


def indicators_from_rows(rows: Sequence[MeasureRow]) -> CriteriaSet:
    """Make a criteria set from the rows of the sheet `Chỉ số`, one per measure.

    A standard or criterion may be a code ("1.1"), a code with its title, or only a text.

    Raises:
        CriteriaError: with every fault of the rows at once, each with its place.
    """
    faults = [*title_faults(rows, "tiêu chuẩn"), *title_faults(rows, "tiêu chí")]
    bare, standards = coded(rows, "tiêu chuẩn")
    bare, titles = coded(bare, "tiêu chí")
    groups = grouped(bare)
    name = say("criteria.own_title")
    criteria = CriteriaSet(OWN_ID, name, "", tuple(map(indicator_of, groups)), standards, titles)
    return _checked(criteria, groups, faults)


def _checked(criteria: CriteriaSet, groups: Groups, faults: Iterable[str]) -> CriteriaSet:
    """Refuse a set with faults; else give its indicators in order of number."""

    def where(position: int, part: int, heading: str) -> str:
        return groups[position][part].at(heading)

    unreadable = [fault for group in groups for fault in faults_of(group)]
    sentences = dict.fromkeys([*faults, *unreadable, *contradictions(criteria, where)])
    if sentences:
        raise CriteriaError(*sentences)
    in_order = sorted(criteria.indicators, key=lambda each: each.number)
    return replace(criteria, indicators=tuple(in_order))
