"""The whole run on one page: a folder of returns becomes a result, a result becomes papers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lcreport import consistency
from lcreport.coverage import gaps, unassigned
from lcreport.decisions import load_decisions
from lcreport.errors import UsageError
from lcreport.evaluate import evaluate
from lcreport.intake.earlier import merged, read_earlier
from lcreport.intake.folder import Delivery, delivered, read_delivery
from lcreport.intake.previous import read_previous
from lcreport.model import (
    DECISIONS_FILE,
    PREVIOUS_FILE,
    RESULT_FILE,
    Decision,
    PreviousRow,
    Result,
    Return,
    Settings,
)
from lcreport.problems import REMARKS, Problem, Severity
from lcreport.settings import settings_of
from lcreport.watch import Watch, unwatched
from lcreport.wording import say


@dataclass(frozen=True, slots=True)
class Opened:
    """A folder of a period before its returns are read: what they will be judged with.

    `reviewed` says that a person has put the decision workbook back.
    """

    delivery: Delivery
    previous: tuple[PreviousRow, ...]
    decisions: tuple[Decision, ...]
    remarks: tuple[Problem, ...]
    reviewed: bool


def open_folder(folder: Path, output: Path, settings_file: Path | None = None) -> Opened:
    """Read everything in a folder but the returns, and list those.

    Raises:
        LcreportError: the folder, its settings or its decisions cannot be used.
    """
    if not folder.is_dir():
        raise UsageError(say("cli.no_folder", folder=folder))
    settings = settings_of(folder, settings_file)
    previous, remarks = known_before(folder, settings)
    reviewed = (folder / DECISIONS_FILE).is_file()
    decisions = load_decisions(folder / DECISIONS_FILE, settings.criteria) if reviewed else ()
    delivery = delivered(folder, (output, settings_file), settings)
    if not delivery.files:
        raise UsageError(say("cli.no_returns", folder=folder))
    return Opened(delivery, previous, decisions, remarks, reviewed)


def run(
    folder: Path, output: Path, settings_file: Path | None = None, watch: Watch = unwatched
) -> Result:
    """Read a folder of returns and conclude; writes nothing.

    Raises:
        LcreportError: the folder, its settings or its decisions cannot be used.
    """
    opened = open_folder(folder, output, settings_file)
    return conclude_folder(opened, read_delivery(opened.delivery, watch))


def conclude_folder(opened: Opened, returns: Sequence[Return]) -> Result:
    """Conclude on the settled returns of a folder."""
    settings = opened.delivery.settings
    result = conclude(settings, returns, opened.previous, opened.decisions, opened.remarks)
    return replace(result, reviewed=opened.reviewed)


def conclude(
    settings: Settings,
    returns: Sequence[Return],
    previous: Sequence[PreviousRow] = (),
    decisions: Sequence[Decision] = (),
    remarks: Sequence[Problem] = (),
) -> Result:
    """Carry what was read through frame, combine and evaluate: no files, no clock, no network."""
    # pandas takes longer to load than a city's returns to read.
    from lcreport.combine import combine  # noqa: PLC0415 - see above
    from lcreport.frame import to_frame  # noqa: PLC0415 - see above

    frame = to_frame(answer for each in returns for answer in each.answers)
    figures, disputes = combine(frame, settings, previous)
    verdicts, notes = evaluate(figures, settings, decisions)
    notes = (*notes, *consistency.remarks(verdicts, previous, settings))
    read = (problem for each in returns for problem in each.problems)
    return Result(
        settings=settings,
        returns=tuple(returns),
        verdicts=verdicts,
        problems=(*read, *remarks, *gaps(settings, returns), *disputes, *notes),
        unassigned=unassigned(settings),
        previous=tuple(previous),
        decisions=tuple(decisions),
    )


def known_before(
    folder: Path, settings: Settings
) -> tuple[tuple[PreviousRow, ...], tuple[Problem, ...]]:
    """Read what the folder knows of the previous period: the official table, our own result."""
    table, result = folder / PREVIOUS_FILE, folder / RESULT_FILE
    official, faults = (
        read_previous(table.name, table.read_bytes(), settings.criteria)
        if table.is_file()
        else ((), ())
    )
    earlier = (
        read_earlier(result.name, result.read_bytes(), settings.criteria)
        if result.is_file()
        else ()
    )
    rows, disputes = merged(official, earlier)
    return rows, (*faults, *disputes)


def needs_a_look(result: Result) -> bool:
    """Say whether somebody must look: a draft, or a problem from warning upwards."""
    seen = REMARKS if result.reviewed else frozenset()
    return result.is_draft or any(
        each.severity is not Severity.INFO and each.code not in seen for each in result.problems
    )
