import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

import pytest

from lcreport.papers import kept_code as module
from lcreport.papers.kept_code import kept_code

Compile = Callable[[], CodeType]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which compiled templates are kept, empty."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(module, "__file__", str(tmp_path / "kept_code.py"))
    return tmp_path / "__pycache__"


def compiled(value: int) -> Compile:
    return lambda: compile(f"found = {value}", "template", "exec")


def value_of(code: CodeType) -> object:
    scope: dict[str, object] = {}
    exec(code, scope)  # noqa: S102 - made above
    return scope["found"]


@pytest.mark.usefixtures("place")
def test_a_template_is_compiled_once() -> None:
    assert value_of(kept_code("{{ a }}", compiled(1))) == 1
    assert value_of(kept_code("{{ a }}", compiled(2))) == 1


@pytest.mark.usefixtures("place")
def test_another_text_or_another_setting_is_compiled_anew() -> None:
    kept_code("{{ a }}", compiled(1), "escaped")

    assert value_of(kept_code("{{ b }}", compiled(2), "escaped")) == 2
    assert value_of(kept_code("{{ a }}", compiled(3), "plain")) == 3


@pytest.mark.parametrize("damage", [b"", b"\x00", b"not code", b"i\x01\x00\x00\x00"])
def test_a_damaged_file_is_compiled_anew(place: Path, damage: bytes) -> None:
    kept_code("{{ a }}", compiled(1))
    (kept,) = place.iterdir()
    kept.write_bytes(damage)

    assert value_of(kept_code("{{ a }}", compiled(2))) == 2
    assert value_of(kept_code("{{ a }}", compiled(3))) == 2


def test_no_more_than_some_are_kept(place: Path) -> None:
    for number in range(70):
        kept_code(f"{{{{ {number} }}}}", compiled(number))

    assert len(list(place.iterdir())) == 64


def test_a_folder_that_nobody_may_write_into_is_no_fault(place: Path) -> None:
    place.write_text("a file stands in the way", "utf-8")

    assert value_of(kept_code("{{ a }}", compiled(1))) == 1
