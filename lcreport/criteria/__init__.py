"""Criteria sets: the built-in ones (TOML in the templates) and those of a settings workbook."""

from lcreport.criteria.consistency import contradictions
from lcreport.criteria.rows import COLUMNS, MeasureRow
from lcreport.criteria.sets import builtin, builtin_ids, indicators_from_rows, load
from lcreport.criteria.translation import Translation, load_translation, translated

__all__ = [
    "COLUMNS",
    "MeasureRow",
    "Translation",
    "builtin",
    "builtin_ids",
    "contradictions",
    "indicators_from_rows",
    "load",
    "load_translation",
    "translated",
]
