# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The child's side: its order is a line of JSON on standard input, and what it tells a line of JSON each on standard output."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

Tell = Callable[..., None]


def teller() -> Tell:
    """``tell("what", fact=…)``. From now on standard output is for the parent alone: what a library prints is an error's place."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(what: str, **facts: Any) -> None:
        out.write(json.dumps({"what": what, **facts}) + "\n")
        out.flush()

    return tell


def take_order() -> dict[str, Any]:
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    return order


def end_with_parent() -> None:
    """End when standard input closes, as it does when the parent is gone. Starts a thread: what must come before threads comes before."""

    def wait() -> None:
        while sys.stdin.buffer.raw.read(1024):  # type: ignore[attr-defined]
            pass
        os._exit(3)

    threading.Thread(target=wait, daemon=True).start()
