"""`lcreport forms`: one workbook for each unit to fill, from the assignment."""

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from lcreport.cli.check import sentence
from lcreport.cli.places import output_of
from lcreport.cli.screen import Screen
from lcreport.coverage import unassigned
from lcreport.errors import UsageError
from lcreport.intake.reader import read_return
from lcreport.model import Settings, Unit
from lcreport.papers.form import reporting_units, write_form
from lcreport.pipeline import known_before
from lcreport.publish import publish
from lcreport.settings import settings_of
from lcreport.vietnamese import count_text
from lcreport.wording import say

FORMS_FOLDER = "bieu"
# A blank form answers nothing; anything else that its reading tells is our own fault.
_BLANK = "G06"


def execute(options: argparse.Namespace, screen: Screen) -> bool:
    """Write all forms, prove that each is read as its unit's, and tell what no form asks for.

    Somebody must look when the previous period's table cannot be read as it should.
    """
    folder: Path = options.folder
    if not folder.is_dir():
        raise UsageError(say("cli.no_folder", folder=folder))
    settings = settings_of(folder, options.settings)
    if settings.neutral or not settings.units:
        raise UsageError(say("forms.no_settings", folder=folder))
    place = output_of(folder, options.output) / FORMS_FOLDER
    units = reporting_units(settings)
    asked = [(unit, indicators) for unit, indicators in units if indicators]
    if not asked:
        raise UsageError(say("forms.nobody"))
    known, remarks = known_before(folder, settings)
    previous = {row.indicator: row for row in known}
    writers = {
        f"{unit.id}.xlsx": partial(
            write_form, settings=settings, unit=unit, indicators=indicators, previous=previous
        )
        for unit, indicators in asked
    }
    publish(writers, place, partial(_faults, settings=settings, units=[unit for unit, _ in asked]))
    screen.line(say("forms.done", count=len(asked), place=place))
    _tell_gaps(settings, [unit for unit, mine in units if not mine], screen)
    for each in remarks:
        screen.line(f"  {each.file}: {sentence(each)}")
    screen.line(say("forms.next", folder=folder))
    return bool(remarks)


def _faults(written: Path, settings: Settings, units: Sequence[Unit]) -> tuple[str, ...]:
    """Read every form back as a return; name those that would not be taken for their unit's."""
    sentences = []
    for unit in units:
        name = f"{unit.id}.xlsx"
        back = read_return(name, (written / name).read_bytes(), None, settings)
        wrong = sorted({each.code for each in back.problems} - {_BLANK})
        if wrong or back.unit != unit.id:
            sentences.append(say("forms.unread", name=unit.name, why=", ".join(wrong)))
    return tuple(sentences)


def _tell_gaps(settings: Settings, silent: Sequence[Unit], screen: Screen) -> None:
    """Tell who gets no form and which indicators no form asks for."""
    if silent:
        screen.line(say("forms.without", names="; ".join(unit.name for unit in silent)))
    nobody = unassigned(settings)
    if nobody:
        numbers = ", ".join(map(count_text, nobody))
        screen.line(say("forms.unassigned", count=len(nobody), numbers=numbers))
