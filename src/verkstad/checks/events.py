# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of one event: what readers come for and do not find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from verkstad.archive.rules import clock
from verkstad.archive.rules.held import shows_that_it_was_held
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
    "event.nothing-shows-it",
    severity="advice",
    of=EventFile,
    message=_(
        "The date has passed and nothing shows that the workshop was held. Add material, notes or who came, or cancel it."
    ),
)
def past_event_shows_that_it_was_held(event: Event, at: datetime) -> Iterator[Found]:
    held = shows_that_it_was_held(
        recording_states=[recording.state for recording in event.recordings],
        material_count=len(event.materials),
        attendance=event.attendance.number if event.attendance else None,
        link_kinds=[link.kind for link in event.links],
    )
    if event.status == "scheduled" and phase(event, at) == "past" and not held:
        yield Found()


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


@check(
    "recording.no-address",
    severity="warning",
    of=EventFile,
    message=_("The recording is said to be published and has no address. Add where it is, or change its state."),
)
def published_recording_has_an_address(event: Event, at: datetime) -> Iterator[Found]:
    for recording in event.recordings:
        if recording.state == "published" and not recording.has_address:
            yield Found(f"recordings[{recording.id}]")


@check(
    "recording.late",
    severity="warning",
    of=EventFile,
    message=_("The recording was expected by %(date)s and is not here. Publish it, or say when it comes."),
)
def expected_recording_has_come(event: Event, at: datetime) -> Iterator[Found]:
    today = at.astimezone(ZoneInfo(event.time_zone)).date()
    for recording in event.recordings:
        expected = recording.expected_date
        if recording.state in {"planned", "processing"} and expected and expected < today:
            yield Found(f"recordings[{recording.id}]", {"date": expected.isoformat()})


@check(
    "material.no-address",
    severity="warning",
    of=EventFile,
    message=_("“%(title)s” has neither a file nor an address. Ask for it, or remove it."),
)
def material_has_an_address(event: Event, at: datetime) -> Iterator[Found]:
    for material in event.materials:
        if not material.has_address:
            yield Found(f"materials[{material.id}]", {"title": material.title.shown("sv").words})


@check(
    "summary.not-approved",
    severity="advice",
    of=EventFile,
    message=_(
        "The summary is not approved: it was rewritten from another text, or written by a machine. Read it, and approve it."
    ),
)
def summary_is_approved(event: Event, at: datetime) -> Iterator[Found]:
    if event.summary is not None and event.summary_state != "approved":
        yield Found("summary")
