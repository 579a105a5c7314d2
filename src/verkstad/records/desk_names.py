# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The things that events of the desk refer to, by id, published or not: what a writer asks when it writes from a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from verkstad.records.events import Event
from verkstad.records.read_desk import entries
from verkstad.records.things import Organisation, Person, Series, Topic


class DeskNames:
    """Answers like any ``Names`` (see exchange), from the latest drafts. An id of nothing raises KeyError."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Reads what the events refer to, in a number of queries that does not depend on how much that is."""
        events = tuple(events)
        appearances = [appearance for event in events for appearance in event.appearances]
        self._events = {event.id: event for event in events}
        self._people = _by_id("person", (one.person for one in appearances))
        self._organisations = _by_id(
            "organisation",
            [one.organisation for one in appearances]
            + [organiser.organisation for event in events for organiser in event.organisers],
        )
        self._topics = _by_id("topic", (link.topic for event in events for link in event.topics))
        self._series = _by_id("series", (event.series for event in events))

    def person(self, thing_id: UUID, /) -> Person:
        person: Person = self._people[thing_id]
        return person

    def organisation(self, thing_id: UUID, /) -> Organisation:
        organisation: Organisation = self._organisations[thing_id]
        return organisation

    def topic(self, thing_id: UUID, /) -> Topic:
        topic: Topic = self._topics[thing_id]
        return topic

    def series(self, thing_id: UUID, /) -> Series:
        series: Series = self._series[thing_id]
        return series

    def event(self, thing_id: UUID, /) -> Event | None:
        return self._events.get(thing_id)


def latest(entry: Any) -> Any:
    """The thing as its latest draft has it: what the desk speaks of."""
    return entry if entry.draft is None else entry.draft


def _by_id(kind: str, ids: Iterable[UUID | None]) -> dict[UUID, Any]:
    wanted = sorted({one for one in ids if one is not None})
    return {entry.id: latest(entry) for entry in entries(kind, wanted)} if wanted else {}
