"""Faulty cells of a unit's own sheets: a colour, and a note that says what and how to mend."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lcreport.papers.xlsx_file import put_comment
from lcreport.problems import Problem, Severity
from lcreport.wording import say

# Excel's own colours for "bad" and "neutral"; a person knows them.
_COLOURS = {
    Severity.ERROR: "FFFFC7CE",
    Severity.WARNING: "FFFFEB9C",
    Severity.INFO: "FFFFEB9C",
}
_GRAVITY = list(Severity)


def mark_cells(workbook: Workbook, problems: Iterable[Problem]) -> None:
    """Mark every cell that a problem names; a note that the unit wrote stays, ours is added."""
    of_cell: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for each in problems:
        if each.sheet in workbook.sheetnames and each.cell:
            of_cell[each.sheet, each.cell].append(each)
    for (title, place), told in of_cell.items():
        _mark(_visible(workbook[title], place), told)


def wipe_marks(workbook: Workbook) -> None:
    """Take away what an earlier round marked: a unit may mend the copy that it was sent.

    The colour that a cell had before that round is not known any more; it gets none.
    """
    colours = set(_COLOURS.values())
    head = say("returned.note.head")
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.comment and head in cell.comment.text:
                    own = cell.comment.text.partition(head)[0].rstrip()
                    cell.comment = Comment(own, cell.comment.author) if own else None
                    if cell.fill.fgColor.rgb in colours:
                        cell.fill = PatternFill()


def _visible(sheet: Worksheet, place: str) -> Cell:
    """Give the cell; of a merged block the one that shows."""
    cell = sheet[place]
    if not isinstance(cell, MergedCell):
        return cell  # type: ignore[no-any-return] # one address gives one cell
    block = next(each for each in sheet.merged_cells.ranges if place in each)
    return sheet.cell(block.min_row, block.min_col)  # type: ignore[return-value] # its first cell


def _mark(cell: Cell, told: Sequence[Problem]) -> None:
    worst = min(told, key=lambda each: _GRAVITY.index(each.severity))
    cell.fill = PatternFill("solid", fgColor=_COLOURS[worst.severity])
    lines = dict.fromkeys(
        say("returned.note.line", message=each.message, advice=each.advice, code=each.code)
        for each in told
    )
    note = "\n".join((say("returned.note.head"), *lines))
    before = cell.comment
    put_comment(cell, f"{before.text}\n\n{note}" if before else note)
    if before and cell.comment:
        cell.comment.author = before.author
