"""A look at the records of an .xls stream before a library builds anything from them.

It tells passwords and sizes in advance, and which cells are formulas, which xlrd does not say.
Source: [MS-XLS] 2.3, 2.4.
"""

import struct
from collections.abc import Iterator

from lcreport.intake.formats.limits import Budget, too_large
from lcreport.intake.grid import Position, UnreadableError

_FILE_PASS = 0x2F
_SHEET_LIST = 0x85
_BEGIN = frozenset({0x09, 0x209, 0x409, 0x809})
_ROW = frozenset({0x08, 0x208})
_FORMULA = frozenset({0x06, 0x206, 0x406})
# Cells of one column: blank, number, label, boolean or error, shared string, rich string, RK.
_SINGLE = frozenset({0x01, 0x02, 0x03, 0x04, 0x05, 0x201, 0x203, 0x204, 0x205, 0xFD, 0xD6, 0x7E,
                     0x27E}) | _FORMULA  # fmt: skip
_MULTIPLE = frozenset({0xBD, 0xBE})
_PLACE = 4
_TICK = 4096


def scan(stream: bytes, budget: Budget) -> list[frozenset[Position]]:
    """Give the formula cells of every worksheet, in the order of the sheets.

    Raises:
        UnreadableError: T02 when the records are encrypted, T04 when they are too many.
    """
    starts: list[int] = []
    formulas: dict[int, set[Position]] = {}
    widths: dict[int, int] = {}
    sheet = area = 0
    for number, (place, code, size) in enumerate(_records(stream)):
        if number % _TICK == 0:
            budget.tick()
        if code in _BEGIN:
            sheet, widths = place, {}
        elif code == _FILE_PASS:
            raise UnreadableError("T02")
        elif code == _SHEET_LIST and not stream[place + 9]:
            starts.append(struct.unpack_from("<I", stream, place + 4)[0])
        elif code in _ROW:
            budget.spend_cells(1)
        elif code in _SINGLE or code in _MULTIPLE:
            row, column, last = _columns(stream, place, code, size)
            budget.spend_cells(max(last - column + 1, 1))
            area += max(last - widths.get(row, 0), 0)
            widths[row] = max(last, widths.get(row, 0))
            if code in _FORMULA:
                formulas.setdefault(sheet, set()).add((row + 1, column + 1))
        if area > budget.limits.area:
            raise too_large("cells", f"{budget.limits.area:,}".replace(",", "."))
    return [frozenset(formulas.get(start, ())) for start in starts]


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Give place, code and size of every record that lies whole in the stream."""
    place = 0
    end = len(stream) - 4
    while place <= end:
        code, size = struct.unpack_from("<HH", stream, place)
        if place + 4 + size > len(stream):
            return
        yield place, code, size
        place += 4 + size


def _columns(stream: bytes, place: int, code: int, size: int) -> tuple[int, int, int]:
    """Give row, first and last column of a cell record, counted from 0."""
    if size < _PLACE:
        return 0, 0, 0
    row, column = struct.unpack_from("<HH", stream, place + 4)
    if code in _SINGLE:
        return row, column, column
    return row, column, struct.unpack_from("<H", stream, place + 2 + size)[0]
