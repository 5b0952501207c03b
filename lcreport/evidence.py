"""What a unit wrote as evidence, taken apart: code, name, number and date of each document.

Codes are those that our forms suggest (MC.<indicator>.<unit>.<nn>) and those of school practice
(H1.01.02.03, [H1-1.1-01]); numbers and dates are written as Nghị định 30/2020/NĐ-CP has them.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_PIECES = re.compile(r"[\n;]+")
_CODE = re.compile(
    r"[\[(]?\b(?P<code>MC\.\w[\w.-]*\w|H\d{1,2}(?:[.-]\d{1,3}){1,3})\b[\])]?", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:\b[Ss]ố\s*:?\s*)?\b(?P<number>\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐ][A-ZĐa-z&]*(?:-[A-ZĐ]\w*)*)"
)
_DATE = re.compile(
    r"(?:\bngày\s*)?\b(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_HOLLOW = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]")
_EDGES = " \t,:.–-•+*"


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of evidence; what the text does not say is "" or None."""

    code: str = ""
    name: str = ""
    number: str = ""
    day: date | None = None


def documents(text: str) -> tuple[Document, ...]:
    """Take the text of an evidence cell apart: a document per line or between semicolons."""
    pieces = _PIECES.split(unicodedata.normalize("NFC", text))
    return tuple(_document(each) for each in pieces if each.strip(_EDGES))


def _document(text: str) -> Document:
    code, rest = _taken(_CODE, text)
    number, rest = _taken(_NUMBER, rest)
    day, without = _taken(_DATE, rest)
    moment = _day(day)
    name = " ".join(_HOLLOW.sub(" ", without if moment else rest).split()).strip(_EDGES)
    return Document(code["code"] if code else "", name, number["number"] if number else "", moment)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    """Give what is found, and the text without it."""
    found = pattern.search(text)
    return found, text[: found.start()] + " " + text[found.end() :] if found else text


def _day(found: re.Match[str] | None) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None
