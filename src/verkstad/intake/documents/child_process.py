# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The conversation with the process that reads a document, and what becomes of it when it hangs, swells or falls.

It is held closer than others that we start (:mod:`verkstad.intake.apart.parent`): isolated, with four words of
environment, a limit to what it may answer, and an end that takes with it what it has started.
"""

from __future__ import annotations

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from verkstad.intake.documents.refused import SENTENCES, DocumentRefused
from verkstad.intake.documents.values import Progress, RawDocument, RawPage, Remark

logger = logging.getLogger(__name__)

_MODULE = "verkstad.intake.documents.child"
_HEARTBEAT = 1.0
"""Seconds between two words to whoever follows the progress, when nothing happens."""
_ANSWER_AT_MOST = 128_000_000
"""Bytes of all that the process may answer: those of the longest document and a half."""
_READ = 1 << 16
_TAIL = 2_000
_LEAVE_SECONDS = 5


class ChildProcess:
    """One process for one document. ``scratch`` is an empty folder that it may write in."""

    def __init__(self, name: str, scratch: Path, *, seconds: float, progress: Progress) -> None:
        self.name, self.scratch, self.seconds, self.progress = name, scratch, seconds, progress
        self.pages: list[RawPage] = []
        self.remarks: tuple[Remark, ...] | None = None
        self.refused: DocumentRefused | OSError | None = None
        self.state = (0, 0)
        self.groups: set[int] = set()
        """Of processes: the programs that the child has started, each the leader of one."""

    def ask(self, asked: dict[str, Any]) -> RawDocument:
        """Raises DocumentRefused, OSError when the disk is full, and whatever the progress raises; the process is gone then."""
        errors = self.scratch.with_name("errors")
        with errors.open("wb") as said:
            process = self._start(said)
        in_time, status = False, 0
        try:
            with suppress(BrokenPipeError), process.stdin as asking:  # type: ignore[union-attr]
                asking.write(json.dumps({**asked, "parent": os.getpid()}).encode() + b"\n")
            in_time = self._listen(process)
        finally:
            status = self._end(process, wait=in_time)
        if self.refused:
            raise self.refused
        if not in_time:
            raise DocumentRefused(self.name, "too_slow", minutes=max(1, round(self.seconds / 60)))
        if self.remarks is None or status:
            tail = errors.read_bytes()[-_TAIL:].decode(errors="replace")
            logger.warning("reading %s ended with %s: %s", self.name, status, tail)
            raise self._fallen(status, asked["limits"]["processor_seconds"])
        return RawDocument(tuple(self.pages), self.remarks)

    def _start(self, said: Any) -> subprocess.Popen[bytes]:
        # Isolated, and with an environment of four words: no secret of the server is in it.
        return subprocess.Popen(  # noqa: S603 our own module
            [sys.executable, "-I", "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=self.scratch,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "HOME": str(self.scratch),
                "TMPDIR": str(self.scratch),
            },
            start_new_session=True,
        )

    def _listen(self, process: subprocess.Popen[bytes]) -> bool:
        """Take in what the process says until it has said all. False when its time is up, or it says too much."""
        deadline = time.monotonic() + self.seconds
        unread, taken = b"", 0
        answers = process.stdout
        assert answers is not None
        with selectors.DefaultSelector() as selector:
            selector.register(answers, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0:
                if not selector.select(timeout=min(left, _HEARTBEAT)):
                    self.progress(*self.state)
                    continue
                content = os.read(answers.fileno(), _READ)
                if not content:
                    return True
                taken += len(content)
                if taken > _ANSWER_AT_MOST:
                    self.refused = DocumentRefused(self.name, "crashed")
                    return False
                *lines, unread = (unread + content).split(b"\n")
                for line in lines:
                    before = self.state
                    self._take(line)
                    if self.state != before:
                        self.progress(*self.state)
        return False

    def _take(self, line: bytes) -> None:
        """One message; whatever is none is passed over, and missed at the end."""
        with suppress(ValueError, TypeError):
            match json.loads(line):
                case {"what": "progress", "done": int(done), "count": int(count)}:
                    self.state = (done, count)
                case {"what": "page", "page": list(values)}:
                    self.pages.append(RawPage(*values))
                case {"what": "read", "remarks": list(remarks)}:
                    self.remarks = tuple(
                        Remark(str(code), tuple(map(int, pages)), int(amount), int(expected))
                        for code, pages, amount, expected in remarks
                    )
                case {"what": "group", "leader": int(group)}:
                    self.groups.add(group)
                case {"what": "refused", "code": str(code), "values": dict(values)} if code in SENTENCES:
                    numbers = {str(key): int(value) for key, value in values.items()}
                    self.refused = DocumentRefused(self.name, code, **numbers)
                case {"what": "no_room", "errno": int(number)}:
                    self.refused = OSError(number, os.strerror(number))

    def _end(self, process: subprocess.Popen[bytes], *, wait: bool) -> int:
        """How the process ended; with it ends all that it started."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_LEAVE_SECONDS if wait else 0)
        for group in {process.pid, *self.groups}:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        status = process.wait()
        if process.stdout:
            process.stdout.close()
        return status

    def _fallen(self, status: int, processor_seconds: int) -> DocumentRefused:
        if status == -signal.SIGXCPU:
            return DocumentRefused(self.name, "too_slow", minutes=max(1, round(processor_seconds / 60)))
        if status == -signal.SIGKILL:  # not by us: the system had no memory left
            return DocumentRefused(self.name, "too_much_memory")
        return DocumentRefused(self.name, "crashed")
