"""How soon the program is there: beside an interpreter that does nothing.

python -m tests.benchmark.start_up [--rounds N]
"""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmark.figures import ratios, spread, table
from tests.benchmark.make_returns import make
from tests.benchmark.processes import Run, in_turn, lcreport, python

NOTHING = "python -c pass"
_ONE_FILE = """
import sys, pandas
pandas.read_excel(sys.argv[1], sheet_name=None, header=None, engine="openpyxl")
"""


def measure(place: Path, rounds: int) -> dict[str, list[Run]]:
    """Start each command in turn, `rounds` times."""
    file = make(place, 1)[0].path
    commands = {
        NOTHING: python("-c", "pass"),
        "lcreport --help": lcreport("--help"),
        "lcreport check FILE": lcreport("check", file, "-s", file.parents[1] / "cai-dat.xlsx"),
        "pandas + openpyxl, reading FILE": python("-c", _ONE_FILE, file),
    }
    return in_turn(commands, rounds)


def shown(runs: Mapping[str, Sequence[Run]]) -> str:
    """Give the table."""
    base = [each.wall for each in runs[NOTHING]]
    rows = []
    for name, taken in runs.items():
        wall = [each.wall for each in taken]
        shown_ms = spread([1000 * each for each in wall]).text(0)
        rows.append([f"`{name}`", shown_ms, ratios(wall, base).text(1)])
    return table(["command", "ms", f"times `{NOTHING}`"], rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        print(shown(measure(Path(place), options.rounds)))


if __name__ == "__main__":
    main()
