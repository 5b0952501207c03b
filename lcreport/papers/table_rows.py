"""The rows of the evaluation table: one per indicator, with the bands that begin above it."""

from collections.abc import Iterator, Sequence

from lcreport.model import (
    Answer,
    PreviousRow,
    Result,
    Role,
    Settings,
    Source,
    Status,
    UnitKind,
    Verdict,
)
from lcreport.papers.names import Dong
from lcreport.papers.plain import one_line, plain
from lcreport.wording import say

MARK = "x"
# More cells than this are told as a number: a note on a cell is for a glance.
_MOST_SOURCES = 4
_SUMMARY_BOOK = "tong-hop.xlsx"
Bands = tuple[str, str]


def table_rows(result: Result) -> tuple[Dong, ...]:
    """Give the rows in order of number; bands only where the settings group the table."""
    settings = result.settings
    grouped = settings.document.grouped
    bands = _bands(result.verdicts, settings) if grouped else (("", ""),) * len(result.verdicts)
    before = {row.indicator: row for row in result.previous}
    return tuple(
        _row(verdict, settings, begins, before.get(verdict.indicator.number))
        for verdict, begins in zip(result.verdicts, bands, strict=True)
    )


def _row(verdict: Verdict, settings: Settings, begins: Bands, previous: PreviousRow | None) -> Dong:
    figure = verdict.figure
    return Dong(
        stt=verdict.indicator.number,
        noi_dung=plain(verdict.indicator.text),
        don_vi=unit_lines(verdict, settings),
        dat=MARK if verdict.status is Status.MET else "",
        chua_dat=MARK if verdict.status is Status.NOT_MET else "",
        ky_truoc=plain(figure.previous_text),
        ky_nay=plain(figure.text),
        ma=verdict.indicator.number,
        tieu_chuan=begins[0],
        tieu_chi=begins[1],
        nguon=_origin(figure.answers, settings),
        nguon_truoc=_previous_origin(previous, figure.answers, settings),
    )


# Standards and criteria ------------------------------------------------------------------------


def _bands(verdicts: Sequence[Verdict], settings: Settings) -> Iterator[Bands]:
    """Give for each indicator the standard and the criterion that begin with it, else ""."""
    titles = (settings.criteria.standards, settings.criteria.criteria)
    above = ("", "")
    for verdict in verdicts:
        codes = (verdict.indicator.standard, verdict.indicator.criterion)
        standard = _band("standard", codes[0], titles[0]) if codes[0] != above[0] else ""
        criterion = _band("criterion", codes[1], titles[1]) if codes != above else ""
        above = codes
        yield standard, criterion


def _band(kind: str, code: str, titles: dict[str, str]) -> str:
    title = one_line(titles.get(code, ""))
    key = f"table.{kind}_titled" if title else f"table.{kind}"
    return say(key, code=one_line(code), title=title) if code else ""


# Units -----------------------------------------------------------------------------------------


def unit_lines(verdict: Verdict, settings: Settings) -> str:
    """Give the units in charge as the table prints them: one name, or "- A" and "- B" below.

    All valid wards together are one line, "UBND các xã, phường".
    """
    ids = settings.assigned(verdict.indicator.number, Role.LEAD) or verdict.figure.units
    wards = {
        unit.id
        for unit in settings.units
        if unit.kind is UnitKind.WARD and unit.is_valid_on(settings.period.cut_off)
    }
    together = len(wards) > 1 and wards <= set(ids)
    collective = settings.wards or say("letter.all_wards")
    names = [
        collective if together and unit_id in wards else _unit_name(unit_id, settings)
        for unit_id in ids
    ]
    lines = tuple(dict.fromkeys(names))
    return "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else "".join(lines)


def _unit_name(unit_id: str, settings: Settings) -> str:
    unit = settings.unit(unit_id)
    return one_line(unit.name if unit else unit_id)


# Where values come from ------------------------------------------------------------------------


def _origin(answers: Sequence[Answer], settings: Settings) -> str:
    """Give file, sheet and cell of a value, a line each; of many, only how many units gave it."""
    places = dict.fromkeys((each.unit, each.source) for each in answers)
    if len(places) > _MOST_SOURCES:
        units = {unit or source.file for unit, source in places}
        return say("table.many_sources", count=len(units), book=_SUMMARY_BOOK)
    return "\n".join(_place(source, unit, settings) for unit, source in places)


def _previous_origin(
    official: PreviousRow | None, answers: Sequence[Answer], settings: Settings
) -> str:
    if official:
        return _place(official.source, None, settings)
    told = [each for each in answers if each.previous and each.previous.raw]
    return say("table.told_by_units", places=_origin(told, settings)) if told else ""


def _place(source: Source, unit_id: str | None, settings: Settings) -> str:
    unit = settings.unit(unit_id)
    place = "".join(
        (
            plain(source.file),
            say("table.at_sheet", sheet=plain(source.sheet)) if source.sheet else "",
            say("table.at_cell", cell=source.cell) if source.cell else "",
        )
    )
    return say("table.source", unit=one_line(unit.name), place=place) if unit else place
