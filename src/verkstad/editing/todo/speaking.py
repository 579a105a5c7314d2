# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and languages as the desk says them."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone, translation

from verkstad.exchange.when import say_day
from verkstad.records.base import Language


def language_here() -> Language:
    """The language that the page is in."""
    return "en" if (translation.get_language() or "sv").startswith("en") else "sv"


def other(language: Language) -> Language:
    return "sv" if language == "en" else "en"


def say_moment_day(at: datetime) -> str:
    """The day of a moment where the editors are: ``tisdag 7 maj 2024``."""
    return say_day(timezone.localdate(at), language_here())
