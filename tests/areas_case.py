"""Areas with results of their own: made by really running the program, or one file varied."""

import json
from pathlib import Path
from typing import Any

from lcreport.model import RESULT_FILE, Rollup, Verdict
from lcreport.papers.result_file import write_result
from lcreport.pipeline import run
from lcreport.rollup import run_rollup
from tests.draw import xlsx

HEAD = "STT | Chỉ số | Tử số | Mẫu số | Tỷ lệ (%) | Kỳ trước | Tự đánh giá"
Json = dict[str, Any]


def area(root: Path, name: str, *rows: str) -> Path:
    """Draw a return, run it without settings and keep its result as `root/name/ket-qua.json`.

    A row is "number | numerator | denominator | value | previous | claim", later ones may lack.
    """
    folder = root.parent / "biểu" / name
    folder.mkdir(parents=True)
    (folder / "biểu.xlsx").write_bytes(xlsx("\n".join([HEAD, *map(_row, rows)])))
    place = root / name / RESULT_FILE
    place.parent.mkdir(parents=True)
    write_result(run(folder, root / name), place)
    return place


def _row(row: str) -> str:
    number, *cells = (each.strip() for each in row.split("|"))
    typed = [f"={cell}" if cell.isdigit() else cell for cell in cells]
    return " | ".join([f"={number}", f"{{{number}}}", *typed])


def told(place: Path) -> Json:
    found: Json = json.loads(place.read_text(encoding="utf-8"))
    return found


def write(place: Path, value: Json) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return place


def rolled(root: Path) -> Rollup:
    return run_rollup(root, root / "cap-tren")


def verdict(rollup: Rollup, number: int) -> Verdict:
    return next(each for each in rollup.result.verdicts if each.indicator.number == number)


def codes(rollup: Rollup) -> list[str]:
    """Give the codes of the problems about areas."""
    return [each.code for each in rollup.result.problems if each.code.startswith("A")]
