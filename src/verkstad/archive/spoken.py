# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and times of day as sentences say them, in the language of whoever reads."""

from __future__ import annotations

from datetime import date, time

from django.utils import formats
from django.utils.translation import get_language, pgettext


def spoken_time(at: time) -> str:
    """9.05 in Swedish, 09:05 in English."""
    hour = str(at.hour) if (get_language() or "").startswith("sv") else f"{at.hour:02}"
    return pgettext("time of day", "%(hour)s:%(minute)s") % {"hour": hour, "minute": f"{at.minute:02}"}


def spoken_day(day: date) -> str:
    """tisdag 7 maj 2024, Tuesday 7 May 2024."""
    return formats.date_format(day, "l j F Y", use_l10n=False)


def spoken_month(day: date) -> str:
    return formats.date_format(day, "F Y", use_l10n=False)
