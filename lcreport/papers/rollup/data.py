"""`du-lieu.csv` of the level above: what each area said, a row per area, indicator and measure."""

from collections.abc import Iterator
from pathlib import Path

from lcreport.model import Area, AreaFigure, Indicator, Rollup
from lcreport.papers.data_file import write_rows
from lcreport.quantity import Interval, Ratio

_BOUNDS = ("low", "high", "low_open", "high_open")
_PARTS = ("numerator", "denominator")
COLUMNS = (
    *("unit", "name", "indicator", "measure", "status", "raw"),
    *_BOUNDS,
    *_PARTS,
    "direction",
    *(f"previous_{each}" for each in (*_BOUNDS, *_PARTS)),
    "file",
)


def write_data(rollup: Rollup, path: Path) -> None:
    """Write the areas' figures as CSV (UTF-8 with BOM, comma).

    Raises:
        OSError: the file cannot be written.
    """
    write_rows(COLUMNS, _rows(rollup), path)


def _rows(rollup: Rollup) -> Iterator[tuple[object, ...]]:
    indicators = rollup.result.settings.criteria.indicators
    for area in rollup.counted:
        for indicator in indicators:
            yield from _of_area(area, indicator)


def _of_area(area: Area, indicator: Indicator) -> Iterator[tuple[object, ...]]:
    verdict = area.verdicts.get(indicator.number)
    if verdict is None:
        return
    for measure, figure in zip(indicator.measures, verdict.figures, strict=True):
        yield (
            *(area.id, area.name, indicator.number, measure.name),
            *(str(verdict.status), verdict.text),
            *_figure(figure),
            area.file,
        )


def _figure(figure: AreaFigure) -> tuple[object, ...]:
    return (
        *_ends(figure.interval),
        *_numbers(figure.ratio),
        figure.direction and figure.direction.value,
        *_ends(figure.previous),
        *_numbers(figure.previous_ratio),
    )


def _ends(interval: Interval | None) -> tuple[object, ...]:
    if interval is None:
        return (None,) * len(_BOUNDS)
    return interval.low, interval.high, interval.low_open, interval.high_open


def _numbers(ratio: Ratio | None) -> tuple[object, ...]:
    return (ratio.numerator, ratio.denominator) if ratio else (None,) * len(_PARTS)
