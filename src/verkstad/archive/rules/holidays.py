# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Swedish public holidays and the eves on which offices are closed. Source: lag (1989:253) om allmänna helgdagar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext_lazy as _


def easter_sunday(year: int) -> date:
    """By the Gregorian computus of Meeus, Jones and Butcher; for years from 1583."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(5 - day.weekday()) % 7)


@lru_cache(maxsize=64)
def swedish_holidays(year: int) -> dict[date, object]:
    """Days of the year on which hardly anybody in Sweden is at work, each with its name."""
    easter = easter_sunday(year)
    midsummer = _saturday_from(date(year, 6, 20))
    return {
        date(year, 1, 1): _("New Year's Day"),
        date(year, 1, 6): _("Epiphany"),
        easter - timedelta(days=2): _("Good Friday"),
        easter: _("Easter Sunday"),
        easter + timedelta(days=1): _("Easter Monday"),
        date(year, 5, 1): _("May Day"),
        easter + timedelta(days=39): _("Ascension Day"),
        easter + timedelta(days=49): _("Whit Sunday"),
        date(year, 6, 6): _("Sweden's National Day"),
        midsummer - timedelta(days=1): _("Midsummer's Eve"),
        midsummer: _("Midsummer's Day"),
        _saturday_from(date(year, 10, 31)): _("All Saints' Day"),
        date(year, 12, 24): _("Christmas Eve"),
        date(year, 12, 25): _("Christmas Day"),
        date(year, 12, 26): _("Boxing Day"),
        date(year, 12, 31): _("New Year's Eve"),
    }


def holiday_on(day: date) -> str | None:
    """The name of the holiday, in the reader's language; None on other days."""
    name = swedish_holidays(day.year).get(day)
    return None if name is None else str(name)
