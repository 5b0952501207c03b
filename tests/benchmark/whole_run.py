"""How long the whole run takes, as a ratio to merely reading the same files with pandas.

Both are whole programs started afresh, in turn, on the same files: the run with all its papers, and
`pandas.read_excel` (openpyxl) over every return. Prints medians and the ratio pair by pair.

    python tests/benchmark/whole_run.py [FOLDER] [--rounds N]
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "input_samples" / "ha-long-2024-06"
READ_ONLY = """
import pathlib, sys
import pandas as pd
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx")):
    pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
"""


def seconds(*command: str) -> float:
    """Time one fresh process (its exit code 1 means "somebody must look", which is fine)."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode("utf-8", "replace"))
    return time.perf_counter() - start


def main() -> None:
    """Print one line per figure: median, least and greatest of the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    runs, reads = [], []
    with tempfile.TemporaryDirectory() as place:
        run = (
            sys.executable,
            "-m",
            "lcreport",
            "report",
            str(options.folder),
            "-q",
            "-o",
            place + "/o",
        )
        read = (sys.executable, "-c", READ_ONLY, str(options.folder))
        for _ in range(options.rounds + 1):
            runs.append(seconds(*run))
            reads.append(seconds(*read))
    # The first pair warms the disk cache and is not counted.
    ratios = [one / other for one, other in zip(runs[1:], reads[1:], strict=True)]
    for name, figures in (
        ("whole run, seconds", runs[1:]),
        ("pandas + openpyxl reading, seconds", reads[1:]),
        ("ratio", ratios),
    ):
        middle = statistics.median(figures)
        print(f"{name:36} {middle:.3f}  ({min(figures):.3f} to {max(figures):.3f})")


if __name__ == "__main__":
    main()
