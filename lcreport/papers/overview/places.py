"""Places in the folder of returns as the page names them: words, and a URL where one opens them."""

from urllib.parse import quote

from lcreport.model import Source
from lcreport.papers.book.sheet import Link
from lcreport.papers.overview.names import NoiLuu
from lcreport.papers.summary.places import Places
from lcreport.problems import Problem
from lcreport.wording import say


def file_place(file: str, places: Places) -> NoiLuu:
    """Give a file with its URL."""
    return _place(places.link(file, file))


def source_place(source: Source, places: Places) -> NoiLuu:
    """Give a cell in the words of `lcreport explain`, with the URL of its file."""
    shown = say("figure.place", file=source.file, sheet=source.sheet, cell=source.cell)
    return _place(places.link(shown, source.file, source.sheet, source.cell))


def problem_place(problem: Problem, places: Places) -> NoiLuu:
    """Give the cell, or the whole file, that a problem stands in; nothing where it has none."""
    if not problem.file:
        return NoiLuu("")
    source = Source(problem.file, problem.sheet or "", problem.cell or "")
    return source_place(source, places) if source.cell else file_place(source.file, places)


def _place(link: Link | str) -> NoiLuu:
    if isinstance(link, str):
        return NoiLuu(link)
    # Programs that understand it open the sheet at the cell; browsers leave it out.
    anchor = f"#{quote(link.location)}" if link.location else ""
    return NoiLuu(str(link.shown), link.target + anchor)
