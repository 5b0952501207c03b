"""lcreport: from returned spreadsheet forms to a signed evaluation table and letter."""

__version__ = "0.1.0"
