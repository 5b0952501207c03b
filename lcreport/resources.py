"""Where the templates and the samples lie, in a checkout as in an installed copy."""

from pathlib import Path

from lcreport.errors import TemplateError
from lcreport.wording import say

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """Give the folder of Word, Excel and mail templates and of the criteria sets.

    Raises:
        TemplateError: this copy of the program came without it.
    """
    return _folder("templates")


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
