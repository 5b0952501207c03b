"""Work in other processes: what dies, hangs or eats memory there costs only itself."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from lcreport.crew import Crew, on_this_computer
from lcreport.intake.folder import delivered, read_batch, read_delivery
from lcreport.intake.folder import lost as lost_file
from lcreport.model import State
from lcreport.settings import settings_of
from tests.crew_case import DEADLY, ENDLESS, GREEDY, TOO_MUCH, lost, several_words, slow, work

SAMPLE = Path(__file__).parent.parent / "input_samples" / "ha-long-2024-06"


def results(*batches: tuple[str, ...], jobs: int = 2, longest: float = 60) -> list[str]:
    with Crew(on_this_computer(jobs, longest)) as crew:
        return list(chain(*crew.stream(work, batches, lost)))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_batches(jobs: int) -> None:
    batches = [several_words(count) for count in (3, 1, 0, 7, 2, 5, 1, 1, 1, 4)]
    assert results(*batches, jobs=jobs) == list(chain(*batches))


def test_a_task_that_kills_its_process_costs_only_itself() -> None:
    before, after = several_words(5), several_words(9)
    done = results((*before, f"{DEADLY} 1", *after), after, (f"{DEADLY} 2",), before)
    assert done == [
        *before, f"lost {DEADLY} 1", *after, *after, f"lost {DEADLY} 2", *before,
    ]  # fmt: skip


def test_a_task_that_hangs_costs_only_itself() -> None:
    done = results((*several_words(2), ENDLESS), several_words(3), longest=1)
    assert done == [*several_words(2), f"lost {ENDLESS}", *several_words(3)]


def test_a_task_that_eats_all_memory_gets_no_more_than_there_is() -> None:
    assert results((GREEDY, *several_words(2))) == [TOO_MUCH, *several_words(2)]


def test_only_a_few_batches_are_asked_for_ahead() -> None:
    asked = 0

    def batches() -> Iterator[tuple[str, ...]]:
        nonlocal asked
        for _ in range(100):
            asked += 1
            yield several_words(1)

    with Crew(on_this_computer(2)) as crew:
        for number, _ in enumerate(crew.stream(slow, batches(), lost), 1):
            assert asked <= number + 2 * crew.team.size


def kill_workers(times: int, stop: threading.Event) -> None:
    """Kill one of this process's workers at a time, any of them."""
    chance = random.Random(3)
    while times and not stop.wait(chance.uniform(0.2, 0.6)):
        workers = [each for each in multiprocessing.active_children() if each.pid]
        if workers:
            os.kill(chance.choice(workers).pid or 0, signal.SIGKILL)
            times -= 1


def test_workers_killed_at_random_lose_no_task() -> None:
    batches = [several_words(5, f"batch {number}") for number in range(120)]
    stop = threading.Event()
    killer = threading.Thread(target=kill_workers, args=(10, stop))
    killer.start()
    try:
        with Crew(on_this_computer(2)) as crew:
            done = list(chain(*crew.stream(slow, batches, lost)))
    finally:
        stop.set()
        killer.join()
    wanted = list(chain(*batches))
    assert [each.removeprefix("lost ") for each in done] == wanted
    # Whoever is killed twice while alone looks guilty; ten kills hardly meet the same one.
    assert sum(each.startswith("lost") for each in done) <= 1


MASTER = """
import os, sys
from lcreport.crew import Crew, on_this_computer
from tests.crew_case import lost, slow
def told(batch):
    print(os.getpid(), flush=True)
    return slow(batch)
if __name__ == "__main__":
    with Crew(on_this_computer(2)) as crew:
        list(crew.stream(told, [["x"] * 20] * 100, lost))
"""


def test_workers_leave_when_their_master_is_killed(tmp_path: Path) -> None:
    (tmp_path / "master.py").write_text(MASTER, encoding="utf-8")
    place = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    run = [sys.executable, str(tmp_path / "master.py")]
    with subprocess.Popen(run, env=place, stdout=subprocess.PIPE, text=True) as master:
        assert master.stdout
        workers = {int(master.stdout.readline()) for _ in range(6)}
        master.kill()
    for _ in range(100):
        if not any(map(is_alive, workers)):
            return
        time.sleep(0.1)
    pytest.fail("a worker outlives its master")


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except FileNotFoundError:
        return False
    return state.split()[0] != "Z"


def test_the_result_of_reading_does_not_depend_on_the_number_of_processes() -> None:
    delivery = delivered(SAMPLE, (), settings_of(SAMPLE, None))
    alone = read_delivery(delivery)
    for jobs in (1, 2):
        with Crew(on_this_computer(jobs)) as crew:
            assert read_delivery(delivery, crew=crew) == alone


def test_two_thousand_files_are_all_accounted_for_when_workers_are_killed(tmp_path: Path) -> None:
    data = next((SAMPLE / "Phòng ban").glob("LĐLĐ*.xlsx")).read_bytes()
    for number in range(2000):
        place = tmp_path / f"biểu {number:04d}.xlsx"
        place.write_bytes(data)
    delivery = delivered(tmp_path, (), settings_of(SAMPLE, None))
    calm = list(chain(*map(read_batch, delivery.batches(1))))
    stop = threading.Event()
    killer = threading.Thread(target=kill_workers, args=(10, stop))
    with Crew(on_this_computer(2)) as crew:
        killer.start()
        done = list(chain(*crew.stream(read_batch, delivery.batches(2), lost_file)))
    stop.set()
    killer.join()
    assert [each.file for each in done] == [each.file for each in calm]
    assert len(done) == 2000
    others = [one for one, other in zip(done, calm, strict=True) if one != other]
    assert len(others) <= 1
    assert all(each.state is State.UNREADABLE for each in others)


def test_a_file_that_no_process_survives_is_told_as_damaged() -> None:
    delivery = delivered(SAMPLE, (), settings_of(SAMPLE, None))
    task = next(iter(delivery.batches(1)))[0]
    told = lost_file(task)
    assert told.state is State.UNREADABLE
    assert [each.code for each in told.problems] == ["T03"]
    assert (
        told.sha256
        == next(each for each in read_delivery(delivery) if each.file == told.file).sha256
    )
