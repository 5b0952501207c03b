"""Texts of other people made safe to print: data stays data in Word, Excel and XML."""

import re

# Controls that XML cannot hold, halves of surrogate pairs, non-characters, the private-use signs
# that this package itself uses as markers, and the signs that turn the direction of writing, by
# which "87%" could be made to look like another figure.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\ue0ff\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n?|\u0085|\u2028|\u2029")
_SPACES = re.compile(r"\s+")
NOTE_OPEN, NOTE_CLOSE = "\ue000", "\ue001"
_JOINT = "\ue002"
_LOOKALIKES = re.compile(r"(?<=\{)_(?=[{%])|(?<=[}%])_(?=\})")


def printable(text: str) -> str:
    """Give the text without signs that a document cannot hold, its line breaks as newlines."""
    if text.isprintable():  # none of those signs is, and no line break either
        return text
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def plain(text: str) -> str:
    """Give the printable text without spaces around it."""
    return printable(text).strip()


def one_line(text: str) -> str:
    """Give the plain text with every run of spaces and line breaks as one space."""
    return _SPACES.sub(" ", plain(text)).strip()


def guarded(text: str) -> str:
    """Hide "{_{" and its like from docxtpl, which would turn them into "{{"; see `unguarded`."""
    return _LOOKALIKES.sub(_JOINT, text)


def unguarded(text: str) -> str:
    """Give the text as it was before `guarded`."""
    return text.replace(_JOINT, "_")
