"""What of a template that somebody has edited no paper can show (R04).

Excel templates are read and written again by openpyxl, which keeps cells, notes and charts, and
loses what else is drawn on a sheet. Word templates keep all their parts, but the mark of a whole
paragraph, row or cell (`{%p …%}`) takes away everything that stands in there with it, and so does
a name that a picture has been put into.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from lcreport.errors import TemplateError
from lcreport.papers.docx_file import open_word, printed_paragraphs
from lcreport.papers.sheet_file import open_template
from lcreport.papers.undrawn_parts import Lost, lost_of
from lcreport.problems import Flaw, Problem, problem
from lcreport.wording import say

_HELD_BY_WORD = {"drawing": "picture", "pict": "shape", "object": "object", "sdt": "control"}
_OBJECT = "\ue0ff"
_IN_NAME = re.compile(r"\{[{%][^{}]*\ue0ff")


def lost_parts(template: Path, label: str) -> Iterator[Problem]:
    """Give one R04 for each part of a template that no paper can show; `label` names the file.

    Raises:
        TemplateError: the template cannot be opened.
    """
    finder = {".xlsx": _lost_in_workbook, ".docx": _lost_in_word}[template.suffix]
    try:
        found = list(dict.fromkeys(finder(template)))
    except (OSError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise TemplateError(say("template.unreadable", name=label)) from error
    for each in found:
        what = say(f"template.lost.{each.kind}")
        if each.paragraph:
            place = say("template.line", name=label, number=each.paragraph)
            what = say("template.lost.at", what=what, place=place)
        yield problem(Flaw("R04", what), file=label, sheet=each.sheet, cell=each.cell)


# Excel -----------------------------------------------------------------------------------------


def _lost_in_workbook(template: Path) -> Iterator[Lost]:
    return lost_of(open_template(template), template)


# Word ------------------------------------------------------------------------------------------


def _lost_in_word(template: Path) -> Iterator[Lost]:
    for number, paragraph in enumerate(printed_paragraphs(open_word(template)), start=1):
        yield from (Lost(kind, paragraph=number) for kind in _swallowed(paragraph))


def _swallowed(paragraph: _Element) -> Iterator[str]:
    """Give the kinds of objects in a paragraph that filling the template takes away."""
    held = [
        (etree.QName(each).localname, each)
        for each in paragraph.iter()
        if isinstance(each.tag, str)
    ]
    objects = [_HELD_BY_WORD[name] for name, _ in held if name in _HELD_BY_WORD]
    texts = (
        (each.text or "") if name == "t" else _OBJECT * (name in _HELD_BY_WORD)
        for name, each in held
    )
    if objects and (_is_marked(paragraph) or _IN_NAME.search("".join(texts))):
        yield from objects


def _is_marked(paragraph: _Element) -> bool:
    """Say whether the paragraph, or the row or cell around it, is only a mark that goes."""
    around = [("p", paragraph)]
    for kind in ("tr", "tc"):
        around += [(kind, each) for each in paragraph.iterancestors(qn(f"w:{kind}"))][:1]
    return any(
        re.search(rf"\{{[{{%]{kind}\s", "".join(each.text or "" for each in scope.iter(qn("w:t"))))
        for kind, scope in around
    )
