# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One list of work for several processes: the one that asks, and others forked from it, so that what they read is never sent.

Each takes the next task from a pipe of numbers when it is done with one, so none waits while there is something to do. The asking
process works too: one process less holds copies of what all read.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, TypeVar

from verkstad.edition import lock

Task = TypeVar("Task")
Result = TypeVar("Result")

MOST_TASKS = 10_000
"""So many numbers fit in a pipe at once, on any system that we know (16,384 on Linux)."""

_NUMBER = 4
"""Bytes: what is written and read at once is never cut."""


class ProcessEnded(Exception):
    """A process at work ended before its work did. Carries a sentence."""


def at_once() -> bool:
    return True


def do_together(
    tasks: Sequence[Task],
    do: Callable[[Task], Result],
    *,
    others: int,
    meanwhile: Callable[[], None],
    may_start: Callable[[], bool] = at_once,
) -> Iterator[Result]:
    """Do all tasks in this process and ``others``; what comes of them comes in any order.

    The last of the others starts only when ``may_start`` says so: when something else no longer needs its core and its memory.
    ``meanwhile`` is called here once those that may are at work. What a task raises is raised here; raises ProcessEnded when
    another process is killed. However this ends, so do the others.
    """
    if len(tasks) > MOST_TASKS:
        raise ValueError(f"{len(tasks)} tasks: make them larger, so that they are {MOST_TASKS} at most")
    came: SimpleQueue[Any] = SimpleQueue()
    with contextlib.ExitStack() as left:
        numbers = _numbers(len(tasks))
        left.callback(os.close, numbers)
        left.enter_context(_frozen())
        at_work = 0

        def start() -> None:
            nonlocal at_work, others
            while others > 1 or (others == 1 and may_start()):
                left.enter_context(_another(tasks, do, numbers, came))
                at_work, others = at_work + 1, others - 1

        start()
        meanwhile()
        while (number := os.read(numbers, _NUMBER)) != b"":
            start()
            yield do(tasks[int.from_bytes(number)])
            while not came.empty():
                if (result := came.get()) is None:
                    at_work -= 1
                else:
                    yield _opened(result)
        while at_work:
            if (result := came.get()) is None:
                at_work -= 1
            else:
                yield _opened(result)


def _numbers(count: int) -> int:
    """The end to read of a pipe that holds the numbers of all tasks, and then ends."""
    read, write = os.pipe()
    os.write(write, b"".join(number.to_bytes(_NUMBER) for number in range(count)))
    os.close(write)
    return read


@contextlib.contextmanager
def _frozen() -> Iterator[None]:
    """Garbage is looked for among what is made from here on: looking at all else would have each process copy it."""
    was_on = gc.isenabled()
    gc.freeze()  # without looking first: that would write to every object, and so copy it in a process forked before
    gc.enable()  # templates leave cycles, and there are thousands of pages
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()


@contextlib.contextmanager
def _another(
    tasks: Sequence[Task], do: Callable[[Task], Result], numbers: int, came: SimpleQueue[Any]
) -> Iterator[None]:
    """Another process at work. What it makes comes as bytes, or an exception; None when no more comes."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(os.getpid(), tasks, do, numbers, here, there), daemon=True)
    process.start()
    there.close()

    def listen() -> None:
        # A pipe holds little: unless somebody reads, the other would stand still while this process is at a task of its own.
        try:
            while (result := here.recv_bytes()) != b"":
                came.put(result)
        except (EOFError, OSError):
            process.join()
            came.put(ProcessEnded(_why(process.exitcode)))
        came.put(None)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()
        listener.join()
        here.close()


def _work(
    parent: int,
    tasks: Sequence[Task],
    do: Callable[[Task], Result],
    numbers: int,
    here: Connection,
    there: Connection,
) -> None:
    lock.leave_to_parent()
    here.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the asking process ends the others itself,
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # by this signal, whatever it does about it on its own behalf
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        while (number := os.read(numbers, _NUMBER)) != b"":
            there.send_bytes(pickle.dumps(do(tasks[int.from_bytes(number)]), pickle.HIGHEST_PROTOCOL))
        there.send_bytes(b"")
    except Exception as failure:
        there.send_bytes(pickle.dumps(_Failed(failure)))
        there.send_bytes(b"")
    finally:
        # Not to be let go of by the interpreter: what was inherited, such as an open database, is the asking process's.
        os._exit(0)


class _Failed:
    """What a task raised in another process, with where it did."""

    def __init__(self, failure: Exception) -> None:
        self.where = "".join(traceback.format_exception(failure))
        try:
            pickle.loads(pickle.dumps(failure))  # noqa: S301  (what was packed the moment before)
            self.failure = failure
        except Exception:  # not every exception can be sent
            self.failure = RuntimeError(f"{type(failure).__name__}: {failure}")


def _opened(result: Any) -> Any:
    if isinstance(result, ProcessEnded):
        raise result
    made = pickle.loads(result)  # noqa: S301  (from a process of our own)
    if isinstance(made, _Failed):
        made.failure.add_note(made.where)
        raise made.failure
    return made


def _end_with(parent: int) -> None:
    """End when the asking process is killed: nobody would tell."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _why(code: int | None) -> str:
    how = f"was ended by {signal.Signals(-code).name}" if code is not None and code < 0 else f"ended with {code}"
    return f"a process that made pages {how} before it was done: is there memory enough? (journalctl -k tells)"
