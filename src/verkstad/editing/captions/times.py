# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Times as people write them, and as the desk shows them. The editor's script has the same rules (static/…/captions/times.js)."""

from __future__ import annotations

import re

_WRITTEN = re.compile(r"\s*(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:[.,](\d{1,3})\d*)?\s*", re.ASCII)


def read_time(written: str) -> float | None:
    """Seconds of ``1:02:03.5``, ``2:03,5`` or ``12.5``; None for what is no time, a 60th second of a minute among it."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if (minutes is not None and int(seconds) > 59) or (hours is not None and int(minutes) > 59):
        return None
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return round(whole + int((fraction or "0").ljust(3, "0")) / 1000, 3)


def say_time(seconds: float) -> str:
    """``0:12.5``, ``1:02:03``: to the millisecond, without zeros that say nothing."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    clock = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
    return f"{clock}.{thousandths:03}".rstrip("0").rstrip(".") if thousandths else clock
