# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates and times as pages show them, said once per date and language and then remembered."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names

from verkstad.exchange.when import say_day, say_month, say_times
from verkstad.records.base import Language

_REMEMBERED = 1 << 16


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


class Leaf(NamedTuple):
    """A leaf of the wall calendar: ``iso`` for machines, then what stands above, large, and under."""

    iso: str
    above: str
    large: str
    under: str
    is_month: bool


@lru_cache(_REMEMBERED)
def leaf(start_date: date, precision: str, language: Language) -> Leaf:
    """``tis / 7 / maj``; for a date known only to the month ``maj`` stands large, with nothing above."""
    month = get_month_names("wide", locale=language)[start_date.month]
    if precision == "month":
        return Leaf(
            f"{start_date:%Y-%m}",
            "",
            get_month_names("abbreviated", locale=language)[start_date.month].rstrip("."),
            "",
            True,
        )
    weekday = get_day_names("abbreviated", locale=language)[start_date.weekday()]
    return Leaf(start_date.isoformat(), weekday, str(start_date.day), month, False)


@lru_cache(_REMEMBERED)
def _when(
    start: date,
    precision: str,
    start_time: time | None,
    end: date | None,
    end_time: time | None,
    zone_name: str,
    language: Language,
    with_zone: bool,
) -> str:
    if precision == "month":
        return say_month(start, language)
    said = say_day(start, language)
    if end and end > start:
        until = say_day(end, language)
        if start_time:
            said += ", " + say_times(start_time, None, language)
        if end_time:
            until += ", " + say_times(end_time, None, language)
        said = f"{said} – {until}"
    elif start_time:
        said += ", " + say_times(start_time, end_time, language)
    if with_zone and start_time and zone_name != "Europe/Stockholm":
        said += f" ({zone_name})"
    return said.replace("kl. ", "kl.\u00a0")


def when(event: Timed, language: Language, *, with_zone: bool = True) -> str:
    """The date and times of an event or its card, without "Swedish time": that is said beside it, in its own words."""
    return _when(
        event.start_date,
        event.precision,
        event.start_time,
        event.end_date,
        event.end_time,
        event.time_zone,
        language,
        with_zone,
    )


@lru_cache(_REMEMBERED)
def day_and_time(start: date, start_time: time | None, end_time: time | None, language: Language) -> str:
    """``tisdag kl. 12–13``, for a row that has the date in its margin."""
    weekday = get_day_names("wide", locale=language)[start.weekday()]
    return (
        f"{weekday} {say_times(start_time, end_time, language)}".replace("kl. ", "kl.\u00a0") if start_time else weekday
    )


@lru_cache(_REMEMBERED)
def short_date(day: date, precision: str, language: Language) -> str:
    """``7 maj 2024``, in titles and beside links; ``maj 2024`` when only the month is known."""
    month = get_month_names("wide", locale=language)[day.month]
    return f"{month} {day.year}" if precision == "month" else f"{day.day} {month} {day.year}"


def stated(value: str, language: Language) -> str:
    """A value of a source: a date or a month as readers write it, anything else as it stands."""
    for pattern, precision in (("%Y-%m-%d", "day"), ("%Y-%m", "month")):
        with suppress(ValueError):
            return short_date(datetime.strptime(value, pattern).date(), precision, language)  # noqa: DTZ007  (a day has no zone)
    return value


@lru_cache(_REMEMBERED)
def clock(at: time, language: Language) -> str:
    """``12.05`` in Swedish, ``12:05`` in English."""
    return f"{at.hour:02d}.{at.minute:02d}" if language == "sv" else f"{at.hour:02d}:{at.minute:02d}"


def week_of(day: date) -> int:
    """The number of the week, as Swedish calendars count them (ISO 8601)."""
    return day.isocalendar().week


@lru_cache(256)
def month_name(month: int, language: Language) -> str:
    return get_month_names("wide", locale=language)[month]


def month_short(month: int, language: Language) -> str:
    return get_month_names("abbreviated", locale=language)[month].rstrip(".")


def local_day(at: datetime, time_zone: str = "Europe/Stockholm") -> date:
    """The day of a moment where the readers are, or in another zone."""
    return at.astimezone(ZoneInfo(time_zone)).date()
