# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that is published at one moment, and a draft in a wrapper that no public writer accepts."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import AwareDatetime

from verkstad.records.base import Line, Record, WebAddress
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Person, Series, Tombstone, Topic


class Site(Record):
    """The running site as writers need to know it: its absolute address without a final slash, its name, who answers for it."""

    base_url: WebAddress
    name: Line
    contact_email: Line | None = None
    version: Line = "0"


class Records(Record):
    """What is published at ``at``: each tuple sorted by slug, so that the same archive gives the same bytes."""

    at: AwareDatetime
    series: tuple[Series, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    topics: tuple[Topic, ...] = ()
    events: tuple[Event, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()


Thing = TypeVar("Thing", Event, Series, Person, Organisation, Topic)


class Draft(Record, Generic[Thing]):
    """A thing as its latest draft has it, for preview and checks. It is not a ``Thing``, so no public writer takes it by mistake."""

    at: AwareDatetime
    thing: Thing
