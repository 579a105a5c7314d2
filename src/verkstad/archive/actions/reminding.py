# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is to be reminded of which captions that are due, and that they were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils import timezone

from verkstad.archive.captions_due import CaptionsDue, duty_of, without_captions
from verkstad.archive.choices import CaptionsLimit
from verkstad.archive.models import CaptionsReminder, Event, Recording
from verkstad.archive.rules.access import answering_for
from verkstad.archive.rules.captions_due import Limits


def reminders_due(*, at: datetime, limits: Limits) -> list[CaptionsDue]:
    """Recordings that have reached a limit without captions, and of which nobody was mailed then; those with time left first."""
    today = timezone.localdate(at)
    warn, limit = today - timedelta(days=limits.warn_days), today - timedelta(days=limits.due_days)
    lacking = without_captions(Recording.objects.all()).select_related("event").prefetch_related("event__organisers")
    urgent = lacking.filter(published_date__lte=warn, published_date__gt=limit).filter(_not_sent(CaptionsLimit.URGENT))
    late = lacking.filter(published_date__lte=limit).filter(_not_sent(CaptionsLimit.LATE))
    found = [*urgent.order_by("published_date", "pk"), *late.order_by("-published_date", "pk")]
    return [CaptionsDue(recording, duty_of(recording, today=today, limits=limits)) for recording in found]


def receivers_of(event: Event) -> list[Any]:
    """Those who answer for a workshop and have an address to be mailed at."""
    users = get_user_model().objects.filter(is_active=True).exclude(email="").order_by("pk")
    return answering_for(event, list(users))


def note_reminded(reminded: Iterable[CaptionsDue], *, at: datetime) -> None:
    """Somebody was mailed about these."""
    rows = [
        CaptionsReminder(
            recording=one.recording,
            published_date=one.recording.published_date,
            limit=CaptionsLimit(one.duty.state.value),
            sent_at=at,
        )
        for one in reminded
    ]
    CaptionsReminder.objects.bulk_create(rows, ignore_conflicts=True)


def _not_sent(limit: CaptionsLimit) -> Any:
    sent = CaptionsReminder.objects.filter(
        recording=OuterRef("pk"), published_date=OuterRef("published_date"), limit=limit
    )
    return ~Exists(sent)
