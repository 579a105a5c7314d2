# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Times that a wall clock never shows, or shows twice: the nights when summer time begins and ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

from verkstad.archive.spoken import spoken_day, spoken_time


def is_time_zone(name: str) -> bool:
    """Whether it is a name of the zones that everybody knows (IANA), such as Europe/Stockholm."""
    return name in available_timezones()


def exists(day: date, at: time, time_zone: str) -> bool:
    """Whether clocks in the zone show this time on that day. In Stockholm 02.30 on 29 March 2026 they do not."""
    local = datetime.combine(day, at)
    zone = ZoneInfo(time_zone)
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


def happens_twice(day: date, at: time, time_zone: str) -> bool:
    """Whether clocks show this time twice, since they are set back that night."""
    local = datetime.combine(day, at, ZoneInfo(time_zone))
    first, second = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    return first != second and exists(day, at, time_zone)


def first_after_gap(day: date, at: time, time_zone: str) -> time:
    """The first time that clocks show after one that they skip; the time itself when they do not."""
    zone = ZoneInfo(time_zone)
    if exists(day, at, time_zone):
        return at
    # Within the gap the two readings of one wall time are as far apart as the gap is wide.
    local = datetime.combine(day, at, zone)
    before, after = (local.replace(fold=fold).utcoffset() or timedelta(0) for fold in (0, 1))
    jump = abs(after - before)
    begins = next(
        moment
        for minutes in range(24 * 60)
        if not exists(day, (moment := (datetime.combine(day, time(0)) + timedelta(minutes=minutes))).time(), time_zone)
    )
    return (begins + jump).time()


def problems(times: Mapping[str, tuple[date | None, time | None]], time_zone: str) -> dict[str, list[str]]:
    """Sentences, by field, on times that clocks in the zone never show on their day, or on a zone that there is not."""
    if not is_time_zone(time_zone):
        return {"time_zone": [_("“%(zone)s” is no time zone. Write it as Europe/Stockholm.") % {"zone": time_zone}]}
    return {
        field: [
            _(
                "Clocks go forward on %(day)s, so there is no %(time)s that night. Choose %(next)s or later. "
                "All you typed is kept."
            )
            % {
                "day": spoken_day(day),
                "time": spoken_time(at),
                "next": spoken_time(first_after_gap(day, at, time_zone)),
            }
        ]
        for field, (day, at) in times.items()
        if day is not None and at is not None and not exists(day, at, time_zone)
    }
