"""The level above on one page: results of areas are read, put together and concluded."""

from pathlib import Path

from lcreport.decisions import load_decisions
from lcreport.errors import UsageError
from lcreport.intake.previous import read_previous
from lcreport.intake.results import read_results
from lcreport.model import (
    DECISIONS_FILE,
    PREVIOUS_FILE,
    RESULT_FILE,
    Decision,
    PreviousRow,
    Rollup,
    Settings,
)
from lcreport.problems import Problem
from lcreport.rollup.level import conclude_areas
from lcreport.settings import settings_of
from lcreport.watch import Watch, unwatched
from lcreport.wording import say

# Where the papers go when the usual place would lie among the areas themselves.
OWN_FOLDER = "cap-tren"
_Known = tuple[tuple[PreviousRow, ...], tuple[Decision, ...], tuple[Problem, ...]]


def run_rollup(
    root: Path, output: Path, settings_file: Path | None = None, watch: Watch = unwatched
) -> Rollup:
    """Read the results of all areas below a folder and conclude for their level; writes nothing.

    Raises:
        LcreportError: the folder, its settings or its decisions cannot be used.
    """
    if not root.is_dir():
        raise UsageError(say("rollup.no_folder", folder=root))
    settings = settings_of(root, settings_file)
    previous, decisions, faults = _known(root, settings)
    areas = read_results(root, (output,), settings.criteria, watch)
    if not areas:
        raise UsageError(say("rollup.no_results", folder=root, file=RESULT_FILE))
    return conclude_areas(settings, areas, previous, decisions, faults)


def _known(root: Path, settings: Settings) -> _Known:
    """Read the level's own previous table and decisions; beside a result they are that area's."""
    if (root / RESULT_FILE).is_file():
        return (), (), ()
    table, book = root / PREVIOUS_FILE, root / DECISIONS_FILE
    rows, faults = (
        read_previous(table.name, table.read_bytes(), settings.criteria)
        if table.is_file()
        else ((), ())
    )
    decisions = load_decisions(book, settings.criteria) if book.is_file() else ()
    return rows, decisions, faults


def place_for(root: Path, wished: Path | None) -> Path:
    """Give the folder of the papers: never one in which areas would have to be moved.

    Raises:
        UsageError: the wished one is `root`, holds it, or is the folder of an area.
    """
    here = root.resolve()
    if wished is None:
        usual = Path("output") / here.name
        among = _holds(usual.resolve(), here) or _holds(here, usual.resolve())
        return root / OWN_FOLDER if among else usual
    if _holds(wished.resolve(), here) or (wished / RESULT_FILE).exists():
        raise UsageError(say("rollup.place_of_areas", place=wished, expected=root / OWN_FOLDER))
    return wished


def _holds(folder: Path, other: Path) -> bool:
    return other.is_relative_to(folder)
