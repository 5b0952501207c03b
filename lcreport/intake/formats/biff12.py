"""Records of the binary parts of an .xlsb package, and the values inside them.

Source: [MS-XLSB] 2.1.4 (record), 2.5.168 (XLWideString), 2.5.122 (RkNumber).
"""

import struct
from collections.abc import Iterator

from lcreport.intake.formats.limits import Budget, damaged

_NO_STRING = 0xFFFFFFFF
_TICK = 4096


def records(data: bytes, budget: Budget) -> Iterator[tuple[int, bytes]]:
    """Give kind and content of every record.

    Raises:
        UnreadableError: T03 when a record is cut off, T04 when the time is used up.
    """
    place = count = 0
    end = len(data)
    while place < end:
        kind = data[place]
        place += 1
        if kind & 0x80 and place < end:
            kind = (kind & 0x7F) | (data[place] & 0x7F) << 7
            place += 1
        size, place = _size(data, place)
        if place + size > end:
            raise damaged("content")
        yield kind, data[place : place + size]
        place += size
        count += 1
        if count % _TICK == 0:
            budget.tick()


def _size(data: bytes, place: int) -> tuple[int, int]:
    size = 0
    for shift in (0, 7, 14, 21):
        if place >= len(data):
            break
        byte = data[place]
        place += 1
        size |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return size, place


def number(content: bytes, place: int) -> int:
    """Give an unsigned 32-bit number."""
    return int(struct.unpack_from("<I", content, place)[0])


def short(content: bytes, place: int) -> int:
    """Give an unsigned 16-bit number."""
    return int(struct.unpack_from("<H", content, place)[0])


def real(content: bytes, place: int) -> float:
    """Give a 64-bit floating-point number."""
    return float(struct.unpack_from("<d", content, place)[0])


def packed_number(content: bytes, place: int) -> float:
    """Give a number that was packed into 32 bits (RkNumber)."""
    bits = number(content, place)
    if bits & 2:
        value = float(struct.unpack("<i", struct.pack("<I", bits))[0] >> 2)
    else:
        value = float(struct.unpack("<d", struct.pack("<Q", (bits & ~3) << 32))[0])
    return value / 100 if bits & 1 else value


def wide_string(content: bytes, place: int) -> tuple[str, int]:
    """Give a string with its length before it, and the place behind it."""
    length = number(content, place)
    if length == _NO_STRING:
        return "", place + 4
    end = place + 4 + 2 * length
    return content[place + 4 : end].decode("utf-16-le", "replace"), end
