"""The house itself: floors, wording, sizes."""

import ast
import re
from pathlib import Path

import pytest

import lcreport
from lcreport.problems import SEVERITY, Flaw, problem
from lcreport.wording import has

HOUSE = Path(lcreport.__file__).parent
ROOMS = sorted(path for path in HOUSE.rglob("*.py") if "_data" not in path.parts)

# What a floor keeps to itself: module → the folders or files (relative to the house) it may be in.
FLOORS = {
    "smtplib": ("outbox",),
    "imaplib": ("outbox",),
    "zipfile": ("intake", "papers"),
    "xml": ("intake", "papers"),
    "xlrd": ("intake",),
    "openpyxl": ("papers",),
    "docx": ("papers",),
    "docxtpl": ("papers",),
    "rich": ("cli/screen.py",),
    "multiprocessing": ("crew.py",),
    "concurrent": ("crew.py",),
    "faulthandler": ("watchdog.py",),
    "distributed": ("cluster.py",),
    "pandas": ("frame.py", "combine.py", "papers"),
}
PURE = (
    *("frame.py", "panel.py", "combine.py", "weighing.py", "joining.py", "evaluate.py"),
    *("reasons.py", "coverage.py", "quantity.py", "vietnamese.py", "explain.py"),
    *(
        f"rollup/{name}.py"
        for name in ("level", "answers", "tallies", "telling", "remarks", "register")
    ),
)
WORLD = {"os", "pathlib", "io", "shutil", "tempfile", "time", "socket", "urllib", "subprocess"}


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def inside(path: Path, places: tuple[str, ...]) -> bool:
    relative = path.relative_to(HOUSE).as_posix()
    return any(relative == place or relative.startswith(f"{place}/") for place in places)


@pytest.mark.parametrize("module", FLOORS)
def test_a_library_stays_on_its_floor(module: str) -> None:
    users = [path for path in ROOMS if any(n.split(".")[0] == module for n in imports(path))]
    strays = [path.name for path in users if not inside(path, FLOORS[module])]
    assert strays == []


@pytest.mark.parametrize("name", PURE)
def test_the_middle_knows_no_files_no_clock_and_no_network(name: str) -> None:
    used = imports(HOUSE / name)
    assert {each.split(".")[0] for each in used} & WORLD == set()
    assert not any(each.startswith(("lcreport.intake", "lcreport.papers")) for each in used)


def test_only_the_screen_prints_and_only_the_entry_exits() -> None:
    for path in ROOMS:
        text = path.read_text(encoding="utf-8")
        if path.relative_to(HOUSE).as_posix() != "cli/screen.py":
            assert not re.search(r"^\s*print\(", text, re.MULTILINE), path
        if path.relative_to(HOUSE).as_posix() != "cli/__init__.py":
            assert "sys.exit" not in text, path


def test_no_function_is_over_forty_lines_and_no_file_over_three_hundred() -> None:
    long: list[str] = []
    for path in ROOMS:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 300:
            long.append(path.name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > 40:
                    long.append(f"{path.name}:{node.name}")
    assert long == []


@pytest.mark.parametrize("code", SEVERITY)
def test_every_code_is_worded_with_what_is_wrong_and_how_to_mend(code: str) -> None:
    worded = problem(Flaw(code, "một điều", "điều khác"), indicator=12)
    assert worded.message.endswith(".")
    assert worded.advice.endswith(".")


def test_every_sentence_that_the_program_says_stands_in_the_catalogue() -> None:
    missing = [
        f"{path.name}: {key}"
        for path in ROOMS
        for key in re.findall(r'\bsay\(\s*"([^"]+)"', path.read_text(encoding="utf-8"))
        if not has(key)
    ]
    assert missing == []
