# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Hearing a recording in a process of its own: started, watched and ended here; what it heard is read when it is done."""

from __future__ import annotations

import importlib.util
import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from verkstad.intake.apart.parent import Child, started
from verkstad.intake.speech import state
from verkstad.intake.speech.cues import shape_cues
from verkstad.intake.speech.refused import error_of
from verkstad.intake.speech.values import Heard, Limits, Progress

_MB = 1024 * 1024
_CHILD = "verkstad.intake.speech.child"
LOG = "log.txt"

_PASSED_ON = (
    "OPENBLAS_", "OMP_", "CT2_", "ORT_",
    "HF_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_", "REQUESTS_CA_",
)  # fmt: skip
"""What computes, and what fetches a model where that is allowed."""


def hear_apart(
    path: Path,
    *,
    model: str,
    into: Path,
    name: str | None = None,
    language: str | None = None,
    expected: Sequence[str] = (),
    terms: Sequence[str] = (),
    models: Path | None = None,
    fetch: bool = False,
    limits: Limits | None = None,
    progress: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Heard:
    """Turn the speech of a recording into cues.

    ``model`` is a folder, or a name that ``models`` holds (without ``models``: the cache of huggingface_hub); with ``fetch`` it
    is fetched when it does not. ``language`` is a tag, or None to tell it from the sound, among ``expected`` if there are any.
    ``terms`` are names and words that may come up, the most important first. ``into`` is a folder for this recording alone: it
    keeps what is finished, so that a second call after a kill goes on; remove it once the result is kept. ``name`` is what
    people call the file. ``stopped`` is asked several times a second.

    Raises SpeechRefused when another try would fail as well, SpeechInterrupted when the next call goes on.
    """
    shown = name or path.name
    limits = limits or Limits()
    _expect_parts(model, shown)
    into.mkdir(parents=True, exist_ok=True)
    order = {
        "path": str(path.absolute()),
        "model": model,
        "into": str(into.absolute()),
        "language": language.replace("_", "-").split("-")[0].lower() if language else None,
        "expected": list(expected),
        "terms": list(terms),
        "models": str(models.absolute()) if models else None,
        "fetch": fetch,
        "memory_bytes": limits.memory_bytes,
        "threads": limits.threads or _processors(),
        "niceness": limits.niceness,
        "stretch_seconds": max(4.0, limits.stretch_seconds),
    }
    environ = {"HF_HUB_DISABLE_TELEMETRY": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    if not fetch:
        environ["HF_HUB_OFFLINE"] = "1"
    with started(_CHILD, order, log=into / LOG, passed_on=_PASSED_ON, environ=environ) as child:
        _follow(child, into, shown=shown, limits=limits, progress=progress, stopped=stopped)
    begun, words = state.heard(into)
    if not words:
        raise error_of("silent", shown)
    return Heard(begun.language or "und", begun.model, begun.length_seconds or 0.0, shape_cues(words))


def _expect_parts(model: str, shown: str) -> None:
    if not model:
        raise error_of("off", shown)
    if importlib.util.find_spec("faster_whisper") is None:
        raise error_of("not-installed", shown)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _follow(
    child: Child,
    into: Path,
    *,
    shown: str,
    limits: Limits,
    progress: Callable[[Progress], None] | None,
    stopped: Callable[[], bool] | None,
) -> None:
    """Read what the child tells until it is done. Raises SpeechError for all that may come instead."""
    pace = _Pace()
    have: int | str = "?"
    began = moved = time.monotonic()
    for event in child.events():
        now = time.monotonic()
        if stopped is not None and stopped():
            raise error_of("stopped", shown)
        if limits.seconds is not None and now - began > limits.seconds:
            raise error_of("out-of-time", shown, minutes=round(limits.seconds / 60, 1))
        if now - moved > limits.seconds_without_progress:
            raise error_of("stalled", shown, minutes=round(limits.seconds_without_progress / 60, 1))
        if event is not None:
            moved = now
        match event:
            case {"what": "done"}:
                return
            case {"what": "refused", "kind": kind, "values": values}:
                raise error_of(kind, shown, **{"folder": str(into), "have": have, **values})
            case {"what": "limited", "memory_bytes": memory_bytes}:
                have = round(memory_bytes / _MB)
            case {"what": "progress", "heard": heard, "whole": whole} if progress is not None:
                progress(Progress(heard, whole, pace.left(heard, whole, now)))
    raise _broken_off(child.exit_code(), into / LOG, shown, have)


class _Pace:
    """How long the rest will take, by what this run has taken since its model was loaded."""

    def __init__(self) -> None:
        self._first: tuple[float, float] | None = None

    def left(self, heard: float, whole: float, now: float) -> float | None:
        if self._first is None or heard <= self._first[0]:
            self._first = heard, now
            return None
        return (whole - heard) * (now - self._first[1]) / (heard - self._first[0])


def _broken_off(code: int, log: Path, shown: str, have: int | str) -> Exception:
    lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
    if any("bad_alloc" in line or "MemoryError" in line for line in lines):
        return error_of("out-of-memory", shown, have=have)
    if code in {-signal.SIGKILL, -signal.SIGTERM}:
        return error_of("killed", shown)
    reason = lines[-1][:300].rstrip(".") if lines else f"exit code {code}"
    return error_of("fault", shown, reason=reason, log=log)
