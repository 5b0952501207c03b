"""A finished Word paper as a reader sees it: lines with their effective formatting, and sections.

Lengths are in points, margins and page sizes in millimetres. A `Line` is a paragraph, or a part
of one between two line breaks.
"""

from dataclasses import dataclass

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one form; `fonts` are those its characters are set in."""

    text: str
    fonts: frozenset[str]
    size: float
    bold: bool
    italic: bool
    black: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a paragraph; `line` is a multiple of single, or `exact` points where given."""

    align: str = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    exact: float | None = None
    close: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands: table, row and column from 0, left edge and width in points."""

    table: int
    row: int
    column: int
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as written; `drawn` are the lengths of ruled lines anchored in it.

    A line `continues` when a line break, not a new paragraph, stands before it.
    """

    runs: tuple[Run, ...]
    shape: Shape
    section: int
    number: int
    cell: Cell | None = None
    label: str = ""
    drawn: tuple[float, ...] = ()
    pictured: bool = False
    continues: bool = False

    @property
    def text(self) -> str:
        """Give the text with its automatic number, without outer spaces."""
        written = "".join(run.text for run in self.runs)
        return f"{self.label} {written}".strip() if self.label else written.strip()

    @property
    def drawn_only(self) -> bool:
        """Say whether the line is a rule typed as underscores."""
        return bool(self.drawn) and not any(sign.isalnum() for sign in self.text)

    @property
    def inked(self) -> tuple[Run, ...]:
        """Give the runs that show more than spaces."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def size(self) -> float:
        """Give the size of the first text that shows (of an empty line: of its mark)."""
        runs = self.inked or self.runs
        return runs[0].size if runs else 0

    @property
    def height(self) -> float:
        """Give the height of the line without the space around its paragraph."""
        return self.shape.exact or self.size * SINGLE * self.shape.line


# Times New Roman set single takes 1.15 times its size (ascent, descent and gap of the font).
SINGLE = 1.15


@dataclass(frozen=True, slots=True)
class Numbering:
    """A page number in a header: what is wrong with it is judged by rule P4."""

    size: float
    upright: bool
    centred: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Page set-up in millimetres; `top` etc. are margins, `numbers` the page numbers by kind.

    Kinds of headers and footers are "header default", "header first", "footer default" and so on.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    own_first: bool
    starts_at: int | None
    number_format: str
    numbers: dict[str, Numbering]

    @property
    def landscape(self) -> bool:
        """Say whether the page lies on its side."""
        return self.width > self.height

    @property
    def room(self) -> float:
        """Give the width of the text in points."""
        return (self.width - self.left - self.right) * POINTS_IN_MM


POINTS_IN_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """All lines of the text in order, the sections, and the lines of headers and notes."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    aside: tuple[Line, ...]
    pages: int | None

    def room(self, line: Line) -> float:
        """Give the width in points that a line of text may fill."""
        return line.cell.width if line.cell else self.sections[line.section].room

    def stands_right(self, line: Line) -> bool:
        """Say whether the middle of a line's room is in the right half of the text."""
        if line.cell is None:
            return line.shape.left > _HALF * self.sections[line.section].room * _HALF
        middle = line.cell.left + line.cell.width * _HALF
        return middle > self.sections[line.section].room * _HALF
