# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text on its way out: what every format must be spared, and the small notations that several formats share."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from verkstad.records.base import Licence, Seconds
from verkstad.records.events import Event

_BREAKS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def plain(text: str) -> str:
    """The text with every kind of line break as ``\\n``, and without the control characters that iCalendar and XML forbid."""
    if text.replace("\n", "").isprintable():  # nearly always, and much faster than looking for each
        return text
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which empty lines part."""
    return [part for part in _EMPTY_LINES.split(plain(text)) if part]


def one_line(text: str) -> str:
    """The text with all its white space, line breaks too, as single spaces."""
    if text.isprintable() and "  " not in text:  # of white space, only a plain space is printable
        return text.strip()
    return " ".join(plain(text).split())


def shorten(text: str, length: int) -> str:
    """The text on one line of at most ``length`` characters, cut between words, with an ellipsis where it was cut."""
    line = one_line(text)
    if len(line) <= length:
        return line
    head, space, _ = line[:length].rpartition(" ")
    return (head if space else line[: length - 1]).rstrip(" ,;:–-.") + "…"


def as_uri(address: str) -> str:
    """An address in ASCII, as RFC 3986 wants it; what browsers accept (å in host or path) is encoded."""
    if address.isascii() and address.isprintable():
        return address
    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = quote(parts.netloc, safe=":@[]")
    rest = (quote(part, safe="%/?:@!$&'()*+,;=~-._") for part in parts[2:])
    return urlunsplit((parts.scheme, host, *rest))


@lru_cache(1 << 14)
def as_moment(at: datetime) -> str:
    """RFC 3339 in UTC to the second: ``2024-05-07T10:00:00Z``."""
    return at.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"


def as_duration(seconds: Seconds) -> str:
    """An ISO 8601 duration in whole seconds: ``PT1H2M3S``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if number]
    return "PT" + ("".join(parts) or "0S")


def timecode(seconds: Seconds) -> str:
    """``12:04``, or ``1:02:04``: as players show the second that has begun, in both languages."""
    minutes, second = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"


def licence_address(licence: Licence) -> str:
    return f"https://spdx.org/licenses/{licence}"


def changed_at(event: Event) -> datetime:
    """When the event was last changed; its start stands in where the archive does not know, so that no clock is asked."""
    return event.modified_at or event.published_at or event.starts_at
