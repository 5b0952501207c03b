"""Every worked example of the built-in criteria set, from the cell to the verdict."""

from dataclasses import replace

import pytest

from lcreport.criteria import builtin
from lcreport.intake.grid import Cell, Grid, Workbook
from lcreport.intake.layout import find_tables
from lcreport.intake.reader import read_tables
from lcreport.model import Example, Indicator, Return, State
from lcreport.pipeline import conclude
from tests.panel import settings_of

CRITERIA = builtin("86-bgddt-gdtx-2019")
HEADERS = ("STT", "Nội dung chỉ báo", "Đạt", "Chưa đạt", "Kỳ trước", "Kết quả")


def form(indicator: Indicator, example: Example) -> Workbook:
    """Fill a form in layout L1 with the one row of the example."""
    ticks = {True: ("x", ""), False: ("", "x"), None: ("", "")}[example.claim]
    row = (str(indicator.number), indicator.text, *ticks, example.previous, example.cell)
    cells = {
        (line, column): Cell(text)
        for line, texts in enumerate((HEADERS, row), start=1)
        for column, text in enumerate(texts, start=1)
        if text
    }
    return Workbook((Grid("Biểu", cells),))


@pytest.mark.parametrize("indicator", CRITERIA.indicators, ids=lambda each: f"{each.number:02d}")
def test_the_examples_of_an_indicator_give_their_verdicts(indicator: Indicator) -> None:
    for example in indicator.examples:
        tables = find_tables(form(indicator, example), CRITERIA)
        rows = read_tables(tables, CRITERIA).rows
        answers = tuple(replace(answer, unit="a") for row in rows for answer in row)
        returned = Return("a.xlsx", "0", State.ACCEPTED, "a", answers=answers)
        result = conclude(settings_of(indicator, leads="a"), [returned])
        assert result.verdicts[0].status is example.verdict, example
