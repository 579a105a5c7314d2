# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who the site is: its address, its name, who answers for it."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version

from verkstad.archive.models import Series
from verkstad.records import things as records
from verkstad.records.published import Site
from verkstad.records.read import published
from verkstad.site.settings_table import Settings


def site_of(settings: Settings) -> Site:
    """The site as pages show it. Without a name of its own it bears that of the largest series."""
    name = settings["VERKSTAD_SITE_NAME"]
    if not name:
        series = _first_series()
        name = (series.short_name or str(series)) if series else "Verkstad"
    return Site(
        base_url=settings.base_url,
        name=name,
        contact_email=settings["VERKSTAD_CONTACT_EMAIL"] or None,
        version=version("verkstad"),
    )


def main_series(at: datetime) -> records.Series | None:
    """The series that the site is about, as readers see it."""
    first = _first_series()
    return next(iter(published(at, only=[first.pk]).series), None) if first else None


def _first_series() -> Series | None:
    """The first that was made: ids are UUIDv7, which rise with time."""
    return Series.objects.filter(live=True).order_by("pk").first()
