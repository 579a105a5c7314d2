# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an event starts and ends, as the clock of a page sees it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)


class Timed(Protocol):
    """An event, or its card."""

    @property
    def start_date(self) -> date: ...
    @property
    def precision(self) -> str: ...
    @property
    def start_time(self) -> time | None: ...
    @property
    def end_date(self) -> date | None: ...
    @property
    def end_time(self) -> time | None: ...
    @property
    def time_zone(self) -> str: ...


zone = cache(ZoneInfo)


def starts_at(event: Timed) -> datetime:
    """The moment it starts; the first midnight of its day or month when no time is known."""
    return datetime.combine(event.start_date, event.start_time or MIDNIGHT, zone(event.time_zone))


def ends_at(event: Timed) -> datetime:
    """The moment it is past: its end, or the midnight after its last day; a month-only event lasts out its month."""
    if event.precision == "month":
        after = (event.start_date.replace(day=1) + timedelta(days=32)).replace(day=1)
        return datetime.combine(after, MIDNIGHT, zone(event.time_zone))
    last = event.end_date or event.start_date
    if event.end_time:
        return datetime.combine(last, event.end_time, zone(event.time_zone))
    return datetime.combine(last + timedelta(days=1), MIDNIGHT, zone(event.time_zone))


def is_past(event: Timed, at: datetime) -> bool:
    return ends_at(event) <= at


def is_on_now(event: Timed, at: datetime) -> bool:
    """Between its start and its end; only said of events whose start time is known."""
    return event.start_time is not None and starts_at(event) <= at < ends_at(event)
