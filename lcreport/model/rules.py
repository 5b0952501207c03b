"""A criteria set: indicators, their measures and worked examples."""

from dataclasses import dataclass, field
from fractions import Fraction

from lcreport.model.words import Combination, Comparison, Level, Status

# Units of measures of which two together are not twice as many.
_NOT_ADDED = frozenset({"lần", "điểm", "tuổi", "năm", "mức", "bậc", "hạng"})


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of an indicator: what a cell says and what follows.

    `claim` is the unit's tick beside the cell, `previous` the cell of the previous period.
    """

    cell: str
    verdict: Status
    claim: bool | None = None
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure that an indicator asks for; `threshold` in the measure's own unit."""

    name: str
    comparison: Comparison
    threshold: Fraction | None = None
    unit: str = "%"
    keywords: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        """Say whether the figure is a percentage (in points, between 0 and 100)."""
        return self.unit == "%"

    @property
    def is_count(self) -> bool:
        """Say whether the figures of several parts may be added ("vụ", "đồng").

        "lần" and "triệu đồng/người" are ratios of their own: a whole lies between its parts.
        """
        return not self.is_rate and "/" not in self.unit and self.unit not in _NOT_ADDED


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a criteria set; `wordings` are other published texts of it."""

    number: int
    text: str
    measures: tuple[Measure, ...]
    standard: str = ""
    criterion: str = ""
    combination: Combination = Combination.AGREE
    level: Level = Level.CITY
    applies: bool = True
    source: str = ""
    wordings: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """All indicators with their titles and legal source, in order of number."""

    id: str
    title: str
    source: str
    indicators: tuple[Indicator, ...]
    standards: dict[str, str] = field(default_factory=dict)
    criteria: dict[str, str] = field(default_factory=dict)

    def indicator(self, number: int) -> Indicator | None:
        """Find an indicator by its number."""
        return next((each for each in self.indicators if each.number == number), None)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Give all indicator numbers in order."""
        return tuple(each.number for each in self.indicators)
