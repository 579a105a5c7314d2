# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates that come back: plain choices, the rule that they make (RFC 5545 §3.3.10), and the days that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from dateutil.rrule import rrulestr

MOST = 60
"""As many drafts as anybody can want at once: five years of every month."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Recurrence:
    """How often, and until when. In months the day is a weekday: the first, second, third, fourth or last (-1)."""

    unit: str
    """``week`` or ``month``."""
    weekday: int
    """0 is Monday."""
    interval: int = 1
    place: int | None = None
    """In months: which of the month's weekdays."""
    count: int | None = None
    until: date | None = None

    def rule(self) -> str:
        """The rule as calendars write it: ``FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU;COUNT=6``."""
        parts = ["FREQ=WEEKLY" if self.unit == "week" else "FREQ=MONTHLY"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        place = "" if self.unit == "week" else str(self.place or 1)
        parts.append(f"BYDAY={place}{WEEKDAYS[self.weekday]}")
        if self.count is not None:
            parts.append(f"COUNT={min(self.count, MOST)}")
        elif self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)

    def days(self, first: date) -> list[date]:
        """The days from ``first`` on that the rule names, at most MOST."""
        return days_of(self.rule(), first)


def days_of(rule: str, first: date) -> list[date]:
    """The days of a rule from ``first`` on, at most MOST. Raises ValueError when it is no rule."""
    moments = rrulestr(rule, dtstart=datetime.combine(first, time(0)))
    found: list[date] = []
    for moment in moments:
        found.append(moment.date())
        if len(found) == MOST:
            break
    return found


def place_in_month(day: date) -> int:
    """1 for the month's first such weekday, up to 4; -1 for the last when it is the fifth."""
    place = (day.day - 1) // 7 + 1
    return -1 if place == 5 else place


def same_weekday_next_month(day: date, *, months: int = 1) -> date:
    """The same weekday in the same place, some months on: after the first Tuesday of May that of June."""
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    place = place_in_month(day)
    candidates = list(
        takewhile(
            lambda candidate: candidate.month == first.month,
            (first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * week) for week in range(6)),
        )
    )
    return candidates[-1] if place == -1 else candidates[place - 1]
