"""Workbooks that are ours from the first cell on, written row by row straight into the package.

Nothing of a sheet is kept: a workbook with a hundred thousand rows takes no more memory than one
with ten. The same content gives the same bytes.
"""
