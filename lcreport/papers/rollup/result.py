"""`ket-qua-tong-hop.json`: the result of the level above for other programs, with its areas.

It has the shape of `ket-qua.json` (schema "lcreport.rollup/1"). Each verdict also says how the
areas stand on it (`tally`) and which of them its figure rests on (`sources`: the area's file).
"""

import json
from pathlib import Path

from lcreport.model import ROLLUP_SCHEMA, Area, AreaVerdict, Indicator, Rollup, Status, Tally
from lcreport.papers.result_file import Json, result_json


def write_rollup_result(rollup: Rollup, path: Path) -> None:
    """Write the rollup as one JSON object, UTF-8.

    Raises:
        OSError: the file cannot be written.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=1)
    with path.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(encoder.iterencode(rollup_json(rollup)))
        target.write("\n")


def rollup_json(rollup: Rollup) -> Json:
    """Give the whole rollup in the published form."""
    told = result_json(rollup.result)
    indicators = rollup.result.settings.criteria.indicators
    for verdict, indicator in zip(told["verdicts"], indicators, strict=True):
        tally = rollup.tallies[indicator.number]
        verdict["sources"] = [
            {"file": area.file, "sheet": None, "cell": None, "unit": area.id, "raw": said.text}
            for area, said in _answering(rollup, indicator)
        ]
        verdict["tally"] = _tally(tally)
    return {**told, "schema": ROLLUP_SCHEMA, "areas": [_area(each) for each in rollup.areas]}


def _answering(rollup: Rollup, indicator: Indicator) -> list[tuple[Area, AreaVerdict]]:
    found = ((area, area.verdicts.get(indicator.number)) for area in rollup.counted)
    return [(area, said) for area, said in found if said]


def _tally(tally: Tally) -> Json:
    """Give counts of areas by verdict, and the ids of those whose numbers are wanting."""
    return {
        **{str(status): tally.counts.get(status, 0) for status in Status},
        "complete": tally.complete,
        "without_numerator": list(tally.bare),
        "without_figure": list(tally.without),
    }


def _area(area: Area) -> Json:
    return {
        "id": area.id,
        "name": area.name,
        "file": area.file or None,
        "state": "absent" if area.is_absent else area.state.value,
        "period": {
            "label": area.label or None,
            "cut_off": area.cut_off.isoformat() if area.cut_off else None,
        },
        "draft": area.draft,
        "counts": {
            **{str(status): area.count(status) for status in Status},
            "total": len(area.verdicts),
        },
    }
