# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several processes at one list of work: all of it is done once, and whoever is in trouble is heard of."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from verkstad.edition.together import MOST_TASKS, ProcessEnded, do_together


def nothing() -> None:
    pass


def test_every_task_is_done_once_and_all_take_part() -> None:
    def square(number: int) -> tuple[int, int]:
        time.sleep(0.002)
        return number * number, os.getpid()

    done = list(do_together(range(200), square, others=2, meanwhile=nothing))

    assert sorted(result for result, _ in done) == [number * number for number in range(200)]
    assert len({process for _, process in done}) == 3
    assert os.getpid() in {process for _, process in done}


def test_the_others_are_at_work_meanwhile_and_what_they_made_is_not_lost(tmp_path: Path) -> None:
    def leave_word(number: int) -> bytes:
        (tmp_path / str(number)).touch()
        return b"x" * 200_000  # more than a pipe holds

    def wait_for_them() -> None:
        until = time.monotonic() + 30
        while len(list(tmp_path.iterdir())) < 20 and time.monotonic() < until:
            time.sleep(0.01)

    done = list(do_together(range(20), leave_word, others=1, meanwhile=wait_for_them))

    assert len(done) == 20


@pytest.mark.parametrize("where", ["here", "there"])
def test_what_a_task_raises_is_raised_as_what_it_is(where: str) -> None:
    asking = os.getpid()

    def fail(number: int) -> int:
        if (os.getpid() == asking) == (where == "here"):
            raise OSError(28, "No space left on device", "/srv/blobs")
        time.sleep(0.01)
        return number

    with pytest.raises(OSError, match="No space left") as failure:
        list(do_together(range(50), fail, others=1, meanwhile=nothing))

    assert failure.value.errno == 28
    assert not multiprocessing.active_children()


def test_what_cannot_be_sent_is_told_in_words() -> None:
    asking = os.getpid()

    class Odd(Exception):
        pass

    def fail(number: int) -> int:
        if os.getpid() != asking:
            raise Odd("the page is odd")
        time.sleep(0.01)
        return number

    with pytest.raises(RuntimeError, match="Odd: the page is odd"):
        list(do_together(range(50), fail, others=1, meanwhile=nothing))


def test_a_process_that_is_killed_is_told_and_nothing_waits_for_it() -> None:
    asking = os.getpid()

    def die(number: int) -> int:
        if os.getpid() != asking:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.01)
        return number

    with pytest.raises(ProcessEnded, match=r"ended by SIGKILL.*memory"):
        list(do_together(range(50), die, others=1, meanwhile=nothing))


def test_who_stops_asking_leaves_no_process_behind() -> None:
    working = do_together(range(1000), lambda number: time.sleep(0.01), others=2, meanwhile=nothing)
    next(working)
    assert len(multiprocessing.active_children()) == 2

    working.close()  # type: ignore[attr-defined]

    assert not multiprocessing.active_children()


def test_the_last_of_the_others_starts_when_it_may() -> None:
    asked = []

    def later() -> bool:
        asked.append(len(multiprocessing.active_children()))
        return len(asked) > 5

    def where(number: int) -> int:
        time.sleep(0.02)
        return os.getpid()

    done = list(do_together(range(60), where, others=2, meanwhile=nothing, may_start=later))

    assert asked == [1] * 6
    assert len(done) == 60
    assert len(set(done)) == 3


def test_whoever_may_never_start_is_not_waited_for() -> None:
    done = list(do_together(range(5), abs, others=1, meanwhile=nothing, may_start=lambda: False))

    assert done == [0, 1, 2, 3, 4]


def test_the_collector_is_left_as_it_was() -> None:
    frozen = gc.get_freeze_count()
    gc.disable()
    try:
        list(do_together(range(10), abs, others=1, meanwhile=nothing))
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert gc.get_freeze_count() <= frozen


def test_more_tasks_than_can_be_numbered_are_refused() -> None:
    with pytest.raises(ValueError, match="make them larger"):
        list(do_together(range(MOST_TASKS + 1), abs, others=1, meanwhile=nothing))

    assert len(list(do_together(range(MOST_TASKS), abs, others=1, meanwhile=nothing))) == MOST_TASKS
