"""`cai-dat.xlsx`, loaded strictly: everything the office decides before a period is reported.

What is unknown or contradicts itself is told all at once, each fault with its cell and, where
one is near, the right word.
"""

from fractions import Fraction
from pathlib import Path

from lcreport.criteria import builtin
from lcreport.errors import UsageError
from lcreport.intake.grid import Grid, Workbook
from lcreport.model import SETTINGS_FILE, CriteriaSet, Settings
from lcreport.settings.assignments import assignments, paragraphs, recognitions, valid_wards
from lcreport.settings.cells import positive
from lcreport.settings.criteria_sheet import criteria_set
from lcreport.settings.letter import Values, document, period, read_values
from lcreport.settings.sheet import Faults, Table, hint, nearest, open_book, pick, read_table
from lcreport.settings.units import register, units
from lcreport.settings.words import (
    ASSIGNMENTS,
    CRITERIA,
    KEYS,
    LETTER,
    REQUIRED_SHEETS,
    SENDERS,
    SHEETS,
    TEXTS,
    UNITS,
)
from lcreport.wording import say

__all__ = ["load_settings", "neutral_settings", "settings_of"]


def neutral_settings() -> Settings:
    """Give what stands in for a settings workbook: the built-in set and no letterhead."""
    return Settings(criteria=builtin(KEYS["bộ tiêu chí"]), neutral=True)


def settings_of(folder: Path, settings_file: Path | None = None) -> Settings:
    """Load the settings of a folder of returns, neutral ones where it has none.

    Raises:
        UsageError: the settings workbook that was named does not exist.
        SettingsError: the workbook contradicts itself or the contract.
    """
    if settings_file is not None and not settings_file.is_file():
        raise UsageError(say("cli.no_settings_file", file=settings_file))
    path = settings_file or folder / SETTINGS_FILE
    return load_settings(path) if path.is_file() else neutral_settings()


def load_settings(path: Path) -> Settings:
    """Read the settings workbook.

    Raises:
        SettingsError: the file cannot be read, or with one sentence for every fault in it.
    """
    faults = Faults()
    tables = _tables(open_book(path), faults)
    values = read_values(tables[LETTER], faults)
    criteria = criteria_set(tables[CRITERIA], values, faults)
    settings = _settings(tables, values, criteria, faults)
    faults.stop()
    return settings


def _settings(
    tables: dict[str, Table], values: Values, criteria: CriteriaSet, faults: Faults
) -> Settings:
    span = period(values)
    known = register(tables[UNITS])
    organs = units(tables[UNITS], known, faults)
    # Without a list of units every reference to one would look wrong: that fault is told already.
    listed = tables[UNITS].is_whole
    duties = tables[ASSIGNMENTS] if listed else Table(ASSIGNMENTS)
    senders = tables[SENDERS] if listed else Table(SENDERS)
    wards = valid_wards(organs, span.cut_off)
    return Settings(
        criteria=criteria,
        units=organs,
        assignments=assignments(duties, known, criteria, wards, faults),
        period=span,
        document=document(values),
        paragraphs=paragraphs(tables[TEXTS], criteria, faults),
        recognitions=recognitions(senders, known, faults),
        jump=values.get("mức biến động", positive, None) or Fraction(KEYS["mức biến động"]),
    )


def _tables(book: Workbook, faults: Faults) -> dict[str, Table]:
    """Give a table for every sheet of the contract, an empty one where it is absent."""
    grids: dict[str, Grid] = {}
    meant: set[str | None] = set()
    for grid in book.grids:
        name = pick(grid.name, SHEETS)
        if name is None:
            free = [each for each in SHEETS if each not in grids]
            meant.add(nearest(grid.name, free))
            faults.append(
                say("settings.sheet_unknown", found=grid.name, hint=hint(grid.name, free))
            )
        elif name in grids:
            faults.append(say("settings.sheet_twice", found=grid.name))
        else:
            grids[name] = grid
    faults += [
        say("settings.sheet_absent", expected=name)
        for name in REQUIRED_SHEETS
        if name not in grids and name not in meant  # a misspelt sheet is one fault, not two
    ]
    return {
        name: read_table(grids[name], columns, faults)
        if name in grids
        else Table(name, is_whole=name not in REQUIRED_SHEETS)
        for name, columns in SHEETS.items()
    }
