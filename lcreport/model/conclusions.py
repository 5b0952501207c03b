"""What follows: figures, decisions, verdicts and the result of a run."""

from dataclasses import dataclass
from datetime import date

from lcreport.model.answers import Answer, PreviousRow, Return, Source
from lcreport.model.office import Settings
from lcreport.model.rules import Indicator, Measure
from lcreport.model.words import Basis, Direction, Status
from lcreport.problems import Problem
from lcreport.quantity import Interval, Ratio

# The published form of a result (`ket-qua.json`): other programs and our own next run read it.
RESULT_SCHEMA = "lcreport.result/1"


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """One measure after its reporters are combined.

    `ratio` is what the rate rests on, where everybody who counts gave numerator and denominator;
    `previous_ratio` the same of the previous period.
    """

    measure: Measure
    interval: Interval | None = None
    direction: Direction | None = None
    previous: Interval | None = None
    ratio: Ratio | None = None
    previous_ratio: Ratio | None = None


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
class Result:
    """One whole run: what the papers print and `ket-qua.json` says.

    `reviewed` says that a person has put `tham-dinh.xlsx`, with the remarks in it, back;
    `decisions` are all that stand in it, those that no longer count too.
    """

    settings: Settings
    returns: tuple[Return, ...]
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    unassigned: tuple[int, ...] = ()
    previous: tuple[PreviousRow, ...] = ()
    reviewed: bool = False
    decisions: tuple[Decision, ...] = ()

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
