"""Makes N returns of realistic shape, in folders ready for `lcreport report`.

    python -m tests.benchmark.make_returns PLACE [--count N] [--one-folder]

One city is one folder with its settings workbook and up to 48 returns, each from another unit, so
that N = 1,000 makes 21 cities; with --one-folder all are in one city of N units. Every other return
is the official form (73 rows by 10 columns, its own rows filled), the others are a unit's own few
rows. Each is written by openpyxl, XlsxWriter or LibreOffice (what is installed), with its own
figures. The same call makes the same returns, only a program's version may change bytes.
"""

import argparse
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

import openpyxl

from tests.benchmark import layouts
from tests.benchmark.layouts import COMMON, OWN, Draft
from tests.benchmark.sheets import programs, written
from tests.benchmark.slots import Blank, Put, blank, text_mark
from tests.benchmark.units import (
    EVERY_WARD,
    SAMPLE,
    Ward,
    departments,
    ward_manners,
    wards,
)

UNITS_OF_A_CITY = 48
SETTINGS = "cai-dat.xlsx"
_WARD_SLOTS = {"kind": "KIN1", "Kind": "KIN2", "KIND": "KIN3", "short": "SHRT", "name": "NAM1",
               "NAME": "NAM2", "id": "UNIT"}  # fmt: skip
_WARD_VARIANTS = 12
_ALIASES = ("UBND {kind} {name}", "{Kind} {name}")


@dataclass(frozen=True, slots=True)
class Made:
    """One return that was made: where it is, who sent it, what stands in it."""

    path: Path
    unit: str
    shape: str
    puts: tuple[Put, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """A unit with the blank that it fills: its file's name, the words of its slots."""

    unit: str
    file: str
    blank: Blank
    words: Mapping[str, str]


def make(
    place: Path, count: int, *, one_folder: bool = False, by: Sequence[str] = ()
) -> list[Made]:
    """Make `count` returns below `place`, written `by` these programs (default: all there are)."""
    city = count if one_folder else UNITS_OF_A_CITY
    known = senders(city, tuple(by) or programs())
    made: list[Made] = []
    for number in range(1, -(-count // city) + 1):
        folder = place / f"Thành phố {number:03}"
        folder.mkdir(parents=True)
        _settle(folder, known)
        some = islice(known, count - len(made))
        made += [_send(each, folder) for each in some]
    return made


def _send(sender: Sender, folder: Path) -> Made:
    data, puts = sender.blank.filled(sender.words, folder.name, sender.unit)
    path = folder / sender.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return Made(path, sender.unit, sender.blank.shape, tuple(puts))


def senders(count: int, by: Sequence[str]) -> tuple[Sender, ...]:
    """Give `count` units with their blanks, a city's 48 at least: each department, two wards."""
    offices = departments()
    people = wards(max(count, UNITS_OF_A_CITY) - len(offices))
    known = blanks(tuple(by))
    forms = known[len(offices) :]
    sent = [_ward_sender(ward, place, forms) for place, ward in enumerate(people)]
    for place, entry in enumerate(offices):
        office = Sender(entry["id"], f"Phòng ban/{entry['file']}", known[place], {})
        sent.insert(3 * place, office)
    return tuple(sent)


def _ward_sender(ward: Ward, place: int, forms: Sequence[Blank]) -> Sender:
    words = {_WARD_SLOTS[key]: word for key, word in ward.words().items()}
    return Sender(ward.id, _ward_file(ward, place), forms[place % len(forms)], words)


def _ward_file(ward: Ward, place: int) -> str:
    patterns: list[str] = ward_manners()["files"]
    return "Xã phường/" + patterns[place % len(patterns)].format(**ward.words())


def _office_draft(entry: Mapping[str, str], number: int) -> tuple[str, Draft]:
    if number % 2:
        return OWN, layouts.own_rows(entry, number)
    return COMMON, layouts.common_form(entry["id"], entry["name"], number)


def _ward_draft(number: int) -> tuple[str, Draft]:
    words = {key: text_mark(slot) for key, slot in _WARD_SLOTS.items()}
    if number % 2:
        return OWN, layouts.ward_rows(words, number)
    spellings = ward_manners()["spellings"]
    reporter = spellings[number % len(spellings)].format(**words)
    return COMMON, layouts.common_form(EVERY_WARD, reporter, number)


@cache
def blanks(by: tuple[str, ...]) -> tuple[Blank, ...]:
    """Give one blank for each department, then those that wards share, two by each program."""
    drafts = [_office_draft(entry, number) for number, entry in enumerate(departments())]
    drafts += [_ward_draft(number) for number in range(_WARD_VARIANTS)]
    return tuple(_cut(drafts, by))


def _cut(drafts: Sequence[tuple[str, Draft]], by: Sequence[str]) -> Iterator[Blank]:
    writer = [by[number // 2 % len(by)] for number in range(len(drafts))]
    files: dict[int, bytes] = {}
    for program in by:
        mine = [number for number, name in enumerate(writer) if name == program]
        sheets = [drafts[number][1].sheet for number in mine]
        files |= zip(mine, written(sheets, program) if mine else (), strict=True)
    for number, (shape, draft) in enumerate(drafts):
        figures, fixed = tuple(draft.figures), tuple(draft.fixed)
        yield blank(shape, writer[number], files[number], figures, fixed)


def _settle(folder: Path, known: Sequence[Sender]) -> None:
    """Put the sample's settings workbook there, with the invented units if there are any."""
    target = folder / SETTINGS
    if len(known) <= UNITS_OF_A_CITY:
        shutil.copyfile(SAMPLE / SETTINGS, target)
        return
    book = openpyxl.load_workbook(SAMPLE / SETTINGS)
    sheet = book["Đơn vị"]
    for ward in wards(len(known) - len(departments()))[UNITS_OF_A_CITY - len(departments()) :]:
        words = ward.words()
        aliases = "; ".join(pattern.format(**words) for pattern in _ALIASES)
        name = "Ủy ban nhân dân {kind} {name}".format(**words)
        sheet.append([ward.id, name, aliases, "xã phường", f"{ward.id}@halong.example"])
    book.save(target)


def main() -> None:
    """Make the returns that the command line asks for and say how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", type=Path)
    parser.add_argument("--count", type=int, default=UNITS_OF_A_CITY)
    parser.add_argument("--one-folder", action="store_true")
    options = parser.parse_args()
    start = time.perf_counter()
    made = make(options.place, options.count, one_folder=options.one_folder)
    size = sum(each.path.stat().st_size for each in made) / len(made)
    seconds = time.perf_counter() - start
    print(f"{len(made)} returns by {', '.join(programs())}: {size:.0f} bytes each, {seconds:.1f} s")


if __name__ == "__main__":
    main()
