# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coming, on now or past: what the clock alone can know of an event."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

Phase = Literal["coming", "on_now", "past"]

DAY = timedelta(days=1)


def _first(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _last(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The later of the two moments that a wall clock shows this time, when it is set back that night."""
    local = datetime.combine(day, at, zone)
    return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@lru_cache(1 << 14)
def moments(
    start_date: date,
    *,
    precision: str = "day",
    start_time: time | None = None,
    end_date: date | None = None,
    end_time: time | None = None,
    time_zone: str = "Europe/Stockholm",
) -> tuple[datetime, datetime]:
    """The moment (UTC) at which an event starts, and the one from which it is past.

    Without a start time it starts when its first day does. Without an end time nobody can say that it is over before its
    last day is; known only to the month, before the month is.
    """
    zone = ZoneInfo(time_zone)
    if precision == "month":
        return _first(start_date, time(0), zone), _first(_next_month(start_date), time(0), zone)
    starts_at = _first(start_date, start_time or time(0), zone)
    last_day = end_date or start_date
    ends_at = _last(last_day, end_time, zone) if end_time else _first(last_day + DAY, time(0), zone)
    return starts_at, ends_at


def phase(
    start_date: date,
    *,
    at: datetime,
    precision: str = "day",
    start_time: time | None = None,
    end_date: date | None = None,
    end_time: time | None = None,
    time_zone: str = "Europe/Stockholm",
) -> Phase:
    """Where the clock stands at ``at`` (zoned), whatever the event's status.

    *On now* is said from the start to the end. Of an event on one day without a time, or known only to the month, nobody
    can say it: that one is coming until its day, or its month, is over.
    """
    starts_at, ends_at = moments(
        start_date,
        precision=precision,
        start_time=start_time,
        end_date=end_date,
        end_time=end_time,
        time_zone=time_zone,
    )
    if at >= ends_at:
        return "past"
    may_be_on = precision == "day" and (start_time is not None or end_date not in {None, start_date})
    return "on_now" if may_be_on and at >= starts_at else "coming"
