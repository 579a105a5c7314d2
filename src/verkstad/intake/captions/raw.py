# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cues as a file has them, before their times are looked at; and how times are written."""

from __future__ import annotations

import re
from typing import NamedTuple

FRACTION = r"(?:[.,](\d{1,3})\d*)?"
TIME = r"(?:(\d{1,4}):)?(\d{1,3}):(\d\d?)" + FRACTION
"""Hours, if any; minutes; seconds; thousandths, if any."""

# The last of the signs between is YouTube's own (.sbv).
_TIMING = re.compile(rf"\s*{TIME}\s*(?:--?>|[–—]>|→|,(?=\d))(?:\s*{TIME}(?=\s|$)|\s*$|(?=\s+[a-z]+:))", re.ASCII)
_LIKE_TIMING = re.compile(r"\s*-?\d+:\d", re.ASCII)


class Raw(NamedTuple):
    """``line`` is that of the timing, from 1; times in milliseconds, ``end`` None where the file gives none; plain text."""

    line: int
    start: int
    end: int | None
    text: str
    speaker: str | None


def milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int | None:
    """None for a 60th minute of an hour or second of a minute; without hours, minutes go on beyond 59."""
    minute, second = int(minutes), int(seconds)
    if second > 59 or (hours and minute > 59):
        return None
    return (int(hours or 0) * 3600 + minute * 60 + second) * 1000 + int((fraction or "0").ljust(3, "0"))


def timing(line: str) -> tuple[int, int | None] | None:
    """Start and end of a line such as ``00:12:34.500 --> 00:12:37,000 align:start``; None when it cannot be read."""
    match = _TIMING.match(line)
    if not match:
        return None
    parts = match.groups()
    start = milliseconds(*parts[:4])
    if start is None:
        return None
    if parts[5] is None:
        return start, None
    end = milliseconds(*parts[4:])
    return None if end is None else (start, end)


def is_like_timing(line: str) -> bool:
    """Whether somebody meant a time here, if not one that can be read."""
    return _LIKE_TIMING.match(line) is not None


def say_time(milliseconds: int) -> str:
    """As people say it in a message: ``01:02:03.450``."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
