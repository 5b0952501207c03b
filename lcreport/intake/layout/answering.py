"""From the cells of one row to answers: one for each measure of its indicator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lcreport.intake.grid import Cell, CellKind, Position, address
from lcreport.intake.layout.headers import Field
from lcreport.intake.layout.parts import part_readings
from lcreport.intake.layout.rows import Row
from lcreport.intake.layout.table import Table
from lcreport.intake.values import read_claim, read_mark, read_ratio, read_text, read_value
from lcreport.model import Answer, Indicator, Kind, Reading, Source
from lcreport.problems import Flaw, Problem, Severity, problem
from lcreport.vietnamese import fold

Readings = tuple[Reading, ...]

# The value column stands for the row; without one, what else answers it.
_PLACES = (Field.NUMERATOR, Field.CLAIM, Field.MET, Field.NOT_MET, Field.DENOMINATOR)
_UNTICKED = {"", "-", "0", "không", "false", "o", "k", "_", ".", "…", "...", "/"}
_PRINTED = {"đạt/chưađạt", "đạt/khôngđạt", "đạt(chưađạt)", "đạthaychưađạt", "đạthoặcchưađạt"}
# What an answer can be on our form without claiming anything: a figure stands beside it.
_NO_CLAIMS = {"số liệu"}
_UNKNOWN = {CellKind.ERROR, CellKind.UNCALCULATED}
_LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class _Found:
    """What a field of a row holds and where; `place` is its first cell even when it is empty."""

    cell: Cell | None
    place: Position


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a row claims of itself: met, not met or nothing, the tick's own text and its flaws."""

    met: bool | None
    text: str = ""
    ticked: bool = False
    flaws: tuple[tuple[Flaw, Position], ...] = ()


def answers_of(
    table: Table, row: Row, indicator: Indicator
) -> tuple[tuple[Answer, ...], tuple[Problem, ...]]:
    """Give one answer per measure, empty ones for a blank row, and every flaw with its cell."""
    claim = _claim(table, row, indicator)
    previous = _find(table, row, Field.PREVIOUS)
    before = read_value(previous.cell, indicator) if previous and previous.cell else ()
    place, readings = _readings(table, row, indicator, before)
    if claim.text and all(each.kind is Kind.EMPTY and not each.flaws for each in readings):
        readings = _claimed(table, claim, indicator, readings)
    readings = _with_kind(table, row, indicator, readings)
    source = Source("", table.grid.name, address(*place))
    evidence, note = _texts(table, row, Field.EVIDENCE), _texts(table, row, Field.NOTE)
    answers = tuple(
        Answer(
            indicator=indicator.number,
            measure=measure.name,
            unit=None,
            reading=_flawless(reading),
            source=source,
            claim=_said(claim, reading),
            previous=_flawless(before[i]) if before else None,
            evidence=evidence,
            note=note,
        )
        for i, (measure, reading) in enumerate(zip(indicator.measures, readings, strict=True))
    )
    flaws = [(flaw, place) for reading in readings for flaw in reading.flaws]
    return answers, tuple(_worded(table, indicator, flaws, claim))


def _flawless(reading: Reading) -> Reading:
    return replace(reading, flaws=()) if reading.flaws else reading


def is_blank(answers: Sequence[Answer]) -> bool:
    """Say whether a row answers nothing: neither value nor claim."""
    return all(each.reading.kind is Kind.EMPTY and each.claim is None for each in answers)


def _worded(
    table: Table, indicator: Indicator, flaws: list[tuple[Flaw, Position]], claim: _Claim
) -> list[Problem]:
    sheet, number = table.grid.name, indicator.number
    worded = [
        problem(flaw, sheet=sheet, cell=address(*place), indicator=number) for flaw, place in flaws
    ]
    # What a claim column says costs only the claim: the row's value is used all the same.
    worded += [
        problem(
            flaw,
            sheet=sheet,
            cell=address(*place),
            indicator=number,
            severity=Severity.WARNING,
        )
        for flaw, place in claim.flaws
    ]
    return worded


def _said(claim: _Claim, reading: Reading) -> bool | None:
    """Give the claim; "Đạt" in the value column without a tick is one, too."""
    if claim.met is not None or claim.flaws:
        return claim.met
    return reading.word if reading.kind in {Kind.VERDICT, Kind.DIRECTION} else None


def _readings(
    table: Table, row: Row, indicator: Indicator, before: Readings
) -> tuple[Position, Readings]:
    """Read numerator, denominator and rate together where they are given, else the value."""
    value = _find(table, row, Field.VALUE)
    upper, lower = (_find(table, row, each) for each in (Field.NUMERATOR, Field.DENOMINATOR))
    parts = [each.cell if each else None for each in (upper, lower)]
    place = value.place if value else _place(table, row)
    cell = value.cell if value else None
    parted = part_readings(table, row, indicator) if len(indicator.measures) > 1 else None
    if parted:
        return place, parted
    if any(parts) and len(indicator.measures) == 1:
        return place, (read_ratio(parts[0], parts[1], cell, indicator.measures[0]),)
    return place, read_value(cell, indicator, before)


def _with_kind(table: Table, row: Row, indicator: Indicator, readings: Readings) -> Readings:
    """Read what our form asks beside the figures: a status instead of them, and as of which day.

    A status beside a figure contradicts it; nobody can choose between them (G01).
    """
    found, day = (_find(table, row, each) for each in (Field.ANSWER_KIND, Field.AS_OF))
    if found and found.cell and not _claims(found.cell.text):
        status = read_text(found.cell.text, indicator)
        if any(each.kind is Kind.STATUS for each in status):
            if all(each.kind is Kind.EMPTY and not each.flaws for each in readings):
                return status
            text = f"{readings[0].raw}; {found.cell.text}"
            contradiction = Reading(text, Kind.TEXT, flaws=(_flaw("G01", text),))
            return (contradiction, *(replace(contradiction, flaws=()) for _ in readings[1:]))
    if day and day.cell:
        said = day.cell.text
        return tuple(
            replace(each, as_of=each.as_of or said) if each.interval else each for each in readings
        )
    return readings


def _claims(text: str) -> bool:
    return fold(text) in _NO_CLAIMS or read_claim(text) is not None


def _place(table: Table, row: Row) -> Position:
    """Give the cell that answers a row without a value column: the first that is filled."""
    found = [each for field in _PLACES if (each := _find(table, row, field))]
    return next((each.place for each in found if each.cell), found[0].place)


def _claimed(table: Table, claim: _Claim, indicator: Indicator, readings: Readings) -> Readings:
    """Read a row that has a claim and no value: a mark at the empty value cell.

    Without a value column the claim's own cell answers the row, and its text is the raw one.
    """
    if Field.VALUE in table.columns:
        return tuple(replace(each, kind=Kind.MARK) for each in readings)
    if not claim.ticked:
        return read_text(claim.text, indicator)
    return tuple(replace(each, raw=claim.text, kind=Kind.MARK) for each in readings)


def _claim(table: Table, row: Row, indicator: Indicator) -> _Claim:
    """Read the ticks under Đạt and Chưa đạt and the word under Tự đánh giá."""
    said: list[tuple[bool, _Found]] = []
    flaws: list[tuple[Flaw, Position]] = []
    for each in (Field.MET, Field.NOT_MET, Field.CLAIM, Field.ANSWER_KIND):
        found = _find(table, row, each)
        if found is None or found.cell is None or _says_nothing(found.cell.text, indicator, each):
            continue
        told = _told(found.cell.text, each)
        if found.cell.kind in _UNKNOWN:
            flaws.append((_flaw("G04", found.cell.text), found.place))
        elif told is None:
            flaws.append((_flaw("G01", found.cell.text), found.place))
        else:
            said.append((told, found))
    return _joined(said, flaws)


def _says_nothing(text: str, indicator: Indicator, field: Field) -> bool:
    """Say whether a claim cell was left as printed, crossed out, or says why nothing is claimed."""
    plain = fold(text).replace(" ", "")
    if field is Field.ANSWER_KIND and fold(text) in _NO_CLAIMS:
        return True
    field = Field.CLAIM if field is Field.ANSWER_KIND else field
    if plain in _UNTICKED or plain in _PRINTED:
        return field is not Field.CLAIM or read_claim(text) is None
    status = field is Field.CLAIM and read_text(text, indicator)[0].kind
    return status in {Kind.STATUS, Kind.EMPTY}


def _told(text: str, field: Field) -> bool | None:
    """Give what a claim cell says; a tick means what its column says, words mean themselves."""
    if field in {Field.CLAIM, Field.ANSWER_KIND} or "đạt" in fold(text):
        return read_claim(text)
    return field is Field.MET if read_mark(text) else None


def _joined(said: list[tuple[bool, _Found]], flaws: list[tuple[Flaw, Position]]) -> _Claim:
    """Give the one claim; both, or one tick in a merged pair, are none (G07)."""
    if not said:
        return _Claim(None, flaws=tuple(flaws))
    texts = " / ".join({found.place: _text(found) for _, found in said}.values())
    ticked = any(_text(found) and "đạt" not in fold(_text(found)) for _, found in said)
    if len({claim for claim, _ in said}) > 1:
        flaws.append((_flaw("G07", texts), said[0][1].place))
        return _Claim(None, texts, ticked, tuple(flaws))
    return _Claim(said[0][0], _text(said[0][1]), ticked, tuple(flaws))


def _text(found: _Found) -> str:
    return found.cell.text.strip() if found.cell else ""


def _flaw(code: str, text: str) -> Flaw:
    line = " ".join(text.split())
    short = line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"
    return Flaw(code, short)


def _find(table: Table, row: Row, wanted: Field) -> _Found | None:
    """Find what a row holds in the columns of a field: the first that is filled; None: no column.

    Pieces on several physical rows are read as one text; a piece beside the label of a part
    carries that label ("Nữ: 46,5%").
    """
    columns = table.columns.get(wanted, ())
    for column in columns:
        pieces = _pieces(table, row, column)
        if pieces:
            return _Found(_one(pieces, row), pieces[0][0])
    if not columns:
        return None
    return _Found(None, (row.lines[0], columns[0]))


def _pieces(table: Table, row: Row, column: int) -> list[tuple[Position, Cell]]:
    if len(row.lines) == 1:  # nearly every row, and most of its cells hold nothing
        place = table.place(row.lines[0], column)
        cell = table.sheet.cell(*place) if place else None
        return [(place, cell)] if place and cell else []
    places = dict.fromkeys(table.place(line, column) for line in row.lines)
    return [(place, cell) for place in places if place and (cell := table.sheet.cell(*place))]


def _one(pieces: Sequence[tuple[Position, Cell]], row: Row) -> Cell:
    """Join pieces to one text; a piece that is no value (an error, a date) stands for them all."""
    if len(pieces) == 1 and pieces[0][0][0] not in row.labels:
        return pieces[0][1]
    unusable = (CellKind.ERROR, CellKind.UNCALCULATED, CellKind.DATE)
    for _, cell in pieces:
        if cell.kind in unusable:
            return cell
    lines = [
        f"{row.labels[line]}: {cell.text}" if line in row.labels else cell.text
        for (line, _), cell in pieces
    ]
    return Cell("\n".join(lines), font=pieces[0][1].font)


def _texts(table: Table, row: Row, wanted: Field) -> str:
    """Give the texts of all columns of a field, one per line."""
    cells = (
        cell.text.strip()
        for column in table.columns.get(wanted, ())
        for _, cell in _pieces(table, row, column)
    )
    return "\n".join(cells)
