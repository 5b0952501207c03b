"""Templates of the office: where they are and how they are filled."""

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from lcreport.errors import TemplateError
from lcreport.papers.kept_code import kept_code
from lcreport.papers.names import PaperNames
from lcreport.resources import templates
from lcreport.wording import say

# docxtpl's own marks: {%p …%} stands for a whole paragraph, {%tr …%} for a table row.
_WHOLE = re.compile(r"(\{[%{])(?:p|tr|tc|r)\s")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_TAG = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)
_SHOWN_LENGTH = 60
_ONE_NAME = re.compile(r"\s*\{\{(?P<inside>[^{}]*)\}\}\s*")
# What a template that passed the check for names can still do wrong while it prints.
FAILURES = (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of template text and where a person finds it."""

    text: str
    place: str


def template_path(name: str, office: Path | None = None) -> Path:
    """Find a template: the office's own in the folder `office`, else the one of the program.

    Raises:
        TemplateError: the template is nowhere.
    """
    places = (templates(),) if office is None else (office, templates())
    for place in places:
        if (place / name).is_file():
            return place / name
    raise TemplateError(say("template.missing", name=name))


class _Sandbox(SandboxedEnvironment):
    """The one way in which templates are rendered; `kept` ones are compiled once and for all."""

    kept = False

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - named by Jinja
        template_class: type[jinja2.Template] | None = None,
    ) -> jinja2.Template:
        if not self.kept or not isinstance(source, str):
            return super().from_string(source, globals, template_class)
        finalize = getattr(self.finalize, "__qualname__", "")
        settings = (self.autoescape, self.trim_blocks, self.lstrip_blocks, finalize)
        code = kept_code(source, partial(self.compile, source), *settings)
        made = template_class or self.template_class
        return made.from_code(self, code, self.make_globals(globals), None)


def environment(*, escape: bool, kept: bool = False) -> SandboxedEnvironment:
    """Give the one way in which templates are rendered: sandboxed, strict about names.

    `kept` is for the program's own templates, which are the same from run to run.
    """
    sandbox = _Sandbox(
        autoescape=escape, undefined=jinja2.StrictUndefined, keep_trailing_newline=True
    )
    sandbox.kept = kept
    return sandbox


def is_own(template: Path) -> bool:
    """Say whether a template is the program's own, not the office's."""
    return template.parent == templates()


def values_of(names: PaperNames) -> dict[str, Any]:
    """Give the template names with their values."""
    return {each.name: getattr(names, each.name) for each in fields(names)}


def render(text: str, names: PaperNames) -> str:
    """Fill a checked text that a person wrote; what it prints is never read as a template.

    Raises:
        TemplateError: the text asks for something that cannot be printed.
    """
    if "{" not in text:
        return text
    try:
        return environment(escape=False).from_string(text).render(values_of(names))
    except FAILURES as error:
        raise TemplateError(say("template.failed", place=shown(text))) from error


def cell_filler(text: str) -> Callable[[Mapping[str, object]], object]:
    """Give a function from values to what a cell of a sheet holds.

    A cell with nothing but one `{{ name }}` keeps the value's type, so that numbers stay numbers.
    """
    sandbox = environment(escape=False)
    whole = _ONE_NAME.fullmatch(text)
    if whole:
        return _guarded_call(
            sandbox.compile_expression(straight(whole["inside"]), undefined_to_none=False), text
        )
    return _guarded_call(sandbox.from_string(straight(text)).render, text)


def _guarded_call(
    fill: Callable[..., object], text: str
) -> Callable[[Mapping[str, object]], object]:
    def call(values: Mapping[str, object]) -> object:
        try:
            return fill(values)
        except FAILURES as error:
            raise TemplateError(say("template.failed", place=shown(text))) from error

    return call


def straight(text: str) -> str:
    """Undo what Word does inside a tag: curly quotes, docxtpl's marks, line breaks."""

    def mended(tag: re.Match[str]) -> str:
        return _WHOLE.sub(r"\1 ", tag[0].translate(_QUOTES)).replace("\n", " ")

    return _TAG.sub(mended, text)


def shown(text: str) -> str:
    """Give the beginning of a text, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LENGTH else f"{line[:_SHOWN_LENGTH]}…"
