# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A time zone as iCalendar tells it: VTIMEZONE with the rules of its changes, read from the zone data of the machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from verkstad.exchange.contentlines import as_local, fold_all

FIRST_YEAR = 1996
"""Since then the European Union changes its clocks by one rule. A calendar with older events goes back to 1970, or to the oldest."""
LAST_YEAR = 2037
"""A rule that still holds then is taken to hold for good."""

_STEP = timedelta(days=7)
"""No zone has changed its clock twice in a week since 1970."""
_MINUTE = timedelta(minutes=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Change(NamedTuple):
    """The clock changes: the moment on the clock before the change, and the offsets and the zone's short name around it."""

    onset: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str

    @property
    def last_weekday_of_month(self) -> bool:
        return (self.onset + timedelta(days=7)).month != self.onset.month

    def same_rule(self, other: Change) -> bool:
        """Whether one yearly rule can give both."""
        return (
            self[1:] == other[1:]
            and self.onset.month == other.onset.month
            and self.onset.weekday() == other.onset.weekday()
            and self.onset.time() == other.onset.time()
            and _week(self) == _week(other)
        )


def _week(change: Change) -> int:
    """Which of its weekdays in the month: 1, 2, 3, or -1 for the last."""
    return -1 if change.last_weekday_of_month else (change.onset.day - 1) // 7 + 1


def write_vtimezone(zone: str, earliest_year: int = FIRST_YEAR + 1) -> str:
    """VTIMEZONE for ``zone``, right for every moment from ``earliest_year`` on."""
    return _written(zone, FIRST_YEAR if earliest_year > FIRST_YEAR else min(1970, earliest_year))


@lru_cache(maxsize=64)
def _written(zone: str, first: int) -> str:
    changes = _changes(ZoneInfo(zone), first)
    blocks = [line for run in _runs(changes) for line in _observance(run)]
    kinds = {change.offset_to > change.offset_from for change in changes if change.onset.year == first}
    if len(kinds) < 2:  # no change in the first year says what the clock showed at its start
        start = datetime(first, 1, 1, tzinfo=ZoneInfo(zone))
        offset = start.utcoffset() or timedelta(0)
        blocks = [*_observance([Change(start.replace(tzinfo=None), offset, offset, start.tzname() or zone)]), *blocks]
    return fold_all(["BEGIN:VTIMEZONE", f"TZID:{zone}", *blocks, "END:VTIMEZONE"])


def _changes(zone: ZoneInfo, first_year: int) -> list[Change]:
    """Every change of the clock from the start of ``first_year`` to the end of LAST_YEAR, to the minute."""
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    moments = [start + _STEP * number for number in range((end - start) // _STEP + 1)]
    offsets = [_offset(zone, moment) for moment in moments]
    return [
        _change(zone, *moments[place : place + 2])
        for place, (before, after) in enumerate(pairwise(offsets))
        if before != after
    ]


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> Change:
    offset_from = _offset(zone, before)
    while after - before > _MINUTE:
        middle = before + (after - before) // _MINUTE // 2 * _MINUTE
        if _offset(zone, middle) == offset_from:
            before = middle
        else:
            after = middle
    onset = (after + offset_from).replace(tzinfo=None)
    return Change(onset, offset_from, _offset(zone, after), after.astimezone(zone).tzname() or "")


def _runs(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """The changes in runs: in each, one rule gives one change a year, year after year."""
    runs: list[list[Change]] = []
    for change in changes:
        for run in runs:
            if run[-1].same_rule(change) and run[-1].onset.year == change.onset.year - 1:
                run.append(change)
                break
        else:
            runs.append([change])
    return iter(runs)


def _observance(run: Sequence[Change]) -> list[str]:
    first, last = run[0], run[-1]
    kind = "DAYLIGHT" if first.offset_to > first.offset_from else "STANDARD"
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{as_local(first.onset)}",
        f"TZOFFSETFROM:{_said(first.offset_from)}",
        f"TZOFFSETTO:{_said(first.offset_to)}",
        f"TZNAME:{first.name}",
    ]
    if len(run) > 1:
        # A day after the last: some readers take UNTIL, which is in UTC, for local time, and would drop the last itself.
        until = "" if last.onset.year == LAST_YEAR else f";UNTIL={as_local(last.onset + timedelta(days=1))}Z"
        day = f"{_week(first)}{_WEEKDAYS[first.onset.weekday()]}"
        lines.append(f"RRULE:FREQ=YEARLY;BYMONTH={first.onset.month};BYDAY={day}{until}")
    return [*lines, f"END:{kind}"]


def _said(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{sign}{hours:02d}{minutes:02d}" + (f"{seconds:02d}" if seconds else "")
