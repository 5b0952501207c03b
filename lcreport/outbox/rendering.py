"""Every message of a run, made before the first one is sent; what speaks against one is told."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lcreport.coverage import gaps
from lcreport.intake.grid import Workbook
from lcreport.model import Return, Role, Settings, Unit
from lcreport.outbox.identity import mistaken, opened
from lcreport.outbox.letters import LetterTemplate, letter_names, load_letter, write
from lcreport.outbox.mime import Attachment, Message, attachment_name, is_address
from lcreport.outbox.purposes import RECIPES, Purpose
from lcreport.problems import Flaw, Problem, problem
from lcreport.wording import say

_SUFFIX = ".xlsx"
_OFFICE_LOCK = "~$"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The messages of a run in the order of the units, and why some units get none.

    `unmade` are units that are asked for something and for which no form was made.
    """

    messages: tuple[Message, ...]
    problems: tuple[Problem, ...] = ()
    unmade: tuple[Unit, ...] = ()


def with_files(
    purpose: Purpose, output: Path, settings: Settings, office: Path | None = None
) -> Rendered:
    """Render a message for every file `<unit id>.xlsx` in the kind's folder of the output.

    Raises:
        TemplateError: the kind's template cannot be used.
    """
    recipe = RECIPES[purpose]
    template = load_letter(recipe.template, office)
    folder = output / recipe.folder
    found = {path.stem: path for path in _workbooks(folder)}
    known = {unit.id for unit in settings.units}
    strays = (Flaw("E02", say("send.stray", file=f"{stem}{_SUFFIX}")) for stem in found
              if stem not in known)  # fmt: skip
    problems = [problem(flaw, file=recipe.folder) for flaw in strays]
    messages: list[Message] = []
    for unit in settings.units:
        if unit.id in found:
            made = _enclosing(purpose, unit, found[unit.id], template, settings)
            if isinstance(made, Message):
                messages.append(made)
            else:
                problems.append(problem(made, file=found[unit.id].name, unit=unit.id))
    unmade = _asked_without(set(found), settings) if purpose is Purpose.FORMS else ()
    return Rendered(tuple(messages), tuple(problems), tuple(unmade))


def reminders(
    settings: Settings, returns: Sequence[Return], office: Path | None = None
) -> Rendered:
    """Render a reminder for every valid unit that has returned nothing that counts.

    Raises:
        TemplateError: the template of reminders cannot be used.
    """
    template = load_letter(RECIPES[Purpose.REMINDER].template, office)
    silent = {each.unit for each in gaps(settings, returns) if each.code == "N04"}
    problems: list[Problem] = []
    messages: list[Message] = []
    for unit in settings.units:
        numbers = _numbers(unit, settings)
        if unit.id in silent and numbers and unit.is_valid_on(settings.period.cut_off):
            if is_address(unit.email):
                messages.append(_reminder(unit, numbers, template, settings))
            else:
                problems.append(problem(Flaw("E01"), unit=unit.id))
    return Rendered(tuple(messages), tuple(problems))


def _workbooks(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    files = (each for each in folder.iterdir() if each.suffix.lower() == _SUFFIX)
    return sorted(each for each in files if not each.name.startswith(_OFFICE_LOCK))


def _asked_without(found: set[str], settings: Settings) -> Iterator[Unit]:
    for unit in settings.units:
        asked = unit.is_valid_on(settings.period.cut_off) and _numbers(unit, settings)
        if asked and unit.id not in found:
            yield unit


def _numbers(unit: Unit, settings: Settings) -> tuple[int, ...]:
    """Give the indicators that a unit leads, without those that do not apply here."""
    numbers = settings.assigned_to(unit.id, Role.LEAD)
    applying = {each.number for each in settings.criteria.indicators if each.applies}
    return tuple(number for number in numbers if number in applying)


def _enclosing(
    purpose: Purpose, unit: Unit, path: Path, template: LetterTemplate, settings: Settings
) -> Message | Flaw:
    data, workbook = opened(path)
    if isinstance(workbook, Flaw):
        return workbook
    strict = RECIPES[purpose].strict
    if flaw := mistaken(workbook, unit, settings, strict=strict):
        return flaw
    if not is_address(unit.email):
        return Flaw("E01")
    name = attachment_name(say(f"send.file.{purpose}", unit=unit.name)) + _SUFFIX
    names = letter_names(unit, settings, _numbers(unit, settings), name)
    letter = write(template, names)
    content = f"{letter.subject}\n{letter.text}\n{_fingerprint(workbook)}"
    key = message_key(settings, unit, purpose, content)
    attachment = Attachment(name, data)
    return Message(
        unit.id, unit.name, unit.email, purpose, letter.subject, letter.text, key, attachment
    )


def _reminder(
    unit: Unit, numbers: Sequence[int], template: LetterTemplate, settings: Settings
) -> Message:
    letter = write(template, letter_names(unit, settings, numbers))
    key = message_key(settings, unit, Purpose.REMINDER, f"{letter.subject}\n{letter.text}")
    return Message(
        unit.id, unit.name, unit.email, Purpose.REMINDER, letter.subject, letter.text, key
    )


def message_key(settings: Settings, unit: Unit, purpose: Purpose, content: str) -> str:
    """Give a digest of period, unit, kind and content: what must never be sent twice."""
    period = settings.period
    parts = (period.label, str(period.cut_off or ""), unit.id, purpose.value, content)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _fingerprint(workbook: Workbook) -> str:
    """Digest what a person reads in a workbook: a form made anew without a change is the same."""
    digest = hashlib.sha256()
    for grid in workbook.grids:
        digest.update(f"{grid.name}\0".encode())
        for place, cell in sorted(grid.cells.items()):
            digest.update(f"{place}\0{cell.text}\0{cell.comment}\0".encode("utf-8", "replace"))
    return digest.hexdigest()
