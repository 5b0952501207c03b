"""What came back: readings with their cells, and what became of each file."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from lcreport.model.words import Direction, Kind, State, Status
from lcreport.problems import Flaw, Problem
from lcreport.quantity import Interval, Ratio


@dataclass(frozen=True, slots=True)
class Source:
    """The place that a figure came from; `cell` like "G25", `file` relative with "/"."""

    file: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says about one measure, with its raw text.

    `interval` is in percentage points for rates, else in the measure's unit with scale words
    multiplied out. `word` is a verdict word (Đạt: True, Chưa đạt: False). `as_of` is the date
    phrase that the sender put beside the figure. `flaws` are the faults found while reading.
    """

    raw: str
    kind: Kind
    interval: Interval | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    direction: Direction | None = None
    word: bool | None = None
    status: Status | None = None
    as_of: str = ""
    flaws: tuple[Flaw, ...] = ()

    @property
    def ratio(self) -> Ratio | None:
        """Give numerator and denominator where the quantity is their rate; "19/24 vụ" is none."""
        interval, top, bottom = self.interval, self.numerator, self.denominator
        if interval is None or interval.low is None or top is None or not bottom:
            return None
        fits = interval.is_point and top * 100 == interval.low * bottom
        return Ratio(top, bottom) if fits else None


@dataclass(frozen=True, slots=True)
class Answer:
    """One unit's reading for one measure of one indicator, with its cell address.

    `claim` is the unit's own judgement: its tick, or the verdict word that it gave instead.
    `signed` is the unit that sent it: another than `unit` where that one is its successor.
    """

    indicator: int
    measure: str
    unit: str | None
    reading: Reading
    source: Source
    claim: bool | None = None
    previous: Reading | None = None
    evidence: str = ""
    note: str = ""
    signed: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """A file that came back and what became of it; `saved` is when its author last saved it.

    `signed` is the unit that sent it, `unit` the one that it counts for: another one where the
    sender is no longer valid and has one successor.
    """

    file: str
    sha256: str
    state: State
    unit: str | None = None
    identified_by: str | None = None
    saved: datetime | None = None
    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()
    signed: str | None = None


@dataclass(frozen=True, slots=True)
class PreviousRow:
    """One indicator in the official table of the previous period.

    `status` is None where that table marks neither Đạt nor Chưa đạt; `readings` has one reading
    for each measure of the indicator.
    """

    indicator: int
    status: Status | None
    text: str
    source: Source
    readings: tuple[Reading, ...] = ()
