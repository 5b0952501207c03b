"""Where the templates and the samples lie, in a checkout as in an installed copy."""

from pathlib import Path

from lcreport.errors import TemplateError
from lcreport.wording import say

# The office's own templates in a folder of returns ("mẫu").
OFFICE_FOLDER = "mau"
_TEMPLATE_KINDS = {".docx", ".xlsx"}
_TEXT_KINDS = {".html", ".txt"}

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """Give the folder of Word, Excel and mail templates and of the criteria sets.

    Raises:
        TemplateError: this copy of the program came without it.
    """
    return _folder("templates")


def template_names() -> tuple[str, ...]:
    """Give the file names of the Word and Excel templates, which an office may have its own of."""
    return tuple(sorted(each.name for each in templates().iterdir() if is_template(each)))


def own_names() -> tuple[str, ...]:
    """Give the names of all files that an office may have its own of: page and mail texts too."""
    texts = (each.name for each in templates().iterdir() if each.suffix in _TEXT_KINDS)
    return (*template_names(), *sorted(texts))


def is_template(path: Path) -> bool:
    """Say whether a file looks like a template; "~$…" is what Word leaves beside an open one."""
    return path.suffix in _TEMPLATE_KINDS and not path.name.startswith("~$")


def office_templates(folder: Path) -> Path | None:
    """Give the folder of the office's own templates inside a folder of returns, if it is one.

    A folder of that name without any template is like every other one.
    """
    own = folder / OFFICE_FOLDER
    return own if any((own / name).is_file() for name in own_names()) else None


def samples() -> Path:
    """Give the folder of ready-to-run returns.

    Raises:
        TemplateError: this copy of the program came without it.
    """
    return _folder("input_samples")


def _folder(name: str) -> Path:
    places = [_PACKAGE / "_data" / name]
    # Beside an installed package stand other people's folders; only a checkout has this file there.
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        places.append(_PACKAGE.parent / name)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise TemplateError(say("resources.absent", name=name, path=_PACKAGE))
    return found
