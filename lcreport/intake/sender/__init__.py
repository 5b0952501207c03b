"""Who sent a file: all signs together name exactly one unit, or the file waits for a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lcreport.intake.grid import Workbook
from lcreport.intake.layout import Table, is_signature
from lcreport.intake.sender.names import Registry
from lcreport.intake.sender.signs import LADDER, Sign, Span, collect_signs
from lcreport.intake.sender.spelling import names_an_organ
from lcreport.model import Settings, State
from lcreport.problems import Flaw, Problem, Severity, problem
from lcreport.wording import say

_CELLS_OF_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Identification:
    """Who sent a file, by which sign (a rung of `LADDER`), and what speaks against it.

    `unit` is None when no one unit can be named; then a flaw says why. `sheet` and `cell` are
    the place of the deciding or first doubtful sign, where it has one. `signed` is the unit that
    the signs name: another than `unit` where that one is its successor.
    """

    unit: str | None
    identified_by: str | None
    flaws: tuple[Flaw, ...] = ()
    signs: tuple[Sign, ...] = ()
    sheet: str | None = None
    cell: str | None = None
    signed: str | None = None

    @property
    def state(self) -> State:
        """Say what becomes of the file as far as its sender goes."""
        return State.ACCEPTED if self.unit else State.UNIDENTIFIED

    def problems(self, file: str) -> tuple[Problem, ...]:
        """Word the flaws; without a unit nothing of the file is used, so they are errors."""
        severity = None if self.unit else Severity.ERROR
        return tuple(
            problem(
                flaw,
                file=file,
                sheet=self.sheet,
                cell=self.cell,
                unit=self.unit,
                severity=severity,
            )
            for flaw in self.flaws
        )


def identify(
    workbook: Workbook, tables: Sequence[Table], file: str, settings: Settings
) -> Identification:
    """Name the unit that sent `file` (relative to the folder of returns, with "/").

    `tables` are the indicator tables found in the workbook; their rows hold no signs but the
    column headed "Đơn vị báo cáo".
    """
    texts = [text for table in tables for text in table.unit_texts]
    known = _as_known_when_saved(workbook, settings)
    return weigh(collect_signs(workbook, _spans(tables), texts, file, known), settings)


def _as_known_when_saved(workbook: Workbook, settings: Settings) -> Settings:
    """Let a name mean the unit that bore it when the file was saved.

    After a reform a new unit may bear an old one's name; a file saved before cannot be its.
    """
    span = settings.period
    day = workbook.saved.date() if workbook.saved else None
    if day is None or span.cut_off is None or day >= span.cut_off:
        return settings
    reformed = any(unit.valid_from and day < unit.valid_from for unit in settings.units)
    return replace(settings, period=replace(span, cut_off=day)) if reformed else settings


def _spans(tables: Sequence[Table]) -> dict[str, Span]:
    """Give for each sheet the rows from its first header to the last row of its tables."""
    spans: dict[str, Span] = {}
    for table in tables:
        top, bottom = spans.get(table.grid.name, table.header)
        last = max(bottom, table.header[1], *_rows(table), 0)
        spans[table.grid.name] = (min(top, table.header[0]), last)
    return spans


def _rows(table: Table) -> Iterator[int]:
    """Give the rows that belong to a table and not to what stands below it.

    A row is one when it begins with a number or fills several cells; signatures end them.
    """
    for row in table.body:
        texts = [cell.text for _, cell in sorted(table.sheet.rows[row].items())]
        numbered = texts[0].strip(" .()").isdigit()
        if not numbered and is_signature(texts):
            return
        if numbered or len(texts) >= _CELLS_OF_A_ROW:
            yield row


def weigh(signs: tuple[Sign, ...], settings: Settings) -> Identification:
    """Conclude from signs: a person's word stands, else all that name a unit must agree."""
    named = [each for each in signs if each.unit]
    # An address is easily forged: it can speak for or against other signs, never alone.
    if all(each.kind == "mail" for each in named):
        return _unnamed(signs, settings)
    first = min(named, key=lambda each: LADDER.index(each.kind))
    if first.kind != "settings":
        against = _against(first, signs, settings)
        if against:
            told = "; ".join(_told(each, settings) for each in (first, *against))
            return _nobody(Flaw("D02", told), first, signs)
    return _valid(first, signs, settings)


def _against(first: Sign, signs: Sequence[Sign], settings: Settings) -> list[Sign]:
    """Give the signs that name another unit than `first`, one for each unit.

    A cell "Đơn vị báo cáo" that names an unknown organ speaks against every unit but the one
    that it resembles.
    """
    registry = Registry.of(settings)
    unit = _heir(first.unit, settings)
    against: dict[str, Sign] = {}
    for each in signs:
        if each.unit and _heir(each.unit, settings) != unit:
            against.setdefault(each.unit, each)
        elif not each.unit and each.kind == "cell":
            similar = registry.similar(each.text)
            if similar[0] != unit if similar else names_an_organ(each.text):
                against.setdefault(each.text, each)
    return list(against.values())


def _told(sign: Sign, settings: Settings) -> str:
    unit = settings.unit(sign.unit)
    return say(
        f"sender.{sign.kind}",
        name=unit.name if unit else sign.text,
        cell=sign.cell or "",
        sheet=sign.sheet or "",
    )


def _unnamed(signs: Sequence[Sign], settings: Settings) -> Identification:
    registry = Registry.of(settings)
    told = (each for each in signs if each.kind != "mail")
    for each in sorted(told, key=lambda sign: LADDER.index(sign.kind)):
        ask = registry.similar if each.kind == "cell" else registry.nearest
        similar = ask(each.text)
        if similar:
            return _nobody(Flaw("D03", each.text, similar[1]), each, signs)
    return Identification(None, None, (Flaw("D01"),), tuple(signs))


def _nobody(flaw: Flaw, place: Sign, signs: Sequence[Sign]) -> Identification:
    return Identification(None, None, (flaw,), tuple(signs), place.sheet, place.cell)


def _valid(sign: Sign, signs: Sequence[Sign], settings: Settings) -> Identification:
    """Let a unit that is no longer valid be followed by its only successor (D06)."""
    heir = _heir(sign.unit, settings)
    unit = settings.unit(sign.unit)
    if unit is None or unit.is_valid_on(settings.period.cut_off):
        return Identification(
            sign.unit, sign.kind, (), tuple(signs), sign.sheet, sign.cell, sign.unit
        )
    names = [each.name for each in map(settings.unit, unit.successors) if each]
    flaw = Flaw("D06", unit.name, "; ".join(names) or say("sender.no_successor"))
    heir = None if heir == unit.id else heir
    kind = sign.kind if heir else None
    return Identification(heir, kind, (flaw,), tuple(signs), sign.sheet, sign.cell, sign.unit)


def _heir(unit_id: str | None, settings: Settings) -> str | None:
    """Follow single successors to the unit that is valid on the cut-off date, if there is one."""
    seen: set[str] = set()
    unit = settings.unit(unit_id)
    while unit and not unit.is_valid_on(settings.period.cut_off):
        seen.add(unit.id)
        if len(unit.successors) != 1 or unit.successors[0] in seen:
            return unit_id
        unit = settings.unit(unit.successors[0])
    return unit.id if unit else unit_id
