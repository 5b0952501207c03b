"""The map: indicators × units, in letters and colours that can do without each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lcreport.evaluate import holds
from lcreport.model import (
    Answer,
    CriteriaSet,
    Figure,
    MeasureFigure,
    Result,
    Settings,
    Status,
    UnitKind,
    Verdict,
)
from lcreport.papers.overview.looks import LOOKS
from lcreport.papers.overview.names import BanDo, ChuGiai, DongBanDo, NhomBanDo, OBanDo
from lcreport.papers.plain import one_line
from lcreport.papers.summary.places import unit_name
from lcreport.quantity import Interval
from lcreport.readings import measure_of
from lcreport.vietnamese import fold
from lcreport.wording import say

# So many columns of names written upwards fit across a page of A4 beside the texts.
_OTHERS_WIDE, _WARDS_WIDE = 18, 34
_QUOTED = 80
_MET, _NOT_MET, _SILENT, _HEARD = "dat", "chua-dat", "thieu", "co"
# What a cell for many units looks like: the first of these that one of them has.
_WORST = (_SILENT, _NOT_MET, _HEARD, _MET)
_LEGEND = ((_MET, "met"), (_NOT_MET, "not_met"), (_SILENT, "missing"), (_HEARD, "heard"))
_KEYS = dict(_LEGEND)
_Cells = dict[str, OBanDo]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the map is drawn from: the cells of every indicator by unit, and who the units are."""

    cells: dict[int, _Cells]
    settings: Settings


def legend() -> tuple[ChuGiai, ...]:
    """Say what each letter of the map stands for."""
    cells = [(look, key, f"overview.cell.{key}") for look, key in _LEGEND]
    levels = (Status.UPPER_LEVEL, Status.NOT_APPLICABLE)
    cells += [(LOOKS[each], each.value, f"verdict.{each}") for each in levels]
    return tuple(
        ChuGiai(look, say(f"overview.letter.{key}"), say(meaning)) for look, key, meaning in cells
    )


def maps(result: Result) -> tuple[BanDo, ...]:
    """Give the map in parts that fit a page: all indicators, then what every ward answers."""
    settings, verdicts = result.settings, result.verdicts
    asked = _Asked({v.indicator.number: _cells(v.figure, settings) for v in verdicts}, settings)
    reporters = _reporters(result)
    wards = [unit for unit in reporters if _is_ward(unit, settings)]
    others = [unit for unit in reporters if not _is_ward(unit, settings)]
    parts: list[BanDo] = []
    for columns in _chunks(others, _OTHERS_WIDE):
        parts.append(_map("all", verdicts, columns, [] if parts else wards, asked))
    theirs = [v for v in verdicts if asked.cells[v.indicator.number].keys() & set(wards)]
    parts += [_map("wards", theirs, columns, [], asked) for columns in _chunks(wards, _WARDS_WIDE)]
    return tuple(parts)


def _chunks(units: Sequence[str], width: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(units), width):
        yield units[start : start + width]


def _reporters(result: Result) -> tuple[str, ...]:
    """Give who has a column: the units that answer or should, in the order of the settings."""
    asked = {u for v in result.verdicts for u in (*v.figure.units, *v.figure.missing)}
    known = [unit.id for unit in result.settings.units if unit.id in asked]
    return (*known, *sorted(asked - set(known)))


def _is_ward(unit_id: str, settings: Settings) -> bool:
    unit = settings.unit(unit_id)
    return unit is not None and unit.kind is UnitKind.WARD


def _map(
    name: str,
    verdicts: Sequence[Verdict],
    columns: Sequence[str],
    condensed: Sequence[str],
    asked: _Asked,
) -> BanDo:
    def row(verdict: Verdict) -> DongBanDo:
        indicator = verdict.indicator
        mine = asked.cells[indicator.number]
        found = [mine.get(unit) for unit in columns]
        if condensed:
            found.append(_condensed([mine[unit] for unit in condensed if unit in mine]))
        return DongBanDo(indicator.number, indicator.text, _concluded(verdict), tuple(found))

    settings = asked.settings
    heads = [_head(unit_name(unit, settings)) for unit in columns]
    if condensed:
        heads.append(say("overview.wards", count=len(condensed)))
    groups = groupby(verdicts, key=lambda verdict: verdict.indicator.standard)
    return BanDo(
        say(f"overview.map.{name}"),
        tuple(heads),
        bool(condensed),
        tuple(
            NhomBanDo(_standard(code, settings.criteria), tuple(map(row, members)))
            for code, members in groups
        ),
    )


def _head(name: str) -> str:
    """Leave out the words that all names of wards begin with: columns are narrow."""
    common = say("letter.committee")
    rest = name[len(common) :].strip()
    return rest[:1].upper() + rest[1:] if rest and fold(name).startswith(fold(common)) else name


def _standard(code: str, criteria: CriteriaSet) -> str:
    if not code:
        return ""
    title = criteria.standards.get(code)
    return say("table.standard_titled", code=code, title=title) if title else code


def _concluded(verdict: Verdict) -> OBanDo:
    letter = say(f"overview.letter.{verdict.status}")
    if verdict.needs_review:
        letter += say("overview.letter.review")
    return OBanDo(LOOKS[verdict.status], letter, say(f"verdict.{verdict.status}"))


def _cells(figure: Figure, settings: Settings) -> _Cells:
    """Give the cell of every unit that answers an indicator or should."""
    heard: dict[str, list[Answer]] = {}
    for answer in figure.answers:
        for unit in {answer.unit or answer.source.file, answer.signed} - {None}:
            heard.setdefault(str(unit), []).append(answer)
    asked = dict.fromkeys((*figure.units, *figure.missing))
    return {unit: _cell(unit, heard.get(unit, []), figure, settings) for unit in asked}


def _cell(unit: str, answers: list[Answer], figure: Figure, settings: Settings) -> OBanDo:
    look = _look(answers, figure, settings.criteria)
    raw = one_line(answers[0].reading.raw) if answers else ""
    told = say(
        "overview.cell.told",
        unit=unit_name(unit, settings),
        number=figure.indicator.number,
        state=say(f"overview.cell.{_KEYS[look]}"),
    )
    quoted = raw if len(raw) <= _QUOTED else f"{raw[:_QUOTED]}…"
    note = f"{told}: “{quoted}”" if quoted else told
    return OBanDo(look, say(f"overview.letter.{_KEYS[look]}"), note)


def _look(answers: list[Answer], figure: Figure, criteria: CriteriaSet) -> str:
    """Judge a unit's own share by the rule, by its claim where the rule has nothing to weigh."""
    if not answers:
        return _SILENT
    alone = len(figure.answered) == 1
    before = {each.measure.name: each.previous for each in figure.measures if alone}
    found = [_holds(each, before, criteria) for each in answers]
    if False in found:
        return _NOT_MET
    return _MET if all(found) else _HEARD


def _holds(
    answer: Answer, before: Mapping[str, Interval | None], criteria: CriteriaSet
) -> bool | None:
    measure, reading = measure_of(answer, criteria), answer.reading
    if measure is None:
        return answer.claim
    previous = answer.previous.interval if answer.previous else None
    known = before.get(answer.measure) or previous
    verdict = holds(MeasureFigure(measure, reading.interval, reading.direction, known))
    return answer.claim if verdict is None else verdict


def _condensed(found: Sequence[OBanDo]) -> OBanDo | None:
    """Put the cells of many units into one: "30đ 1c 2?"."""
    if not found:
        return None
    tally = Counter(each.loai for each in found)
    looks = [look for look, _ in _LEGEND if tally[look]]
    letters = " ".join(f"{tally[look]}{say(f'overview.letter.{_KEYS[look]}')}" for look in looks)
    told = "; ".join(f"{tally[look]} {say(f'overview.cell.{_KEYS[look]}')}" for look in looks)
    worst = next(look for look in _WORST if tally[look])
    return OBanDo(worst, letters, told)
