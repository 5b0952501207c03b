"""The values that travel between stages: frozen, without files, clocks or behaviour.

Words follow the project's glossary (ARCHITECTURE.md): criteria set, indicator, measure, unit,
assignment, period, return, reading, answer, figure, claim, decision, verdict.
"""

from lcreport.model.answers import Answer, PreviousRow, Reading, Return, Source
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
from lcreport.model.rules import CriteriaSet, Example, Indicator, Measure
from lcreport.model.words import (
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
    "RESULT_SCHEMA",
    "Answer",
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
    "Paragraph",
    "Period",
    "PreviousRow",
    "Reading",
    "Result",
    "Return",
    "Role",
    "Settings",
    "Source",
    "State",
    "Status",
    "Unit",
    "UnitKind",
    "Verdict",
]
