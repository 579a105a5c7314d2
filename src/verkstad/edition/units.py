# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The units that an edition is built of, and which of them a change touches.

A unit is the smallest thing that is made anew: an event in both languages with its calendar entry and picture, one month's
list, the home page. Its key is a kind and what it is about: ``event:<id>``, ``month:2024-05``, ``home``. What a unit may
read is told by :func:`touched`; that building the touched units equals building all of them is held by a property test.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from verkstad.edition import cards
from verkstad.edition.library import Kind, Library
from verkstad.edition.rendering import paging
from verkstad.exchange import addresses
from verkstad.records.events import Event
from verkstad.records.things import Tombstone

LISTED: tuple[Kind, ...] = ("person", "organisation", "topic")
"""The kinds that have a list of their own."""

SINGLE = (
    "home",
    "events",
    "subscribe",
    "changes",
    "about",
    "policy",
    "privacy",
    "accessibility",
    "data",
    "notfound",
    "assets",
    "robots",
    "schema",
    "site",
    "opensearch",
)
WHOLE = ("calendar", "sitemap", "jsonl", "csv", "finding")
"""Units that hold the whole archive; they may follow within a minute."""

LATE_ROWS = 50
"""A unit joined from more rows than this may follow later as well."""


class Unit(NamedTuple):
    """``kind``, and what it is about: an id, a year, a month, a letter."""

    kind: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.about}" if self.about else self.kind

    @classmethod
    def read(cls, key: str) -> Unit:
        kind, _, about = key.partition(":")
        return cls(kind, about)

    @property
    def id(self) -> UUID:
        return UUID(self.about[:36])


def thing_units(kind: Kind, id: UUID, library: Library) -> Iterator[Unit]:
    """All units of one person, organisation, topic or series."""
    yield Unit(kind, str(id))
    if kind != "person":
        yield Unit("thingcalendar", f"{id}:{kind}")
        yield Unit("thingfeed", f"{id}:{kind}")
    for year in paging.thing_years(library.years_of(id)):
        yield Unit("thingyear", f"{id}:{kind}:{year}")


def list_units(kind: Kind, library: Library) -> Iterator[Unit]:
    yield Unit("list", kind)
    letters = library.letters(kind)
    if paging.list_has_letters(sum(count for _, count in letters)):
        for letter, _ in letters:
            yield Unit("list", f"{kind}:{letter}")


def gone_units(stone: Tombstone, library: Library) -> Iterator[Unit]:
    """The unit of what is left of a thing: a page that says why it is gone, or the way to what it was merged into."""
    if stone.kind not in {"event", "person", "organisation", "topic", "series"}:
        return  # materials and recordings have no page of their own
    path = ""
    if stone.merged_into is not None and stone.kind != "event":
        with contextlib.suppress(KeyError):
            path = addresses.thing_path(getattr(library, stone.kind)(stone.merged_into))
    for slug in (stone.slug, *stone.former_slugs):
        yield Unit("gone", f"{stone.kind}:{slug}:{stone.reason}:{path}")


def year_units(year: int, library: Library) -> Iterator[Unit]:
    yield Unit("year", str(year))
    yield Unit("yearprint", str(year))
    yield Unit("yearcsv", str(year))
    months = library.months(year)
    if paging.year_has_months(sum(count for _, count in months)):
        for month, _ in months:
            yield Unit("month", f"{year}-{month:02}")


def is_late(unit: Unit, library: Library) -> bool:
    """Whether the unit holds so much that it may follow after the switch."""
    match unit.kind:
        case "calendar" | "sitemap" | "jsonl" | "csv" | "finding" | "about":
            return library.totals().events > LATE_ROWS
        case "thingcalendar" | "thingfeed" | "series":
            return sum(count for _, count in library.years_of(unit.id)) > LATE_ROWS
        case "thingyear":
            return True  # only what has many events has pages for its years, and its newest stand on its own page
        case "yearprint" | "yearcsv":
            return sum(count for _, count in library.months(int(unit.about))) > LATE_ROWS
        case _:
            return False


def blob_of(unit: Unit, library: Library) -> str:
    """Units of which this says the same lie in one blob, as each file on the disk costs as much as a page.

    They are those that every change makes anew together, and that then differ: so they always lie side by side, however the edition
    came about, and nothing that is out of date lies about for the sake of what is not.
    """
    match unit.kind:
        case "organisation" | "topic" | "series" | "thingcalendar" | "thingfeed":
            is_small = sum(count for _, count in library.years_of(unit.id)) <= LATE_ROWS
            return unit.about[:36] if is_small else str(unit)
        case "year" | "yearprint":
            return str(unit) if is_late(Unit("yearprint", unit.about), library) else f"year:{unit.about}"
        case "home" | "events" | "changes":
            return "fronts"
        case _:
            return str(unit)


class Change(NamedTuple):
    """An event before and after; None where it was or is not published. Equal ones: the clock alone changed it."""

    before: Event | None
    after: Event | None


def neighbours(change: Change) -> tuple[set[tuple[UUID, Kind]], set[UUID]]:
    """The things, and the other events, that an event was or is linked to."""
    things: set[tuple[UUID, Kind]] = set()
    events: set[UUID] = set()
    for event in change:
        if event is not None:
            links = cards.links_of(event)
            things |= links.things
            events |= links.events
    return things, events
