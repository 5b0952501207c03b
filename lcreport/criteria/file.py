"""The TOML form of a criteria set: which keys it has, and how it becomes rows.

Nothing is refused here: what is wrong travels as sentences beside what could be read.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lcreport.criteria.consistency import missing_examples
from lcreport.criteria.rows import COLUMNS, PART_COLUMNS, MeasureRow, hint, plain
from lcreport.errors import CriteriaError
from lcreport.model import Example, Status
from lcreport.wording import say

# The keys of every table and the shape of their values; shapes are worded in the catalogue.
_HEAD = {
    "id": "text",
    "title": "text",
    "source": "text",
    "reconstructed_from": "texts",
    "inferred_criteria": "texts",
    "standards": "titles",
    "criteria": "titles",
    "indicators": "tables",
}
_INDICATOR = {
    "number": "scalar",
    "text": "text",
    "wordings": "texts",
    "standard": "text",
    "criterion": "text",
    "combination": "text",
    "level": "text",
    "applies": "truth",
    "source": "text",
    "measures": "tables",
    "examples": "tables",
}
_MEASURE = {
    "name": "text",
    "comparison": "text",
    "threshold": "scalar",
    "unit": "text",
    "keywords": "texts",
}
_EXAMPLE = {"cell": "text", "previous": "text", "claim": "truth", "verdict": "text"}
_REQUIRED = ("id", "title", "source")

_HEADINGS = {"number": "chỉ số"} | {name: heading for heading, name in COLUMNS.items()}
_STATUSES = {each.value: each for each in Status}
_TOML_PLACE = re.compile(r"at line (?P<line>\d+), column (?P<column>\d+)")

Table = Mapping[str, Any]
DraftIndicator = tuple[tuple[MeasureRow, ...], tuple[str, ...], tuple[Example, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as far as it can be read: per indicator its rows, other wordings and examples."""

    id: str
    title: str
    source: str
    standards: dict[str, str]
    criteria: dict[str, str]
    indicators: tuple[DraftIndicator, ...]
    faults: tuple[str, ...]


def read_draft(path: Path) -> Draft:
    """Read a criteria set from a TOML file.

    Raises:
        CriteriaError: the file cannot be opened, or is no TOML.
    """
    table = _parsed(path)
    head = _sound(table, _HEAD)
    entries = [(entry, _place(entry, at)) for at, entry in enumerate(head.get("indicators", []))]
    faults = [*_head_faults(table, head, path)]
    for entry, place in entries:
        faults += _entry_faults(entry, place)
    return Draft(
        id=plain(head.get("id", "")),
        title=plain(head.get("title", "")),
        source=plain(head.get("source", "")),
        standards=_titles(head.get("standards", {})),
        criteria=_titles(head.get("criteria", {})),
        indicators=tuple(_indicator(entry, place) for entry, place in entries),
        faults=tuple(faults),
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise CriteriaError(say("criteria.no_file", path=path, found=found)) from error
    except UnicodeDecodeError as error:
        raise CriteriaError(say("criteria.not_utf8", path=path)) from error
    except tomllib.TOMLDecodeError as error:
        match = _TOML_PLACE.search(str(error))
        place = say("criteria.toml_at", **match.groupdict()) if match else say("criteria.toml_end")
        raise CriteriaError(say("criteria.not_toml", path=path, place=place)) from error


def _titles(table: Mapping[str, str]) -> dict[str, str]:
    return {plain(code): plain(title) for code, title in table.items()}


def _place(entry: Table, position: int) -> str:
    number = _sound(entry, _INDICATOR).get("number")
    if number is None:
        return say("criteria.place.entry", position=position + 1)
    return say("criteria.place.indicator", number=number)


def _indicator(entry: Table, place: str) -> DraftIndicator:
    """Bring one indicator into rows, one at least."""
    known = _sound(entry, _INDICATOR)
    # Absent measures are told by `_entry_faults`; their substitute must have no fault of its own.
    parts = known.get("measures") or [{"comparison": "báo cáo"}]
    rows = []
    for at, part in enumerate(parts):
        cells = _cells(_sound(part, _MEASURE)) | ({} if at else _cells(known))
        name = cells.get("thành phần") or at + 1
        part_place = say("criteria.place.part", place=place, name=name) if parts[1:] else place
        rows.append(MeasureRow.of(cells, place, dict.fromkeys(PART_COLUMNS, part_place)))
    wordings = tuple(map(plain, known.get("wordings", [])))
    return tuple(rows), wordings, _examples(known)


def _cells(table: Table) -> dict[str, str]:
    return {_HEADINGS[key]: _text(value) for key, value in table.items() if key in _HEADINGS}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    return "; ".join(value) if isinstance(value, list) else str(value)


def _examples(known: Table) -> tuple[Example, ...]:
    tables = [_sound(each, _EXAMPLE) for each in known.get("examples", [])]
    return tuple(
        Example(each.get("cell", ""), verdict, each.get("claim"), each.get("previous", ""))
        for each in tables
        if (verdict := _STATUSES.get(each.get("verdict", "")))
    )


def _head_faults(table: Table, head: Table, path: Path) -> Iterator[str]:
    place = say("criteria.place.head")
    yield from _shape_faults(table, _HEAD, place)
    for key in _REQUIRED:
        if key not in table or head.get(key) == "":
            yield say("criteria.missing", place=place, column=key)
    found = head.get("id")
    if found and found != path.stem:
        yield say("criteria.id_elsewhere", found=found, path=path.name)
    codes = head.get("criteria", {})
    for code in head.get("inferred_criteria", []):
        if code not in codes:
            values = {"place": place, "column": "inferred_criteria", "found": code}
            yield say("criteria.word", **values, hint=hint(code, tuple(codes)))


def _entry_faults(entry: Table, place: str) -> Iterator[str]:
    yield from _shape_faults(entry, _INDICATOR, place)
    if not entry.get("measures"):
        yield say("criteria.no_measures", place=place)
    known = _sound(entry, _INDICATOR)
    for part in known.get("measures", []):
        yield from _shape_faults(part, _MEASURE, place)
    unknown = False
    for at, example in enumerate(known.get("examples", []), 1):
        where = say("criteria.place.example", place=place, position=at)
        faults = [*_shape_faults(example, _EXAMPLE, where), *_verdict_faults(example, where)]
        unknown = unknown or bool(faults)
        yield from faults
    if not unknown and known.get("applies", True) is True:
        yield from missing_examples(_examples(known), place)


def _verdict_faults(example: Table, place: str) -> Iterator[str]:
    found = _sound(example, _EXAMPLE).get("verdict")
    if "verdict" not in example:
        yield say("criteria.missing", place=place, column="verdict")
    elif found is not None and found not in _STATUSES:
        values = {"place": place, "column": "verdict", "found": found}
        yield say("criteria.word", **values, hint=hint(found, tuple(_STATUSES)))


def _shape_faults(table: Table, keys: Mapping[str, str], place: str) -> Iterator[str]:
    """Say which keys are not known and which values have another shape than their key asks for."""
    for key, value in table.items():
        if key not in keys:
            yield say("criteria.unknown_key", place=place, found=key, hint=hint(key, tuple(keys)))
        elif not _has_shape(value, keys[key]):
            shape = say(f"criteria.shape.{keys[key]}")
            yield say("criteria.wrong_shape", place=place, key=key, shape=shape)


def _sound(table: Table, keys: Mapping[str, str]) -> dict[str, Any]:
    """Give the known keys whose values have the shape that they ask for."""
    return {
        key: value for key, value in table.items() if key in keys and _has_shape(value, keys[key])
    }


def _has_shape(value: object, shape: str) -> bool:
    one = {
        "text": lambda: isinstance(value, str),
        "truth": lambda: isinstance(value, bool),
        "scalar": lambda: isinstance(value, str | int | float) and not isinstance(value, bool),
        "texts": lambda: isinstance(value, list) and _all(value, str),
        "tables": lambda: isinstance(value, list) and _all(value, dict),
        "titles": lambda: isinstance(value, dict) and _all(value.values(), str),
    }
    return one[shape]()


def _all(values: Iterable[object], kind: type) -> bool:
    return all(isinstance(each, kind) for each in values)
