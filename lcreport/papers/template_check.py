"""Whether templates can be printed: every unknown, unused or lost name, all at once (R01, R04)."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from lcreport.errors import TemplateError
from lcreport.papers.docx_file import open_word, word_pieces
from lcreport.papers.lost_parts import lost_parts
from lcreport.papers.name_check import name_problems, named
from lcreport.papers.names import PaperNames
from lcreport.papers.sheet_file import open_template, pattern_rows, sheet_pieces
from lcreport.papers.table_names import BANDS, MEMBER
from lcreport.papers.template import Piece, template_path
from lcreport.problems import Flaw, Problem, Severity, problem
from lcreport.resources import is_template, template_names
from lcreport.wording import say


def check_templates(names: PaperNames, office: Path | None = None) -> tuple[Problem, ...]:
    """Give what is wrong with the templates that `report` would use, in order of their names.

    `office` is the folder of the office's own templates; without it the program's are checked.
    R01: a name that does not exist (error), or that the program's template prints and the office's
    no longer does (warning). R04: a part that no paper can show.
    """
    problems = [problem for name in template_names() for problem in _check(name, names, office)]
    return (*problems, *_strays(office))


def office_losses(office: Path | None, *, grouped: bool) -> tuple[Problem, ...]:
    """Give the R04 of the office's own templates: what its papers will lack.

    `grouped` says that the settings ask for rows of standards and criteria.

    Raises:
        TemplateError: a template cannot be opened.
    """
    if office is None:
        return ()
    own = [office / name for name in template_names() if (office / name).is_file()]
    losses = [loss for path in own for loss in lost_parts(path, _label(path, office))]
    return (*losses, *(_no_bands(own, office) if grouped else ()))


def _label(path: Path, office: Path | None) -> str:
    return f"{path.parent.name}/{path.name}" if path.parent == office else path.name


def _check(name: str, names: PaperNames, office: Path | None) -> Iterator[Problem]:
    path = template_path(name, office)
    label = _label(path, office)
    try:
        pieces = _pieces(path, label)
        losses = tuple(lost_parts(path, label))
    except TemplateError as error:
        yield from (Problem("R01", Severity.ERROR, each, "", label) for each in error.sentences)
        return
    for each in name_problems(pieces, names, row=path.suffix == ".xlsx"):
        yield Problem(each.code, each.severity, each.message, each.advice, label)
    if path.parent == office:
        yield from _unused(name, pieces, names, label)
    yield from losses
    yield from _without_rows(path, label)


def _pieces(path: Path, label: str) -> tuple[Piece, ...]:
    if path.suffix == ".xlsx":
        return tuple(sheet_pieces(open_template(path), label))
    return tuple(word_pieces(open_word(path), label))


def _unused(name: str, pieces: Sequence[Piece], names: PaperNames, label: str) -> Iterator[Problem]:
    """Compare with the program's own template: what does the office's no longer print?"""
    original = template_path(name)
    is_sheet = original.suffix == ".xlsx"
    printed = named(pieces, names, row=is_sheet)
    for key, (path, place) in named(_pieces(original, name), names, row=is_sheet).items():
        if key not in printed:
            message = say("template.unused", name=path, place=place)
            advice = say("template.unused_advice")
            yield Problem("R01", Severity.WARNING, message, advice, label)


def _without_rows(path: Path, label: str) -> Iterator[Problem]:
    if path.suffix != ".xlsx":
        return
    try:
        pattern_rows(open_template(path), label)
    except TemplateError as error:
        yield Problem("R01", Severity.ERROR, str(error), "", label)


def _strays(office: Path | None) -> Iterator[Problem]:
    """Tell files that look like templates but have the name of none."""
    known = template_names()
    for path in sorted(office.iterdir()) if office else ():
        if path.is_file() and is_template(path) and path.name not in known:
            nearest = "".join(get_close_matches(path.name, known, n=1, cutoff=0))
            advice = say("template.stray_advice", expected=nearest)
            label = _label(path, office)
            yield Problem("R01", Severity.WARNING, say("template.stray"), advice, label)


def _no_bands(templates: Sequence[Path], office: Path) -> Iterator[Problem]:
    """Tell the tables whose template has no row for what the settings group them by."""
    for path in templates:
        text = "".join(each.text for each in _pieces(path, path.name))
        members = set(MEMBER.findall(text))
        if members and not members & BANDS:
            yield problem(Flaw("R04", say("template.lost.bands")), file=_label(path, office))
