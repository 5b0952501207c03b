"""One catalogue of sentences, as TOML.

A catalogue has a thousand lines of one shape, and every start of the program needs a few of them:
tables of that shape are read by one expression, each group when it is first asked for, in a
fraction of the time that a TOML parser takes. Anything else in a catalogue is left to the parser.
"""

import re
from os.path import dirname, join

_GROUP = re.compile(r"^\[([\w-]+)(?=[.\]])", re.MULTILINE)
_LINE = re.compile(
    r'^(?:([\w-]+) = "((?:[^"\\]|\\[n"\\])*)"|\[([\w.-]+)\]|[ ]*(?:#.*)?|(.*))$', re.MULTILINE
)
_ESCAPE = re.compile(r"\\(.)")


class Catalogue(dict[str, str]):
    """Sentences by key ("problem.G01.message"); `read` has those that were asked for so far."""

    def __init__(self, text: str) -> None:
        """Find the groups: the first words of the keys."""
        super().__init__()
        starts = list(_GROUP.finditer(text))
        ends = [each.start() for each in starts[1:]] + [len(text)]
        self._groups: dict[str, str] = {}
        for start, end in zip(starts, ends, strict=True):
            group = text[start.start() : end]
            self._groups[start[1]] = self._groups.get(start[1], "") + group

    def __missing__(self, key: str) -> str:
        """Read the group of a sentence."""
        group = self._groups.pop(key.partition(".")[0], "")
        if not group:
            raise KeyError(key)
        self.update(_read(group))
        return self[key]

    def whole(self) -> dict[str, str]:
        """Give all sentences."""
        while self._groups:
            self.update(_read(self._groups.popitem()[1]))
        return self


def catalogue(language: str) -> Catalogue:
    """Open the catalogue of one language."""
    # pathlib takes longer to import than a group to read.
    path = join(dirname(__file__), f"{language}.toml")  # noqa: PTH118, PTH120 - see above
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as above
        return Catalogue(file.read())


def _read(text: str) -> dict[str, str]:
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
