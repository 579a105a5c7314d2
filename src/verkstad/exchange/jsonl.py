# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dump for re-users: one JSON object per line, each with its ``type``, after the published JSON Schema.

What is not public is left out here once more, whatever the record holds: a meeting address and a number of participants
that are not public, where a withdrawn recording lay, and an organisation number that may be somebody's personal identity number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verkstad.exchange.identities import public_organisation_number
from verkstad.records.events import Event, Recording
from verkstad.records.things import Organisation, Person, Series, Tombstone, Topic

_TYPES: dict[type, str] = {
    Event: "event",
    Organisation: "organisation",
    Person: "person",
    Series: "series",
    Tombstone: "tombstone",
    Topic: "topic",
}

_LINE_ENDS = "\x85\u2028\u2029"
"""JSON lets these stand in a string; many readers of lines break at them."""


def write_line(thing: Event | Organisation | Person | Series | Tombstone | Topic) -> str:
    """The record as a line of JSON. What has no value is left out: a key that is absent has the default of the schema."""
    kind = _TYPES[type(thing)]  # the exact type: a record with editors' notes is a subclass, and has no business here
    line: str = _public(thing).model_dump_json(exclude_none=True)[1:]
    for end in _LINE_ENDS:
        line = line.replace(end, f"\\u{ord(end):04x}")
    return f'{{"type":"{kind}",{line}\n'


def _public(thing: Any) -> Any:
    hidden: dict[str, Any] = {}
    if isinstance(thing, Event):
        if thing.meeting_address and not thing.meeting_address.public:
            hidden["meeting_address"] = None
        if thing.attendance and not thing.attendance.public:
            hidden["attendance"] = None
        if any(recording.state == "withdrawn" for recording in thing.recordings):
            hidden["recordings"] = tuple(_without_content(recording) for recording in thing.recordings)
    elif isinstance(thing, Organisation) and thing.organisation_number and not public_organisation_number(thing):
        hidden["organisation_number"] = None
    return thing.model_copy(update=hidden) if hidden else thing


def _without_content(recording: Recording) -> Recording:
    """A recording that was taken down says that it was, and no more of what was in it or where it lay."""
    if recording.state != "withdrawn":
        return recording
    return recording.model_copy(update={"file": None, "places": (), "captions": (), "chapters": ()})


def write_records(lines: Iterable[str]) -> bytes:
    # Each line by itself: all of them as one string would take twice as much where one character is not of Latin 1.
    return b"".join([line.encode() for line in lines])
