"""The form that one unit fills: its own indicators, nobody else's, and who it is three times."""

from lcreport.papers.form.lines import Line, form_lines, reporting_units
from lcreport.papers.form.workbook import write_form

__all__ = ["Line", "form_lines", "reporting_units", "write_form"]
