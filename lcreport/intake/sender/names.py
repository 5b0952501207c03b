"""Which unit a name means: the registry of the units' names and aliases.

A name is found when exactly one unit fits it; a name that is only similar is never found, it is
only suggested.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lcreport.intake.sender.fitting import ALONE, INSIDE, WHOLE, Name, any_of, likeness, names_of
from lcreport.intake.sender.spelling import (
    AREA,
    compact,
    names_an_organ,
    normal,
    only_a_kind,
    optional_end,
    pieces,
    proper,
    without_area,
    words,
)
from lcreport.model import Settings, Unit
from lcreport.vietnamese import bare

__all__ = ["Mention", "Registry", "normal"]

# Share of letters in common from which a name is suggested; below it two names just share words.
SIMILAR = 80
# Shorter abbreviations inside a longer text are more often part of other words.
SHORTEST_MENTION = 3
_LONGEST_NAME = 14
_LONGEST_AREA = 4
_AREA_NAME = re.compile(r"\b(?:tp|tỉnh|huyện|quận|thị xã) (.+)$")
# In a file name the unit after these words is the one that the file was sent to.
_TO = {"gửi", "gui", "gởi", "goi"}
_SEGMENT = re.compile(r"[_()\[\]{},;+.]|\s[-–—]\s|-")
# What people put into file names besides the sender.
_NOISE = {
    "báo", "cáo", "bc", "biểu", "mẫu", "bảng", "tổng", "hợp", "đánh", "giá", "kết", "quả", "chỉ",
    "số", "tiêu", "chí", "của", "tháng", "quý", "quí", "năm", "kỳ", "kì", "t", "q", "lần", "bản",
    "cuối", "mới", "sửa", "nộp", "lại", "ngày", "final", "copy", "of", "ubnd", "xlsx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """One unit named somewhere inside a longer text."""

    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All names of all units; `areas` are the names of the city and province they belong to.

    `any_name` matches whatever some name fits without diacritics: most texts fit none.
    """

    names: tuple[Name, ...]
    areas: frozenset[str]
    day: date | None
    any_name: re.Pattern[str]

    @classmethod
    def of(cls, settings: Settings) -> "Registry":
        """Gather the units' names and aliases, and the area's own name from the letterhead."""
        paper = settings.document
        return _registry(
            settings.units,
            (paper.organ, paper.superior, paper.place),
            settings.period.cut_off,
        )

    def find(self, text: str) -> str | None:
        """Give the id of the one unit that a whole text names, None when none or several do."""
        for reading in self._readings(self._without_lead(words(text))):
            found = self._match(compact(reading))
            if found:
                return found
        return None

    def nearest(self, text: str) -> tuple[str, str] | None:
        """Give id and name of the most similar unit: a suggestion, never an answer."""
        name = self._without_lead(words(text))
        wanted = compact(proper(without_area(self._without_tail(name))))
        if len(wanted) < SHORTEST_MENTION or only_a_kind(name) or self._names_the_area(name):
            return None
        best = max(self.names, key=lambda each: likeness(wanted, each), default=None)
        if best is None or likeness(wanted, best) < SIMILAR:
            return None
        return best.unit.id, best.unit.name

    def similar(self, text: str) -> tuple[str, str] | None:
        """As `nearest`, or the one unit that stands inside a longer name ("Trạm Y tế phường A")."""
        inside = {each.unit for each in self._headed(words(text))}
        known = next((each.unit for each in self.names if {each.unit.id} == inside), None)
        return self.nearest(text) or ((known.id, known.name) if known else None)

    def is_ward(self, unit_id: str) -> bool:
        """Say whether a unit is a ward or commune."""
        return any(each.unit.id == unit_id and each.is_ward for each in self.names)

    def mentions(self, file_name: str) -> tuple[Mention, ...]:
        """Find the units named as whole words inside a file's or folder's name.

        The longest name wins over one inside it. A unit after "gửi" is a recipient, no sender.
        """
        text = pieces(file_name)
        whole = self.find(text)
        if whole:
            return (Mention(whole, text.strip()),)
        found = (*self._headed(words(text)), *self._segments(text))
        return tuple({each.unit: each for each in found}.values())

    def names_the_area(self, text: str) -> bool:
        """Say whether a text names the city or province itself, which is never a sender."""
        return self._names_the_area(self._without_lead(words(text)))

    def _names_the_area(self, name: tuple[str, ...]) -> bool:
        rest = name[1:] if name[:1] == ("ubnd",) else name
        if rest[:1] in {(AREA,), ("tỉnh",), ("tinh",)}:
            return True
        return name == ("ubnd",) or self._is_area(rest)

    def _is_area(self, name: tuple[str, ...]) -> bool:
        key = bare(compact(name))
        return bool(key) and key in {bare(each) for each in self.areas}

    def _readings(self, name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if self._names_the_area(name):
            return
        yield without_area(name)
        shorter = without_area(self._without_tail(name))
        yield shorter
        if optional_end(shorter):
            yield shorter[:-1]

    def _without_tail(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """Cut "…, thành phố Hạ Long, tỉnh Quảng Ninh" or "… Hạ Long" where that is our area."""
        if AREA in name[1:]:
            place = name.index(AREA, 1)
            tail = name[place + 1 :]
            city = tail[: tail.index("tỉnh")] if "tỉnh" in tail else tail
            return name[:place] if not city or not self.areas or self._is_area(city) else name
        for length in range(1, min(len(name), _LONGEST_AREA + 1)):
            if self._is_area(name[-length:]) and not only_a_kind(name[:-length]):
                return name[:-length]
        return name

    def _without_lead(self, name: tuple[str, ...]) -> tuple[str, ...]:
        """Cut "UBND thành phố Hạ Long" before an office's name in the same line."""
        rest = name[1:] if name[:1] == ("ubnd",) else name
        if rest[:1] == (AREA,):
            for length in range(1, min(len(rest) - 1, _LONGEST_AREA + 1)):
                if self._is_area(rest[1 : length + 1]):
                    return rest[length + 1 :]
        return name

    def _match(self, key: str) -> str | None:
        if not self.any_name.fullmatch(bare(key)):
            return None
        for tier in WHOLE:
            fitting = {each.unit.id: each.unit for each in self.names if tier(each, key)}
            if len(fitting) > 1:
                valid = [unit for unit in fitting.values() if unit.is_valid_on(self.day)]
                fitting = {unit.id: unit for unit in valid}
                return next(iter(fitting)) if len(fitting) == 1 else None
            if fitting and not (tier in ALONE and self._is_area((key,))):
                return next(iter(fitting))
        return None

    def _headed(self, name: tuple[str, ...]) -> Iterator[Mention]:
        """Find names that carry their kind of organ, the longest first, none overlapping."""
        taken: set[int] = set()
        for length in range(min(len(name), _LONGEST_NAME), 0, -1):
            for start in range(len(name) - length + 1):
                span = range(start, start + length)
                key = compact(name[start : start + length])
                if taken & set(span) or len(key) < SHORTEST_MENTION:
                    continue
                unit = self._mentioned(key)
                if unit:
                    taken |= set(span)
                    if start == 0 or name[start - 1] not in _TO:
                        yield Mention(unit, " ".join(name[start : start + length]))

    def _mentioned(self, key: str) -> str | None:
        if not self.any_name.fullmatch(bare(key)):
            return None
        for tier in INSIDE:
            fitting = {each.unit.id for each in self.names if tier(each, key)}
            if fitting:
                return fitting.pop() if len(fitting) == 1 else self._match(key)
        return None

    def _segments(self, text: str) -> Iterator[Mention]:
        """Find wards named without their kind where a part of the text is nothing else."""
        for segment in _SEGMENT.split(text):
            rest = _without_noise(segment)
            unit = self._match(compact(rest)) if len(rest) > 1 else None
            if unit and self.is_ward(unit):
                yield Mention(unit, " ".join(rest))


def _without_noise(segment: str) -> tuple[str, ...]:
    name = [each for each in words(segment) if not each.isdigit()]
    noise = _NOISE | {bare(each) for each in _NOISE}
    while name and name[0] in noise:
        name.pop(0)
    while name and name[-1] in noise:
        name.pop()
    return tuple(name)


@lru_cache(maxsize=4)
def _registry(units: tuple[Unit, ...], papers: tuple[str, ...], day: date | None) -> Registry:
    areas = frozenset(area for text in papers for area in _area_names(text))
    names = tuple(name for unit in units for name in names_of(unit, areas))
    return Registry(names, areas, day, any_of(names))


def _area_names(text: str) -> Iterator[str]:
    found = _AREA_NAME.search(" ".join(words(text)))
    if found:
        yield compact(found[1].split())
    elif words(text) and not names_an_organ(text):
        yield compact(words(text))
