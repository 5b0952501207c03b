import pickle
from pathlib import Path

import pytest

from lcreport.model import Result
from lcreport.papers.file_names import RETURNED
from lcreport.pipeline import run
from lcreport.resources import samples
from lcreport.writers import USUAL, Wishes, report_writers

FOLDER = samples() / "ha-long-2024-06"


@pytest.fixture(scope="module")
def result() -> Result:
    return run(FOLDER, FOLDER / "output")


def test_every_writer_can_be_sent_to_another_process(result: Result) -> None:
    writers = report_writers(result, FOLDER, USUAL)

    for name, write in writers.items():
        assert pickle.loads(pickle.dumps(write)).func is write.func, name  # noqa: S301 - ours


def test_a_writer_that_was_sent_writes_the_same_paper(result: Result, tmp_path: Path) -> None:
    here, there = tmp_path / "a", tmp_path / "b"
    writers = report_writers(result, FOLDER, Wishes(all_copies=False))
    for folder, sent in ((here, False), (there, True)):
        folder.mkdir()
        for name, write in writers.items():
            (pickle.loads(pickle.dumps(write)) if sent else write)(folder / name)  # noqa: S301 - ours

    papers = [path.relative_to(here) for path in sorted(here.rglob("*")) if path.is_file()]
    assert len(papers) > len(writers)
    for paper in papers:
        assert (here / paper).read_bytes() == (there / paper).read_bytes(), paper


def test_a_unit_gets_its_file_back_where_there_is_something_to_say_or_when_wished(
    result: Result, tmp_path: Path
) -> None:
    usual, every = tmp_path / "usual", tmp_path / "every"
    report_writers(result, FOLDER, USUAL)[RETURNED](usual)
    report_writers(result, FOLDER, Wishes(all_copies=True))[RETURNED](every)

    heard = {each.unit for each in result.returns if each.unit}
    copies = {path.stem for path in every.iterdir()}
    assert copies == heard
    assert {path.stem for path in usual.iterdir()} < copies
