"""Text of an OpenDocument cell as it is shown, without its comment.

Source: OASIS ODF 1.3 part 3, 6.1 (white space, tabs, line breaks).
"""

from xml.etree.ElementTree import Element

from lcreport.intake.formats.xml_part import local

_MOST_SPACES = 1000


def paragraphs(cell: Element) -> tuple[str, list[str]]:
    """Give the paragraphs of a cell, one a line, and the styles of the runs in them."""
    spans: list[str] = []
    lines = [_line(each, spans) for each in cell if local(each.tag) in {"p", "h"}]
    return "\n".join(lines), spans


def _line(element: Element, spans: list[str]) -> str:
    pieces = [element.text or ""]
    for each in element:
        pieces.append(_piece(each, spans))
        pieces.append(each.tail or "")
    return "".join(pieces)


def _piece(element: Element, spans: list[str]) -> str:
    kind = local(element.tag)
    if kind == "s":
        count = next((value for key, value in element.items() if local(key) == "c"), "1")
        return " " * (min(int(count), _MOST_SPACES) if count.isdecimal() else 1)
    if kind == "tab":
        return "\t"
    if kind == "line-break":
        return "\n"
    if kind in {"annotation", "ruby-text", "note"}:
        return ""
    if kind == "span":
        spans += [value for key, value in element.items() if local(key) == "style-name"]
    return _line(element, spans)
