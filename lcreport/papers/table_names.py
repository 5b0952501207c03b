"""How a template of the table names what it prints: `{{ dong.ky_nay }}` in rows that repeat."""

import re

ROW_NAME = re.compile(r"\{[{%][^}]*\bdong\b")
MEMBER = re.compile(r"\bdong\.(\w+)")
# Rows that print nothing but these are bands: left out above an indicator that begins none.
BANDS = {"tieu_chuan", "tieu_chi"}
