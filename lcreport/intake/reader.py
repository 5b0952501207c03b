"""One file, from its bytes to a return: workbook, tables, sender, rows, answers."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lcreport.intake.form_identity import FORM_PERIOD, told
from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import UnreadableError, Workbook
from lcreport.intake.layout import Table, find_tables
from lcreport.intake.layout.altered import alterations
from lcreport.intake.layout.answering import answers_of, is_blank
from lcreport.intake.layout.matching import matcher
from lcreport.intake.layout.moments import another_period
from lcreport.intake.layout.rows import find_rows
from lcreport.intake.layout.twice import settle_rows
from lcreport.intake.own_sheets import without_own_sheets
from lcreport.intake.sender import Identification, identify
from lcreport.intake.unicode_text import to_unicode
from lcreport.intake.values.tokens import normalise, tokenise
from lcreport.model import Answer, CriteriaSet, Return, Role, Settings, State
from lcreport.problems import Flaw, Problem, problem

Answers = tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What the tables of a workbook say: one group of answers per row, and what is wrong."""

    rows: tuple[Answers, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_return(file: str, data: bytes, saved: datetime | None, settings: Settings) -> Return:
    """Read one file; nothing but its bytes, its path in the folder and `saved` is known of it.

    A file that cannot be used comes back with the state that says so and at least one problem.
    Rows that are missing altogether (H04) are judged over all files of a unit, in `copies`.
    """
    digest = hashlib.sha256(data).hexdigest()
    try:
        workbook = _opened(file, data)
        workbook, converted = to_unicode(workbook)
        tables = find_tables(workbook, settings.criteria, settings.period)
    except UnreadableError as fault:
        state = State.NOT_A_RETURN if fault.code == "T01" else State.UNREADABLE
        flaw = Flaw(fault.code, fault.found, fault.expected)
        return Return(file, digest, state, saved=saved, problems=(problem(flaw, file=file),))
    blank = Return(file, digest, State.NOT_A_RETURN, saved=workbook.saved or saved)
    found = _read(blank, workbook, tables, converted, settings)
    if found.state is not State.ACCEPTED and not found.problems:
        message = f"{file}: rejected without a problem"
        raise AssertionError(message)
    return found


def prepare() -> None:
    """Make what the first file would otherwise wait for: the grammar of values, compiled."""
    for text in ("Đạt 93,65%", "Dat 93,65%"):
        tokenise(normalise(text))


def _opened(file: str, data: bytes) -> Workbook:
    workbook = without_own_sheets(open_workbook(file, data))
    if not any(grid.cells for grid in workbook.grids):
        raise UnreadableError("T06")
    return workbook


def _read(
    blank: Return,
    workbook: Workbook,
    tables: Sequence[Table],
    converted: Sequence[Problem],
    settings: Settings,
) -> Return:
    if not any(table.is_usable for table in tables):
        told = [each for table in tables for each in table.problems] or [problem(Flaw("M01"))]
        return replace(blank, problems=_placed(told, blank.file, None))
    contents = read_tables(tables, settings.criteria)
    notes = (*converted, *_of_form(workbook, tables, settings), *contents.problems)
    if settings.neutral:
        answers = [each for row in contents.rows if not is_blank(row) for each in row]
        return replace(
            blank,
            state=State.ACCEPTED,
            answers=_owned(answers, blank.file, None),
            problems=_placed(notes, blank.file, None),
        )
    sender = identify(workbook, tables, blank.file, settings)
    return _from(blank, sender, contents, notes, settings)


def _from(
    blank: Return,
    sender: Identification,
    contents: Contents,
    notes: Sequence[Problem],
    settings: Settings,
) -> Return:
    """Keep what the sender was asked; without a sender nothing is kept."""
    told = sender.problems(blank.file)
    unit, file = sender.unit, blank.file
    if unit is None:
        return replace(blank, state=sender.state, problems=(*told, *_placed(notes, file, None)))
    kept, faults = _asked(contents, unit, settings)
    foreign = {each.indicator for each in faults if each.code == "D04"}
    own = [each for each in notes if each.indicator not in foreign or each.indicator is None]
    return replace(
        blank,
        state=sender.state,
        unit=unit,
        signed=sender.signed,
        identified_by=sender.identified_by,
        answers=_owned(kept, file, unit, sender.signed),
        problems=(*told, *_placed((*own, *faults), file, unit)),
    )


def read_tables(tables: Iterable[Table], criteria: CriteriaSet) -> Contents:
    """Read all rows of all tables; an indicator answered twice counts once or not at all (H03)."""
    known = matcher(criteria)
    rows: list[Answers] = []
    problems: list[Problem] = []
    for table in tables:
        problems += table.problems
        if table.is_usable:
            found, unclear = find_rows(table, criteria, known)
            problems += unclear
            for row in found:
                indicator = criteria.indicator(row.indicator)
                if indicator:
                    answers, faults = answers_of(table, row, indicator)
                    rows.append(answers)
                    problems += faults
    kept, doubled = settle_rows(rows)
    return Contents(tuple(kept), (*problems, *doubled))


def _asked(contents: Contents, unit: str, settings: Settings) -> tuple[list[Answer], list[Problem]]:
    """Part answers from those to indicators that the unit has no part in (D04) and blanks (G06).

    A row in which something was found that cannot be read is not blank.
    """
    faulty = {each.indicator for each in contents.problems if each.code.startswith("G")}
    leads = set(settings.assigned_to(unit, Role.LEAD))
    supports = set(settings.assigned_to(unit, Role.SUPPORT))
    kept: list[Answer] = []
    faults: list[Problem] = []
    for row in contents.rows:
        number = row[0].indicator
        if is_blank(row) and number not in faulty:
            if number in leads and _applies(number, settings):
                faults.append(_of_row("G06", row))
                kept += row
        elif settings.assignments and number not in leads | supports:
            faults.append(_of_row("D04", row))
        else:
            kept += row
    return kept, faults


def _of_row(code: str, row: Answers) -> Problem:
    first = row[0]
    source = first.source
    return problem(Flaw(code), sheet=source.sheet, cell=source.cell, indicator=first.indicator)


def _applies(number: int, settings: Settings) -> bool:
    indicator = settings.criteria.indicator(number)
    return indicator is not None and indicator.applies


def _owned(
    answers: Iterable[Answer], file: str, unit: str | None, signed: str | None = None
) -> Answers:
    return tuple(
        replace(each, unit=unit, signed=signed, source=replace(each.source, file=file))
        for each in answers
    )


def _placed(problems: Iterable[Problem], file: str, unit: str | None) -> tuple[Problem, ...]:
    return tuple(replace(each, file=file, unit=unit) for each in problems)


def _of_form(workbook: Workbook, tables: Sequence[Table], settings: Settings) -> Iterator[Problem]:
    """Tell what our own form says of itself and no longer fits: period, columns, rows."""
    yield from _period_problems(workbook, tables, settings)
    yield from alterations(workbook, tables)


def _period_problems(
    workbook: Workbook, tables: Sequence[Table], settings: Settings
) -> Iterator[Problem]:
    """Tell once that a form is for, or says that it is for, another period (M04)."""
    said: list[tuple[str, str | None]] = [(text, None) for text in told(workbook, FORM_PERIOD)]
    said += [(table.period, table.grid.name) for table in tables]
    for text, sheet in said:
        if text and another_period(text, settings.period):
            yield problem(Flaw("M04", text.strip(), settings.period.label), sheet=sheet)
            return
