# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading and cutting a recording in a process of its own, started, watched and ended here."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verkstad.intake.apart.parent import started
from verkstad.intake.films.refused import FilmRefused, FilmStopped
from verkstad.intake.films.values import CutFilm, FilmFacts

_MB = 1024 * 1024

FORMATS = {
    "video/mp4": "mp4",
    "audio/mp4": "mp4",
    "video/webm": "webm",
    "audio/webm": "webm",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
}
"""How a file of each type is packed anew, in the words of FFmpeg."""


@dataclass(frozen=True)
class FilmLimits:
    memory_bytes: int = 1024 * _MB
    """Of the address space, most of which is never touched."""
    seconds: int = 1800
    processor_seconds: int = 1200


def read_film(
    path: Path, *, name: str, into: Path, limits: FilmLimits | None = None, stopped: Callable[[], bool] | None = None
) -> FilmFacts:
    """What a recording is; its poster is written into ``into``. Raises FilmRefused, or FilmStopped."""
    order = {"do": "read", "path": str(path.absolute()), "into": str(into.absolute())}
    facts = _run(order, name, limits or FilmLimits(), None, stopped)
    return FilmFacts(**facts)


def cut_film(
    path: Path,
    *,
    name: str,
    media_type: str,
    kept: Sequence[tuple[float, float]],
    into: Path,
    limits: FilmLimits | None = None,
    progress: Callable[[float, float], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> CutFilm:
    """Write ``into/cut``: the stretches that are kept, one after the other, and nothing else; and its poster.

    ``progress`` is told seconds of seconds. Raises FilmRefused, or FilmStopped.
    """
    kind = media_type.partition(";")[0].strip().lower()
    if kind not in FORMATS:
        raise FilmRefused("codec", name, codec=kind)
    order = {
        "do": "cut",
        "path": str(path.absolute()),
        "into": str(into.absolute()),
        "kept": list(kept),
        "format": FORMATS[kind],
    }
    facts = _run(order, name, limits or FilmLimits(), progress, stopped)
    return CutFilm(tuple((start, end) for start, end in facts["kept"]), facts["length_seconds"], facts["has_poster"])


def _run(
    order: dict[str, Any],
    name: str,
    limits: FilmLimits,
    progress: Callable[[float, float], None] | None,
    stopped: Callable[[], bool] | None,
) -> dict[str, Any]:
    order |= {"memory_bytes": limits.memory_bytes, "processor_seconds": limits.processor_seconds}
    began = time.monotonic()
    with started("verkstad.intake.films.child", order) as child:
        for event in child.events():
            if stopped is not None and stopped():
                raise FilmStopped(name)
            if time.monotonic() - began > limits.seconds:
                raise FilmRefused("time", name, minutes=round(limits.seconds / 60, 1))
            match event:
                case {"what": "done", **facts}:
                    return facts
                case {"what": "refused", "kind": kind, "values": values}:
                    raise FilmRefused(kind, name, **{"at_most": limits.memory_bytes // _MB, **values})
                case {"what": "progress", "done": done, "whole": whole} if progress is not None:
                    progress(done, whole)
        raise _died(child.exit_code(), name, limits)


def _died(code: int, name: str, limits: FilmLimits) -> FilmRefused:
    if code == -signal.SIGXCPU:
        return FilmRefused("time", name, minutes=round(limits.processor_seconds / 60, 1))
    if code in {-signal.SIGKILL, -signal.SIGABRT}:  # the machine's memory ended, or the allocator found none
        return FilmRefused("memory", name, at_most=limits.memory_bytes // _MB)
    return FilmRefused("broken", name)
