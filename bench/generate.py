# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Archives to measure on, as records without a database: made up with NOSAD's spread, or read from real talks.

The same number and seed give equal records. How much there is to an event comes from the shapes of NOSAD's workshops; who
takes part follows Zipf's law, so that the largest organisation stands in about every fifth event.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar
from uuid import UUID

from bench import words
from bench.shapes import ORGANISATIONS, PEOPLE, SHAPES, TOPICS, Shape, grown
from verkstad.archive.rules.slugs import event_slug, shortened, slugify
from verkstad.records.base import Text
from verkstad.records.events import (
    AgendaItem,
    Appearance,
    Captions,
    Event,
    Link,
    Material,
    Organiser,
    Recording,
    RecordingPlace,
    TopicLink,
)
from verkstad.records.published import Records
from verkstad.records.things import Organisation, Person, Series, Topic

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
YEARS = 15
_COMING = 60
"""Days after AT that events are spread over as well."""

Thing = TypeVar("Thing")


class Ids:
    """UUIDv7 from a seed: the moment it is asked for, then chance."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def __call__(self, at: datetime = AT) -> UUID:
        moment = int(at.timestamp() * 1000) & (1 << 48) - 1
        bits = self._random.getrandbits(74)
        return UUID(int=moment << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | bits & (1 << 62) - 1)


class Zipf(Generic[Thing]):
    """Draws the first thing twice as often as the second, three times as often as the third, and so on."""

    def __init__(self, random: Random, things: Sequence[Thing]) -> None:
        self._random = random
        self._things = things
        self._reach = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def draw(self) -> Thing:
        return self._things[bisect_left(self._reach, self._random.random() * self._reach[-1])]

    def draws(self, count: int) -> list[Thing]:
        """Different ones; fewer than ``count`` when there are not so many."""
        found: dict[int, Thing] = {}
        for _ in range(count * 20):
            if len(found) == count:
                break
            drawn = self.draw()
            found.setdefault(id(drawn), drawn)
        return list(found.values())


class Slugs:
    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __call__(self, wanted: str) -> str:
        slug, number = wanted or "x", 1
        while slug in self._taken:
            number += 1
            slug = f"{shortened(wanted or 'x', 110)}-{number}"
        self._taken.add(slug)
        return slug


def generate(n: int, seed: int = 1) -> Records:
    """``n`` events over fifteen years with the people, organisations and topics that as many would have."""
    random = Random(seed)
    ids = Ids(random)
    organisations = _organisations(random, ids, grown(ORGANISATIONS, n))
    people = _people(random, ids, grown(PEOPLE, n))
    topics = _topics(random, ids, grown(TOPICS, n))
    series = Series(
        id=ids(), slug="provnatverket", name=Text(sv="Provnätverket för öppen källkod och öppna data", en="Test Network for Open Source and Open Data"),
        short_name="PROV", description=Text(sv="Påhittade workshoppar att mäta på.", en="Made-up workshops to measure on."),
        responsible=Text(sv="Provnätverket", en="The Test Network"), organisers=(organisations[0].id,), contact_email="prov@example.org", text_licence="CC0-1.0",
    )  # fmt: skip
    make = _EventMaker(random, ids, series, Zipf(random, organisations), Zipf(random, people), Zipf(random, topics))
    events = [make.event(number, n) for number in range(n)]
    met = _met_in(events) | {organisations[0].id}
    return _records(
        [series],
        *([thing for thing in things if thing.id in met] for things in (organisations, people, topics)),
        events,
    )


def _met_in(events: list[Event]) -> set[UUID]:
    """The people, organisations and topics that events name: nobody publishes the others."""
    met: set[UUID] = set()
    for event in events:
        met.update(link.topic for link in event.topics)
        met.update(organiser.organisation for organiser in event.organisers)
        for appearance in event.appearances:
            met.update(filter(None, (appearance.person, appearance.organisation)))
    return met


def _organisations(random: Random, ids: Ids, count: int) -> list[Organisation]:
    slugs = Slugs()
    kinds = {
        "kommun": "municipality",
        "Region": "region",
        "Högskolan": "university",
        "AB": "company",
        "Föreningen": "association",
        "Stiftelsen": "foundation",
    }
    return [
        Organisation(
            id=ids(), slug=slugs(slugify(swedish)), name=Text(sv=swedish, en=english),
            kind=next((kind for word, kind in kinds.items() if word in swedish), "authority"),
            url=f"https://{slugify(swedish)}.example/" if random.random() < 0.6 else None,
        )
        for swedish, english in words.organisations(random, count)
    ]  # fmt: skip


def _people(random: Random, ids: Ids, count: int) -> list[Person]:
    slugs = Slugs()
    return [Person(id=ids(), slug=slugs(slugify(name)), name=name) for name in words.people(random, count)]


def _topics(random: Random, ids: Ids, count: int) -> list[Topic]:
    slugs = Slugs()
    return [
        Topic(id=ids(), slug=slugs(slugify(swedish)), name=Text(sv=swedish, en=english), kind=kind)
        for kind, swedish, english in words.topics(random, count)
    ]


class _EventMaker:
    def __init__(
        self,
        random: Random,
        ids: Ids,
        series: Series,
        organisations: Zipf[Organisation],
        people: Zipf[Person],
        topics: Zipf[Topic],
    ) -> None:
        self.random = random
        self.ids = ids
        self.series = series
        self.organisations = organisations
        self.people = people
        self.topics = topics
        self.slugs = Slugs()

    def event(self, number: int, of: int) -> Event:
        random = self.random
        shape = random.choice(SHAPES)
        day = AT.date() + timedelta(days=_COMING - (number * (YEARS * 365 + _COMING)) // of)
        published_at = datetime.combine(min(day, AT.date()), time(8, 0), UTC) - timedelta(days=20)
        topics, organisations = self.topics.draws(shape.topics), self.organisations.draws(shape.organisers)
        subject = topics[0].name if topics else Text(sv="Öppna data", en="Open data")
        swedish, english = words.title(random, shape.title, (subject.sv or "", subject.en or ""))
        month_only = random.random() < 1 / len(SHAPES) and day < AT.date()
        day = day.replace(day=1) if month_only else day
        agenda = self._agenda(shape, subject)
        hours = bool(shape.hours) and not month_only
        slug = self.slugs(event_slug(day, "month" if month_only else "day", swedish))
        return Event(
            id=self.ids(published_at), slug=slug, published_at=published_at, modified_at=published_at + timedelta(days=random.randrange(1, 60)),
            series=self.series.id, title=Text(sv=swedish, en=english if random.random() < 0.9 else None),
            kind=random.choices(("workshop", "webinar", "seminar", "hearing"), (90, 6, 3, 1))[0],
            status=random.choices(("scheduled", "cancelled"), (49, 1))[0],
            start_date=day, precision="month" if month_only else "day",
            start_time=time(12) if hours else None, end_time=time(13) if hours else None,
            mode="online" if shape.online else "on_site", summary=self._summary(shape, subject),
            organisers=tuple(Organiser(organisation=found.id, role="organiser" if place == 0 else "co_organiser") for place, found in enumerate(organisations)),
            topics=tuple(TopicLink(topic=found.id, relation="about" if place < 3 else "mentions") for place, found in enumerate(topics)),
            agenda=tuple(agenda), appearances=tuple(self._appearances(shape, agenda)),
            recordings=tuple(self._recording(shape, day) for _ in range(shape.recordings)),
            materials=tuple(self._materials(shape, agenda, slug)), links=tuple(self._links(shape, slug)),
        )  # fmt: skip

    def _agenda(self, shape: Shape, subject: Text) -> list[AgendaItem]:
        items = []
        for place in range(shape.agenda):
            swedish, english = words.title(
                self.random, 45, (f"{subject.sv}, del {place + 1}", f"{subject.en}, part {place + 1}")
            )
            timed = place < shape.timed
            items.append(
                AgendaItem(
                    uid=self.ids(), title=Text(sv=swedish, en=english), kind="talk" if place else "introduction",
                    start_time=time(12, min(place * 7, 59)) if timed else None,
                )
            )  # fmt: skip
        return items

    def _summary(self, shape: Shape, subject: Text) -> Text | None:
        if not shape.summary:
            return None
        swedish, english = words.prose(
            self.random,
            shape.summary,
            (_sv(self.organisations.draw().name), "one of the members"),
            (_sv(subject), subject.en or _sv(subject)),
        )
        return Text(sv=swedish, en=english if shape.english else None)

    def _appearances(self, shape: Shape, agenda: Sequence[AgendaItem]) -> Iterable[Appearance]:
        for person in self.people.draws(shape.people):
            item = self.random.choice(agenda).uid if agenda else None
            yield Appearance(
                uid=self.ids(),
                agenda_item=item,
                person=person.id,
                organisation=self.organisations.draw().id,
                title="Utvecklingsledare",
            )
        for organisation in self.organisations.draws(shape.groups):
            yield Appearance(uid=self.ids(), organisation=organisation.id)

    def _recording(self, shape: Shape, day: date) -> Recording:
        # NOSAD's page lost its recordings' addresses; an archive kept here has two of three.
        if day >= AT.date():
            return Recording(id=self.ids(), state="planned", expected_date=day + timedelta(days=14))
        known = bool(shape.address) or self.random.random() < 2 / 3
        place = RecordingPlace(
            service="YouTube",
            url=f"https://www.youtube.example/watch?v={self.random.getrandbits(60):x}" if known else None,
        )
        captions = (Captions(language="sv", state="corrected"),) if known and self.random.random() < 0.5 else ()
        return Recording(
            id=self.ids(),
            state="published",
            length_seconds=self.random.randrange(2400, 5400) if known else None,
            places=(place,),
            captions=captions,
        )

    def _materials(self, shape: Shape, agenda: Sequence[AgendaItem], slug: str) -> Iterable[Material]:
        # As many slides as in the talks that somebody gave: what an archive holds once speakers hand them in.
        slides = max(shape.slides, min(shape.people, 3))
        for number in range(slides + shape.other_materials):
            kind = "slides" if number < slides else "document"
            yield Material(
                id=self.ids(), title=Text(sv=f"Presentation {number + 1}", en=f"Slides {number + 1}"), kind=kind,
                agenda_item=agenda[number % len(agenda)].uid if agenda else None, file_name=f"{slug[:40]}-{number + 1}.pdf",
                url=f"https://files.example/{slug}/{number + 1}.pdf", media_type="application/pdf", size_bytes=self.random.randrange(200_000, 9_000_000),
                page_count=self.random.randrange(8, 50), licence="CC-BY-4.0",
            )  # fmt: skip

    def _links(self, shape: Shape, slug: str) -> Iterable[Link]:
        for number in range(shape.links):
            yield Link(
                uid=self.ids(), kind="forum" if number == 0 else "reference", title=Text(sv=f"Läs mer {number + 1}", en=f"Read more {number + 1}"),
                url=f"https://forum.example/t/{slug}/{number + 1}",
            )  # fmt: skip


def from_talks(path: Path) -> Records:
    """The real talks of ``talks.jsonl.gz``: a conference is a series, a talk an event, a tag a topic."""
    ids = Ids(Random(path.name))
    series, people, topics = _Met(Series, ids), _Met(Person, ids), _Met(Topic, ids)
    slugs = Slugs()
    events: list[Event] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            talk = json.loads(line)
            # One talk has no date: it gets that of the one before it, which is of the same conference.
            day = date.fromisoformat(talk["recorded"][:10]) if talk["recorded"] else events[-1].start_date
            events.append(_talk(talk, day, ids, slugs, series, people, topics))
    return _records(series.things, [], people.things, topics.things, events)


class _Met(Generic[Thing]):
    """Things by name, each made when it is first met."""

    def __init__(self, kind: type, ids: Ids) -> None:
        self.kind = kind
        self.things: list[Any] = []
        self._by_name: dict[str, UUID] = {}
        self._slugs = Slugs()
        self._ids = ids

    def __call__(self, name: str) -> UUID:
        if name not in self._by_name:
            shown = name if self.kind is Person else Text(en=name, original="en")
            thing = self.kind(id=self._ids(), slug=self._slugs(slugify(name)), name=shown)
            self.things.append(thing)
            self._by_name[name] = thing.id
        return self._by_name[name]


def _talk(
    talk: dict[str, Any],
    day: date,
    ids: Ids,
    slugs: Slugs,
    series: _Met[Series],
    people: _Met[Person],
    topics: _Met[Topic],
) -> Event:
    at = datetime.combine(day, time(9), UTC)
    title, abstract = _one_line(talk["title"]) or talk["slug"], _clean(talk["abstract"])
    place = RecordingPlace(service="YouTube", url=talk["video_url"] or None)
    speakers = dict.fromkeys(people(name) for name in map(_one_line, talk["speakers"]) if name)
    return Event(
        id=ids(at), slug=slugs(event_slug(day, "day", title)), series=series(talk["event"]), title=Text(en=title, original="en"), start_date=day,
        published_at=at, modified_at=at, language=_LANGUAGES.get(talk["language"], "en"), summary=Text(en=abstract, original="en") if abstract else None,
        topics=tuple(TopicLink(topic=topic) for topic in dict.fromkeys(topics(tag) for tag in map(_one_line, talk["tags"]) if tag)),
        appearances=tuple(Appearance(uid=ids(at), person=person) for person in speakers),
        recordings=(Recording(id=ids(at), state="published", length_seconds=talk["duration_s"] or None, places=(place,)),),
    )  # fmt: skip


_LANGUAGES = {
    "eng": "en",
    "spa": "es",
    "rus": "ru",
    "fra": "fr",
    "jpn": "ja",
    "kor": "ko",
    "ita": "it",
    "por": "pt",
    "deu": "de",
    "pol": "pl",
    "ces": "cs",
}


def _one_line(text: str | None) -> str:
    return " ".join(_clean(text).split())[:300]


def _clean(text: str | None) -> str:
    return (text or "").replace("\0", "").strip()[:50_000]


def _sv(text: Text) -> str:
    return text.shown("sv").words


def _records(
    series: list[Series],
    organisations: list[Organisation],
    people: list[Person],
    topics: list[Topic],
    events: list[Event],
) -> Records:
    def by_slug(things: list[Any]) -> tuple[Any, ...]:
        return tuple(sorted(things, key=lambda thing: thing.slug))

    return Records(
        at=AT,
        series=by_slug(series),
        organisations=by_slug(organisations),
        people=by_slug(people),
        topics=by_slug(topics),
        events=by_slug(events),
    )
