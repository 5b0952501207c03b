"""Reading on a real Dask cluster: a scheduler and two workers over TCP, one of them killed."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest

from lcreport.cli import main
from lcreport.cluster import cluster
from lcreport.crew import Crew
from lcreport.errors import UsageError
from lcreport.intake.folder import delivered, lost, read_batch
from lcreport.settings import settings_of
from tests.crew_case import several_words, slow

SAMPLE = Path(__file__).parent.parent / "input_samples" / "ha-long-2024-06"
SECONDS = 60


@dataclass
class Machines:
    """A scheduler with its workers, all processes of their own."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]"


def _scheduler(folder: Path) -> tuple["subprocess.Popen[bytes]", str]:
    place = folder / "scheduler.json"
    command = [
        sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
        "--port", "0", "--no-dashboard", "--scheduler-file", str(place),
    ]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder)
    for _ in range(SECONDS * 10):
        if place.exists() and (text := place.read_text(encoding="utf-8")):
            return process, str(json.loads(text)["address"])
        time.sleep(0.1)
    process.kill()
    pytest.fail("the scheduler did not start")


def _worker(address: str, folder: Path) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1",
        "--no-dashboard", "--no-nanny", "--local-directory", str(folder),
    ]  # fmt: skip
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=folder)


@pytest.fixture
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    folder = tmp_path_factory.mktemp("cluster")
    scheduler, address = _scheduler(folder)
    workers = [_worker(address, folder) for _ in range(2)]
    try:
        yield Machines(address, scheduler, workers)
    finally:
        for each in (*workers, scheduler):
            each.kill()
            each.wait()


def test_a_cluster_gives_the_same_result_as_one_process_and_as_two(
    machines: Machines, tmp_path: Path
) -> None:
    ways = {"một": ("-j", "1"), "hai": ("-j", "2"), "cụm": ("-j", "1", "--dask", machines.address)}
    for name, words in ways.items():
        assert main(["report", str(SAMPLE), "-q", "-o", str(tmp_path / name), *words]) == 1
    results = {(tmp_path / name / "ket-qua.json").read_bytes() for name in ways}
    assert len(results) == 1


def test_a_worker_killed_in_the_middle_loses_nothing(machines: Machines) -> None:
    batches = [several_words(3, f"lô {number}") for number in range(40)]
    with cluster(machines.address) as team, Crew(team) as crew:
        timer = threading.Timer(0.6, lambda: os.kill(machines.workers[0].pid, signal.SIGKILL))
        timer.start()
        done = [
            each
            for batch in crew.stream(slow, batches, lambda task: f"lost {task}")
            for each in batch
        ]
    assert machines.workers[0].wait(SECONDS) == -signal.SIGKILL
    assert done == [task for batch in batches for task in batch]


def test_files_travel_as_bytes_to_workers_that_cannot_see_them(machines: Machines) -> None:
    delivery = delivered(SAMPLE, (), settings_of(SAMPLE, None))
    batches = list(delivery.batches(2))
    assert all(isinstance(arrival.data, bytes) for batch in batches for arrival, _ in batch)  # type: ignore[union-attr] # all of the sample can be loaded
    with cluster(machines.address) as team, Crew(team) as crew:
        far = list(chain(*crew.stream(read_batch, batches, lost)))
    assert far == list(chain(*map(read_batch, batches)))


def test_nobody_at_the_address_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lcreport.cluster._ANSWER", 1)
    assert main(["report", str(SAMPLE), "--dask", "127.0.0.1:1", "-q"]) == 2
    assert re.search(r"Không kết nối được .* 127\.0\.0\.1:1", capsys.readouterr().err)


def test_a_scheduler_without_workers_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lcreport.cluster._ARRIVAL", 1)
    scheduler, address = _scheduler(tmp_path)
    try:
        with pytest.raises(UsageError, match="không có máy đọc nào"), cluster(address):
            pass
    finally:
        scheduler.kill()
        scheduler.wait()
