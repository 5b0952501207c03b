"""Writes `tong-hop.xlsx`: the whole run in one workbook, every figure with a way to its cell."""

from pathlib import Path

from lcreport.model import Result
from lcreport.papers.book.looks import Looks
from lcreport.papers.book.package import write_book
from lcreport.papers.summary.data import data, evidence
from lcreport.papers.summary.indicators import verdicts_and_sources
from lcreport.papers.summary.listing import sheet_of
from lcreport.papers.summary.overview import overview
from lcreport.papers.summary.places import Places
from lcreport.papers.summary.remarks import decisions, problems
from lcreport.papers.summary.returns import returns, units


def write_summary(result: Result, path: Path, sources: Path | None = None) -> None:
    """Write counts, verdicts, sources, returns, units, problems, decisions, evidence and the frame.

    `sources` is the folder of returns: places become links that open a file at its cell, relative
    to the folder of `path`. Without it they are plain texts.

    Raises:
        OSError: the file cannot be written.
    """
    places = Places.seen_from(path, sources)
    looks = Looks()
    listings = (
        *verdicts_and_sources(result, places),
        returns(result, places),
        units(result),
        problems(result, places),
        decisions(result, places),
        evidence(result, places),
        data(result),
    )
    sheets = (overview(result, looks), *(sheet_of(listing, looks) for listing in listings))
    write_book(path, sheets, looks)
