"""The characters of a text file whose encoding nobody wrote down."""

import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# What a page may declare, beside UTF-8 which is always tried.
_DECLARABLE = {b"windows-1258", b"windows-1252", b"iso-8859-1", b"utf-16"}
_UNTYPED = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f]")
_HEAD = 4096


def decoded(data: bytes) -> str | None:
    """Give the text, None when the bytes are none: nobody types control characters.

    UTF-8 is tried before the Windows code page of Vietnam, since no other text is valid in it.
    """
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _UNTYPED.search(text):
            return text
    return None


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    declared = _CHARSET.search(data[:_HEAD])
    named = declared[1].lower() if declared else b""
    own = [named.decode()] if named in _DECLARABLE else []
    wide = ["utf-16-le", "utf-16-be"] if b"\0" in data[:_HEAD] else []
    return ["utf-8", *wide, *own, "cp1258", "cp1252"]
