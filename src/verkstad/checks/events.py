# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of one event: what is missing before it, and who and where its parts are. What is missing after it: ``afterwards``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from verkstad.archive.rules import clock
from verkstad.checks.register import Found, check
from verkstad.records.dossier import EventFile
from verkstad.records.events import Event

SOON = timedelta(days=14)


def phase(event: Event, at: datetime) -> clock.Phase:
    said: clock.Phase = clock.phase(
        event.start_date,
        at=at,
        precision=event.precision,
        start_time=event.start_time,
        end_date=event.end_date,
        end_time=event.end_time,
        time_zone=event.time_zone,
    )
    return said


def is_coming(event: Event, at: datetime) -> bool:
    return event.status == "scheduled" and phase(event, at) == "coming"


@check(
    "event.no-agenda",
    severity="warning",
    of=EventFile,
    message=_("The workshop is coming and has no agenda. Add what will be talked about, or a first item."),
)
def coming_event_has_an_agenda(event: Event, at: datetime) -> Iterator[Found]:
    if is_coming(event, at) and not event.agenda:
        yield Found("agenda")


@check(
    "event.no-start-time",
    severity="warning",
    of=EventFile,
    message=_("The workshop is on %(date)s and nobody knows at what time. Add when it starts."),
)
def event_soon_has_a_start_time(event: Event, at: datetime) -> Iterator[Found]:
    soon = event.starts_at - at < SOON
    if is_coming(event, at) and soon and event.precision == "day" and event.start_time is None:
        yield Found("start_time", {"date": event.start_date.isoformat()})


@check(
    "event.no-way-in",
    severity="warning",
    of=EventFile,
    message=_(
        "The workshop is soon and says neither where it is nor how to join it. Add the venue or the address of the meeting."
    ),
)
def event_soon_says_how_to_come(event: Event, at: datetime) -> Iterator[Found]:
    if is_coming(event, at) and event.starts_at - at < SOON and event.venue is None and event.meeting_address is None:
        yield Found("meeting_address")


@check(
    "event.no-sign-up",
    severity="warning",
    of=EventFile,
    message=_(
        "Readers are not told how to take part: there is nowhere to sign up, though seats are limited or the address of the meeting is not public. Add a link to sign up."
    ),
)
def coming_event_says_how_to_take_part(event: Event, at: datetime) -> Iterator[Found]:
    closed = event.meeting_address is not None and not event.meeting_address.public and event.venue is None
    has_sign_up = any(link.kind == "sign_up" and link.url for link in event.links)
    if is_coming(event, at) and (event.seats_limited or closed) and not has_sign_up:
        yield Found("links")


@check(
    "appearance.to-be-confirmed",
    severity="warning",
    of=EventFile,
    message=_("Who takes part is still to be confirmed. Choose the person, or remove the line if nobody came."),
)
def appearance_is_confirmed(event: Event, at: datetime) -> Iterator[Found]:
    for appearance in event.appearances:
        if appearance.to_be_confirmed and appearance.person is None:
            coming = phase(event, at) == "coming"
            yield Found(f"appearances[{appearance.uid}]", severity=None if coming else "advice")
