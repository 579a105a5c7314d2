# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One small archive in which everything that a record can say is said once, and ways to vary it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from verkstad.records.base import Id, Text
from verkstad.records.events import (
    AgendaItem,
    Appearance,
    Attendance,
    Captions,
    Chapter,
    Event,
    Link,
    Material,
    MeetingAddress,
    Organiser,
    Recording,
    RecordingPlace,
    Relation,
    Session,
    TopicLink,
)
from verkstad.records.published import Site
from verkstad.records.things import Identity, Organisation, Person, Series, Topic

EXPECTED = Path(__file__).parent / "expected"
SITE = Site(base_url="https://nosad.example", name="NOSAD", contact_email="nosad@example.org", version="1.2.3")
CHANGED = datetime(2024, 5, 21, 7, 30, 5, tzinfo=UTC)
PUBLISHED = datetime(2024, 4, 2, 9, 0, tzinfo=UTC)
PRIVATE_ROOM = "https://meet.example.org/behind-the-door"
FILE = "ab" * 32


def an_id(number: int) -> Id:
    return UUID(f"018f0000-0000-7000-8000-{number:012x}")


NETWORK = Organisation(
    id=an_id(1),
    slug="nosad",
    name=Text(sv="Network Open Source and Data"),
    short_name="NOSAD",
    kind="network",
    url="https://nosad.se/",
)
REGION = Organisation(id=an_id(2), slug="region-skane", name=Text(sv="Region Skåne", en="Region Skåne"), kind="region")
AGENCY = Organisation(
    id=an_id(3),
    slug="forsakringskassan",
    name=Text(sv="Försäkringskassan", en="Swedish Social Insurance Agency"),
    short_name="FK",
    aliases=("Social Insurance Agency",),
    kind="authority",
    organisation_number="202100-5521",
    wikidata="Q1501834",
    url="https://www.forsakringskassan.se/",
    part_of=an_id(2),
)
ANNA = Person(
    id=an_id(11),
    slug="anna-oberg",
    name="Anna Öberg",
    aliases=("Anna Lind",),
    identities=(
        Identity(scheme="wikidata", value="Q42"),
        Identity(scheme="web", value="https://orcid.org/0000-0002-1825-0097"),
    ),
    open_to_search=True,
)
BO = Person(id=an_id(12), slug="bo-ek", name='Bo "Bosse" Ek; <b>')
ARCHIVES = Topic(
    id=an_id(21),
    slug="e-arkiv",
    name=Text(sv="e-arkiv", en="e-archives"),
    aliases=("elektroniska arkiv",),
    description=Text(sv="Att bevara det som är digitalt."),
    identities=(Identity(scheme="wikidata", value="Q1"), Identity(scheme="sfs", value="1990:782")),
)
RODA = Topic(
    id=an_id(22),
    slug="roda",
    name=Text(en="RODA, Keeps", original="en"),
    kind="software",
    url="https://roda-community.org/",
)
SERIES = Series(
    id=an_id(31),
    slug="nosad-workshops",
    name=Text(sv="NOSAD:s workshopserie", en="NOSAD's workshops"),
    short_name="NOSAD",
    description=Text(sv="Från snack till verkstad."),
    audience=Text(sv="Du som arbetar i offentlig sektor."),
    organisers=(an_id(1),),
    url="https://nosad.se/workshops",
    contact_email="nosad@example.org",
)


def an_event(**changes: Any) -> Event:
    """A plain event: a day, a title, a series; ``changes`` set the rest."""
    facts: dict[str, Any] = {
        "id": an_id(41),
        "slug": "2024-05-07-roda-natverket",
        "series": SERIES.id,
        "title": Text(sv="Roda-nätverket"),
        "start_date": date(2024, 5, 7),
        "published_at": PUBLISHED,
        "modified_at": CHANGED,
    }
    return Event(**(facts | changes))


def a_full_event(**changes: Any) -> Event:
    facts: dict[str, Any] = {
        "title": Text(sv="Roda-nätverket: e-arkiv, delat; på riktigt", en="The RODA network"),
        "former_titles": ("RODA",),
        "status_note": Text(sv="Flyttad en vecka, för att lokalen var upptagen."),
        "start_time": time(12),
        "end_time": time(13, 30),
        "previous_start_date": date(2024, 4, 30),
        "sequence": 3,
        "mode": "both",
        "venue": "Sessionssalen, Boråsvägen 4; plan 2",
        "meeting_address": MeetingAddress(url="https://meet.example.org/roda", service="Jitsi", public=True),
        "audience": Text(sv="Arkivarier"),
        "summary": Text(
            sv="Försäkringskassan visar RODA.\n\nSedan talar vi om <driften> & priset \\ kostnaden.",
            en="RODA is shown.",
        ),
        "summary_state": "machine",
        "organisers": (Organiser(organisation=NETWORK.id), Organiser(organisation=REGION.id, role="host")),
        "topics": (
            TopicLink(topic=ARCHIVES.id),
            TopicLink(topic=RODA.id),
            TopicLink(topic=ARCHIVES.id, relation="mentions"),
        ),
        "sessions": (Session(uid=an_id(50), title=Text(sv="Förmiddagen")),),
        "agenda": (
            AgendaItem(
                uid=an_id(51),
                session=an_id(50),
                title=Text(sv="Välkomna"),
                kind="introduction",
                start_time=time(12),
                end_time=time(12, 5),
            ),
            AgendaItem(
                uid=an_id(52),
                title=Text(sv="RODA i drift"),
                start_time=time(12, 5),
                description=Text(sv="Vad det kostar."),
            ),
            AgendaItem(uid=an_id(53), title=Text(sv="Paus"), kind="break"),
            AgendaItem(uid=an_id(54), title=Text(sv="Samtal"), kind="group_discussion"),
        ),
        "appearances": (
            Appearance(uid=an_id(61), agenda_item=an_id(52), person=ANNA.id, organisation=AGENCY.id, title="arkivarie"),
            Appearance(uid=an_id(62), agenda_item=an_id(54), person=ANNA.id, organisation=AGENCY.id, role="moderator"),
            Appearance(uid=an_id(63), agenda_item=an_id(52), person=BO.id, billed_as="Bosse Ek", role="panellist"),
            Appearance(uid=an_id(64), organisation=REGION.id),
            Appearance(uid=an_id(65), to_be_confirmed=True),
            Appearance(uid=an_id(66), person=BO.id, role="contact"),
        ),
        "recordings": (
            Recording(
                id=an_id(71),
                state="published",
                published_date=date(2024, 5, 20),
                language="sv",
                length_seconds=3480,
                places=(
                    RecordingPlace(service="YouTube", url="https://www.youtube.com/watch?v=a&t=1"),
                    RecordingPlace(service="Arkivet"),
                ),
                captions=(Captions(language="sv", state="corrected"),),
                chapters=(
                    Chapter(start_seconds=0, title=Text(sv="Välkomna")),
                    Chapter(start_seconds=300.4, title=Text(sv="RODA i drift")),
                ),
                licence="CC-BY-4.0",
            ),
        ),
        "materials": (
            Material(
                id=an_id(81),
                title=Text(sv="RODA i drift"),
                file=FILE,
                file_name="Roda å drift.pdf",
                media_type="application/pdf",
                size_bytes=12345,
                page_count=12,
                language="sv",
                licence="CC-BY-4.0",
                creators=("Anna Öberg",),
                organisation=AGENCY.id,
            ),
            Material(
                id=an_id(82),
                title=Text(en="The code", original="en"),
                kind="code",
                url="https://github.com/keeps/roda?a=1&b=2",
            ),
            Material(id=an_id(83), title=Text(sv="Anteckningar"), kind="notes"),
        ),
        "links": (
            Link(uid=an_id(91), kind="forum", title=Text(sv="Tråden"), url="https://community.example.org/t/1"),
            Link(uid=an_id(92), kind="partner_page", title=Text(sv="Hos Goto10"), url="https://goto10.example/roda"),
        ),
        "relations": (Relation(kind="part_of", event=an_id(42)), Relation(kind="related", event=an_id(99))),
        "attendance": Attendance(number=87, source="Jitsi", public=True),
    }
    return an_event(**(facts | changes))


DAY = an_event(
    id=an_id(42),
    slug="2024-05-07-communitydag",
    title=Text(sv="Communitydag"),
    kind="community_day",
    mode="on_site",
    venue="Goto 10",
)


class Archive:
    """The names of the small archive; unlike a published one it is all in memory."""

    def __init__(self, *events: Event) -> None:
        self._things = {each.id: each for each in (NETWORK, REGION, AGENCY, ANNA, BO, ARCHIVES, RODA, SERIES)}
        self._events = {event.id: event for event in (DAY, *events)}

    def person(self, thing_id: Id, /) -> Person:
        return self._things[thing_id]

    def organisation(self, thing_id: Id, /) -> Organisation:
        return self._things[thing_id]

    def topic(self, thing_id: Id, /) -> Topic:
        return self._things[thing_id]

    def series(self, thing_id: Id, /) -> Series:
        return self._things[thing_id]

    def event(self, thing_id: Id, /) -> Event | None:
        return self._events.get(thing_id)


NAMES = Archive()


def expected(name: str) -> bytes:
    """A file of tests/exchange/expected, byte for byte."""
    return (EXPECTED / name).read_bytes()
