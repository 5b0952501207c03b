"""Make the sample folder of Uông Bí, June 2025: `python make_uong_bi.py [TARGET]`.

The assignment is published, every figure is made up: the data files beside this script and the
README of the sample say which is which. The same data give the same files: no clock, no chance.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

import uong_bi_office as papers
import uong_bi_returns as returns
from uong_bi_plan import Annex

HERE = Path(__file__).resolve().parent
NAME = "uong-bi-2025"


def load(path: Path) -> dict[str, Any]:
    """Read a data file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def make(target: Path) -> None:
    """Write the returns and the settings into a folder of `target`."""
    plan, made_up = load(HERE / "uong_bi_plan.toml"), load(HERE / "uong_bi_returns.toml")
    set_name = plan["document"]["bộ tiêu chí"]
    annex = Annex.of(plan, load(HERE.parent / "templates" / "criteria" / f"{set_name}.toml"))
    folder = target / NAME
    for entry in made_up["department"]:
        returns.department(entry, made_up["place"], annex, folder / "Phòng ban")
    returns.write_wards(made_up, annex, folder / "Xã phường")
    papers.save(papers.settings(plan, made_up, annex), folder / "cai-dat.xlsx")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
