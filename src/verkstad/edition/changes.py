# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The difference between two published states of an event, as the few kinds of change that a reader cares for."""

from __future__ import annotations

from collections.abc import Callable

from verkstad.records.events import Event

N_: Callable[[str], str] = lambda words: words  # noqa: E731  (marks for extraction; translated where it is shown)

WORDS: dict[str, str] = {
    "new_event": N_("New workshop"),
    "cancelled": N_("Cancelled"),
    "postponed": N_("Postponed"),
    "on_again": N_("Takes place after all"),
    "new_date": N_("New date"),
    "new_time": N_("New time"),
    "year_corrected": N_("Year corrected"),
    "new_venue": N_("New venue"),
    "meeting_address": N_("Link to the meeting changed"),
    "recording": N_("Recording available"),
    "recording_expected": N_("Recording expected"),
    "recording_withdrawn": N_("Recording taken down"),
    "captions": N_("Captions added"),
    "slides": N_("Slides added"),
    "material": N_("Material added"),
    "material_removed": N_("Material taken down"),
    "agenda": N_("Agenda changed"),
    "speakers": N_("Speakers changed"),
    "new_title": N_("New title"),
    "summary": N_("Summary changed"),
    "links": N_("Links changed"),
    "corrected": N_("Corrected"),
    "taken_down": N_("Taken down"),
}
"""Every kind of change with its words in English; the order is that of importance, and of :func:`differences`."""


def differences(before: Event | None, after: Event | None) -> tuple[str, ...]:
    """The kinds of change from one published state to the next; empty when a reader would see nothing new.

    ``before`` is None for an event published for the first time, ``after`` for one that was taken down. Order: as in :data:`WORDS`.
    """
    if before is None:
        return ("new_event",) if after is not None else ()
    if after is None:
        return ("taken_down",)
    found = {kind for kind, differs in _TESTS.items() if differs(before, after)}
    if "year_corrected" in found:
        found.discard("new_date")
    if "new_date" in found:
        found.discard("new_time")
    return tuple(kind for kind in WORDS if kind in found)


def _status_became(status: str) -> Callable[[Event, Event], bool]:
    return lambda before, after: before.status != status and after.status == status


def _dated(event: Event) -> tuple[object, ...]:
    return (event.start_date, event.end_date, event.precision)


def _corrected(event: Event, field: str) -> set[object]:
    return {correction for correction in event.corrections if correction.field == field}


def _recordings(event: Event, state: str) -> set[object]:
    return {recording.id for recording in event.recordings if recording.state == state}


def _captioned(event: Event) -> set[object]:
    return {(recording.id, captions.language) for recording in event.recordings for captions in recording.captions}


def _reachable(event: Event) -> set[object]:
    return {recording.id for recording in event.recordings if recording.state == "published" and recording.has_address}


def _materials(event: Event, *, slides: bool) -> set[object]:
    return {
        (material.id, material.has_address) for material in event.materials if (material.kind == "slides") is slides
    }


def _ids(event: Event) -> set[object]:
    return {material.id for material in event.materials}


def _expected(event: Event) -> set[object]:
    return {
        (recording.id, recording.expected_date)
        for recording in event.recordings
        if recording.expected_date and recording.state != "published"
    }


def _year_corrected(before: Event, after: Event) -> bool:
    corrected_now = len(_corrected(after, "start_date")) > len(_corrected(before, "start_date"))
    return corrected_now and before.start_date.year != after.start_date.year


_TESTS: dict[str, Callable[[Event, Event], bool]] = {
    "cancelled": _status_became("cancelled"),
    "postponed": _status_became("postponed"),
    "on_again": _status_became("scheduled"),
    "new_date": lambda before, after: _dated(before) != _dated(after),
    "new_time": lambda before, after: (
        (before.start_time, before.end_time, before.time_zone) != (after.start_time, after.end_time, after.time_zone)
    ),
    "year_corrected": _year_corrected,
    "new_venue": lambda before, after: (before.venue, before.mode) != (after.venue, after.mode),
    "meeting_address": lambda before, after: before.meeting_address != after.meeting_address,
    "recording": lambda before, after: bool(
        (_recordings(after, "published") - _recordings(before, "published")) | (_reachable(after) - _reachable(before))
    ),
    "recording_expected": lambda before, after: bool(_expected(after) - _expected(before)),
    "recording_withdrawn": lambda before, after: bool(
        _recordings(before, "published") - _recordings(after, "published")
    ),
    "captions": lambda before, after: bool(_captioned(after) - _captioned(before)),
    "slides": lambda before, after: bool(_materials(after, slides=True) - _materials(before, slides=True)),
    "material": lambda before, after: bool(_materials(after, slides=False) - _materials(before, slides=False)),
    "material_removed": lambda before, after: bool(_ids(before) - _ids(after)),
    "agenda": lambda before, after: (before.agenda, before.sessions) != (after.agenda, after.sessions),
    "speakers": lambda before, after: before.appearances != after.appearances,
    "new_title": lambda before, after: (before.title.sv, before.title.en) != (after.title.sv, after.title.en),
    "summary": lambda before, after: before.summary != after.summary,
    "links": lambda before, after: before.links != after.links,
    "corrected": lambda before, after: (
        (before.corrections, before.uncertainties) != (after.corrections, after.uncertainties)
    ),
}
