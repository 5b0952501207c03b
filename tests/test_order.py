"""The order of files and of rows never changes a result."""

import random
from dataclasses import replace

import pytest

from lcreport.intake.copies import settle
from lcreport.intake.folder import read_folder
from lcreport.pipeline import conclude
from lcreport.resources import samples
from lcreport.settings import settings_of


@pytest.mark.parametrize("sample", ["ha-long-2024-06", "uong-bi-2025"])
@pytest.mark.parametrize("seed", range(5))
def test_files_and_rows_in_any_order_give_the_same_verdicts_and_problems(
    sample: str, seed: int
) -> None:
    folder = samples() / sample
    settings = settings_of(folder)
    returns = read_folder(folder, (), settings)
    mixed = [
        replace(each, answers=tuple(random.Random(seed).sample(each.answers, len(each.answers))))
        for each in returns
    ]
    random.Random(seed).shuffle(mixed)
    one, other = conclude(settings, returns), conclude(settings, settle(mixed, settings))
    plain = [(v.status, v.basis, v.reasons, v.fingerprint, v.figure.text) for v in one.verdicts]
    assert plain == [
        (v.status, v.basis, v.reasons, v.fingerprint, v.figure.text) for v in other.verdicts
    ]
    codes = sorted((p.code, p.file or "", p.cell or "", p.message) for p in one.problems)
    assert codes == sorted((p.code, p.file or "", p.cell or "", p.message) for p in other.problems)
