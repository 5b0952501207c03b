"""The office's own words for each letter: `templates/thu-*.txt`, filled for one unit."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from jinja2 import Template

from lcreport.errors import TemplateError
from lcreport.model import Document, Indicator, Settings, Unit
from lcreport.papers.plain import one_line
from lcreport.papers.template import FAILURES, environment, template_path
from lcreport.vietnamese import count_text, date_text
from lcreport.wording import say

_SUBJECT = re.compile(r"\ufeff?\s*tiêu đề\s*:(?P<subject>[^\n]*)\n?", re.IGNORECASE)
_ENDS = ";,. "


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator as a letter names it: number ("06") and text."""

    so: str
    noi_dung: str


@dataclass(frozen=True, slots=True)
class LetterNames:
    """Everything that a template of a letter may print; texts are single lines.

    `han_nop` is "ngày 24 tháng 6 năm 2024", empty when no deadline is set; `chi_so` are the
    unit's indicators, in a reminder those that are missing; `tep` is the attachment's name.
    """

    don_vi: str
    co_quan: str
    ky: str
    han_nop: str
    chi_so: tuple[Asked, ...]
    so_chi_so: str
    tep: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A filled template: one line of subject, and the text below it."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template, ready to be filled: once for each unit."""

    name: str
    subject: Template
    text: Template


def load_letter(name: str, office: Path | None = None) -> LetterTemplate:
    """Read a template, the office's own (in the folder `office`) before the program's.

    Raises:
        TemplateError: it is nowhere, no text, wrong, or does not begin with its subject.
    """
    path = template_path(name, office)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(say("send.template_unread", file=path)) from error
    head = _SUBJECT.match(text)
    if head is None or not head["subject"].strip():
        raise TemplateError(say("send.template_subject", file=path))
    sandbox = environment(escape=False)
    with _told(name):
        subject = sandbox.from_string(head["subject"].strip())
        return LetterTemplate(name, subject, sandbox.from_string(text[head.end() :]))


def letter_names(
    unit: Unit, settings: Settings, numbers: Sequence[int], attachment: str = ""
) -> LetterNames:
    """Give what a letter to `unit` may print."""
    deadline = settings.period.deadline
    found = (settings.criteria.indicator(number) for number in numbers)
    asked = tuple(_asked(each) for each in found if each)
    return LetterNames(
        don_vi=one_line(unit.name),
        co_quan=_organ(settings.document),
        ky=one_line(settings.period.label) or say("letter.this_period"),
        han_nop=date_text(deadline) if deadline else "",
        chi_so=asked,
        so_chi_so=count_text(len(asked)),
        tep=attachment,
    )


def write(template: LetterTemplate, names: LetterNames) -> Letter:
    """Fill a template; subject and text are filled apart, so that no value can add a line to one.

    Raises:
        TemplateError: it asks for a name that does not exist, or cannot be printed.
    """
    values = asdict(names)
    with _told(template.name):
        subject, text = template.subject.render(values), template.text.render(values)
    return Letter(one_line(subject), text.strip() + "\n")


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except FAILURES as error:
        raise TemplateError(say("send.template_failed", name=name, why=error)) from error


def _asked(indicator: Indicator) -> Asked:
    return Asked(count_text(indicator.number), one_line(indicator.text).rstrip(_ENDS))


def _organ(document: Document) -> str:
    return one_line(document.organ) or say("send.organ_unset")
