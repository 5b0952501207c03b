"""The level above: areas with their results, and what follows when these are put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from lcreport.model.conclusions import Result
from lcreport.model.words import Direction, State, Status
from lcreport.problems import Problem
from lcreport.quantity import Interval, Ratio

# The published form of a rollup (`ket-qua-tong-hop.json`): a result with its areas.
ROLLUP_SCHEMA = "lcreport.rollup/1"
ROLLUP_FILE = "ket-qua-tong-hop.json"


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """One measure in an area's result; `ratio` where its rate rests on both numbers."""

    interval: Interval | None = None
    ratio: Ratio | None = None
    direction: Direction | None = None
    previous: Interval | None = None
    previous_ratio: Ratio | None = None


@dataclass(frozen=True, slots=True)
class AreaVerdict:
    """One indicator in an area's result, its figures in the order of the level's measures."""

    status: Status
    figures: tuple[AreaFigure, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A city, commune or ward that has a result of its own; `id` is its folder in ROOT.

    `verdicts` are by indicator, those of the level's criteria set only. `differing` tells, by
    indicator, the rule that the area judged by where it is another one than the level's: nothing
    of such an indicator stands in `verdicts`. `draft` is None in files that do not say. An area
    that is expected and has no result yet has no `file`; `weight` is its size where that is known.
    """

    id: str
    name: str
    file: str
    sha256: str = ""
    state: State = State.ACCEPTED
    organ: str = ""
    label: str = ""
    cut_off: date | None = None
    previous_label: str = ""
    draft: bool | None = None
    verdicts: Mapping[int, AreaVerdict] = field(default_factory=dict)
    differing: tuple[tuple[int, str], ...] = ()
    weight: Fraction | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_absent(self) -> bool:
        """Say whether the level expects the area and has no result of it."""
        return not self.file

    def status(self, indicator: int) -> Status | None:
        """Give the area's verdict on an indicator, None where it has none that counts."""
        verdict = self.verdicts.get(indicator)
        return verdict.status if verdict else None

    def count(self, status: Status) -> int:
        """Give the number of indicators with this verdict."""
        return sum(each.status is status for each in self.verdicts.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """How the areas stand on one indicator.

    `bare` are the ids of areas with a rate but without its numerator and denominator, `without`
    those from which nothing usable came although the indicator applies to them; `out` counts the
    areas to which it does not apply. `sums` are, for each measure, the numerators and denominators
    of the areas that gave both, whether or not these are all.
    """

    counts: Mapping[Status, int]
    complete: int = 0
    bare: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    out: int = 0
    sums: tuple[Ratio | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Rollup:
    """The level above as a whole: its own result, the areas, and a tally for each indicator."""

    result: Result
    areas: tuple[Area, ...]
    tallies: Mapping[int, Tally]

    @property
    def counted(self) -> tuple[Area, ...]:
        """Give the areas whose result could be read and counts."""
        return tuple(each for each in self.areas if each.state is State.ACCEPTED)
