# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much memory hearing takes, and how much there is. Runs in the child."""

from __future__ import annotations

import contextlib
import re
import resource
from pathlib import Path

from verkstad.intake.speech.kinds import Refusal

MB = 1024 * 1024
_BASE_MB = 450
"""Python, the decoder and the recogniser, and what they work with; measured with the base model (docs/performance.md)."""
_TIMES = 1.3
"""A model is read as it is, mostly in 16 bits, and then kept in 8."""
_TO_SPARE = 2
"""How much more than it should need it may take, before it is ended."""


def memory_needed(model_bytes: int) -> int:
    """Bytes that hearing with a model of that size takes, about."""
    return int(_BASE_MB * MB + _TIMES * model_bytes)


def limit_memory(model_bytes: int, wished: int | None) -> int:
    """Limit this process to ``wished`` bytes, or to what the model should need and as much again; returns the limit.

    Raises Refusal (memory) when that is too little, or the machine has less left.
    """
    needed = memory_needed(model_bytes)
    limit = wished or needed * _TO_SPARE
    have = min(limit, available_bytes() or limit)
    if have < needed:
        raise Refusal("memory", need=needed // MB, have=have // MB)
    with contextlib.suppress(ValueError, OSError):  # a system that does not count so
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    return limit


def available_bytes(root: Path = Path("/")) -> int | None:
    """What Linux would give without swapping, and the limits of the container; None where that is not told."""
    found = []
    with contextlib.suppress(OSError):
        if line := re.search(r"MemAvailable:\s+(\d+) kB", (root / "proc/meminfo").read_text()):
            found.append(int(line[1]) * 1024)
    with contextlib.suppress(OSError):
        if line := re.search(r"^0::/(.*)$", (root / "proc/self/cgroup").read_text(), re.MULTILINE):
            group = root / "sys/fs/cgroup" / line[1]
            for folder in (group, *group.parents):
                if folder == root / "sys/fs":
                    break
                with contextlib.suppress(OSError, ValueError):  # "max" is no limit
                    most = int((folder / "memory.max").read_text())
                    found.append(max(0, most - int((folder / "memory.current").read_text()) + _reclaimable(folder)))
    return min(found, default=None)


def _reclaimable(group: Path) -> int:
    """Files that are kept in memory while nobody needs the room."""
    line = re.search(r"^inactive_file (\d+)$", (group / "memory.stat").read_text(), re.MULTILINE)
    return int(line[1]) if line else 0
