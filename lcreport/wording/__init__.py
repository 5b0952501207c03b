"""Every sentence that a user reads, from one catalogue per language (`vi.toml`, `en.toml`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from lcreport.wording.catalogue import catalogue

LANGUAGE = "vi"
# Papers may be had in these; the program itself speaks Vietnamese.
LANGUAGES = ("vi", "en")

_spoken: ContextVar[str] = ContextVar("language", default=LANGUAGE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Word what is said inside the block in another of `LANGUAGES`.

    A sentence that its catalogue does not have is said in Vietnamese.
    """
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """Give the language that is spoken now."""
    return _spoken.get()


_catalogue = cache(catalogue)


def sentences(language: str) -> dict[str, str]:
    """Give the sentences of one catalogue alone, by key."""
    return _catalogue(language).whole()


def _sentence(key: str) -> str:
    try:
        return _catalogue(_spoken.get())[key]
    except KeyError:
        return _catalogue(LANGUAGE)[key]


def say(key: str, /, **values: object) -> str:
    """Give the sentence for `key` ("problem.G01.message") with its values filled in.

    Raises:
        KeyError: the catalogue has no such sentence, or the sentence needs another value.
    """
    return _sentence(key).format_map(values)


def has(key: str) -> bool:
    """Say whether the catalogue has a sentence for `key`."""
    return key in sentences(LANGUAGE)
