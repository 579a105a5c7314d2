# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a process that reads foreign files is held to: memory, time, size of files, no network, and no life after its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of Linux (unshare(2))."""
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux (prctl(2))."""


def hold_to(*, processor_seconds: int, file_bytes: int) -> None:
    """For this process and all that it starts: neither can be raised again."""
    _limit(resource.RLIMIT_CPU, processor_seconds, processor_seconds + 5)
    _limit(resource.RLIMIT_FSIZE, file_bytes, file_bytes)
    _limit(resource.RLIMIT_CORE, 0, 0)


def give_way(niceness: int = 10) -> None:
    """To everything else on the machine, and be the first to go when its memory ends."""
    os.nice(niceness)
    _limit(resource.RLIMIT_CORE, 0, 0)
    with suppress(OSError):  # Linux alone has it
        Path("/proc/self/oom_score_adj").write_text("500")


def limit_memory(growth: int, *, kind: int = resource.RLIMIT_AS) -> None:
    """Let this process grow by so many bytes over what it has; those that it starts may set a limit of their own."""
    _limit(kind, memory_mapped() + growth, resource.getrlimit(kind)[1])


def _limit(kind: int, soft: int, hard: int) -> None:
    # Not every system knows every limit (macOS has no RLIMIT_AS); the parent's clock holds there too.
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


def memory_mapped() -> int:
    """Bytes of address space that are taken."""
    return _statm(0)


def memory_held() -> int:
    """Bytes of memory that are taken."""
    return _statm(1)


def _statm(field: int) -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[field]) * resource.getpagesize()
    except OSError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def die_with_parent(parent: int) -> None:
    """Where the system can. ``parent`` is told, since it may be dead already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def leave_network() -> bool:
    """Take this process and those that it starts into a network where nobody is. False where the system does not let it."""
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None).unshare
    users, groups = os.getuid(), os.getgid()
    if unshare(_NEW_NETWORK) == 0:
        return True
    if unshare(_NEW_USERS | _NEW_NETWORK) != 0:
        return False
    # The same user inside, or programs wonder who they are. A system that forbids it leaves the process nameless.
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{users} {users} 1")
        Path("/proc/self/gid_map").write_text(f"{groups} {groups} 1")
    return True
