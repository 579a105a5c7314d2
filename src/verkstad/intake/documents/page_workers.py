# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages shared out to forked processes: one that dies or hangs on a page costs that page, and another takes the rest."""

from __future__ import annotations

import json
import os
import selectors
import signal
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import Enum
from typing import Any, NamedTuple

from verkstad.intake.apart.own_process import limit_memory

_NUMBER = 4
"""Bytes of a page's number on its way to a process."""
_LOST_AT_MOST = 10
"""Processes that may be lost before the rest of the pages is given up."""
_READ = 1 << 16

Work = Callable[[int], Iterable[Any]]
"""From the number of a page to what is found on it, piece by piece, each of which JSON can carry."""
Begin = Callable[[], Work]
"""Called once in each process, since PDFium's open files are not shared."""


class Ended(Enum):
    """How work on a page ended, where it did not bring its process down."""

    DONE = "done"
    HUNG = "hung"


class _Worker(NamedTuple):
    pid: int
    answers: int
    state: dict[str, Any]
    """``unread`` bytes, the ``page`` it is at, and since when (``since``)."""


def share_out(
    numbers: Sequence[int], begin: Begin, *, processes: int, memory: int, page_seconds: float
) -> Iterator[tuple[int, Any]]:
    """(page, what was found) as it is found, in any order, and last of each page how it ended.

    A page on which a process stays for longer than ``page_seconds`` HUNG; one that brings its process down has no end.
    ``memory`` is what each process may take beyond what it shares with this one, in bytes. The calling process must have
    one thread only. Without ``processes`` the work is done here, unlimited.
    """
    if not processes:
        work = begin()
        for number in numbers:
            yield from ((number, found) for found in work(number))
            yield number, Ended.DONE
        return
    waiting, give = os.pipe()
    # All of them fit into the pipe (64 kB), so that whoever is free takes the next without anybody handing it out.
    with os.fdopen(give, "wb") as queue:
        for number in numbers:
            queue.write(number.to_bytes(_NUMBER, "big"))
    lost = 0
    with selectors.DefaultSelector() as selector:
        workers: list[_Worker] = []

        def start() -> None:
            worker = _fork(waiting, begin, memory, [other.answers for other in workers])
            workers.append(worker)
            selector.register(worker.answers, selectors.EVENT_READ, worker)

        try:
            for _ in range(min(processes, len(numbers))):
                start()
            while workers:
                ready = [key.data for key, _ in selector.select(timeout=0.5)]
                for worker in ready:
                    if content := os.read(worker.answers, _READ):
                        yield from _messages(worker, content)
                        continue
                    selector.unregister(worker.answers)
                    workers.remove(worker)
                    if _ended(worker) != 0 and (lost := lost + 1) <= _LOST_AT_MOST:
                        start()
                for worker in workers:
                    if worker.state["page"] and time.monotonic() - worker.state["since"] > page_seconds:
                        os.kill(worker.pid, signal.SIGKILL)  # its end is then read as that of one that died
                        yield worker.state["page"], Ended.HUNG
                        worker.state["page"] = 0
        finally:
            os.close(waiting)
            for worker in workers:
                with suppress(ProcessLookupError):
                    os.kill(worker.pid, signal.SIGKILL)
                _ended(worker)


def _messages(worker: _Worker, content: bytes) -> Generator[tuple[int, Any], None, None]:
    *lines, unread = (worker.state["unread"] + content).split(b"\n")
    worker.state["unread"] = unread
    for line in lines:
        kind, number, found = json.loads(line)
        match kind:
            case "begin":
                worker.state.update(page=number, since=time.monotonic())
            case "end":
                worker.state["page"] = 0
                yield number, Ended.DONE
            case _:
                yield number, found


def _ended(worker: _Worker) -> int:
    os.close(worker.answers)
    return os.waitpid(worker.pid, 0)[1]


def _fork(waiting: int, begin: Begin, memory: int, others: Iterable[int]) -> _Worker:
    answers, say = os.pipe()
    pid = os.fork()
    if pid:
        os.close(say)
        return _Worker(pid, answers, {"unread": b"", "page": 0, "since": time.monotonic()})
    status = 1
    try:
        os.close(answers)
        for other in others:
            os.close(other)
        limit_memory(memory)
        _work(waiting, say, begin())
        status = 0
    finally:
        # Without what Python does at its end: the files and buffers are those of the process it was forked from.
        os._exit(status)


def _work(waiting: int, say: int, work: Work) -> None:
    def tell(kind: str, number: int, found: Any) -> None:
        left = memoryview(json.dumps([kind, number, found]).encode() + b"\n")
        while left:
            left = left[os.write(say, left) :]

    while taken := os.read(waiting, _NUMBER):
        number = int.from_bytes(taken, "big")
        tell("begin", number, None)
        for found in work(number):
            tell("found", number, found)
        tell("end", number, None)
