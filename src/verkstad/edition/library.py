# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page may read: records by id, and the lists and counts that pages show.

Two libraries answer alike: one in memory, for building everything (:mod:`.memory`), and one over the state that an
edition keeps, for building only what changed (:mod:`.state`). A page that reads nothing else is the same built either way.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from verkstad.edition.contents import Contents
from verkstad.records.base import Text
from verkstad.records.events import Event
from verkstad.records.published import Site
from verkstad.records.things import Organisation, Person, Series, Topic

Kind = Literal["person", "organisation", "topic", "series"]


class EventCard(NamedTuple):
    """An event as a row in a list shows it."""

    id: UUID
    slug: str
    series: UUID
    title: Text
    former_titles: tuple[str, ...]
    kind: str
    status: str
    start_date: date
    precision: str
    start_time: time | None
    end_date: date | None
    end_time: time | None
    time_zone: str
    language: str
    mode: str | None
    seats_limited: bool
    summary: Text | None
    is_held: bool
    """Something shows that it took place (``archive.rules.held``); a passed date alone does not."""
    recording: str | None
    """The state of its best recording, or None when there is none on record."""
    recording_has_address: bool
    length_seconds: float | None
    captions: bool
    slides: int
    slides_with_address: int
    materials: int
    """All materials, slides among them."""
    year_corrected: bool
    uncertain: bool
    materials_with_address: int


class ThingRow(NamedTuple):
    """A person, organisation, topic or series as a row in a list shows it: its name and how much there is."""

    id: UUID
    slug: str
    name: Text
    """A person's name stands as the same words in both languages."""
    short_name: str | None
    aliases: tuple[str, ...]
    kind: str
    """The organisation's or topic's kind; empty for people and series."""
    events: int
    people: int
    organisations: int
    first_year: int | None
    last_year: int | None


class ChangeEntry(NamedTuple):
    """One line of the public change log: when, which thing, and what a reader cares for, as ids of :mod:`.changes`."""

    number: int
    at: datetime
    thing: UUID
    thing_kind: str
    path: str
    """The thing's path in Swedish, ``/event/<slug>/``; empty for a thing that is gone."""
    title: Text
    kinds: tuple[str, ...]
    """Such as ``new_event``, ``new_time``, ``slides_added``, ``cancelled``; see :data:`.changes.WORDS`."""


class Totals(NamedTuple):
    events: int
    people: int
    organisations: int
    topics: int
    recordings: int
    materials: int


class Library(Protocol):
    """Everything is sorted here, in Python, by one collation (:mod:`.collation`); pages never sort."""

    at: datetime
    site: Site
    contents: Contents
    """What the files that its records name say."""

    def event(self, id: UUID) -> Event: ...
    def person(self, id: UUID) -> Person: ...
    def organisation(self, id: UUID) -> Organisation: ...
    def topic(self, id: UUID) -> Topic: ...
    def series(self, id: UUID) -> Series: ...
    def card(self, id: UUID) -> EventCard: ...
    def has_event(self, id: UUID) -> bool: ...

    def events_of(self, thing: UUID, *, year: int | None = None, limit: int | None = None) -> list[EventCard]:
        """The events that a person, organisation, topic or series belongs to, newest first: all, one year's, or the newest."""
        ...

    def years_of(self, thing: UUID) -> list[tuple[int, int]]:
        """(year, number of events) of a thing, newest year first."""
        ...

    def related_rows(self, thing: UUID, kind: Kind, limit: int | None = None) -> list[ThingRow]:
        """The people, organisations or topics that share events with a thing, most events in common first; ``events`` is the number in common."""
        ...

    def related_count(self, thing: UUID, kind: Kind) -> int:
        """How many :meth:`related_rows` has without a limit."""
        ...

    def upcoming(self) -> list[EventCard]:
        """Events that have not ended at ``at``, soonest first (month-only events last within their month)."""
        ...

    def newest(self, limit: int) -> list[EventCard]:
        """The events that start last, newest first, coming ones among them."""
        ...

    def latest_with_material(self, limit: int) -> list[EventCard]:
        """Past events with a recording, slides or other material, newest first."""
        ...

    def years(self) -> list[tuple[int, int]]:
        """(year, number of events), newest year first."""
        ...

    def months(self, year: int) -> list[tuple[int, int]]:
        """(month, number of events) of a year, newest month first."""
        ...

    def cards_in(self, year: int, month: int | None = None) -> list[EventCard]:
        """The events that start in a year, or in one month of it, newest first."""
        ...

    def rows(self, kind: Kind, letter: str | None = None) -> list[ThingRow]:
        """All people, organisations, topics or series, by name; or those under one address letter (``rendering.paging.letter_of``)."""
        ...

    def top(self, kind: Kind, limit: int) -> list[ThingRow]:
        """The rows with the most events, most first."""
        ...

    def letters(self, kind: Kind) -> list[tuple[str, int]]:
        """(address letter, number of rows) of a list, in the order of the alphabet."""
        ...

    def totals(self) -> Totals: ...

    def changes(self, limit: int) -> list[ChangeEntry]:
        """The newest lines of the change log, newest first."""
        ...

    def changes_of(self, thing: UUID) -> list[ChangeEntry]: ...
