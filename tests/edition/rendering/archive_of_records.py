# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small archive of records with every kind of thing that a page may have to show, and the library over it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from verkstad.edition.library import ChangeEntry
from verkstad.edition.memory import MemoryLibrary
from verkstad.records.base import Text
from verkstad.records.events import (
    AgendaItem,
    Appearance,
    Attendance,
    Captions,
    Chapter,
    Correction,
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
    Uncertainty,
)
from verkstad.records.published import Records, Site
from verkstad.records.things import Identity, Organisation, Person, Series, Topic

AT = datetime(2024, 5, 20, 9, 0, tzinfo=UTC)
SITE = Site(base_url="https://verkstad.example.se", name="NOSAD")


def uid(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


def sv(words: str, en: str | None = None) -> Text:
    return Text(sv=words, en=en, original="sv")


SERIES = Series(
    id=uid("series"),
    slug="nosad",
    name=sv("Nätverket för öppen källkod och öppna data", "Network Open Source and Data"),
    short_name="NOSAD",
    description=sv("Workshoppar om öppen källkod.", "Workshops on open source."),
    audience=sv("Offentlig sektor."),
    responsible=sv("Provmyndigheten ansvarar för webbplatsen."),
    organisers=(uid("digg"),),
    text_licence="CC0-1.0",
)
DIGG = Organisation(
    id=uid("digg"),
    slug="digg",
    name=sv("Myndigheten för digital förvaltning"),
    short_name="Digg",
    kind="authority",
    wikidata="Q54867163",
)
SYDARKIVERA = Organisation(
    id=uid("sydarkivera"), slug="sydarkivera", name=sv("Sydarkivera"), kind="association", part_of=DIGG.id
)
ANNA = Person(id=uid("anna"), slug="anna-berg", name="Anna Berg", aliases=("Anna B. Berg",))
OSA = Person(id=uid("osa"), slug="osa-alm", name="Åsa Älm", open_to_search=True)
ARCHIVES = Topic(id=uid("archives"), slug="e-arkiv", name=sv("e-arkiv", "e-archives"), description=sv("Att bevara."))
RODA = Topic(
    id=uid("roda"),
    slug="roda",
    name=sv("RODA"),
    kind="software",
    broader=(ARCHIVES.id,),
    identities=(Identity(scheme="wikidata", value="Q1"),),
)
FULL_ID = uid("full")


def event(name: str, day: date = date(2024, 5, 7), **fields: Any) -> Event:
    return Event(
        **{"id": uid(name), "slug": name, "series": SERIES.id, "title": sv(name.title()), "start_date": day} | fields
    )


def full_event(**fields: Any) -> Event:
    """An event with everything a page can show."""
    item, panel, session = uid("item"), uid("panel"), uid("session")
    return event(
        "full",
        **{
            "title": sv("Roda-nätverket"),
            "former_titles": ("RODA",),
            "start_time": time(12),
            "end_time": time(13, 30),
            "mode": "online",
            "modified_at": datetime(2024, 5, 18, 8, 0, tzinfo=UTC),
            "summary": sv("Två myndigheter visar RODA.\n\nOch berättar hur det gick."),
            "summary_state": "rewritten",
            "audience": sv("Arkivarier."),
            "organisers": (
                Organiser(organisation=DIGG.id),
                Organiser(organisation=SYDARKIVERA.id, role="co_organiser"),
            ),
            "topics": (TopicLink(topic=ARCHIVES.id), TopicLink(topic=RODA.id, relation="mentions")),
            "sessions": (Session(uid=session, title=sv("Pass 1")),),
            "agenda": (
                AgendaItem(
                    uid=item, session=session, title=sv("Så valde vi"), start_time=time(12, 5), description=sv("Kort.")
                ),
                AgendaItem(uid=panel, session=session, title=sv("Samtal"), kind="panel"),
            ),
            "appearances": (
                Appearance(uid=uid("a1"), agenda_item=item, person=ANNA.id, organisation=DIGG.id, title="Arkivarie"),
                Appearance(uid=uid("a2"), agenda_item=panel, organisation=SYDARKIVERA.id, to_be_confirmed=True),
                Appearance(uid=uid("a3"), person=OSA.id, billed_as="Asa Alm", organisation=DIGG.id, role="moderator"),
            ),
            "recordings": (
                Recording(
                    id=uid("r1"),
                    state="published",
                    length_seconds=3480,
                    language="sv",
                    places=(
                        RecordingPlace(service="YouTube", url="https://www.youtube.com/watch?v=x"),
                        RecordingPlace(service="Goto10"),
                    ),
                    captions=(Captions(language="sv", state="machine"),),
                    chapters=(
                        Chapter(start_seconds=0, title=sv("Början")),
                        Chapter(start_seconds=1200, title=sv("Resten")),
                    ),
                ),
            ),
            "materials": (
                Material(
                    id=uid("m1"),
                    title=sv("Så valde vi RODA"),
                    agenda_item=item,
                    file="ab" * 32,
                    file_name="så här.pdf",
                    media_type="application/pdf",
                    size_bytes=2_140_000,
                    page_count=24,
                    licence="CC-BY-4.0",
                ),
                Material(id=uid("m2"), title=sv("Bilderna från panelen"), file_name="panel.pptx"),
                Material(id=uid("m3"), title=sv("Anteckningar"), kind="notes", url="https://example.org/notes"),
            ),
            "links": (
                Link(uid=uid("l1"), kind="forum", title=sv("Frågor efteråt"), url="https://example.org/forum"),
                Link(uid=uid("l2"), kind="pre_reading", title=sv("SOU 2020:55"), pages="s. 21-32"),
            ),
            "relations": (Relation(kind="continues", event=uid("earlier")), Relation(event=uid("unpublished"))),
            "attendance": Attendance(number=86, source="mötesverktyget", public=True),
            "corrections": (
                Correction(field="start_date", note=sv("Årtalet är rättat; källan angav 2021."), stated="2021-05-07"),
            ),
            "uncertainties": (
                Uncertainty(field="end_time", values=("13.00", "13.30"), note=sv("Källorna säger olika.")),
            ),
        }
        | fields,
    )


def archive(*events: Event) -> Records:
    """The given events, or the usual ones: a full past event, an earlier one, and one in each state that pages tell apart."""
    usual = (
        full_event(),
        event(
            "earlier",
            date(2023, 12, 5),
            appearances=(Appearance(uid=uid("e1"), person=ANNA.id, organisation=SYDARKIVERA.id),),
        ),
        event("month-only", date(2023, 10, 1), precision="month"),
        event(
            "coming",
            date(2024, 6, 4),
            start_time=time(12),
            mode="online",
            meeting_address=MeetingAddress(url="https://meet.example.se/x", service="Jitsi", public=True),
        ),
        event("called-off", date(2024, 6, 5), status="cancelled", status_note=sv("Talaren är sjuk.")),
        event(
            "english",
            date(2024, 4, 2),
            title=Text(en="Digital workspaces", original="en"),
            language="en",
            kind="webinar",
        ),
    )
    return Records(
        at=AT,
        series=(SERIES,),
        organisations=(DIGG, SYDARKIVERA),
        people=(ANNA, OSA),
        topics=(ARCHIVES, RODA),
        events=tuple(sorted(events or usual, key=lambda each: each.slug)),
    )


def library(*events: Event) -> MemoryLibrary:
    records = archive(*events)
    changes = [
        ChangeEntry(1, AT, each.id, "event", f"/event/{each.slug}/", each.title, ("slides", "new_time"))
        for each in records.events[:2]
    ]
    return MemoryLibrary(records, SITE, changes=changes)
