"""Compiled templates, kept where Python keeps the program itself compiled (`__pycache__`).

To compile the templates takes longer than to fill them. A kept one is used only for the very same
text, Python and Jinja; where nothing may be written, none is kept. As Python's own, these files
are as trustworthy as the folder of the program, which holds what is run anyway. They do not follow
Python's switch for its own: that one is for modules that change while somebody works on them.
"""

import hashlib
import marshal
import sys
import tempfile
from collections.abc import Callable
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2

_NAME = "template-"
_MOST = 64  # a template that somebody edits is compiled anew, and kept anew, each time


def kept_code(source: str, compiled: Callable[[], CodeType], *settings: object) -> CodeType:
    """Give the code of a template's text; `settings` are what else the code depends on."""
    key = repr((source, jinja2.__version__, sys.version, settings))
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    place = Path(cache_from_source(str(Path(__file__).with_name(f"{_NAME}{digest}.py"))))
    try:
        found = marshal.loads(place.read_bytes())  # noqa: S302 - ours, see above
    except (OSError, ValueError, EOFError, TypeError):
        found = None
    if isinstance(found, CodeType):
        return found
    code = compiled()
    _keep(place, code)
    return code


def _keep(place: Path, code: CodeType) -> None:
    """Put the code into its place whole, so that another process never reads half of it."""
    try:
        place.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as fresh:
            fresh.write(marshal.dumps(code))
        Path(fresh.name).replace(place)
        known = sorted(place.parent.glob(f"{_NAME}*"), key=lambda each: each.stat().st_mtime)
        for old in known[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:  # a program that is installed for all may not write into its folder
        return
