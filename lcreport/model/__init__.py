"""The values that travel between stages: frozen, without files, clocks or behaviour.

Words follow the project's glossary (ARCHITECTURE.md): criteria set, indicator, measure, unit,
assignment, period, return, reading, answer, figure, claim, decision, verdict.
"""

from lcreport.model.answers import Answer, PreviousRow, Reading, Return, Source
from lcreport.model.areas import (
    ROLLUP_FILE,
    ROLLUP_SCHEMA,
    Area,
    AreaFigure,
    AreaVerdict,
    Rollup,
    Tally,
)
from lcreport.model.conclusions import (
    RESULT_SCHEMA,
    Decision,
    Figure,
    MeasureFigure,
    MeasureVerdict,
    Result,
    Verdict,
)
from lcreport.model.office import Assignment, Document, Paragraph, Period, Settings, Unit
from lcreport.model.outcomes import Outcome
from lcreport.model.rules import CriteriaSet, Example, Indicator, Measure
from lcreport.model.words import (
    DECISIONS_FILE,
    PREVIOUS_FILE,
    RESULT_FILE,
    SETTINGS_FILE,
    Basis,
    Combination,
    Comparison,
    Direction,
    Kind,
    Level,
    Role,
    State,
    Status,
    UnitKind,
)

__all__ = [
    "DECISIONS_FILE",
    "PREVIOUS_FILE",
    "RESULT_FILE",
    "RESULT_SCHEMA",
    "ROLLUP_FILE",
    "ROLLUP_SCHEMA",
    "SETTINGS_FILE",
    "Answer",
    "Area",
    "AreaFigure",
    "AreaVerdict",
    "Assignment",
    "Basis",
    "Combination",
    "Comparison",
    "CriteriaSet",
    "Decision",
    "Direction",
    "Document",
    "Example",
    "Figure",
    "Indicator",
    "Kind",
    "Level",
    "Measure",
    "MeasureFigure",
    "MeasureVerdict",
    "Outcome",
    "Paragraph",
    "Period",
    "PreviousRow",
    "Reading",
    "Result",
    "Return",
    "Role",
    "Rollup",
    "Settings",
    "Source",
    "State",
    "Status",
    "Tally",
    "Unit",
    "UnitKind",
    "Verdict",
]
