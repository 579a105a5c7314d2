# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The library over the state of an edition: reads just what the pages that changed ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from verkstad.edition import cards
from verkstad.edition.cards import Named
from verkstad.edition.contents import Contents
from verkstad.edition.library import ChangeEntry, EventCard, Kind, ThingRow, Totals
from verkstad.edition.rendering import paging
from verkstad.edition.rendering.paging import RELATED
from verkstad.edition.state import State, moment
from verkstad.edition.uploads import media_beside
from verkstad.records.events import Event
from verkstad.records.published import Site
from verkstad.records.things import Organisation, Person, Series, Topic


class StateLibrary:
    """A :class:`.library.Library` over :class:`.state.State`. What was read once is kept for the rest of the build."""

    def __init__(self, state: State, site: Site, *, at: datetime) -> None:
        self.at = at
        self.site = site
        self.contents = Contents(media_beside(state.path.parent))
        self._state = state
        self._db = state.db
        self._records: dict[UUID, Any] = {}
        self._cards: dict[str, EventCard] = {}
        self._related: dict[tuple[UUID, Kind], tuple[list[ThingRow], int]] = {}
        self._years_of: dict[UUID, list[tuple[int, int]]] = {}
        self._totals: Totals | None = None

    def _record(self, id: UUID) -> Any:
        if id not in self._records:
            found = self._state.record(id)
            if found is None:
                raise KeyError(id)
            self._records[id] = found
        return self._records[id]

    def event(self, id: UUID) -> Event:
        return self._record(id)

    def has_event(self, id: UUID) -> bool:
        return (
            self._db.execute("SELECT 1 FROM thing WHERE id = ? AND kind = 'event'", (str(id),)).fetchone() is not None
        )

    def named(self, id: UUID) -> Named | None:
        """A person, organisation, topic or series; None when it is not published."""
        found = self._records.get(id) or self._state.record(id)
        return found if isinstance(found, Person | Organisation | Topic | Series) else None

    def has_thing(self, id: UUID) -> bool:
        return (
            self._db.execute(
                "SELECT 1 FROM thing WHERE id = ? AND kind IN ('person', 'organisation', 'topic', 'series')", (str(id),)
            ).fetchone()
            is not None
        )

    def person(self, id: UUID) -> Person:
        return self._record(id)

    def organisation(self, id: UUID) -> Organisation:
        return self._record(id)

    def topic(self, id: UUID) -> Topic:
        return self._record(id)

    def series(self, id: UUID) -> Series:
        return self._record(id)

    def card(self, id: UUID) -> EventCard:
        return self._unpacked(
            self._db.execute("SELECT id, row FROM thing WHERE id = ? AND kind = 'event'", (str(id),))
        )[0]

    def _unpacked(self, found: Iterable[tuple[str, str]]) -> list[EventCard]:
        unpacked = []
        for id, packed in found:
            card = self._cards.get(id)
            if card is None:
                card = self._cards[id] = cards.unpack_card(packed)
            unpacked.append(card)
        return unpacked

    def events_of(self, thing: UUID, *, year: int | None = None, limit: int | None = None) -> list[EventCard]:
        since = self._month_reached(thing, limit) if limit is not None else 0
        found = self._db.execute(
            "SELECT id, row FROM link JOIN thing ON id = event WHERE thing = :thing AND link.year IS NOT NULL"
            " AND (:year IS NULL OR link.year = :year) AND link.year * 12 + link.month >= :since",
            {"thing": str(thing), "year": year, "since": since},
        )
        return sorted(self._unpacked(found), key=cards.newest_first)[:limit]

    def _month_reached(self, thing: UUID, limit: int) -> int:
        """The month, counted from year 0, back to which a thing has ``limit`` events: whole months, as Python sorts within."""
        found = 0
        for month, count in self._db.execute(
            "SELECT year * 12 + month, count(*) FROM link WHERE thing = ? AND year IS NOT NULL"
            " GROUP BY year, month ORDER BY year DESC, month DESC",
            (str(thing),),
        ):
            found += count
            if found >= limit:
                return int(month)
        return 0

    def years_of(self, thing: UUID) -> list[tuple[int, int]]:
        if thing not in self._years_of:
            counted = (
                "SELECT year, count(*) FROM link WHERE thing = ? AND year IS NOT NULL GROUP BY year ORDER BY year DESC"
            )
            self._years_of[thing] = list(self._db.execute(counted, (str(thing),)))
        return self._years_of[thing]

    def related_rows(self, thing: UUID, kind: Kind, limit: int | None = None) -> list[ThingRow]:
        rows, count = self._related_of(thing, kind)
        if len(rows) < count and (limit is None or limit > len(rows)):
            return self._read_related(thing, kind, limit)[0]
        return rows[:limit]

    def related_count(self, thing: UUID, kind: Kind) -> int:
        return self._related_of(thing, kind)[1]

    def _related_of(self, thing: UUID, kind: Kind) -> tuple[list[ThingRow], int]:
        """The first neighbours and how many there are, kept in the state until a link or a name among them changes."""
        if (thing, kind) not in self._related:
            kept = self._state.related(thing, kind)
            if kept is None:
                kept = self._read_related(thing, kind, RELATED)
                self._state.put_related(thing, kind, *kept)
            self._related[thing, kind] = kept
        return self._related[thing, kind]

    def _read_related(self, thing: UUID, kind: Kind, limit: int | None) -> tuple[list[ThingRow], int]:
        # The order is cards.by_common_events, which the database can follow: sort keys compare as bytes.
        query = (
            f"SELECT row, n, count(*) OVER () FROM ({self._common(thing, kind)}) JOIN thing ON thing.id = other"  # noqa: S608
            " ORDER BY n DESC, sort, slug LIMIT :limit"
        )
        values = {"thing": str(thing), "kind": kind, "limit": -1 if limit is None else limit}
        found = self._db.execute(query, values).fetchall()
        rows = [
            cards.unpack_row(packed)._replace(events=n, people=0, organisations=0, first_year=None, last_year=None)
            for packed, n, _ in found
        ]
        return rows, found[0][2] if found else 0

    def _common(self, thing: UUID, kind: Kind) -> str:
        """The query for what shares events with a thing: people and organisations by who appeared for whom, else by event."""
        own = self._db.execute("SELECT kind FROM thing WHERE id = ?", (str(thing),)).fetchone()
        match (own[0] if own else None, kind):
            case ("person", "organisation"):
                return (
                    "SELECT organisation AS other, count(*) AS n FROM pair WHERE person = :thing GROUP BY organisation"
                )
            case ("organisation", "person"):
                return "SELECT person AS other, count(*) AS n FROM pair WHERE organisation = :thing GROUP BY person"
            case _:
                return (
                    "SELECT b.thing AS other, count(*) AS n FROM link a JOIN link b ON b.event = a.event"
                    " WHERE a.thing = :thing AND b.kind = :kind AND b.thing <> :thing GROUP BY b.thing"
                )

    def upcoming(self) -> list[EventCard]:
        return sorted(
            self._unpacked(self._db.execute("SELECT id, row FROM thing WHERE ends_at > ?", (moment(self.at),))),
            key=cards.soonest_first,
        )

    def newest(self, limit: int) -> list[EventCard]:
        return self._newest_of(limit, lambda card: True)

    def latest_with_material(self, limit: int) -> list[EventCard]:
        return self._newest_of(limit, lambda card: cards.has_something(card) and cards.has_ended(card, self.at))

    def _newest_of(self, limit: int, wanted: Callable[[EventCard], bool]) -> list[EventCard]:
        # Month by month, newest first, until there are enough: the order within a month is Python's, as everywhere.
        found: list[EventCard] = []
        for year, month in ((year, month) for year, months in self._calendar.items() for month, _ in months):
            found += filter(wanted, self.cards_in(year, month))
            if len(found) >= limit:
                break
        return found[:limit]

    def years(self) -> list[tuple[int, int]]:
        return [(year, sum(count for _, count in months)) for year, months in self._calendar.items()]

    def months(self, year: int) -> list[tuple[int, int]]:
        return self._calendar.get(year, [])

    @cached_property
    def _calendar(self) -> dict[int, list[tuple[int, int]]]:
        """The months of each year with their numbers of events, newest first: asked once, as every list needs it."""
        calendar: dict[int, list[tuple[int, int]]] = {}
        for year, month, count in self._db.execute(
            "SELECT year, month, count(*) FROM thing WHERE year IS NOT NULL"
            " GROUP BY year, month ORDER BY year DESC, month DESC"
        ):
            calendar.setdefault(year, []).append((month, count))
        return calendar

    def cards_in(self, year: int, month: int | None = None) -> list[EventCard]:
        if month:
            found = self._db.execute("SELECT id, row FROM thing WHERE year = ? AND month = ?", (year, month))
        else:
            found = self._db.execute("SELECT id, row FROM thing WHERE year = ?", (year,))
        return sorted(self._unpacked(found), key=cards.newest_first)

    def rows(self, kind: Kind, letter: str | None = None) -> list[ThingRow]:
        if letter:
            found = self._db.execute("SELECT row FROM thing WHERE kind = ? AND initial = ?", (kind, letter))
        else:
            found = self._db.execute("SELECT row FROM thing WHERE kind = ?", (kind,))
        return sorted((cards.unpack_row(row) for (row,) in found), key=cards.by_name)

    def top(self, kind: Kind, limit: int) -> list[ThingRow]:
        found = self._db.execute(
            "SELECT row FROM thing WHERE kind = ? ORDER BY events DESC, sort, slug LIMIT ?", (kind, limit)
        )
        return [cards.unpack_row(row) for (row,) in found]

    def letters(self, kind: Kind) -> list[tuple[str, int]]:
        return paging.in_alphabet(
            dict(self._db.execute("SELECT initial, count(*) FROM thing WHERE kind = ? GROUP BY initial", (kind,)))
        )

    def totals(self) -> Totals:
        if self._totals is None:
            self._totals = self._count_all()
        return self._totals

    def _count_all(self) -> Totals:
        counts = dict(self._db.execute("SELECT kind, count(*) FROM thing GROUP BY kind"))
        recordings, materials = self._db.execute(
            "SELECT coalesce(sum(recordings), 0), coalesce(sum(materials), 0) FROM thing WHERE recordings IS NOT NULL"
        ).fetchone()
        return Totals(
            counts.get("event", 0),
            counts.get("person", 0),
            counts.get("organisation", 0),
            counts.get("topic", 0),
            recordings,
            materials,
        )

    def changes(self, limit: int) -> list[ChangeEntry]:
        return self._state.changes(limit)

    def changes_of(self, thing: UUID) -> list[ChangeEntry]:
        return self._state.changes_of(thing)

    def computed_row(self, id: UUID) -> ThingRow:
        """A thing's row counted anew from its links; a series, which has everybody, counts only its events."""
        thing = self._record(id)
        years = self.years_of(id)
        named = not isinstance(thing, Series)
        return cards.row_of(
            thing,
            events=sum(count for _, count in years),
            people=self.related_count(id, "person") if named else 0,
            organisations=self.related_count(id, "organisation") if named else 0,
            years={year for year, _ in years},
        )
