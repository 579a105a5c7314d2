# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cancelling, postponing and moving a published event. Each raises the SEQUENCE that calendars go by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from verkstad.archive.actions.changing import change, columns_of, locked
from verkstad.archive.choices import EventStatus, Precision
from verkstad.archive.errors import AgendaLeavesTheDay, AlreadyCancelled, SameTime
from verkstad.archive.models import Event
from verkstad.archive.pending import RevisionContent


@transaction.atomic
def cancel_event(event: Event, *, note: Mapping[str, Any] | None, by: Any, at: datetime) -> Event:
    """Say that the event will not be (or was not) held. It keeps its page and stays in calendars, as cancelled.

    Raises NotPublished, AlreadyCancelled.
    """
    event = locked(event)
    if event.is_cancelled:
        raise AlreadyCancelled(event)
    changes = columns_of(event, {"status": EventStatus.CANCELLED.value, "status_note": note})
    return change(event, lambda content: {**content, **changes}, by=by, at=at, action="verkstad.cancel")


@transaction.atomic
def postpone_event(event: Event, *, note: Mapping[str, Any] | None, by: Any, at: datetime) -> Event:
    """Say that the event will be held at a later time that nobody knows yet. Raises NotPublished, AlreadyCancelled."""
    event = locked(event)
    if event.is_cancelled:
        raise AlreadyCancelled(event)
    changes = columns_of(event, {"status": EventStatus.POSTPONED.value, "status_note": note})
    return change(event, lambda content: {**content, **changes}, by=by, at=at, action="verkstad.postpone")


@transaction.atomic
def reschedule_event(
    event: Event,
    *,
    start_date: date,
    start_time: time | None = None,
    end_time: time | None = None,
    end_date: date | None = None,
    precision: str = Precision.DAY.value,
    with_agenda: bool = False,
    by: Any,
    at: datetime,
) -> Event:
    """Give the event a new date or time; one that was postponed is then as planned again. The slug stays.

    The first day it had is kept as ``previous_start_date`` when the day changes. ``with_agenda`` moves the times of the agenda as
    much as the start. Raises NotPublished, AlreadyCancelled, SameTime, AgendaLeavesTheDay, or ContentRefused when the end is not
    after the start.
    """
    event = locked(event)
    if event.is_cancelled:
        raise AlreadyCancelled(event)
    when = {
        "start_date": start_date,
        "start_time": start_time,
        "end_date": end_date,
        "end_time": end_time,
        "precision": precision,
    }
    if all(getattr(event, name) == value for name, value in when.items()):
        raise SameTime(event)
    previous = event.start_date if start_date != event.start_date else event.previous_start_date
    changes = columns_of(
        event,
        {**when, "previous_start_date": previous, "status": EventStatus.SCHEDULED.value, "status_note": None},
    )
    data = {"start_date": {"old": event.start_date.isoformat(), "new": start_date.isoformat()}}
    minutes = (
        _minutes(start_time) - _minutes(event.start_time) if with_agenda and start_time and event.start_time else 0
    )

    def edit(content: RevisionContent) -> RevisionContent:
        agenda = [_moved(item, minutes, event) for item in content["agenda"]] if minutes else content["agenda"]
        return {**content, **changes, "agenda": agenda}

    return change(event, edit, by=by, at=at, action="verkstad.reschedule", data=data)


def has_timed_agenda(event: Event) -> bool:
    """Whether its agenda has times that can be moved with it."""
    return event.start_time is not None and event.agenda.filter(start_time__isnull=False).exists()


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _moved(item: RevisionContent, minutes: int, event: Event) -> RevisionContent:
    moved = dict(item)
    for name in ("start_time", "end_time"):
        if item[name]:
            hours, rest = divmod(_minutes(time.fromisoformat(item[name])) + minutes, 60)
            if not 0 <= hours < 24:
                raise AgendaLeavesTheDay(event)
            moved[name] = time(hours, rest).isoformat()
    return moved
