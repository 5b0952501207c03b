"""Who sends the returns: the sample's 15 departments and 33 wards, then invented communes."""

import itertools
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]

SAMPLES = Path(__file__).parents[2] / "input_samples"
SAMPLE = SAMPLES / "ha-long-2024-06"
EVERY_WARD = "mọi xã phường"
# They differ without diacritics too, so that no two invented names are only similar.
_SYLLABLES = (
    "An", "Bình", "Châu", "Dương", "Giang", "Hải", "Hưng", "Khánh", "Lâm", "Long", "Minh", "Nam",
    "Ngọc", "Phú", "Quang", "Sơn", "Tân", "Thanh", "Thịnh", "Trung", "Tường", "Vĩnh", "Xuân", "Yên",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward or commune, by its kind ("phường", "xã") and name."""

    kind: str
    name: str

    @property
    def id(self) -> str:
        """Give the id of the settings workbook, like "ph-ha-lam" or "x-ky-thuong"."""
        letters = unicodedata.normalize("NFD", self.name.lower()).replace("đ", "d")
        plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
        return f"{'ph' if self.kind == 'phường' else 'x'}-{plain.replace(' ', '-')}"

    def words(self) -> dict[str, str]:
        """Give the words that the wards' patterns ask for, by their names there."""
        return {
            "kind": self.kind,
            "Kind": self.kind.capitalize(),
            "KIND": self.kind.upper(),
            "short": "P." if self.kind == "phường" else "X.",
            "name": self.name,
            "NAME": self.name.upper(),
            "id": self.id,
        }


def departments() -> tuple[Row, ...]:
    """Give the sample's departments as its data file has them."""
    return tuple(_returns()["department"])


def ward_manners() -> Row:
    """Give the sample's patterns of what wards send."""
    manners: Row = _returns()["wards"]
    return manners


def wards(count: int) -> tuple[Ward, ...]:
    """Give `count` wards: the sample's, then invented ones if those are not enough."""
    manners = ward_manners()
    real = (Ward(kind, name) for kind in ("phường", "xã") for name in manners[kind])
    return tuple(itertools.islice(itertools.chain(real, invented()), count))


def invented() -> Iterator[Ward]:
    """Give communes with names of three syllables, no two of them alike."""
    for syllables in itertools.permutations(_SYLLABLES, 3):
        yield Ward("xã", " ".join(syllables))


def indicators() -> tuple[Row, ...]:
    """Give the 57 rows of the sample's published table: texts, units, marks, values."""
    return tuple(_load("ha_long_table.toml")["indicator"])


def _returns() -> Row:
    return _load("ha_long_returns.toml")


@cache
def _load(name: str) -> Row:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))
