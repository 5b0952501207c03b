"""Header blocks: the one to three rows, with merged parents, that stand over a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lcreport.intake.grid import Cell
from lcreport.intake.layout.headers import Field, Heading, is_header_text, meaning, recognise
from lcreport.intake.layout.sheet import Sheet
from lcreport.vietnamese import fold

# A row is looked at as a header only where one of these stands in it.
_LEADING = {Field.ORDINAL, Field.INDICATOR, Field.STANDARD, Field.CRITERION}
_DEEPEST = 3
_WIDEST = 64
_FEWEST_INDEXES = 3
_LONGEST_LOOSE = 40
_IN_BODIES = {"đạt", "chưa đạt", "không đạt", "%", "đạt/chưa đạt", "đạt/không đạt"}
_FIGURE = re.compile(r"[\d.,/]+ ?%?")
_YEARS = range(1990, 2100)
_INDEX = re.compile(r"\(?\[?(?:\d{1,2}|[a-h])\]?\)?(?:\s*=\s*[\d()/x*:+\s%-]+)?")


@dataclass(frozen=True, slots=True)
class Block:
    """A header: its rows from `top` to `bottom`, what each column means, the first row below it.

    `titles` are the header texts of each column, parents first.
    """

    top: int
    bottom: int
    titles: dict[int, tuple[str, ...]]
    headings: dict[int, Heading]
    below: int

    @property
    def signature(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Give what makes a header on a later page the same one again."""
        return tuple((column, tuple(map(fold, path))) for column, path in self.titles.items())


def find_blocks(sheet: Sheet) -> tuple[Block, ...]:
    """Give every header of a sheet, from top to bottom."""
    blocks: list[Block] = []
    last = 0
    for row in sheet.rows:
        leading = _leading(sheet, row) if row > last else ()
        if leading and _is_mostly_header(sheet, row):
            block = _block(sheet, row, leading, last)
            if len(block.headings) > 1:
                blocks.append(block)
                last = block.bottom
    return tuple(blocks)


def _leading(sheet: Sheet, row: int) -> tuple[int, ...]:
    """Give the columns in which a row names numbers or texts of a table."""
    return tuple(
        column
        for column, cell in sheet.rows[row].items()
        if cell.number is None
        and (heading := recognise(cell.text))
        and heading.fields[0] in _LEADING
        and (heading.whole or len(cell.text) < _LONGEST_LOOSE)
    )


def _is_mostly_header(sheet: Sheet, row: int) -> bool:
    """Tell a header from a row of the body in which one cell was typed over with "STT".

    Words that a body is full of ("Đạt", "%") say nothing; figures stand in no header.
    """
    texts = [fold(cell.text) for cell in sheet.rows[row].values()]
    telling = [text for text in texts if text not in _IN_BODIES and recognise(text)]
    figures = [text for text in texts if _FIGURE.fullmatch(text) and not recognise(text)]
    return len(telling) > 1 and len(telling) >= len(figures) + 1


def _block(sheet: Sheet, row: int, leading: tuple[int, ...], above: int) -> Block:
    top, bottom = row, row
    for column in leading:
        merged = sheet.blocks.get((row, column))
        if merged:
            bottom = max(bottom, min(merged.bottom, row + _DEEPEST - 1))
    while top - 1 > above and row - top < _DEEPEST - 1 and _is_part(sheet, top - 1, leading):
        top -= 1
    while bottom - top < _DEEPEST - 1 and _is_part(sheet, bottom + 1, leading):
        bottom += 1
    titles = dict(_titles(sheet, top, bottom))
    headings = {column: heading for column, path in titles.items() if (heading := meaning(path))}
    below = bottom + 1
    return Block(top, bottom, titles, headings, below + 1 if _is_index(sheet, below) else below)


def _is_part(sheet: Sheet, row: int, leading: tuple[int, ...]) -> bool:
    """Say whether a row next to a header is part of it: header words, none above numbers."""
    own = sheet.rows.get(row)
    if not own:
        return False
    if any(sheet.anchor(row, column)[0] == row and sheet.text(row, column) for column in leading):
        return False
    texts = [_words(cell) for cell in own.values()]
    return all(map(is_header_text, texts)) and any(recognise(text) for text in texts)


def _words(cell: Cell | None) -> str:
    """Give the text of a header cell; a year that was typed as a number is no "2.024"."""
    if cell is None or cell.number is None:
        return cell.text if cell else ""
    return next((str(year) for year in _YEARS if cell.number == year), cell.text)


def _titles(sheet: Sheet, top: int, bottom: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each column's header texts; a parent that is not merged reaches over its children."""
    columns = sorted({column for row in range(top, bottom + 1) for column in _reach(sheet, row)})
    before: dict[int, str] = {}
    for column in columns:
        path: dict[int, str] = {}
        for row in range(top, bottom + 1):
            text = _words(sheet.cell(row, column))
            child = any(sheet.text(lower, column) for lower in range(row + 1, bottom + 1))
            if not text and child and not path:
                text = before.get(row, "")
            path[row] = text
        before = {row: text for row, text in path.items() if _has_child(path, row, bottom)}
        texts = tuple(dict.fromkeys(text for text in path.values() if text))
        if texts:
            yield column, texts


def _has_child(path: dict[int, str], row: int, bottom: int) -> bool:
    return any(path[lower] and path[lower] != path[row] for lower in range(row + 1, bottom + 1))


def _reach(sheet: Sheet, row: int) -> Iterator[int]:
    """Give the columns that a row's cells stand in or are merged over."""
    for column in sheet.rows.get(row, {}):
        merged = sheet.blocks.get((row, column))
        yield from range(column, min(merged.right, column + _WIDEST) + 1 if merged else column + 1)


def _is_index(sheet: Sheet, row: int) -> bool:
    """Say whether a row only counts the columns: "(1) (2) (3)", "A B 1 2", "5=3/4"."""
    texts = [fold(cell.text) for cell in sheet.rows.get(row, {}).values()]
    if len(texts) < _FEWEST_INDEXES or not all(map(_INDEX.fullmatch, texts)):
        return False
    return len(set(texts)) == len(texts)
