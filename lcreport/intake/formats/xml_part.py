"""Foreign XML under guard: no DTD, sizes known before anything is built, a deadline meanwhile."""

import re
from collections.abc import Container, Iterable, Iterator
from itertools import chain
from typing import cast
from xml.etree.ElementTree import XML, Element, ParseError, XMLPullParser

from lcreport.intake.formats.limits import Budget, damaged, too_large

_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]{0,200}?\?>")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)[\"']")
# Supersets of ASCII only, so that counting bytes counts marks whatever the parser then reads.
_ENCODINGS = {b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252", b"windows-1258"}
_DTD = b"<!DOCTYPE"


class Document:
    """A document that comes in pieces, as it is inflated; nearly every form is a single piece."""

    def __init__(self, pieces: Iterable[bytes], budget: Budget) -> None:
        """Read the first piece; `whole` is the document where there is no other, else empty.

        Raises:
            UnreadableError: T03 for a DTD (entity bombs need one), T04 when it is too much.
        """
        self._pieces = _guarded(pieces, budget.limits.marks, budget)
        self.whole = b""
        try:
            first, second = next(self._pieces, b""), next(self._pieces, None)
        except UnicodeDecodeError as fault:
            raise damaged("xml") from fault
        if second is None:
            self.whole = first
        else:
            self._pieces = chain((first, second), self._pieces)

    def elements(self, names: Container[str]) -> Iterator[Element]:
        """Give the whole elements of these names, in the order of the document.

        No element of these names may stand in another. A caller that clears what it has used keeps
        memory flat.

        Raises:
            UnreadableError: T03 for anything that is not well-formed XML, and as at the start.
        """
        try:
            if self.whole:
                # Walking a finished tree is faster than asking for each element.
                yield from _outermost(XML(self.whole), names)
            else:
                yield from _in_pieces(self._pieces, names)
        except (ParseError, UnicodeDecodeError) as fault:
            raise damaged("xml") from fault


def whole(pieces: Iterable[bytes], budget: Budget) -> bytes:
    """Give a document that is kept in memory as a whole.

    Raises:
        UnreadableError: as `Document`.
    """
    try:
        return b"".join(_guarded(pieces, budget.limits.tree_marks, budget))
    except UnicodeDecodeError as fault:
        raise damaged("xml") from fault


def parsed(document: bytes) -> Element:
    """Give the root of a document that `whole` has looked at.

    Raises:
        UnreadableError: T03, it is not well-formed XML.
    """
    try:
        return XML(document)
    except ParseError as fault:
        raise damaged("xml") from fault


def tree(pieces: Iterable[bytes], budget: Budget) -> Element:
    """Give the root of a document that is kept in memory as a whole.

    Raises:
        UnreadableError: as `whole` and `parsed`.
    """
    return parsed(whole(pieces, budget))


def local(name: str) -> str:
    """Give an element's or attribute's name without its namespace."""
    return name.rpartition("}")[2]


def _outermost(element: Element, names: Container[str]) -> Iterator[Element]:
    for each in element:
        if each.tag in names:
            yield each
        elif len(each):
            yield from _outermost(each, names)


def _in_pieces(pieces: Iterable[bytes], names: Container[str]) -> Iterator[Element]:
    parser: XMLPullParser[Element] = XMLPullParser(("end",))
    for piece in pieces:
        parser.feed(piece)
        yield from _ended(parser, names)
    parser.close()
    yield from _ended(parser, names)


def _ended(parser: "XMLPullParser[Element]", names: Container[str]) -> Iterator[Element]:
    for _, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
        if element.tag in names:
            yield element


def _guarded(pieces: Iterable[bytes], most: int, budget: Budget) -> Iterator[bytes]:
    """Pass the pieces on, counting in each before a parser builds anything from it."""
    marks = run = 0
    tail = b""
    for piece in _ascii_compatible(pieces):
        budget.tick()
        if _DTD in tail + piece:
            raise damaged("dtd")
        marks += piece.count(b"<") // 2 + piece.count(b"=")
        if marks > most:
            raise too_large("marks", f"{most:,}".replace(",", "."))
        # No "<" may stand inside a tag, so what lies between two of them holds the longest one.
        first, last = piece.find(b"<"), piece.rfind(b"<")
        if run + (first if first >= 0 else len(piece)) > budget.limits.longest:
            raise too_large("longest", f"{budget.limits.longest >> 20} MB")
        run = len(piece) - last if last >= 0 else run + len(piece)
        tail = piece[-len(_DTD) :]
        yield piece


def _ascii_compatible(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give the document as UTF-8, or in another encoding in which a mark is a byte."""
    rest = iter(pieces)
    first = next(rest, b"")
    order = _UTF16.get(first[:2])
    if order:
        yield _undeclared(b"".join(chain((first,), rest)).decode(order).encode())
        return
    yield _undeclared(first.removeprefix(_BYTE_ORDER_MARK))
    yield from rest


def _undeclared(data: bytes) -> bytes:
    """Leave only an encoding declaration that is true and harmless; without one XML is UTF-8."""
    declaration = _DECLARATION.match(data)
    if declaration is None:
        return data
    encoding = _ENCODING.search(declaration[0])
    if encoding and encoding[1].lower() in _ENCODINGS:
        return data.lstrip()
    return data[declaration.end() :]
