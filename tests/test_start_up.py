"""Commands load no more than they need: the help is there at once, a check soon."""

import json
import runpy
import subprocess
import sys
import tomllib
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from lcreport.cli.parser import COMMANDS, KINDS
from lcreport.outbox.purposes import Purpose
from lcreport.wording import LANGUAGES, sentences
from lcreport.wording.catalogue import Catalogue

WORDING = Path(__file__).parent.parent / "lcreport" / "wording"
SAMPLE = Path(__file__).parent.parent / "input_samples" / "ha-long-2024-06"
RUN_AND_TELL = """
import json, sys
from lcreport.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded(*words: str) -> set[str]:
    """Give the packages that a command has loaded when it is done."""
    run = [sys.executable, "-c", RUN_AND_TELL, *words]
    done = subprocess.run(run, capture_output=True, text=True, check=True, encoding="utf-8")
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_help_loads_nothing_that_takes_longer_than_the_help() -> None:
    for words in (("--help",), ("report", "--help"), ("--version",)):
        assert loaded(*words) & {
            "typing", "dataclasses", "pathlib", "tomllib", "rich", "pandas", "openpyxl", "docx",
        } == set()  # fmt: skip


def test_a_check_of_one_file_never_loads_pandas_docx_or_rich() -> None:
    file = next((SAMPLE / "Phòng ban").glob("*.xlsx"))
    heavy = {"pandas", "numpy", "docx", "docxtpl", "rich", "openpyxl", "jinja2", "lxml",
             "multiprocessing", "xlrd", "distributed"}  # fmt: skip
    assert loaded("check", str(file)) & heavy == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_all_its_arguments(command: str) -> None:
    run = [sys.executable, "-m", "lcreport", command, "--help"]
    done = subprocess.run(run, capture_output=True, text=True, check=True, encoding="utf-8")
    for flags, _ in COMMANDS[command]:
        assert not flags[0].startswith("-") or flags[0] in done.stdout


def test_the_kinds_of_mail_are_those_that_the_outbox_knows() -> None:
    assert tuple(Purpose) == KINDS


def flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    rows: dict[str, str] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        rows |= flat(value, f"{name}.") if isinstance(value, dict) else {name: str(value)}
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_reads_as_toml_reads_it(language: str) -> None:
    text = (WORDING / f"{language}.toml").read_text(encoding="utf-8")
    assert sentences(language) == flat(tomllib.loads(text))
    assert Catalogue(text).whole() == flat(tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        '[a]\nb = "c"\n[a.d]\n"e f" = "g"\n[h]\ni = "k"',
        '[a]\nb = """dòng 1\ndòng 2"""\n[a.c]\nd = "e"',
        '[a]\nb = "\\u00e1 \\"x\\" \\\\ \\n"\nc = \'d\'\ne = 12',
        '[a] # lời dẫn\nb = "c" # lời dẫn\n\n# [x]\n[b]\nc = "[d]"',
        '[a]\nb = "c\\td"\nlist = ["x", "y"]',
    ],
)
def test_any_lawful_catalogue_reads_as_toml_reads_it(text: str) -> None:
    wanted = flat(tomllib.loads(text))
    found = Catalogue(text)
    assert {key: found[key] for key in wanted} == wanted
    with pytest.raises(KeyError):
        found["a.không có"]


def test_an_installation_from_a_checkout_compiles_the_program_and_a_wheel_does_not(
    tmp_path: Path,
) -> None:
    hook = runpy.run_path(str(WORDING.parents[1] / "hatch_build.py"))["CompiledCheckout"]
    module = tmp_path / "lcreport" / "module.py"
    module.parent.mkdir()
    module.write_text("value = 1", encoding="utf-8")
    compiled = hook(str(tmp_path), {}, None, None, str(tmp_path), "wheel")
    compiled.initialize("standard", {})
    assert not Path(cache_from_source(str(module))).exists()
    compiled.initialize("editable", {})
    assert Path(cache_from_source(str(module))).is_file()
