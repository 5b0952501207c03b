"""Values put into cells of a workbook that openpyxl holds: a unit's own, or one from a template."""

from collections.abc import Callable
from copy import copy

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink

from lcreport.papers.book.looks import BODY_FONT, BODY_SIZE, TEXT_FORMAT
from lcreport.papers.book.sheet import Link, Value
from lcreport.papers.summary.listing import LINK_COLOUR, Column, fitting, is_typed
from lcreport.papers.xlsx_file import dress, put_text

# The attribute by which openpyxl's documentation copies a look whole; its types do not know it.
_LOOK = "_style"


class Pen:
    """Writes values into cells of one workbook; each look is built once and then shared."""

    def __init__(self) -> None:
        """Begin without looks."""
        self._looks: dict[str, object] = {}

    def write(self, cell: Cell, value: Value, column: Column) -> None:
        """Put a value into a cell with its type; a text stays one whatever it begins with."""
        shown = value.shown if isinstance(value, Link) else value
        typed = is_typed(shown)
        self._dress(cell, column, link=isinstance(value, Link), typed=typed)
        if typed:
            cell.value = shown
        elif shown is not None:
            put_text(cell, fitting(str(shown)))
        hang(cell, value)

    def stamp(self, cell: Cell, name: str, draw: Callable[[Cell], None]) -> None:
        """Give a cell the look of a name, which `draw` draws where it is the first one."""
        if known := self._looks.get(name):
            setattr(cell, _LOOK, copy(known))
            return
        draw(cell)
        self._looks[name] = copy(getattr(cell, _LOOK))

    def _dress(self, cell: Cell, column: Column, *, link: bool, typed: bool) -> None:
        # Text in a column of dates is told to be text, or Excel offers to turn it into one.
        number_format = column.number_format if typed else TEXT_FORMAT

        def draw(cell: Cell) -> None:
            dress(cell, number_format)
            cell.font = Font(
                name=BODY_FONT,
                size=BODY_SIZE,
                color=LINK_COLOUR if link else None,
                underline="single" if link else None,
            )
            cell.alignment = Alignment("left", "top", wrap_text=column.wrapped)

        self.stamp(cell, f"{number_format}|{column.wrapped}|{link}", draw)


def hang(cell: Cell, value: Value) -> None:
    """Let a click on the cell go where a link leads; any other value leaves it alone."""
    if isinstance(value, Link):
        cell.hyperlink = Hyperlink(
            ref=cell.coordinate, target=value.target or None, location=value.location or None
        )
