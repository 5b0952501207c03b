"""Make the two sample folders of Hạ Long, June 2024: `python make_ha_long.py [TARGET]`.

What is published and what is made up stands in the data files beside this script and in the
README of the sample. The same data give the same files: no clock, no chance.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

import ha_long_office as papers
import ha_long_returns as returns
import office_sheet as office

HERE = Path(__file__).resolve().parent
NAME = "ha-long-2024-06"
DECIDED = "ha-long-2024-06-da-tham-dinh"


def load(name: str) -> dict[str, Any]:
    """Read one of the data files beside this script."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def make(target: Path) -> None:
    """Write both folders into `target`: the second one holds the city's decisions as well."""
    indicators = load("ha_long_table.toml")["indicator"]
    letter = load("ha_long_letter.toml")
    made_up = load("ha_long_returns.toml")
    wards = returns.wards(made_up["wards"])
    for folder in (target / NAME, target / DECIDED):
        for entry in made_up["department"]:
            returns.department(entry, indicators, folder / "Phòng ban")
        for one in wards:
            returns.ward(one, made_up["wards"], indicators, folder / "Xã phường")
        settings = papers.settings(letter, indicators, made_up["department"], wards)
        office.save(settings, folder / "cai-dat.xlsx", papers.AUTHOR, papers.SETTINGS_SAVED)
        previous = papers.previous_table(indicators)
        office.save(previous, folder / "ky-truoc.xlsx", papers.AUTHOR, papers.PREVIOUS_SAVED)
    decided = papers.decisions(made_up["decision"], made_up["decided_by"])
    path = target / DECIDED / "tham-dinh.xlsx"
    office.save(decided, path, papers.AUTHOR, papers.DECISIONS_SAVED)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
