# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A date as a wall calendar has it: the day large, the month and the year under it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from babel.dates import get_month_names


class DateWords(NamedTuple):
    day: str
    """``7``, ``6–8``; empty when only the month is known."""
    month: str
    year: str


def date_words(start: date, end: date | None = None, precision: str = "day", language: str = "sv") -> DateWords:
    """The words for an event's date: ``7 | maj | 2024``; over a month's end ``30 | april – 2 maj | 2024``."""
    month, year = _month(start.month, language), str(start.year)
    if precision == "month":
        return DateWords("", month, year)
    if end is None or end == start:
        return DateWords(str(start.day), month, year)
    if (end.year, end.month) == (start.year, start.month):
        return DateWords(f"{start.day}–{end.day}", month, year)
    years = year if end.year == start.year else f"{year}–{end.year}"
    return DateWords(str(start.day), f"{month} – {end.day} {_month(end.month, language)}", years)


@lru_cache(maxsize=64)
def _month(number: int, language: str) -> str:
    return str(get_month_names("wide", "format", locale=language)[number])
