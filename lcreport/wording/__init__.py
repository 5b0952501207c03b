"""Every sentence that a user reads, from one catalogue per language (`vi.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGE = "vi"


@cache
def _catalogue(language: str) -> dict[str, str]:
    text = files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text)))


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        rows += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return rows


def say(key: str, /, **values: object) -> str:
    """Give the sentence for `key` ("problem.G01.message") with its values filled in.

    Raises:
        KeyError: the catalogue has no such sentence, or the sentence needs another value.
    """
    return _catalogue(LANGUAGE)[key].format_map(values)


def has(key: str) -> bool:
    """Say whether the catalogue has a sentence for `key`."""
    return key in _catalogue(LANGUAGE)
