"""Criteria sets: the built-in ones (TOML in the templates) and those of a settings workbook."""

from lcreport.criteria.consistency import contradictions
from lcreport.criteria.rows import COLUMNS, MeasureRow
from lcreport.criteria.sets import builtin, builtin_ids, indicators_from_rows, load

__all__ = [
    "COLUMNS",
    "MeasureRow",
    "builtin",
    "builtin_ids",
    "contradictions",
    "indicators_from_rows",
    "load",
]
