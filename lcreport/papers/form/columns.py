"""The columns of a form, from left to right, and which of them a row asks to be filled."""

from dataclasses import dataclass

from lcreport.model import Period
from lcreport.papers.book.looks import DATE_FORMAT, TEXT_FORMAT
from lcreport.papers.form.lines import Line
from lcreport.wording import say

GENERAL, RATE = "General", "0.00%"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the wording, its letter, its width in characters, its format."""

    key: str
    letter: str
    width: float
    number_format: str = TEXT_FORMAT


COLUMNS = (
    Column("ordinal", "A", 6, GENERAL),
    Column("indicator", "B", 44),
    Column("requirement", "C", 14),
    Column("measured_in", "D", 8),
    Column("previous", "E", 13),
    Column("numerator", "F", 10, GENERAL),
    Column("denominator", "G", 10, GENERAL),
    Column("rate", "H", 10, RATE),
    Column("value", "I", 14, GENERAL),
    Column("kind", "J", 12),
    Column("as_of", "K", 12, DATE_FORMAT),
    Column("code", "L", 13),
    Column("evidence", "M", 22),
    Column("cause", "N", 22),
    Column("note", "O", 13),
)
LETTER = {each.key: each.letter for each in COLUMNS}
# The first columns hold what is printed and never filled.
PRINTED = ("ordinal", "indicator", "requirement", "measured_in", "previous")
_OF_A_FIGURE = ("numerator", "denominator", "value")
# What is asked once for an indicator, however many parts it has.
OF_THE_INDICATOR = ("kind", "as_of", "code", "evidence", "cause", "note")


def titles(period: Period) -> tuple[str, ...]:
    """Give the headers; the previous period's column says which period that was."""
    label = period.previous_label
    return tuple(
        say("form.column.previous_of", label=label)
        if each.key == "previous" and label
        else say(f"form.column.{each.key}")
        for each in COLUMNS
    )


def inputs(line: Line) -> frozenset[str]:
    """Give the keys of the columns that a row asks for."""
    figures = _OF_A_FIGURE if line.measure and line.measure.is_rate else _OF_A_FIGURE[2:]
    asked = figures if line.measure else ()
    return frozenset((*asked, *(OF_THE_INDICATOR if line.number is not None else ())))
