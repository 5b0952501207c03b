"""Every sign of who sent a file: what the file itself, its name and its folder say."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lcreport.intake.form_identity import FORM_UNIT, told
from lcreport.intake.grid import Grid, Position, Workbook, address
from lcreport.intake.sender.names import Registry
from lcreport.intake.sender.spelling import composed, names_an_organ, normal
from lcreport.model import Settings
from lcreport.vietnamese import bare, fold

__all__ = ["FORM_UNIT", "LADDER", "Sign", "Span", "collect_signs"]

# The ladder of signs, the surest first; these are the values of `identified_by`.
LADDER = (
    "settings", "form_id", "cell", "organ_lines", "unit_column", "file_name", "folder_name",
    "mail",
)  # fmt: skip

Span = tuple[int, int]

_LABEL = re.compile(
    r"(?:ten )?(?:don vi|co quan)(?: (?:gui|nop|lap|cung cap))?"
    r"(?: (?:bao cao|bieu|so lieu|bieu bao cao))?"
    r"|(?:ten |ubnd )?(?:phuong|xa|phuong ?[/,(] ?xa|xa ?[/,(] ?phuong)\)?"
)
_BRACKETS = re.compile(r"\(.*?\)")
_BULLETS = " \t-+*•–."
_ADDRESSED = re.compile(r"kinh gui|noi nhan")
# What follows the name in the same line: a remark, another label, the next column of a pasted text.
_CUTS = (
    re.compile(r"\t.*|\s{3,}.*|;.*"),
    re.compile(r"\s*\(.*"),
    re.compile(
        r"[\s,.;–-]*\b(?:kỳ|tháng|quý|năm|ngày|người|điện thoại|mẫu|biểu)\b.*", re.IGNORECASE
    ),
)
_ORGAN_LINES = 4  # an organ's name is at most so many physical lines
_LONGEST_LINE = 80


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its rung of `LADDER`, what it says, the unit that it names (None: no known one)."""

    kind: str
    text: str
    unit: str | None = None
    sheet: str | None = None
    cell: str | None = None


def collect_signs(
    workbook: Workbook,
    spans: Mapping[str, Span],
    unit_texts: Sequence[str],
    file: str,
    settings: Settings,
) -> tuple[Sign, ...]:
    """Gather all signs, in the order of the ladder.

    `spans` gives, for each sheet with an indicator table, its first header row and last body row;
    `unit_texts` are the texts of a column headed "Đơn vị báo cáo"; `file` is relative with "/".
    """
    registry = Registry.of(settings)
    grids = [each for each in workbook.grids if not each.hidden or each.name in spans]
    signs = (
        *_settings_sign(file, settings),
        *_form_sign(workbook, settings),
        *(sign for grid in grids for sign in _cell_signs(grid, spans.get(grid.name), registry)),
        *(sign for grid in grids for sign in _organ_signs(grid, spans.get(grid.name), registry)),
        *_column_sign(unit_texts, registry),
        *_file_sign(file, registry),
        *_folder_sign(file, registry),
        *_mail_sign(file, settings),
    )
    return tuple(signs)


def _settings_sign(file: str, settings: Settings) -> Iterator[Sign]:
    wanted = composed(file).casefold()
    for path, unit in settings.recognitions.items():
        if composed(path).replace("\\", "/").removeprefix("./").casefold() == wanted:
            yield Sign("settings", path, unit)
            return


def _mail_sign(file: str, settings: Settings) -> Iterator[Sign]:
    """Read whose address the file, or the archive that it lies in, was mailed from."""
    for path, unit in settings.mailed.items():
        if file == path or file.startswith(f"{path}/"):
            yield Sign("mail", path, unit)


def _form_sign(workbook: Workbook, settings: Settings) -> Iterator[Sign]:
    for unit in told(workbook, FORM_UNIT):
        if settings.unit(unit):
            yield Sign("form_id", unit, unit)
            return


def _cell_signs(grid: Grid, span: Span | None, registry: Registry) -> Iterator[Sign]:
    """Read "Đơn vị báo cáo: …" outside the table: in the cell, beside it, or below it."""
    for (row, column), cell in sorted(grid.cells.items()):
        if span and span[0] <= row <= span[1]:
            continue
        lines = cell.text.splitlines()
        for number, line in enumerate(lines):
            head, colon, tail = line.replace("：", ":").partition(":")
            if not _is_label(head):
                continue
            rest = " ".join(lines[number + 1 : number + 2])
            places = [(tail if tail.strip() else rest, (row, column)), _right(grid, row, column)]
            below = (grid.text(row + 1, column), (row + 1, column))
            for text, place in (*places, *([below] if colon else [])):
                named = _named(text, registry)
                if named and (colon or named[1]):
                    yield Sign("cell", *named, grid.name, address(*place))
                    break


def _is_label(text: str) -> bool:
    plain = bare(text).strip(_BULLETS)
    return any(_LABEL.fullmatch(each) for each in (plain, _BRACKETS.sub("", plain).strip()))


def _right(grid: Grid, row: int, column: int) -> tuple[str, Position]:
    """Give the next cell of the row that holds something, with its text."""
    later = [each for line, each in grid.cells if line == row and each > column]
    nearest = min(later, default=column + 1)
    return grid.text(row, nearest), (row, nearest)


def _named(text: str, registry: Registry) -> tuple[str, str | None] | None:
    """Read a name with what may follow it; None where the text is no organ's name at all."""
    text = composed(text)
    tries = [text, *(cut.sub("", text) for cut in _CUTS)]
    for each in tries:
        unit = registry.find(each)
        if unit:
            return each.strip(), unit
    told = fold(text)
    known = names_an_organ(text) or registry.nearest(text)
    return (text.strip(), None) if known and ":" not in told else None


def _organ_signs(grid: Grid, span: Span | None, registry: Registry) -> Iterator[Sign]:
    """Read the organ's lines on the top left; the lowest that names a unit is the sender's.

    "UBND THÀNH PHỐ HẠ LONG" above "PHÒNG Y TẾ" is the organ above it. Below an office's line
    stands at most a name that is not known: then somebody under that office sent the file.
    """
    if span is None:
        return
    lines = list(_top_left(grid, span[0]))
    found = list(_units_in(lines, registry))
    if found:
        last, text, unit = found[-1]
        below = [line for line, _ in lines[last + 1 :] if names_an_organ(line)]
        if not below or registry.is_ward(unit):
            yield Sign("organ_lines", text, unit, grid.name, address(*lines[last][1]))
        return
    for line, place in reversed(lines):
        if names_an_organ(line) and not registry.names_the_area(line):
            yield Sign("organ_lines", line, None, grid.name, address(*place))
            return


def _top_left(grid: Grid, header: int) -> Iterator[tuple[str, Position]]:
    width = max((column for _, column in grid.cells), default=1)
    for row in sorted({line for line, _ in grid.cells if line < header}):
        column = min(each for line, each in grid.cells if line == row)
        if column > max(2, width // 2):
            continue
        for line in grid.text(row, column).splitlines():
            if _ADDRESSED.match(bare(line).strip(_BULLETS)):
                return
            if ":" in line:  # "Số: …", "Đơn vị nhận báo cáo: …": what follows is no organ's name
                break
            if line.strip() and len(line) <= _LONGEST_LINE and line.lstrip()[0] not in "-+•":
                yield line.strip(), (row, column)


def _units_in(
    lines: Sequence[tuple[str, Position]], registry: Registry
) -> Iterator[tuple[int, str, str]]:
    """Find units in single lines or in a few lines read together, the longest name first."""
    start = 0
    while start < len(lines):
        for length in range(min(_ORGAN_LINES, len(lines) - start), 0, -1):
            text = " ".join(line for line, _ in lines[start : start + length])
            unit = registry.find(text)
            if unit:
                yield start + length - 1, text, unit
                start += length - 1
                break
        start += 1


def _column_sign(unit_texts: Iterable[str], registry: Registry) -> Iterator[Sign]:
    texts = [each for each in unit_texts if each.strip()]
    if len({normal(each) for each in texts}) == 1:
        yield Sign("unit_column", texts[0].strip(), registry.find(texts[0]))


def _file_sign(file: str, registry: Registry) -> Iterator[Sign]:
    stem = PurePosixPath(file).stem
    units = {each.unit for each in registry.mentions(stem)}
    if len(units) == 1:
        yield Sign("file_name", stem, units.pop())
    elif not units:
        yield Sign("file_name", stem)


def _folder_sign(file: str, registry: Registry) -> Iterator[Sign]:
    """Take the innermost folder that names units; a zip of returns is a folder, too."""
    for part in reversed(PurePosixPath(file).parts[:-1]):
        name = part.removesuffix(".zip")
        units = {each.unit for each in registry.mentions(name)}
        if units:
            if len(units) == 1:
                yield Sign("folder_name", name, units.pop())
            return
