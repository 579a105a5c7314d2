# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates and times as people read them in running text: *tisdag 7 maj 2024, kl. 12–13*; *Tuesday 7 May 2024, 12:00–13:00*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import cache

from babel.dates import get_day_names, get_month_names

from verkstad.exchange.words import words
from verkstad.records.base import Language
from verkstad.records.events import Event


@cache
def _months(language: Language) -> Mapping[int, str]:
    return dict(get_month_names("wide", locale=language).items())


@cache
def _weekdays(language: Language) -> Mapping[int, str]:
    return dict(get_day_names("wide", locale=language).items())


def say_month(day: date, language: Language) -> str:
    return f"{_months(language)[day.month]} {day.year}"


def say_day(day: date, language: Language) -> str:
    return f"{_weekdays(language)[day.weekday()]} {day.day} {_months(language)[day.month]} {day.year}"


def say_short_day(day: date, precision: str, language: Language, *, year: bool) -> str:
    """``5 december``, or ``5 december 2023``; ``december`` when only the month is known."""
    said = _months(language)[day.month] if precision == "month" else f"{day.day} {_months(language)[day.month]}"
    return f"{said} {day.year}" if year else said


def say_times(start: time, end: time | None, language: Language) -> str:
    """``kl. 12–13.30`` or ``12:00–13:30``."""
    if language == "sv":
        said = [f"{at.hour}.{at.minute:02d}" if at.minute else str(at.hour) for at in (start, end) if at]
        return "kl. " + "–".join(said)
    return "–".join(f"{at.hour:02d}:{at.minute:02d}" for at in (start, end) if at)


def say_when(event: Event, language: Language) -> str:
    """The day, or days, and the times of an event. The zone is told in English, and in Swedish where it is not Sweden's."""
    if event.precision == "month":
        return say_month(event.start_date, language)
    first = say_day(event.start_date, language)
    if event.end_date and event.end_date > event.start_date:
        last = say_day(event.end_date, language)
        if event.start_time:
            first += ", " + say_times(event.start_time, None, language)
        if event.end_time:
            last += ", " + say_times(event.end_time, None, language)
        said = f"{first} – {last}"
    elif event.start_time:
        said = first + ", " + say_times(event.start_time, event.end_time, language)
    else:
        return first
    return said + _zone(event, language) if event.start_time else said


def _zone(event: Event, language: Language) -> str:
    if event.time_zone != "Europe/Stockholm":
        return f" ({event.time_zone})"
    if language == "sv":
        return ""
    _ = words(language)
    return ", " + _("Swedish time")
