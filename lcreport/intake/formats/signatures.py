"""What a file is, by its first bytes. Names are not asked: they lie too often."""

import re

from lcreport.intake.formats.ole import SIGNATURE

_ANY = b""
# What a file starts with, what stands a little further on, and the word for it: the reader
# ("zip", "ole", "biff"), or the foreign kind in the catalogue's [format.kind].
_STARTS: tuple[tuple[bytes, int, bytes, str], ...] = (
    (b"PK\x03\x04", 0, _ANY, "zip"),
    (b"PK\x05\x06", 0, _ANY, "zip"),
    (b"PK00PK\x03\x04", 0, _ANY, "zip"),
    (SIGNATURE, 0, _ANY, "ole"),
    (b"\x09\x00\x04\x00", 0, _ANY, "biff"),
    (b"\x09\x02\x06\x00", 0, _ANY, "biff"),
    (b"\x09\x04\x06\x00", 0, _ANY, "biff"),
    (b"\x09\x08", 0, _ANY, "biff"),
    (b"\x89PNG", 0, _ANY, "picture"),
    (b"\xff\xd8\xff", 0, _ANY, "picture"),
    (b"GIF8", 0, _ANY, "picture"),
    (b"BM", 6, b"\0\0\0\0", "picture"),
    (b"II*\0", 0, _ANY, "picture"),
    (b"MM\0*", 0, _ANY, "picture"),
    (b"\0\0\1\0", 0, _ANY, "picture"),
    (b"RIFF", 8, b"WEBP", "picture"),
    (b"RIFF", 0, _ANY, "media"),
    (_ANY, 4, b"ftypheic", "picture"),
    (_ANY, 4, b"ftyp", "media"),
    (b"ID3", 0, _ANY, "media"),
    (b"OggS", 0, _ANY, "media"),
    (b"{\\rtf", 0, _ANY, "rtf"),
    (b"Rar!", 0, _ANY, "archive"),
    (b"7z\xbc\xaf\x27\x1c", 0, _ANY, "archive"),
    (b"\x1f\x8b", 0, _ANY, "archive"),
    (b"MZ", 2, b"\x90\0", "program"),
    (b"\x7fELF", 0, _ANY, "program"),
)
_PDF_WITHIN = 1024
_HEAD = 4096
_XML_2003 = re.compile(r"<(\w+:)?Workbook[\s>][^>]*urn:schemas-microsoft-com:office:spreadsheet")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|div|style)[\s>]", re.IGNORECASE)
_MAIL = re.compile(
    r"(MIME-Version|Received|Return-Path|From|Delivered-To|Message-ID):\s", re.IGNORECASE
)


def kind_of(data: bytes) -> str:
    """Name the reader for binary content, or the foreign kind; "" means that it may be text."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    for start, place, further, kind in _STARTS:
        if data.startswith(start) and data.startswith(further, place):
            return kind
    return ""


def text_kind(text: str) -> str:
    """Name the reader for a text: "xml_2003", "html" or "csv", or the foreign kind found."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if _XML_2003.search(head):
        return "xml_2003"
    if head.startswith("<"):
        return "html" if _HTML.search(head) else "other"
    return "mail" if _MAIL.match(head) else "csv"
