# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A job while a worker does it: the work tells how far it has come, and learns when it is to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from verkstad.archive.actions import work
from verkstad.archive.models import Job


class WorkFailed(Exception):
    """It cannot be done; ``said`` is the sentence by language. With ``again`` it is tried once more in a while."""

    def __init__(self, said: Mapping[str, str], *, again: bool = False) -> None:
        self.said, self.again = dict(said), again
        super().__init__(self.said.get("en", ""))


class WorkStopped(Exception):
    """The work was left in the middle because it was told to."""


class Held:
    """A job in the hands of a worker. ``renew`` is called now and then by another thread, while the work tells what it knows."""

    def __init__(self, job: Job, *, is_ending: Callable[[], bool] = lambda: False) -> None:
        self.job = job
        self.is_lost = False
        """Another has it, or it was asked for anew: what is done here would be for nothing."""
        self._is_ending = is_ending
        self._lock = threading.Lock()
        self._done, self._total = job.done, job.total

    @property
    def options(self) -> dict[str, Any]:
        return self.job.options

    def how_far(self, done: float, total: float | None = None) -> None:
        with self._lock:
            self._done, self._total = done, total

    def is_to_stop(self) -> bool:
        return self.is_lost or self._is_ending()

    def renew(self, *, at: datetime) -> None:
        """Tell how far it has come, and hold it longer."""
        with self._lock:
            done, total = self._done, self._total
        if not work.note_how_far(self.job, done, total, at=at):
            self.is_lost = True
