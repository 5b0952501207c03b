"""Word papers: a template filled, its markers turned into real parts, saved without a clock."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from lxml import etree
from lxml.etree import _Element

from lcreport.errors import TemplateError
from lcreport.papers.footnotes import add_footnotes, insert_footnotes
from lcreport.papers.name_check import check_names
from lcreport.papers.names import PaperNames
from lcreport.papers.plain import guarded, plain, unguarded
from lcreport.papers.properties import Properties
from lcreport.papers.rules import fit_rules
from lcreport.papers.template import FAILURES, Piece, environment, is_own, values_of
from lcreport.wording import say

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_NO_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_LONGEST_PROPERTY = 255
_PRINTED_PARTS = re.compile(r"/word/(document|header\d*|footer\d*|footnotes)\.xml")


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a template; without `annex`, only its first section is kept."""

    names: PaperNames
    properties: Properties
    footnotes: tuple[str, ...] = ()
    annex: bool = True


def fill_docx(path: Path, template: Path, filling: Filling) -> None:
    """Fill a Word template and write it.

    Raises:
        TemplateError: the template cannot be opened or names something unknown.
        OSError: the file cannot be written.
    """
    paper = _open(template)
    check_names(tuple(word_pieces(paper.get_docx(), template.name)), filling.names)
    document = _rendered(paper, filling.names, template)
    if not filling.annex:
        _drop_annex(document)
    for text in document.element.body.iter(qn("w:t")):
        text.text = unguarded(text.text or "")
    _keep_lead_ins(document)
    fit_rules(document)
    _describe(document, filling.properties)
    if order := insert_footnotes(document):
        add_footnotes(document, [filling.footnotes[each] for each in order])
    raw = io.BytesIO()
    document.save(raw)
    path.write_bytes(_steady(raw.getvalue()))


def _open(template: Path) -> DocxTemplate:
    paper = DocxTemplate(template)
    try:
        paper.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise TemplateError(say("template.unreadable", name=template.name)) from error
    return paper


def open_word(template: Path) -> Document:
    """Open a Word template.

    Raises:
        TemplateError: it cannot be opened.
    """
    document: Document = _open(template).get_docx()
    return document


def printed_paragraphs(document: Document) -> Iterator[_Element]:
    """Give every paragraph of a template, headers and notes too: their place is their number."""
    for part in document.part.package.iter_parts():
        if _PRINTED_PARTS.fullmatch(str(part.partname)):
            yield from parse_xml(part.blob).iter(qn("w:p"))


def word_pieces(document: Document, name: str) -> Iterator[Piece]:
    """Give the text of every paragraph of a template, one piece each."""
    for number, paragraph in enumerate(printed_paragraphs(document), start=1):
        text = "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        yield Piece(text, say("template.line", name=name, number=number))


def _rendered(paper: DocxTemplate, names: PaperNames, template: Path) -> Document:
    sandbox = environment(escape=True, kept=is_own(template))
    sandbox.finalize = _printed
    try:
        paper.render(values_of(names), sandbox, autoescape=True)
    except FAILURES as error:
        raise TemplateError(say("template.failed", place=template.name)) from error
    document: Document = paper.docx  # get_docx() would load the template anew
    return document


def _printed(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value


def _drop_annex(document: Document) -> None:
    """Keep what stands before the first section break, with that section's page set-up."""
    body = document.element.body
    ends = [each for each in body.iterchildren(qn("w:p")) if each.find(_SECTION) is not None]
    if not ends:
        return
    section = ends[0].find(_SECTION)
    for later in (*ends[0].itersiblings(), ends[0]):
        body.remove(later)
    body.append(section)


_SECTION = f"{qn('w:pPr')}/{qn('w:sectPr')}"


def _keep_lead_ins(document: Document) -> None:
    """Never leave a sentence that opens a list ("…, cụ thể:") alone at the foot of a page."""
    for paragraph in document.paragraphs:
        if paragraph.text.rstrip().endswith(":"):
            paragraph.paragraph_format.keep_with_next = True


def _describe(document: Document, properties: Properties) -> None:
    day = properties.day
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else _NO_DAY
    core = document.core_properties
    core.title = plain(properties.title)[:_LONGEST_PROPERTY]
    core.category = properties.category
    core.author = core.last_modified_by = core.comments = ""
    core.language = "vi-VN"
    core.created = core.modified = moment.replace(tzinfo=None)
    core.revision = 1


def _steady(content: bytes) -> bytes:
    """Pack the parts again without the time of packing."""
    steady = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(steady, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 0
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
