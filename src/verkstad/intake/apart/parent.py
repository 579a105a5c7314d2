# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parent's side: a process is started with an order, tells how it goes, and is ended whatever happens."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

_LOOK_SECONDS = 0.2
_TO_END_SECONDS = 5
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "LANG", "LC_", "PYTHON", "LD_LIBRARY_PATH")
"""Beginnings of the names in the environment that a child gets: no key or password is among them."""


class Child:
    """A process that was started; see :func:`started`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._told: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(process.stdout,), daemon=True).start()

    def events(self) -> Iterator[dict[str, Any] | None]:
        """What it tells, as it comes, and None several times a second while it tells nothing; ends when the process has."""
        while True:
            try:
                event = self._told.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                yield None
                continue
            if event is None:
                return
            yield event

    def exit_code(self) -> int:
        """Once its events have ended; the signal that ended it is negative."""
        return self._process.wait()

    def _read(self, lines: IO[str]) -> None:
        with contextlib.suppress(ValueError, OSError):  # cut off in the middle of a line, or closed
            for line in lines:
                self._told.put(json.loads(line))
        self._told.put(None)


@contextlib.contextmanager
def started(
    module: str,
    order: Mapping[str, Any],
    *,
    log: Path | None = None,
    passed_on: Sequence[str] = (),
    environ: Mapping[str, str] | None = None,
) -> Iterator[Child]:
    """``python -m module`` with an order that JSON can hold; it is gone when the block is left.

    Of our environment it gets what it needs to run, names that begin as ``passed_on`` says, and ``environ``. What it or a
    library prints is written to ``log``, or lost.
    """
    given = {key: value for key, value in os.environ.items() if key.startswith((*_PASSED_ON, *passed_on))}
    with log.open("wb") if log else contextlib.nullcontext(subprocess.DEVNULL) as errors:
        process = subprocess.Popen(  # noqa: S603 (a module of ours)
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**given, **(environ or {})},
            text=True,
            encoding="utf-8",
            start_new_session=True,  # Ctrl-C is for us, who then end it
        )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        child = Child(process)
        with contextlib.suppress(OSError):  # it died at once: its events end
            process.stdin.write(json.dumps(order) + "\n")
            process.stdin.flush()
        yield child
    finally:
        with contextlib.suppress(OSError):
            process.stdin.close()  # which ends it; one that does not notice is killed
        try:
            process.wait(_TO_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
