"""`phan-hoi/<unit id>.xlsx`: each unit's own file back, with what to mend marked in place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.workbook import Workbook

from lcreport.intake.originals import Original
from lcreport.intake.sender.signs import FORM_UNIT
from lcreport.model import Answer, Result, Return
from lcreport.papers.returned.copies import REFUSALS, Copy, new_copy, own_copy
from lcreport.papers.returned.marks import mark_cells, wipe_marks
from lcreport.papers.returned.response import Response, responses
from lcreport.papers.returned.sheets import add_sheets
from lcreport.papers.returned.stored import with_stored_values
from lcreport.papers.xlsx_file import EPOCH, save_workbook
from lcreport.problems import Problem

Find = Callable[[Return], Original | None]


def write_returned(result: Result, folder: Path, find: Find, *, every: bool = False) -> None:
    """Write a copy for each unit whose files have problems; with `every`, for each that sent one.

    `find` gives the file behind a return. The newest accepted file of a unit is marked; without
    one to write, `folder` is not made.

    Raises:
        OSError: a copy cannot be written.
    """
    for response in responses(result):
        if response.problems or every:
            folder.mkdir(parents=True, exist_ok=True)
            _write(response, find(response.marked), folder / f"{response.unit.id}.xlsx")


def _write(response: Response, original: Original | None, path: Path) -> None:
    """Save the unit's own workbook; one that openpyxl cannot save is drawn anew from its cells."""
    day = (original.workbook.saved if original else None) or EPOCH
    own = own_copy(original) if original else None
    if own:
        try:
            _save(own, response, path, day)
        except REFUSALS:
            path.unlink(missing_ok=True)
        else:
            return
    _save(new_copy(original), response, path, day)


def _save(copy: Copy, response: Response, path: Path, day: datetime) -> None:
    book, told = copy.workbook, _renamed(response, copy.titles)
    if copy.again:
        wipe_marks(book)
    mark_cells(book, (each for each in told.problems if each.file == told.marked.file))
    add_sheets(book, told, copy.remarks)
    _name_unit(book, told.marked.signed or told.unit.id)
    mended = with_stored_values(book, copy.values) if copy.values else None
    save_workbook(book, path, day, mended)


def _name_unit(book: Workbook, unit: str) -> None:
    """Let the copy say whose it is, as our forms do: under any name it is known when it is back."""
    properties: CustomPropertyList[StringProperty] = vars(book)[
        "custom_doc_props"
    ]  # its types do not know it
    if FORM_UNIT in properties.names:
        del properties[FORM_UNIT]
    properties.append(StringProperty(name=FORM_UNIT, value=unit))


def _renamed(response: Response, titles: Mapping[str, str]) -> Response:
    """Name sheets of the marked file as the copy names them: .ods and .csv allow more signs."""
    if all(name == title for name, title in titles.items()):
        return response

    def problem_in_copy(each: Problem) -> Problem:
        mine = each.file == response.marked.file
        return replace(each, sheet=titles.get(each.sheet or "", each.sheet)) if mine else each

    def answer_in_copy(each: Answer) -> Answer:
        source = each.source
        mine = source.file == response.marked.file
        sheet = titles.get(source.sheet, source.sheet) if mine else source.sheet
        return replace(each, source=replace(source, sheet=sheet))

    return replace(
        response,
        problems=tuple(map(problem_in_copy, response.problems)),
        accepted=tuple((answer_in_copy(each), verdict) for each, verdict in response.accepted),
    )
