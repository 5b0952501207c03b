"""What people pinned to the cells of a worksheet (ECMA-376 part 1, 18.7)."""

from lcreport.intake.formats.package import Package
from lcreport.intake.formats.xlsx_names import known_names
from lcreport.intake.formats.xlsx_strings import rich_text
from lcreport.intake.formats.xml_part import Document
from lcreport.intake.grid import Cell, Position, position

_COMMENT = known_names("comment")
_TEXT = known_names("text")


def pin_comments(package: Package, sheet: str, cells: dict[Position, Cell]) -> None:
    """Give the cells of a worksheet part their comments; one on an empty cell has nothing to say.

    Raises:
        UnreadableError: as `Package.read`.
    """
    part = package.related("comments", sheet)
    if part is None:
        return
    document = Document(package.pieces(part), package.budget)
    for comment in document.elements(_COMMENT):
        place = _place(comment.get("ref", ""))
        text = "".join(rich_text(each).text for each in comment if each.tag in _TEXT)
        if place in cells and text:
            cells[place] = cells[place]._replace(comment=text)


def _place(reference: str) -> Position | None:
    try:
        return position(reference)
    except ValueError:
        return None
