# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One builder at a time in a folder of editions, and none when the builder is gone."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

_held: set[int] = set()
"""The open locks of this process, which the processes that it forks inherit."""


@contextlib.contextmanager
def held(folder: Path, *, wait: bool) -> Iterator[None]:
    """Hold the folder's lock. It goes with the process, so a killed builder leaves none. Raises BlockingIOError when it is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        _held.add(lock.fileno())
        try:
            yield
        finally:
            _held.discard(lock.fileno())


def leave_to_parent() -> None:
    """In a forked process: hold no lock of the one that forked it, which would last as long as the longer lived of the two."""
    for number in _held:
        os.close(number)
    _held.clear()
