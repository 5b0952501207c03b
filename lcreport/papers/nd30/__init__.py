"""A checker of the layout of official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I).

It reads a finished .docx, ours or anybody's, and names each broken rule by its id and place:
P page, H first-page blocks, B body, S signature and recipients, A annex. A rule that does not
apply to the paper is not spoken of.
"""

from collections.abc import Iterator, Sequence

from lcreport.papers.nd30 import annex_rules, body_rules, head_rules, page_rules, signing_rules
from lcreport.papers.nd30.blocks import find_blocks
from lcreport.papers.nd30.breaks import Broken, Check, Letter
from lcreport.papers.nd30.page import Line
from lcreport.papers.nd30.reading import read_paper
from lcreport.problems import Flaw, Problem, problem
from lcreport.wording import say

RULES: dict[str, Check] = {
    "P1": page_rules.a4,
    "P2": page_rules.margins,
    "P3": page_rules.fonts,
    "P4": page_rules.page_numbers,
    "P5": page_rules.annex_numbers,
    "H1": head_rules.nation,
    "H2": head_rules.motto,
    "H3": head_rules.superior,
    "H4": head_rules.organ,
    "H5": head_rules.numbered,
    "H6": head_rules.subject,
    "H7": head_rules.day,
    "H8": head_rules.addressed,
    "B1": body_rules.set_as_text,
    "B2": body_rules.indented,
    "B3": body_rules.spaced,
    "B4": body_rules.line_spacing,
    "B5": body_rules.ordered,
    "B7": body_rules.closed,
    "B8": body_rules.refers,
    "S1": signing_rules.authority,
    "S2": signing_rules.titles,
    "S3": signing_rules.signer,
    "S4": signing_rules.room_to_sign,
    "S5": signing_rules.recipients,
    "A1": annex_rules.labels,
    "A2": annex_rules.annex_titles,
    "A3": annex_rules.references,
}


def check_letter(data: bytes, file: str | None = None) -> tuple[Problem, ...]:
    """Give one R03 for each broken rule of a .docx, `found` beginning with its id ("H5: …").

    The same fault at several places is told once, with its first place (in `cell`, in words) and
    how often it occurs. `file` is the name that the problems carry.

    Raises:
        UsageError: the bytes are no readable .docx.
    """
    paper = read_paper(data)
    letter = Letter(paper, find_blocks(paper))
    broken = [each for check in RULES.values() for each in check(letter)]
    return tuple(_problem(each, file) for each in _told_once(broken))


def rule_of(found: Problem) -> str:
    """Give the id of the rule that an R03 is about."""
    return found.found.partition(":")[0]


def _told_once(broken: Sequence[Broken]) -> Iterator[list[Broken]]:
    groups: dict[tuple[str, str], list[Broken]] = {}
    for each in broken:
        groups.setdefault((each.rule, each.expected), []).append(each)
    yield from groups.values()


def _problem(group: Sequence[Broken], file: str | None) -> Problem:
    first = group[0]
    more = say("nd30.more", count=len(group) - 1) if len(group) > 1 else ""
    found = f"{first.rule}: {first.found}{more}"
    return problem(Flaw("R03", found, first.expected), file=file, cell=_place(first.line))


def _place(line: Line | None) -> str | None:
    if line is None:
        return None
    if line.cell is None:
        return say("nd30.at_line", number=line.number + 1)
    spot = line.cell
    return say("nd30.at_cell", table=spot.table + 1, row=spot.row + 1, column=spot.column + 1)
