"""One catalogue of sentences, as TOML.

A catalogue has a few hundred lines of one shape, and every start of the program needs it: lines of
that shape are read by one expression in a tenth of the time that a TOML parser takes. A catalogue
with anything else in it is left to the parser.
"""

import re
from os.path import dirname, join

_LINE = re.compile(
    r'^(?:([\w-]+) = "((?:[^"\\]|\\[n"\\])*)"|\[([\w.-]+)\]|[ ]*(?:#.*)?|(.*))$', re.MULTILINE
)
_ESCAPE = re.compile(r"\\(.)")


def sentences(language: str) -> dict[str, str]:
    """Give the sentences of one catalogue alone, by key ("problem.G01.message")."""
    # pathlib takes longer to import than the catalogue to read.
    with open(join(dirname(__file__), f"{language}.toml"), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123 - see above
        return catalogue(file.read())


def catalogue(text: str) -> dict[str, str]:
    """Read a catalogue: tables of strings.

    Raises:
        tomllib.TOMLDecodeError: it is none.
    """
    found: dict[str, str] = {}
    table = ""
    for key, value, header, other in _LINE.findall(text):
        if key:
            found[table + key] = _ESCAPE.sub(_escaped, value) if "\\" in value else value
        elif header:
            table = f"{header}."
        elif other:
            return _parsed(text)
    return found


def _escaped(match: re.Match[str]) -> str:
    return "\n" if match[1] == "n" else match[1]


def _parsed(text: str) -> dict[str, str]:
    import tomllib  # noqa: PLC0415 - see the module's first lines

    return dict(_flat(tomllib.loads(text)))


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        rows += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return rows
