"""Forms made, filled by a program, some saved again by LibreOffice, renamed at random, put back."""

import json
import random
import shutil
import subprocess
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from lcreport.cli import main
from lcreport.resources import samples
from tests.forms_case import Expected, fill, make_forms, of_answer, sample_settings

SAVED_AGAIN = ("p-ldtbxh", "p-tnmt", "p-gddt", "ban-atgt")


def back(name: str, place: Path, again: str | None) -> tuple[dict[str, list[Expected]], Any]:
    """Give what every unit answered and what `check` says of the folder of its renamed files."""
    settings, chance = sample_settings(name), random.Random(name)
    forms, filled, folder = make_forms(name, place / "out"), place / "filled", place / "ky"
    filled.mkdir()
    folder.mkdir()
    answered = {
        form.stem: fill(form, filled / form.name, settings, chance)
        for form in sorted(forms.glob("*.xlsx"))
    }
    if again:
        save_again(again, filled, place)
    numbers = list(range(len(answered)))
    chance.shuffle(numbers)
    for number, unit in zip(numbers, answered, strict=True):
        (filled / f"{unit}.xlsx").rename(folder / f"{number:08x}.xlsx")
    shutil.copy(samples() / name / "cai-dat.xlsx", folder)
    shown = StringIO()
    with redirect_stdout(shown):
        main(["check", str(folder), "--json"])
    return answered, json.loads(shown.getvalue())


def save_again(soffice: str, filled: Path, place: Path) -> None:
    """Let LibreOffice open some of the files and save them, as an office without Excel does."""
    files = [str(path) for unit in SAVED_AGAIN if (path := filled / f"{unit}.xlsx").is_file()]
    profile = f"-env:UserInstallation=file://{place}/profile"
    target = place / "again"
    order = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target)]
    subprocess.run([*order, *files], check=True, capture_output=True, timeout=180)
    for path in target.iterdir():
        path.replace(filled / path.name)


def compare(answered: dict[str, list[Expected]], told: Any) -> None:  # noqa: ANN401 - JSON
    assert told["problems"] == []
    assert sorted(each["unit"] for each in told["returns"]) == sorted(answered)
    assert {each["identified_by"] for each in told["returns"]} == {"form_id"}
    for unit, expected in answered.items():
        found = [of_answer(each) for each in told["answers"] if each["unit"] == unit]
        assert found == expected, unit


@pytest.mark.parametrize("name", ["ha-long-2024-06", "uong-bi-2025"])
def test_every_answer_comes_back_exactly_whatever_the_file_is_called(
    name: str, tmp_path: Path
) -> None:
    compare(*back(name, tmp_path, None))


def test_forms_saved_again_by_libreoffice_say_the_same(soffice: str, tmp_path: Path) -> None:
    answered, told = back("ha-long-2024-06", tmp_path, soffice)
    compare(answered, told)
    assert set(SAVED_AGAIN) <= set(answered)
