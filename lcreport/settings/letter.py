"""Sheet `Văn bản`: what the papers print besides figures, and the period."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from lcreport.model import Document, Period
from lcreport.settings.cells import day, items, line, lines, one_of, text
from lcreport.settings.sheet import Faults, Spot, Table, hint, pick
from lcreport.settings.words import (
    ELECTRONIC,
    GROUPED,
    KEY,
    KEYS,
    NOT_GROUPED,
    OWN_FILE,
    PAPER,
    SAME_FILE,
    VALUE,
)
from lcreport.wording import say

T = TypeVar("T")
_ELECTRONIC = one_of({PAPER: False, ELECTRONIC: True}, otherwise=KEYS["hình thức"] == ELECTRONIC)
_ANNEX_APART = one_of({SAME_FILE: False, OWN_FILE: True}, otherwise=KEYS["phụ lục"] == OWN_FILE)

_GROUPED = one_of(
    {GROUPED: True, NOT_GROUPED: False}, otherwise=KEYS["nhóm theo tiêu chí"] == GROUPED
)


@dataclass(frozen=True, slots=True)
class Values:
    """The value cells of the sheet, by key."""

    sheet: str
    spots: dict[str, Spot]
    faults: Faults

    def get(self, key: str, reader: Callable[[Spot], T], otherwise: T) -> T:
        """Read the value of a key, or keep its fault; `otherwise` where none is usable."""
        spot = self.spots.get(key)
        return otherwise if spot is None else self.faults.read(reader, spot, otherwise)


def read_values(table: Table, faults: Faults) -> Values:
    """Find the cell of every key; unknown and repeated keys become sentences."""
    spots: dict[str, Spot] = {}
    found_at: dict[str, str] = {}
    used = {pick(row[KEY].shown, KEYS) for row in table.rows}
    free = [key for key in KEYS if key not in used]
    for row in table.rows:
        found = row[KEY]
        key = pick(found.shown, KEYS)
        if found.is_empty:
            faults.append(found.told("cell_empty"))
        elif key is None:
            faults.append(found.told("key_unknown", hint=hint(found.shown, free)))
        elif key in spots:
            faults.append(found.told("key_twice", other=found_at[key]))
        else:
            value = row[VALUE]
            found_at[key] = found.place
            spots[key] = Spot(value.sheet, value.address, key, value.cell)
    return Values(table.sheet, spots, faults)


def document(values: Values) -> Document:
    """Give the letterhead, addressees and signature."""
    return Document(
        superior=values.get("cơ quan chủ quản", text, ""),
        organ=values.get("cơ quan ban hành", text, ""),
        number=values.get("số", line, ""),
        symbol=values.get("ký hiệu", line, ""),
        place=values.get("địa danh", line, ""),
        issued=values.get("ngày ban hành", day, None),
        subject=values.get("trích yếu", text, ""),
        addressees=values.get("kính gửi", items, ()),
        bases=values.get("căn cứ", items, ()),
        authority=values.get("quyền hạn ký", lines, ()),
        position=values.get("chức vụ ký", lines, ()),
        signer=values.get("người ký", line, ""),
        recipients=values.get("nơi nhận", items, ()),
        electronic=values.get("hình thức", _ELECTRONIC, KEYS["hình thức"] == ELECTRONIC),
        annex_apart=values.get("phụ lục", _ANNEX_APART, KEYS["phụ lục"] == OWN_FILE),
        grouped=values.get("nhóm theo tiêu chí", _GROUPED, KEYS["nhóm theo tiêu chí"] == GROUPED),
    )


def period(values: Values) -> Period:
    """Give the period; days that contradict each other become sentences."""
    found = Period(
        label=values.get("nhãn kỳ này", line, ""),
        cut_off=values.get("ngày chốt kỳ này", day, None),
        previous_label=values.get("nhãn kỳ trước", line, ""),
        previous_cut_off=values.get("ngày chốt kỳ trước", day, None),
        deadline=values.get("hạn nộp", day, None),
    )
    if found.cut_off and found.deadline and found.deadline < found.cut_off:
        values.faults.append(_contradiction(values, "deadline_early", "hạn nộp"))
    if found.cut_off and found.previous_cut_off and found.previous_cut_off >= found.cut_off:
        values.faults.append(_contradiction(values, "previous_late", "ngày chốt kỳ trước"))
    return found


def _contradiction(values: Values, key: str, late: str) -> str:
    cut_off = values.spots["ngày chốt kỳ này"]
    return say(
        f"settings.{key}",
        place=values.spots[late].place,
        found=values.spots[late].shown,
        other=cut_off.place,
        expected=cut_off.shown,
    )
