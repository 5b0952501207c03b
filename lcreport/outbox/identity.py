"""Whose a workbook is: asked of the attachment itself before a message with it may exist."""

from pathlib import Path

from lcreport.intake.files import load
from lcreport.intake.form_identity import FORM_UNIT, told
from lcreport.intake.formats import open_workbook
from lcreport.intake.grid import UnreadableError, Workbook
from lcreport.intake.layout import find_tables
from lcreport.intake.sender import identify
from lcreport.intake.sender.signs import collect_signs
from lcreport.model import Settings, Unit
from lcreport.problems import Flaw
from lcreport.wording import say


def opened(path: Path) -> tuple[bytes, Workbook | Flaw]:
    """Give an attachment's bytes and what is in them; a file that cannot be read is an E02."""
    loaded = load(path)
    if loaded.flaw:
        return b"", Flaw("E02", say("send.unreadable", file=path.name))
    try:
        return loaded.data, open_workbook(path.name, loaded.data)
    except UnreadableError:
        return loaded.data, Flaw("E02", say("send.unreadable", file=path.name))


def mistaken(workbook: Workbook, unit: Unit, settings: Settings, *, strict: bool) -> Flaw | None:
    """Give E02 unless everything in a workbook that names its unit names this one.

    The marks of our own forms decide; with `strict` the visible line must not contradict them.
    A workbook without marks must be recognised by its contents, without help of a file name.
    """
    marks = [each.strip() for each in told(workbook, FORM_UNIT) if each.strip()]
    found: list[str | None] = list(marks)
    if not marks:
        tables = find_tables(workbook, settings.criteria, settings.period)
        found = [identify(workbook, tables, "", settings).unit]
    elif strict:
        signs = collect_signs(workbook, {}, (), "", settings)
        found += [each.unit for each in signs if each.kind == "cell" and each.unit]
    others = [each for each in found if not _stands_for(each, unit, settings)]
    if not others:
        return None
    other = settings.unit(others[0])
    return Flaw("E02", other.name if other else say("send.nobody"))


def _stands_for(found: str | None, unit: Unit, settings: Settings) -> bool:
    """Say whether an id is the unit's own, or that of a former unit whose only heir it is."""
    seen: set[str] = set()
    while found and found != unit.id and found not in seen:
        seen.add(found)
        former = settings.unit(found)
        found = former.successors[0] if former and len(former.successors) == 1 else None
    return found == unit.id
