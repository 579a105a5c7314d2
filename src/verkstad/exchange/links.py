# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The links of an event that readers follow: to the meeting, the recordings and the material, with what each link says."""

from __future__ import annotations

from collections.abc import Iterator

from verkstad.exchange.addresses import absolute, event_path, file_path
from verkstad.exchange.words import say_recording, words
from verkstad.records.base import Language
from verkstad.records.events import Event, Material
from verkstad.records.published import Site


def meeting_link(event: Event, language: Language) -> tuple[str, str] | None:
    """The words and the address of the link to the meeting, when everybody may have it."""
    meeting = event.meeting_address
    if meeting is None or not meeting.public:
        return None
    _ = words(language)
    label = (
        _("Join the meeting (%(service)s)") % {"service": meeting.service} if meeting.service else _("Join the meeting")
    )
    return label, meeting.url


def recording_links(event: Event, *, site: Site, language: Language) -> Iterator[tuple[str, str]]:
    """The words and the address of each published recording that has one; a file of ours is shown on the event's page."""
    for recording in event.recordings:
        if recording.state != "published":
            continue
        for place in recording.places:
            if place.url:
                yield say_recording(recording, place.service, language), place.url
        if recording.file:
            yield say_recording(recording, None, language), absolute(site, event_path(event, language)) + "#recording"


def material_address(material: Material, *, site: Site) -> str | None:
    """Where a material can be had: our copy, or else the address elsewhere."""
    if material.file and material.file_name:
        return absolute(site, file_path(material.file, material.file_name))
    return material.url
