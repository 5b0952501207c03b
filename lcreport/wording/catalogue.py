"""One catalogue of sentences, as TOML.

A catalogue has a thousand lines of one shape, and every start of the program needs a few of them:
its groups are cut apart at once, and the lines of a group are read when it is first asked for, in a
fraction of the time that a TOML parser takes. A group with anything else in it is left to one.
"""

from collections.abc import Iterable
from os.path import dirname, join

_ESCAPES = {"n": "\n", '"': '"', "\\": "\\"}


class Catalogue(dict[str, str]):
    """Sentences by key ("problem.G01.message"), read group by group (the first words of keys)."""

    def __init__(self, text: str) -> None:
        """Cut the groups apart."""
        super().__init__()
        self._groups: dict[str, list[str]] = {}
        for table in ("\n" + text).split("\n[")[1:]:
            group = table.partition("]")[0].partition(".")[0]
            self._groups.setdefault(group, []).append(table)

    def __missing__(self, key: str) -> str:
        """Read the group of a sentence."""
        tables = self._groups.pop(key.partition(".")[0], ())
        if not tables:
            raise KeyError(key)
        self._read(tables)
        return self[key]

    def whole(self) -> dict[str, str]:
        """Give all sentences."""
        while self._groups:
            self._read(self._groups.popitem()[1])
        return self

    def _read(self, tables: Iterable[str]) -> None:
        for table in tables:
            found = _plain(table)
            self.update(_parsed(f"[{table}") if found is None else found)


def catalogue(language: str) -> Catalogue:
    """Open the catalogue of one language."""
    # pathlib takes longer to import than a group to read.
    path = join(dirname(__file__), f"{language}.toml")  # noqa: PTH118, PTH120 - see above
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as above
        return Catalogue(file.read())


def _plain(table: str) -> dict[str, str] | None:
    """Read a table ("name]", then lines `key = "text"`); None when it holds anything else."""
    head, *lines = table.split("\n")
    name, _, rest = head.partition("]")
    found: dict[str, str] = {}
    for line in lines:
        key, quote, value = line.partition(' = "')
        if quote and value.endswith('"') and key.replace("-", "").isidentifier():
            text = _text(value[:-1])
        elif not line.strip() or line.startswith("#"):
            continue
        else:
            text = None
        if text is None:
            return None
        found[f"{name}.{key}"] = text
    return None if rest.strip() else found


def _text(written: str) -> str | None:
    """Resolve the escapes of a string, None when it is more than that."""
    if "\\" not in written:
        return None if '"' in written else written
    text, signs = "", iter(written)
    for sign in signs:
        if sign == '"':
            return None
        shown = _ESCAPES.get(next(signs, "")) if sign == "\\" else sign
        if shown is None:
            return None
        text += shown
    return text


def _parsed(text: str) -> dict[str, str]:
    import tomllib  # noqa: PLC0415 - see the module's first lines

    return dict(_flat(tomllib.loads(text)))


def _flat(table: dict[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        rows += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return rows
