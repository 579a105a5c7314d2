# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of an event whose date has passed: what there should be of it and is not there, or cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from verkstad.archive.rules.captions_due import Duty, DutyState, Limits, duty
from verkstad.archive.rules.held import shows_that_it_was_held
from verkstad.checks.events import phase
from verkstad.checks.register import Found, Severity, check
from verkstad.records.dossier import EventFile
from verkstad.records.events import Event, Recording

TELLS: dict[str, frozenset[str]] = {
    "sign-of-it": frozenset({"event.nothing-shows-it"}),
    "recording": frozenset({"recording.unknown"}),
    "late-recording": frozenset({"recording.late"}),
    "recording-address": frozenset({"recording.no-address"}),
    "captions": frozenset({"recording.no-captions", "recording.no-captions-no-date"}),
    "slides": frozenset({"event.no-slides"}),
    "material-address": frozenset({"material.no-address"}),
    "licence": frozenset({"material.no-licence"}),
    "summary": frozenset({"event.no-summary"}),
    "approval": frozenset({"summary.not-approved"}),
}
"""By the word of ``archive.lacking`` for what past workshops may lack, the checks that tell the same of one."""


def today(event: Event, at: datetime) -> date:
    """The day where the event is."""
    return at.astimezone(ZoneInfo(event.time_zone)).date()


def shows_it(event: Event) -> bool:
    shown: bool = shows_that_it_was_held(
        recording_states=[recording.state for recording in event.recordings],
        material_count=len(event.materials),
        attendance=event.attendance.number if event.attendance else None,
        link_kinds=[link.kind for link in event.links],
    )
    return shown


def was_held(event: Event, at: datetime) -> bool:
    return event.status == "scheduled" and phase(event, at) == "past" and shows_it(event)


@check(
    "event.nothing-shows-it",
    severity="advice",
    of=EventFile,
    message=_(
        "The date has passed and nothing shows that the workshop was held. Add material, notes or who came, or cancel it."
    ),
)
def past_event_shows_that_it_was_held(event: Event, at: datetime) -> Iterator[Found]:
    if event.status == "scheduled" and phase(event, at) == "past" and not shows_it(event):
        yield Found()


@check(
    "recording.unknown",
    severity="warning",
    of=EventFile,
    message=_(
        "Nobody has said whether the workshop was recorded. Say when the recording comes, where it is, or why there is none."
    ),
)
def past_event_says_whether_it_was_recorded(event: Event, at: datetime) -> Iterator[Found]:
    """A recording that is still planned when the date has passed, without a day for it, tells no more than none."""
    if not was_held(event, at):
        return
    if not event.recordings:
        yield Found("recordings")
    for recording in event.recordings:
        if recording.state == "unknown" or (recording.state == "planned" and recording.expected_date is None):
            yield Found(f"recordings[{recording.id}].state")


@check(
    "recording.no-address",
    severity="warning",
    of=EventFile,
    message=_("The recording is said to be published and has no address. Add where it is, or change its state."),
)
def published_recording_has_an_address(event: Event, at: datetime) -> Iterator[Found]:
    for recording in event.recordings:
        if recording.state == "published" and not recording.has_address:
            yield Found(f"recordings[{recording.id}].places")


@check(
    "recording.late",
    severity="warning",
    of=EventFile,
    message=_("The recording was expected by %(date)s and is not here. Publish it, or say when it comes."),
)
def expected_recording_has_come(event: Event, at: datetime) -> Iterator[Found]:
    for recording in event.recordings:
        expected = recording.expected_date
        if recording.state in {"planned", "processing"} and expected and expected < today(event, at):
            yield Found(f"recordings[{recording.id}].expected_date", {"date": expected.isoformat()})


@check(
    "recording.before-event",
    severity="warning",
    of=EventFile,
    message=_(
        "The recording is said to be published on %(date)s, before the workshop was held. Change one of the dates."
    ),
)
def recording_comes_after_the_event(event: Event, at: datetime) -> Iterator[Found]:
    for recording in event.recordings:
        published = recording.published_date
        first_day = event.start_date.replace(day=1) if event.precision == "month" else event.start_date
        if published is not None and published < first_day:
            yield Found(f"recordings[{recording.id}].published_date", {"date": published.isoformat()})


@check(
    "recording.no-captions",
    severity="warning",
    of=EventFile,
    message=_(
        "Captions have been missing for %(days)s days. They are due within %(due)s days of publishing. Add captions, or correct the automatic ones."
    ),
    by="limits",
    of_what_readers_see=True,
)
def published_recording_has_captions(event: Event, at: datetime, limits: Limits) -> Iterator[Found]:
    for recording in event.recordings:
        stands = captions_duty(event, recording, at, limits)
        if stands.days is not None and stands.days >= limits.told_after_days:
            values = {"days": stands.days, "due": limits.due_days}
            yield Found(f"recordings[{recording.id}].captions", values, _WEIGHTS[stands.state])


_WEIGHTS: dict[DutyState, Severity] = {
    DutyState.RUNNING: "advice",
    DutyState.URGENT: "warning",
    DutyState.LATE: "error",
}


@check(
    "recording.no-captions-no-date",
    severity="warning",
    of=EventFile,
    message=_(
        "The recording has no captions that a person has read, and nobody knows since when it is published. Add captions, and the day."
    ),
    by="limits",
    of_what_readers_see=True,
)
def recording_without_captions_says_since_when(event: Event, at: datetime, limits: Limits) -> Iterator[Found]:
    for recording in event.recordings:
        if captions_duty(event, recording, at, limits).state == DutyState.UNDATED:
            yield Found(f"recordings[{recording.id}].published_date")


def captions_duty(event: Event, recording: Recording, at: datetime, limits: Limits) -> Duty:
    return duty(
        is_published=recording.state == "published" and recording.has_address,
        published_date=recording.published_date,
        language=recording.language or event.language,
        captions=((captions.language, captions.state) for captions in recording.captions),
        today=today(event, at),
        limits=limits,
    )


@check(
    "event.no-slides",
    severity="warning",
    of=EventFile,
    message=_("There are no slides from the workshop. Ask the speakers for theirs, or add what there is."),
)
def held_event_has_slides(event: Event, at: datetime) -> Iterator[Found]:
    if was_held(event, at) and not any(material.kind == "slides" for material in event.materials):
        yield Found("materials")


@check(
    "event.no-summary",
    severity="advice",
    of=EventFile,
    message=_("The workshop has no summary, so search and lists have little to go by. Write a few sentences."),
)
def held_event_has_a_summary(event: Event, at: datetime) -> Iterator[Found]:
    if was_held(event, at) and event.summary is None:
        yield Found("summary")


@check(
    "material.no-address",
    severity="warning",
    of=EventFile,
    message=_("“%(title)s” has neither a file nor an address. Ask for it, or remove it."),
)
def material_has_an_address(event: Event, at: datetime) -> Iterator[Found]:
    for material in event.materials:
        if not material.has_address:
            yield Found(f"materials[{material.id}].url", {"title": material.title.shown("sv").words})


@check(
    "material.no-licence",
    severity="advice",
    of=EventFile,
    message=_("It is not said how “%(title)s” may be used. Ask the creator, and choose a licence."),
)
def material_says_how_it_may_be_used(event: Event, at: datetime) -> Iterator[Found]:
    for material in event.materials:
        if material.has_address and material.licence is None:
            yield Found(f"materials[{material.id}].licence", {"title": material.title.shown("sv").words})


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


@check(
    "uncertainty.open",
    severity="advice",
    of=EventFile,
    message=_("The page tells readers that this is uncertain: %(values)s. Choose one when you know which is right."),
)
def uncertainty_is_settled(event: Event, at: datetime) -> Iterator[Found]:
    for uncertainty in event.uncertainties:
        yield Found(uncertainty.field, {"values": "; ".join(uncertainty.values)})
