"""Real Word footnotes: markers in the text become references, their texts go into their part."""

import re
from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from lxml import etree
from lxml.etree import _Element

from lcreport.errors import TemplateError
from lcreport.papers.plain import NOTE_CLOSE, NOTE_OPEN
from lcreport.wording import say

FOOTNOTES_PART = "word/footnotes.xml"
_MARKER = re.compile(f"{NOTE_OPEN}(\\d+){NOTE_CLOSE}")
_REFERENCE_STYLE, _TEXT_STYLE = "FootnoteReference", "FootnoteText"


def insert_footnotes(document: Document) -> list[int]:
    """Turn the markers of the body into references, numbered from 1 in order of reading.

    Gives which footnote each reference stands for.
    """
    order: list[int] = []
    for run in list(document.element.body.iter(qn("w:r"))):
        text = "".join(each.text or "" for each in run.iterchildren(qn("w:t")))
        if NOTE_OPEN in text:
            _split(run, order)
    return order


def _split(run: _Element, order: list[int]) -> None:
    """Put the parts of a run in runs of their own, with references between them."""
    properties = run.find(qn("w:rPr"))
    for child in list(run):
        if child.tag == qn("w:t"):
            _split_text(run, child.text or "", order)
        elif child is not properties:
            run.addprevious(_run(properties, child))
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _split_text(run: _Element, text: str, order: list[int]) -> None:
    for place, piece in enumerate(_MARKER.split(text)):
        if place % 2 == 1:
            order.append(int(piece))
            run.addprevious(_reference(len(order)))
        elif piece:
            run.addprevious(_run(run.find(qn("w:rPr")), piece))


def _run(properties: _Element | None, content: str | _Element) -> _Element:
    run = OxmlElement("w:r")
    if properties is not None:
        run.append(deepcopy(properties))
    if isinstance(content, str):
        text = OxmlElement("w:t", {qn("xml:space"): "preserve"})
        text.text = content
        run.append(text)
    else:
        run.append(content)
    return run


def _reference(number: int) -> _Element:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(OxmlElement("w:rStyle", {qn("w:val"): _REFERENCE_STYLE}))
    run.append(properties)
    run.append(OxmlElement("w:footnoteReference", {qn("w:id"): str(number)}))
    return run


def add_footnotes(part: bytes | None, texts: Sequence[str]) -> bytes:
    """Give the footnote part with a footnote per text, ids from 1.

    Raises:
        TemplateError: there are texts but the template has lost its footnote part.
    """
    if part is None:
        raise TemplateError(say("template.no_footnotes"))
    root = parse_xml(part)
    for old in list(root):
        if int(old.get(qn("w:id"), "0")) > 0:
            root.remove(old)
    for number, text in enumerate(texts, start=1):
        root.append(_footnote(number, text))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _footnote(number: int, text: str) -> _Element:
    mark = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(OxmlElement("w:rStyle", {qn("w:val"): _REFERENCE_STYLE}))
    mark.extend((properties, OxmlElement("w:footnoteRef")))
    style = OxmlElement("w:pPr")
    style.append(OxmlElement("w:pStyle", {qn("w:val"): _TEXT_STYLE}))
    paragraph = OxmlElement("w:p")
    paragraph.extend((style, mark, _run(None, f" {text}")))
    footnote = OxmlElement("w:footnote", {qn("w:id"): str(number)})
    footnote.append(paragraph)
    return footnote
