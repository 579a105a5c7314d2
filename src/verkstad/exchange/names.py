# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a writer may ask of the rest of the archive: the thing behind an id."""

from __future__ import annotations

from typing import Protocol

from verkstad.records.base import Id
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Person, Series, Topic


class Names(Protocol):
    """The published things by id. Records refer to each other by id alone; a writer needs the words and the slugs.

    An id that is not published raises KeyError: published records hold together. Only a relation between events may
    point at one that is not published (yet), so ``event`` answers None instead.
    """

    def person(self, thing_id: Id, /) -> Person: ...

    def organisation(self, thing_id: Id, /) -> Organisation: ...

    def topic(self, thing_id: Id, /) -> Topic: ...

    def series(self, thing_id: Id, /) -> Series: ...

    def event(self, thing_id: Id, /) -> Event | None: ...
