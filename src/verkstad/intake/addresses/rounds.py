# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many addresses, hosts side by side and the addresses of each one after the other, with a pause between any two questions to it."""

from __future__ import annotations

import queue
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from urllib.parse import urlsplit

from verkstad.archive.choices import AddressResult
from verkstad.intake.addresses.asking import SECONDS, Outcome, ask_address
from verkstad.intake.addresses.guard import Guard

HOSTS_AT_ONCE = 4
GIVEN_UP_AFTER = 2
"""Failures of a host itself, in a row, after which its other addresses are taken to fail likewise."""
_TOO_MANY = frozenset({429, 503})
_NAP = 0.1


class Manners(NamedTuple):
    """How one behaves: who one says one is, and how long one waits before asking the same host again."""

    agent: str
    pause_seconds: float = 2.0
    seconds: float = SECONDS
    """For one question."""


class _Left(Exception):
    """Told to stop."""


class _Turns:
    """One question at a time to each host, whichever thread asks: a redirect may lead to a host that another is busy with."""

    def __init__(self, pause_seconds: float, is_to_stop: Callable[[], bool]) -> None:
        self._pause = pause_seconds
        self._is_to_stop = is_to_stop
        self._free_from: dict[str, float] = defaultdict(float)
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Take the next turn at a host, and wait for it. Raises _Left."""
        with self._lock:
            at = max(time.monotonic(), self._free_from[host])
            self._free_from[host] = at + self._pause
        while (left := at - time.monotonic()) > 0 or self._is_to_stop():
            if self._is_to_stop():
                raise _Left
            time.sleep(min(left, _NAP))


def ask_round(
    urls: Sequence[str], *, guard: Guard, manners: Manners, is_to_stop: Callable[[], bool] = lambda: False
) -> Iterator[tuple[str, Outcome]]:
    """Each address with what came of it, as it comes; not in order. Those of a host that asks to be left alone are left out.

    Ends early when told to stop, or when nobody listens any more.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[_host(url)].append(url)
    found: queue.SimpleQueue[tuple[str, Outcome] | None] = queue.SimpleQueue()
    is_left = threading.Event()
    turns = _Turns(manners.pause_seconds, lambda: is_left.is_set() or is_to_stop())

    def ask_host(theirs: list[str]) -> None:
        try:
            for pair in _of_host(theirs, guard, manners, turns):
                found.put(pair)
        except _Left:
            pass
        finally:
            found.put(None)

    with ThreadPoolExecutor(max_workers=HOSTS_AT_ONCE, thread_name_prefix="addresses") as threads:
        # The host with most addresses first, as it takes longest.
        asked = [threads.submit(ask_host, theirs) for theirs in sorted(by_host.values(), key=len, reverse=True)]
        try:
            for _host_done in by_host:
                while (pair := found.get()) is not None:
                    yield pair
            for one in asked:
                one.result()  # a fault of ours is not to vanish in its thread
        finally:
            is_left.set()


def _of_host(urls: list[str], guard: Guard, manners: Manners, turns: _Turns) -> Iterator[tuple[str, Outcome]]:
    failed = 0
    for number, url in enumerate(urls):
        outcome = ask_address(url, guard=guard, agent=manners.agent, turn=turns.wait, seconds=manners.seconds)
        yield url, outcome
        failed = failed + 1 if outcome.is_of_host else 0
        if failed >= GIVEN_UP_AFTER:
            for other in urls[number + 1 :]:
                yield other, outcome
            return
        if outcome.result == AddressResult.REFUSES and outcome.status in _TOO_MANY:
            return


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
