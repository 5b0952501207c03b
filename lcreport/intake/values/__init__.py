"""What value cells say: the grammar of values (the written grammar stands in ARCHITECTURE.md)."""

from lcreport.intake.values.marks import read_claim, read_mark
from lcreport.intake.values.ratios import read_ratio
from lcreport.intake.values.readings import read_text, read_value

__all__ = ["read_claim", "read_mark", "read_ratio", "read_text", "read_value"]
