# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small published world that changes by chance, for tests of publishing. The same seed makes the same world."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from verkstad.edition.source import RecordsSource
from verkstad.records.base import Text
from verkstad.records.events import (
    AgendaItem,
    Appearance,
    Event,
    Material,
    Organiser,
    Recording,
    RecordingPlace,
    Relation,
    TopicLink,
)
from verkstad.records.published import Records, Site
from verkstad.records.things import Organisation, Person, Root, Series, Tombstone, Topic

SITE = Site(base_url="https://workshops.example", name="NOSAD")
NOON = datetime(2024, 5, 20, 10, 0, tzinfo=UTC)
_WORDS = [
    "data",
    "öppen",
    "källkod",
    "arkiv",
    "licens",
    "upphandling",
    "miljö",
    "geodata",
    "kommun",
    "standard",
    "wikidata",
    "api",
    "policy",
]

Thing = TypeVar("Thing", bound=Root | Tombstone)


class World:
    """Things by id; :attr:`source` publishes them. Each way to change returns nothing and journals what it changed."""

    def __init__(self, events: int, *, seed: int = 1) -> None:
        self.chance = Random(seed)
        self.at = NOON
        self._count = 0
        self.people: dict[UUID, Person] = {}
        self.organisations: dict[UUID, Organisation] = {}
        self.topics: dict[UUID, Topic] = {}
        self.events: dict[UUID, Event] = {}
        self.tombstones: dict[UUID, Tombstone] = {}
        self.nosad = Series(id=self.id(), slug="nosad", name=Text(sv="Nätverket", en="The network"), short_name="NOSAD")
        for _ in range(max(5, events // 2)):
            self.add_person()
            self.add_organisation()
            self.add_topic()
        self.nosad = self.nosad.model_copy(update={"organisers": (self.some(self.organisations),)})
        for _ in range(events):
            self.add_event()
        self.source = RecordsSource(self.records())

    def id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128))

    def number(self) -> int:
        self._count += 1
        return self._count

    def text(self) -> Text:
        words = " ".join(self.chance.choices(_WORDS, k=3)).capitalize()
        return Text(sv=words, en=f"{words} in English" if self.chance.random() < 0.6 else None)

    def records(self) -> Records:
        return Records(
            at=self.at,
            series=(self.nosad,),
            people=_by_slug(self.people.values()),
            organisations=_by_slug(self.organisations.values()),
            topics=_by_slug(self.topics.values()),
            events=_by_slug(self.events.values()),
            tombstones=_by_slug(self.tombstones.values()),
        )

    def tell(self, *ids: UUID) -> None:
        """Publish the world as it is now, journalling what differs."""
        self.source.change(self.records(), *ids)

    # ── What there is ──

    def add_person(self) -> UUID:
        number = self.number()
        name = f"{self.chance.choice(['Anna', 'Åke', 'Örjan', 'Bo'])} {self.chance.choice(_WORDS).title()}sson"
        person = Person(id=self.id(), slug=f"person-{number}", name=name)
        self.people[person.id] = person
        return person.id

    def add_organisation(self) -> UUID:
        number = self.number()
        parent = self.some(self.organisations) if self.chance.random() < 0.2 and self.organisations else None
        name = Text(sv=f"{self.chance.choice(_WORDS).title()}verket {number}")
        made = Organisation(id=self.id(), slug=f"organisation-{number}", name=name, kind="authority", part_of=parent)
        self.organisations[made.id] = made
        return made.id

    def add_topic(self) -> UUID:
        number = self.number()
        broader = (self.some(self.topics),) if self.chance.random() < 0.2 and self.topics else ()
        made = Topic(
            id=self.id(),
            slug=f"topic-{number}",
            name=Text(sv=f"{self.chance.choice(_WORDS)} {number}"),
            broader=broader,
        )
        self.topics[made.id] = made
        return made.id

    def some(self, things: dict[UUID, Thing]) -> UUID:
        return self.chance.choice(list(things))

    def add_event(self) -> UUID:
        chance, number = self.chance, self.number()
        day = date(2021, 1, 1) + timedelta(days=chance.randrange(365 * 4))
        month_only = chance.random() < 0.1
        day = day.replace(day=1) if month_only else day
        agenda = tuple(AgendaItem(uid=self.id(), title=self.text()) for _ in range(chance.randrange(3)))
        appearances = tuple(
            Appearance(
                uid=self.id(),
                person=self.some(self.people),
                organisation=self.some(self.organisations) if chance.random() < 0.8 else None,
                agenda_item=chance.choice(agenda).uid if agenda else None,
            )
            for _ in range(chance.randrange(4))
        )
        recording = Recording(
            id=self.id(), state="published", places=(RecordingPlace(service="YouTube", url="https://video.example/1"),)
        )
        event = Event(
            id=self.id(),
            slug=f"{day:%Y-%m-%d}-event-{number}",
            series=self.nosad.id,
            title=self.text(),
            start_date=day,
            precision="month" if month_only else "day",
            start_time=None if month_only else time(12),
            end_time=None if month_only else time(13),
            summary=self.text(),
            organisers=tuple(Organiser(organisation=self.some(self.organisations)) for _ in range(chance.randrange(2))),
            topics=tuple(TopicLink(topic=topic) for topic in {self.some(self.topics), self.some(self.topics)}),
            agenda=agenda,
            appearances=appearances,
            recordings=(recording,) if chance.random() < 0.6 else (),
            materials=tuple(Material(id=self.id(), title=self.text()) for _ in range(chance.randrange(2))),
            relations=(Relation(event=self.some(self.events)),) if self.events and chance.random() < 0.2 else (),
        )
        self.events[event.id] = event
        return event.id

    # ── What may happen ──

    def happen(self) -> None:
        """Something happens, by chance, and is published."""
        happenings = (
            self.retitle, self.retitle, self.move, self.move, self.new_event, self.new_event, self.drop_event,
            self.rename_person, self.rename_organisation, self.rename_topic, self.new_things, self.drop_person, self.wait,
            self.merge_people, self.part_people, self.withdraw_material, self.reinstate,
        )  # fmt: skip
        self.chance.choice(happenings)()

    def update_event(self, id: UUID, **fields: object) -> None:
        self.events[id] = self.events[id].model_copy(update=fields)

    def retitle(self) -> None:
        id = self.some(self.events)
        self.update_event(id, title=self.text())
        self.tell(id)

    def move(self) -> None:
        id = self.some(self.events)
        day = self.events[id].start_date + timedelta(days=self.chance.choice([7, 45, 400]))
        if self.events[id].precision == "month":
            day = day.replace(day=1)
        self.update_event(id, start_date=day)
        self.tell(id)

    def new_event(self) -> None:
        self.tell(self.add_event())

    def drop_event(self) -> None:
        if len(self.events) < 3:
            return
        id = self.some(self.events)
        related = [other.id for other in self.events.values() if any(link.event == id for link in other.relations)]
        for other in related:
            self.update_event(other, relations=())
        event = self.events.pop(id)
        if self.chance.random() < 0.5:
            self.tombstones[id] = Tombstone(id=id, kind="event", slug=event.slug, reason="withdrawn", at=self.at)
        self.tell(id, *related)

    def rename_person(self) -> None:
        id = self.some(self.people)
        person = self.people[id]
        former = (*person.former_slugs, person.slug)
        fields = {"name": f"Ö{person.name}"[:60], "slug": f"person-{self.number()}", "former_slugs": former}
        self.people[id] = person.model_copy(update=fields)
        self.tell(id)

    def rename_organisation(self) -> None:
        id = self.some(self.organisations)
        self.organisations[id] = self.organisations[id].model_copy(update={"name": Text(sv=f"Åverket {self.number()}")})
        self.tell(id)

    def rename_topic(self) -> None:
        id = self.some(self.topics)
        self.topics[id] = self.topics[id].model_copy(update={"name": Text(sv=f"ändrat {self.number()}")})
        self.tell(id)

    def new_things(self) -> None:
        self.tell(self.add_person(), self.add_organisation(), self.add_topic())

    def drop_person(self) -> None:
        if len(self.people) < 3:
            return
        id = self.some(self.people)
        shown_in = [event.id for event in self.events.values() if any(part.person == id for part in event.appearances)]
        for event in shown_in:
            kept = tuple(part for part in self.events[event].appearances if part.person != id)
            self.update_event(event, appearances=kept)
        person = self.people.pop(id)
        self.tombstones[id] = Tombstone(
            id=id, kind="person", slug=person.slug, former_slugs=person.former_slugs, reason="personal_data", at=self.at
        )
        self.tell(id, *shown_in)

    def merge_people(self) -> None:
        """One person turns out to be another: the first leaves a tombstone that leads to the second."""
        gone, kept = self.add_person(), self.some(self.people)
        person = self.people.pop(gone)
        if kept != gone:
            self.tombstones[gone] = Tombstone(
                id=gone, kind="person", slug=person.slug, reason="merged", merged_into=kept, at=self.at
            )
            self.tell(gone)

    def part_people(self) -> None:
        """A merge is undone: who went is back, at the address that led elsewhere."""
        merged = [stone for stone in self.tombstones.values() if stone.reason == "merged"]
        if merged:
            stone = self.tombstones.pop(self.chance.choice(merged).id)
            self.people[stone.id] = Person(id=stone.id, slug=stone.slug, name=f"Åter {self.number()}")
            self.tell(stone.id)

    def withdraw_material(self) -> None:
        with_material = [event for event in self.events.values() if event.materials]
        if with_material:
            event = self.chance.choice(with_material)
            material = event.materials[0]
            self.update_event(event.id, materials=event.materials[1:])
            self.tombstones[material.id] = Tombstone(
                id=material.id, kind="material", slug=event.slug, reason="rights", at=self.at
            )
            self.source.withdrawn += 1
            self.tell(event.id, material.id)

    def reinstate(self) -> None:
        by_slug = {event.slug: event for event in self.events.values()}
        stones = [stone for stone in self.tombstones.values() if stone.kind == "material" and stone.slug in by_slug]
        if stones:
            stone = self.tombstones.pop(self.chance.choice(stones).id)
            event = by_slug[stone.slug]
            self.update_event(event.id, materials=(*event.materials, Material(id=stone.id, title=self.text())))
            self.tell(event.id, stone.id)

    def wait(self) -> None:
        self.at += timedelta(days=self.chance.randrange(1, 200))
        self.tell()


def _by_slug(things: Sequence[Thing] | object) -> tuple[Thing, ...]:
    return tuple(sorted(things, key=lambda thing: thing.slug))  # type: ignore[call-overload]
