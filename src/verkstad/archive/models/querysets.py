# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing rows, in methods that read as sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from verkstad.archive.choices import EventStatus, Precision
from verkstad.archive.models.base import RootQuerySet
from verkstad.archive.rules.held import SHOWING_LINKS, SHOWING_RECORDINGS


class EventQuerySet(RootQuerySet):
    def published(self) -> Self:
        """Events that readers see: of a series that they see too."""
        return self.filter(live=True, series__live=True)

    def upcoming(self, at: datetime) -> Self:
        """Not yet over, nor cancelled, nor postponed without a new date; the next one first."""
        return self.filter(ends_at__gt=at, status=EventStatus.SCHEDULED).order_by("starts_at", "slug")

    def on_now(self, at: datetime) -> Self:
        timed = Q(start_time__isnull=False) | Q(end_date__gt=models.F("start_date"))
        return self.upcoming(at).filter(timed, precision=Precision.DAY, starts_at__lte=at)

    def past(self, at: datetime) -> Self:
        """Over by the clock, held or not; the latest first."""
        return self.filter(ends_at__lte=at).order_by("-starts_at", "slug")

    def in_year(self, year: int) -> Self:
        return self.filter(start_date__year=year).order_by("start_date", "slug")

    def held(self) -> Self:
        """Those of which something shows that they took place (the same rule as ``Event.is_held``)."""
        from verkstad.archive.models import (
            Link,
            Material,
            Recording,
        )  # they point at Event, which is made with this class

        own = {"event": OuterRef("pk")}
        return self.filter(
            Exists(Recording.objects.filter(**own, live=True, state__in=SHOWING_RECORDINGS))
            | Exists(Material.objects.filter(**own, live=True))
            | Exists(Link.objects.filter(**own, kind__in=SHOWING_LINKS))
            | Q(attendance_number__gt=0)
        )


class OfEventQuerySet(RootQuerySet):
    def published(self) -> Self:
        """Published things of published events."""
        return self.filter(live=True, event__live=True, event__series__live=True)
