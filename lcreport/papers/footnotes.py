"""Real Word footnotes: markers in the text become references, their texts go into their part."""

import re
from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from lxml import etree
from lxml.etree import _Element

from lcreport.papers.plain import NOTE_CLOSE, NOTE_OPEN

FOOTNOTES_PART = "word/footnotes.xml"
_MARKER = re.compile(f"{NOTE_OPEN}(\\d+){NOTE_CLOSE}")
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What Word wants in the part beside the footnotes themselves; programs that find no footnote in a
# template drop the whole part when they save it.
_EMPTY_PART = (
    f'<w:footnotes xmlns:w="{_MAIN}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
    '<w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
)
# The two styles by the names that every language version of Word keeps, as a template begins.
_REFERENCE, _TEXT = "footnote reference", "footnote text"
_STYLES = {
    _REFERENCE: '<w:style xmlns:w="{main}" w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    "</w:style>",
    _TEXT: '<w:style xmlns:w="{main}" w:type="paragraph" w:styleId="FootnoteText">'
    '<w:name w:val="footnote text"/><w:pPr><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="20"/>'
    '<w:szCs w:val="20"/></w:rPr></w:style>',
}


def insert_footnotes(document: Document) -> list[int]:
    """Turn the markers of the body into references, numbered from 1 in order of reading.

    Gives which footnote each reference stands for.
    """
    mark = _style(document, _REFERENCE)
    order: list[int] = []
    for run in list(document.element.body.iter(qn("w:r"))):
        text = "".join(each.text or "" for each in run.iterchildren(qn("w:t")))
        if NOTE_OPEN in text:
            _split(run, order, mark)
    return order


def _split(run: _Element, order: list[int], mark: str) -> None:
    """Put the parts of a run in runs of their own, with references between them."""
    properties = run.find(qn("w:rPr"))
    for child in list(run):
        if child.tag == qn("w:t"):
            _split_text(run, child.text or "", order, mark)
        elif child is not properties:
            run.addprevious(_run(properties, child))
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _split_text(run: _Element, text: str, order: list[int], mark: str) -> None:
    for place, piece in enumerate(_MARKER.split(text)):
        if place % 2 == 1:
            order.append(int(piece))
            run.addprevious(_reference(len(order), mark))
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


def _reference(number: int, style: str) -> _Element:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(OxmlElement("w:rStyle", {qn("w:val"): style}))
    run.append(properties)
    run.append(OxmlElement("w:footnoteReference", {qn("w:id"): str(number)}))
    return run


def add_footnotes(document: Document, texts: Sequence[str]) -> None:
    """Write the document's footnotes, ids from 1; makes their part where there is none."""
    part = _part(document)
    root = parse_xml(part.blob)
    for old in list(root):
        if int(old.get(qn("w:id"), "0")) > 0:
            root.remove(old)
    styles = (_style(document, _REFERENCE), _style(document, _TEXT))
    for number, text in enumerate(texts, start=1):
        root.append(_footnote(number, text, *styles))
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part._blob = blob  # noqa: SLF001 - python-docx has no public way to change a part


def _part(document: Document) -> Part:
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            found: Part = relation.target_part
            return found
    name, package = PackURI(f"/{FOOTNOTES_PART}"), document.part.package
    made = Part(name, CONTENT_TYPE.WML_FOOTNOTES, _EMPTY_PART.encode(), package)
    document.part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)
    return made


def _style(document: Document, name: str) -> str:
    """Give the id of a style by its name; puts it into a template that has lost it."""
    root = document.styles.element
    for style in root.iter(qn("w:style")):
        named = style.find(qn("w:name"))
        if named is not None and named.get(qn("w:val"), "").lower() == name:
            return str(style.get(qn("w:styleId")))
    made = parse_xml(_STYLES[name].format(main=_MAIN))
    root.append(made)
    return str(made.get(qn("w:styleId")))


def _footnote(number: int, text: str, mark_style: str, text_style: str) -> _Element:
    mark = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(OxmlElement("w:rStyle", {qn("w:val"): mark_style}))
    mark.extend((properties, OxmlElement("w:footnoteRef")))
    style = OxmlElement("w:pPr")
    style.append(OxmlElement("w:pStyle", {qn("w:val"): text_style}))
    paragraph = OxmlElement("w:p")
    paragraph.extend((style, mark, _run(None, f" {text}")))
    footnote = OxmlElement("w:footnote", {qn("w:id"): str(number)})
    footnote.append(paragraph)
    return footnote
