"""Templates and samples are found in a checkout and in an installed copy."""

import shutil
import subprocess
import sys
import venv
from importlib.util import find_spec
from pathlib import Path

import lcreport
from lcreport.resources import samples, templates

TOP = Path(lcreport.__file__).resolve().parent.parent

ASK = """
from lcreport.criteria import builtin, builtin_ids
from lcreport.resources import samples, templates
print(templates().relative_to(samples().parent))
print(samples().parent.name, samples().is_dir())
print(*(len(builtin(each).indicators) for each in builtin_ids()))
"""


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_checkout_has_them_at_its_top() -> None:
    assert templates() == TOP / "templates"
    assert samples() == TOP / "input_samples"


def test_an_installed_wheel_has_them_inside_itself(tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
    # Without a network the wheel is still built, where the build program is already there.
    alone = ("--no-build-isolation",) if find_spec("hatchling") else ()
    run(*pip, "wheel", "--no-deps", *alone, "-w", tmp_path, TOP, folder=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=False)
    (python,) = (p for p in (tmp_path / "venv").glob("*/python*") if p.stem == "python")
    run(*pip, "--python", python, "install", "--no-deps", "--no-index", wheel, folder=tmp_path)
    told = run(python, "-I", "-c", ASK, folder=tmp_path).splitlines()
    assert told == ["templates", "_data True", "57"]


def test_a_copy_without_its_templates_says_so(tmp_path: Path) -> None:
    shutil.copytree(TOP / "lcreport", tmp_path / "lcreport")
    (tmp_path / "templates").mkdir()
    ask = "from lcreport.resources import templates; templates()"
    told = subprocess.run(
        (sys.executable, "-c", ask), cwd=tmp_path, capture_output=True, check=False
    )
    assert "Bản cài đặt thiếu thư mục “templates”" in told.stderr.decode()
