"""The values that travel between stages: frozen, without files, clocks or behaviour.

Words follow the project's glossary (ARCHITECTURE.md): criteria set, indicator, measure, unit,
assignment, period, return, reading, answer, figure, claim, decision, verdict.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from lcreport.problems import Flaw, Problem
from lcreport.quantity import Interval


class Comparison(StrEnum):
    """How a measure is judged; values are the words of the settings workbook."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    INCREASE = "tăng"
    DECREASE = "giảm"
    YES = "có"
    REPORT = "báo cáo"

    @property
    def has_threshold(self) -> bool:
        """Say whether a number is compared with a fixed threshold."""
        return self in {self.AT_LEAST, self.AT_MOST, self.ABOVE, self.BELOW}

    @property
    def is_trend(self) -> bool:
        """Say whether the previous period's figure is needed."""
        return self in {self.INCREASE, self.DECREASE}


class Combination(StrEnum):
    """How the answers of several units become one figure; values are settings words."""

    LEAD = "chủ trì"
    SUM = "tổng"
    AGREE = "thống nhất"
    ALL = "tất cả"
    EACH = "tỷ lệ đạt"


class Level(StrEnum):
    """Who judges an indicator."""

    CITY = "thành phố"
    UPPER = "cấp trên"


class Status(StrEnum):
    """The verdict on an indicator, and what a status word in a cell says."""

    MET = "met"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    UPPER_LEVEL = "upper_level"
    NOT_APPLICABLE = "not_applicable"


class Basis(StrEnum):
    """What a verdict rests on (DESIGN 5.5)."""

    RULE = "rule"
    CLAIM = "claim"
    DECISION = "decision"
    LEVEL = "level"
    NONE = "none"


class Kind(StrEnum):
    """What sort of thing a value cell says."""

    QUANTITY = "quantity"
    RATIO = "ratio"
    DIRECTION = "direction"
    VERDICT = "verdict"
    STATUS = "status"
    MARK = "mark"
    TEXT = "text"
    EMPTY = "empty"


class Direction(StrEnum):
    """Which way a figure went since the previous period."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


class Role(StrEnum):
    """A unit's part in an indicator."""

    LEAD = "chủ trì"
    SUPPORT = "phối hợp"


class UnitKind(StrEnum):
    """What sort of organ reports; wards are the parts that sums run over."""

    DEPARTMENT = "phòng ban"
    WARD = "xã phường"


class State(StrEnum):
    """What became of a file in the folder of returns."""

    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    UNIDENTIFIED = "unidentified"
    UNREADABLE = "unreadable"
    NOT_A_RETURN = "not_a_return"


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


@dataclass(frozen=True, slots=True)
class Unit:
    """An organ that reports; `weight` is its known size (people, households) for bounds."""

    id: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    email: str = ""
    weight: Fraction | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def is_valid_on(self, day: date | None) -> bool:
        """Say whether the unit exists on `day` (always, when no day is known)."""
        if day is None:
            return True
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a unit answers an indicator, and in which role."""

    indicator: int
    unit: str
    role: Role


@dataclass(frozen=True, slots=True)
class Period:
    """What is reported; dates may be unknown in a neutral run without settings."""

    label: str = ""
    cut_off: date | None = None
    previous_label: str = ""
    previous_cut_off: date | None = None
    deadline: date | None = None


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


@dataclass(frozen=True, slots=True)
class Answer:
    """One unit's reading for one measure of one indicator, with its cell address."""

    indicator: int
    measure: str
    unit: str | None
    reading: Reading
    source: Source
    claim: bool | None = None
    previous: Reading | None = None
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """A file that came back and what became of it; `saved` is when its author last saved it."""

    file: str
    sha256: str
    state: State
    unit: str | None = None
    identified_by: str | None = None
    saved: datetime | None = None
    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """One measure after its reporters are combined."""

    measure: Measure
    interval: Interval | None = None
    direction: Direction | None = None
    previous: Interval | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator after its reporters are combined.

    `claim` and `status` are what the reporters say together (None: nothing, or they disagree);
    `text` and `previous_text` are what the official table prints.
    """

    indicator: Indicator
    measures: tuple[MeasureFigure, ...]
    claim: bool | None = None
    status: Status | None = None
    text: str = ""
    previous_text: str = ""
    units: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    reasons: tuple[str, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The office's own verdict; an empty `fingerprint` never goes stale."""

    indicator: int
    verdict: Status
    reason: str
    person: str
    day: date | None
    fingerprint: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class MeasureVerdict:
    """Whether one measure holds: True, False or None (not settled)."""

    figure: MeasureFigure
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conclusion on one indicator and everything it rests on."""

    indicator: Indicator
    figure: Figure
    status: Status
    basis: Basis
    computed: Status | None
    claimed: Status | None
    decided: Status | None
    needs_review: bool
    reasons: tuple[str, ...]
    measures: tuple[MeasureVerdict, ...]
    fingerprint: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class PreviousRow:
    """One indicator in the official table of the previous period.

    `status` is None where that table marks neither Đạt nor Chưa đạt.
    """

    indicator: int
    status: Status | None
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Document:
    """What the papers print besides figures (sheet `Văn bản` of the settings workbook).

    Lists keep one item per line of their cell; `organ` and `superior` keep their line breaks.
    """

    superior: str = ""
    organ: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    issued: date | None = None
    subject: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()
    electronic: bool = False
    annex_apart: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph that the office wrote for a section of the letter ("1.1", "chỉ số 19")."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the office decides beforehand; `neutral` when there was no settings workbook.

    `recognitions` maps a file's path in the folder (with "/") to a unit id: a person's word.
    """

    criteria: CriteriaSet
    units: tuple[Unit, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    period: Period = Period()
    document: Document = Document()
    paragraphs: tuple[Paragraph, ...] = ()
    recognitions: dict[str, str] = field(default_factory=dict)
    neutral: bool = False

    def unit(self, unit_id: str | None) -> Unit | None:
        """Find a unit by its id."""
        return next((each for each in self.units if each.id == unit_id), None)

    def assigned(self, indicator: int, role: Role) -> tuple[str, ...]:
        """Give the ids of the units that have `role` in an indicator, in order of assignment."""
        return tuple(
            each.unit
            for each in self.assignments
            if each.indicator == indicator and each.role is role
        )

    def assigned_to(self, unit_id: str, role: Role) -> tuple[int, ...]:
        """Give the numbers of the indicators in which a unit has `role`, in order of number."""
        return tuple(
            sorted(
                each.indicator
                for each in self.assignments
                if each.unit == unit_id and each.role is role
            )
        )


@dataclass(frozen=True, slots=True)
class Result:
    """One whole run: what the papers print and `ket-qua.json` says."""

    settings: Settings
    returns: tuple[Return, ...]
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    unassigned: tuple[int, ...] = ()
    previous: tuple[PreviousRow, ...] = ()

    def count(self, status: Status) -> int:
        """Give the number of indicators with this verdict."""
        return sum(each.status is status for each in self.verdicts)

    @property
    def open_questions(self) -> tuple[Verdict, ...]:
        """Give the verdicts that wait for a person."""
        return tuple(each for each in self.verdicts if each.needs_review)

    @property
    def is_draft(self) -> bool:
        """Say whether the papers must carry DỰ THẢO."""
        return self.settings.neutral or bool(self.open_questions)
