# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The library of everything, from records in memory: what a full build reads."""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from itertools import chain
from typing import TypeVar
from uuid import UUID

from verkstad.edition import cards
from verkstad.edition.cards import Links, Named
from verkstad.edition.contents import Contents
from verkstad.edition.library import ChangeEntry, EventCard, Kind, ThingRow, Totals
from verkstad.edition.rendering import paging
from verkstad.records.events import Event
from verkstad.records.published import Records, Site
from verkstad.records.things import Organisation, Person, Series, Topic

Made = TypeVar("Made", EventCard, ThingRow)


def _apart(made: list[Made]) -> list[Made]:
    """The same again, side by side in memory and sharing nothing with the records.

    To look at an object is to write to it, as Python counts who does, and a forked process then copies the page of memory on which
    it lies. Titles that lists show lie scattered among all that is known of events: each process would come to hold all of it.
    """
    copies: list[Made] = pickle.loads(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))  # noqa: S301  (of the line itself)
    return copies


class MemoryLibrary:
    """A :class:`.library.Library` over :class:`Records`. ``changes`` are the lines of the change log, newest first.

    Within it an event is its place among the newest first, and a thing its place among the names: numbers are counted and sorted
    much faster than ids.
    """

    def __init__(
        self,
        records: Records,
        site: Site,
        *,
        changes: Sequence[ChangeEntry] = (),
        contents: Contents | None = None,
    ) -> None:
        self.at: datetime = records.at
        self.site = site
        self.contents = contents or Contents()
        self._changes = list(changes)
        made = _apart([cards.card_of(event) for event in records.events])
        self._cards = {card.id: card for card in made}
        self.events: dict[UUID, Event] = {card.id: event for card, event in zip(made, records.events, strict=True)}
        self.things: dict[UUID, Named] = {
            thing.id: thing
            for group in (records.series, records.organisations, records.people, records.topics)
            for thing in group
        }
        self._newest_first = sorted(self._cards.values(), key=cards.newest_first)
        self._names, self._numbers = self._by_name()
        # By the things' own ids and not the records' copies of them, see _apart.
        self._events_of: defaultdict[UUID, list[int]] = defaultdict(
            list, {id: [] for id in (*self.things, *self._cards)}
        )
        self._pairs: dict[UUID, Counter[int]] = defaultdict(Counter)
        self._linked: list[dict[Kind, list[int]]] = []
        self._related_to: dict[tuple[UUID, Kind], list[tuple[int, int]]] = {}
        for place, card in enumerate(self._newest_first):
            self._link(place, cards.links_of(self.events[card.id]))

    def _by_name(self) -> tuple[list[ThingRow], dict[UUID, int]]:
        """The rows of all things without counts, by name, and the place of each."""
        rows = _apart([cards.row_of(thing) for thing in self.things.values()])
        keyed = sorted((*cards.by_name(row), row.id, place) for place, row in enumerate(rows))
        return [rows[place] for *_, place in keyed], {id: number for number, (_, _, id, _) in enumerate(keyed)}

    def _link(self, place: int, links: Links) -> None:
        linked: dict[Kind, list[int]] = {"person": [], "organisation": [], "topic": [], "series": []}
        for thing, kind in links.things:
            self._events_of[thing].append(place)
            if thing in self._numbers:
                linked[kind].append(self._numbers[thing])
        self._linked.append(linked)
        for event in links.events:
            self._events_of[event].append(place)
        for person, organisation in links.pairs:
            if person in self._numbers and organisation in self._numbers:
                self._pairs[self.things[person].id][self._numbers[organisation]] += 1
                self._pairs[self.things[organisation].id][self._numbers[person]] += 1

    def event(self, id: UUID) -> Event:
        return self.events[id]

    def has_event(self, id: UUID) -> bool:
        return id in self._cards

    def forget_events(self) -> None:
        """Let go of the events' records, the greater part of it all, when only cards are read from now on."""
        self.events = {}

    def person(self, id: UUID) -> Person:
        return self.things[id]  # type: ignore[return-value]

    def organisation(self, id: UUID) -> Organisation:
        return self.things[id]  # type: ignore[return-value]

    def topic(self, id: UUID) -> Topic:
        return self.things[id]  # type: ignore[return-value]

    def series(self, id: UUID) -> Series:
        return self.things[id]  # type: ignore[return-value]

    def card(self, id: UUID) -> EventCard:
        return self._cards[id]

    def events_of(self, thing: UUID, *, year: int | None = None, limit: int | None = None) -> list[EventCard]:
        places = self._events_of.get(thing, ())
        if year is None:
            return [self._newest_first[place] for place in places[:limit]]
        found = (self._newest_first[place] for place in places)
        return [card for card in found if card.start_date.year == year][:limit]

    def years_of(self, thing: UUID) -> list[tuple[int, int]]:
        years = Counter(self._newest_first[place].start_date.year for place in self._events_of.get(thing, ()))
        return sorted(years.items(), reverse=True)

    def related_rows(self, thing: UUID, kind: Kind, limit: int | None = None) -> list[ThingRow]:
        names = self._names
        # As _replace would, which makes each row twice.
        return [
            ThingRow(*row[:6], -n, *row[7:])
            for n, number in self._related(thing, kind)[:limit]
            for row in (names[number],)
        ]

    def related_count(self, thing: UUID, kind: Kind) -> int:
        return len(self._related(thing, kind))

    def _related(self, thing: UUID, kind: Kind) -> list[tuple[int, int]]:
        """(-events in common, number) of each neighbour, most in common first, then by name."""
        found = self._related_to.get((thing, kind))
        if found is None:
            if len(self._related_to) > 64:  # a thing's two pages come one after the other: the last few are enough
                self._related_to.clear()
            counted = self._count_related(thing, kind)
            found = self._related_to[thing, kind] = sorted((-n, number) for number, n in counted.items())
        return found

    def _count_related(self, thing: UUID, kind: Kind) -> Counter[int]:
        own = self.things.get(thing)
        if (isinstance(own, Person) and kind == "organisation") or (isinstance(own, Organisation) and kind == "person"):
            return self._pairs.get(thing, Counter())
        linked = self._linked
        found = Counter(chain.from_iterable([linked[place][kind] for place in self._events_of.get(thing, ())]))
        found.pop(self._numbers.get(thing, -1), None)
        return found

    def upcoming(self) -> list[EventCard]:
        return sorted(
            (card for card in self._cards.values() if not cards.has_ended(card, self.at)), key=cards.soonest_first
        )

    def newest(self, limit: int) -> list[EventCard]:
        return self._newest_first[:limit]

    def latest_with_material(self, limit: int) -> list[EventCard]:
        return [card for card in self._newest_first if cards.has_something(card) and cards.has_ended(card, self.at)][
            :limit
        ]

    @cached_property
    def _years(self) -> Counter[int]:
        return Counter(card.start_date.year for card in self._newest_first)

    def years(self) -> list[tuple[int, int]]:
        return sorted(self._years.items(), reverse=True)

    def months(self, year: int) -> list[tuple[int, int]]:
        return sorted(Counter(card.start_date.month for card in self.cards_in(year)).items(), reverse=True)

    @cached_property
    def _by_year(self) -> dict[int, list[EventCard]]:
        years: dict[int, list[EventCard]] = defaultdict(list)
        for card in self._newest_first:
            years[card.start_date.year].append(card)
        return years

    def cards_in(self, year: int, month: int | None = None) -> list[EventCard]:
        found = self._by_year.get(year, [])
        return [card for card in found if card.start_date.month == month] if month else list(found)

    @cached_property
    def _rows(self) -> dict[str, list[ThingRow]]:
        rows: dict[str, list[ThingRow]] = defaultdict(list)
        for thing in self.things.values():
            rows[cards.kind_of(thing)].append(self.row(thing))
        return {kind: sorted(found, key=cards.by_name) for kind, found in rows.items()}

    def row(self, thing: Named) -> ThingRow:
        """A thing's row with its counts over all its events; a series, which has everybody, counts only its events."""
        events = self._events_of.get(thing.id, ())
        people, organisations = (
            (0, 0)
            if isinstance(thing, Series)
            else (len(self._related(thing.id, "person")), len(self._related(thing.id, "organisation")))
        )
        years = {self._newest_first[place].start_date.year for place in events}
        return cards.row_of(thing, events=len(events), people=people, organisations=organisations, years=years)

    @cached_property
    def _letters(self) -> dict[str, dict[str, list[ThingRow]]]:
        letters: dict[str, dict[str, list[ThingRow]]] = defaultdict(lambda: defaultdict(list))
        for kind, rows in self._rows.items():
            for row in rows:
                letters[kind][paging.letter_of_row(row)].append(row)
        return letters

    def rows(self, kind: Kind, letter: str | None = None) -> list[ThingRow]:
        return self._letters[kind][letter] if letter else self._rows.get(kind, [])

    def top(self, kind: Kind, limit: int) -> list[ThingRow]:
        return sorted(self.rows(kind), key=cards.by_common_events)[:limit]

    def letters(self, kind: Kind) -> list[tuple[str, int]]:
        return paging.in_alphabet({letter: len(rows) for letter, rows in self._letters[kind].items()})

    def totals(self) -> Totals:
        every = self._cards.values()
        return Totals(
            len(every), len(self.rows("person")), len(self.rows("organisation")), len(self.rows("topic")),
            sum(card.recording == "published" for card in every), sum(card.materials for card in every),
        )  # fmt: skip

    def changes(self, limit: int) -> list[ChangeEntry]:
        return self._changes[:limit]

    def changes_of(self, thing: UUID) -> list[ChangeEntry]:
        return [change for change in self._changes if change.thing == thing]
