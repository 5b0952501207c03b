"""Papers of the level above that no other level has: the table of all areas, its data, its result.

They are written row by row, so that thousands of areas take little memory.
"""

from lcreport.papers.rollup.book import BOOK, write_book
from lcreport.papers.rollup.data import write_data
from lcreport.papers.rollup.result import rollup_json, write_rollup_result

__all__ = ["BOOK", "rollup_json", "write_book", "write_data", "write_rollup_result"]
