# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing rows, in methods that read as sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Case, Count, Exists, Max, OuterRef, Q, TextField, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from verkstad.archive.choices import EventStatus, Precision
from verkstad.archive.models.base import RootQuerySet
from verkstad.archive.rules.held import SHOWING_LINKS, SHOWING_RECORDINGS

HAS_DRAFT = Q(has_unpublished_changes=True) | Q(live=False)


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

    def with_drafted_day(self) -> Self:
        """``drafted_day``: the first day as editors have it, by the latest draft where one waits; as text, which sorts."""
        drafted = Cast(KeyTextTransform("start_date", "latest_revision__content"), TextField())
        as_published = Cast("start_date", TextField())
        return self.annotate(
            drafted_day=Case(When(HAS_DRAFT & Q(latest_revision__isnull=False), then=drafted), default=as_published)
        )

    def coming_to_editors(self, at: datetime) -> Self:
        """Perhaps not over yet, drafts as they are drafted; the next one first. Of drafts in this month only the draft can tell."""
        month = timezone.localdate(at).replace(day=1).isoformat()
        soon = Q(ends_at__gt=at) & ~HAS_DRAFT | HAS_DRAFT & Q(drafted_day__gte=month)
        rows = self.with_drafted_day().exclude(status=EventStatus.CANCELLED)
        return rows.filter(soon).order_by("drafted_day", "slug")

    def just_held_to_editors(self, at: datetime, *, days: int) -> Self:
        """Perhaps over since at most so many days, drafts as they are drafted; the latest first."""
        today = timezone.localdate(at)
        since = today - timedelta(days=days)
        over = Q(ends_at__lte=at, start_date__gte=since) & ~HAS_DRAFT
        over |= HAS_DRAFT & Q(drafted_day__gte=since.isoformat(), drafted_day__lte=today.isoformat())
        rows = self.with_drafted_day().filter(status=EventStatus.SCHEDULED)
        return rows.filter(over).order_by("-drafted_day", "slug")

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


class TopicQuerySet(RootQuerySet):
    def not_shown_since(self, day: date, *, at: datetime) -> models.QuerySet:
        """Topics that workshops were about, the last one before ``day``, and that none to come is about; the most shown first.

        Rows of id, how many workshops, and the first day of the last. They are those that readers see; one that was cancelled
        showed nothing.
        """
        seen = Q(event_links__relation="about", event_links__event__live=True)
        seen &= Q(event_links__event__status=EventStatus.SCHEDULED)
        return (
            self.filter(seen)
            .order_by()
            .values("pk")  # before the numbers, or the database groups by every column
            .annotate(
                times_shown=Count("event_links__event"),
                last_shown=Max("event_links__event__start_date"),
                last_ends_at=Max("event_links__event__ends_at"),
            )
            .filter(last_shown__lt=day, last_ends_at__lte=at)
            .order_by("-times_shown", "-last_shown", "pk")
            .values_list("pk", "times_shown", "last_shown")
        )
