# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ground of iCalendar (RFC 5545): content lines, folded, and values, escaped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from verkstad.exchange.text import plain

_LIMIT = 75
"""Octets in a line, its line break not counted (§3.1)."""


def fold(line: str) -> str:
    """One content line in pieces of at most 75 octets, never cut inside a character; the last line break is left to the caller."""
    octets = line.encode()
    pieces = []
    start, end = 0, _LIMIT
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:  # a continuation byte: the character began before
            end -= 1
        pieces.append(octets[start:end])
        start, end = end, end + _LIMIT - 1  # the space that opens a continued line counts
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode()


def fold_all(lines: Iterable[str]) -> str:
    """The content lines, folded where they must be, each ended by CRLF."""
    folded = [line if len(line) <= _LIMIT and line.isascii() else fold(line) for line in lines]
    return "\r\n".join(folded) + "\r\n"


def escape(text: str) -> str:
    """A value of type TEXT (§3.3.11)."""
    text = plain(text)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def quoted(text: str) -> str:
    """A parameter's value in quotation marks; what these cannot hold is written as RFC 6868 says."""
    return '"' + plain(text).replace("^", "^^").replace("\n", "^n").replace('"', "^'") + '"'


def as_date(day: date) -> str:
    return day.isoformat().replace("-", "")


def as_local(at: datetime) -> str:
    return at.isoformat(timespec="seconds")[:19].replace("-", "").replace(":", "")


def as_utc(at: datetime) -> str:
    return as_local(at.astimezone(UTC)) + "Z"
