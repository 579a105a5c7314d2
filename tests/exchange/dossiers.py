# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dossiers for tests: one with every field filled in, and any number of generated ones with texts that break things."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from verkstad.exchange.dossier import sort_key
from verkstad.records.base import Line, Prose, Text
from verkstad.records.dossier import (
    Claim,
    Dossier,
    EditorNote,
    EventFile,
    OrganisationEntry,
    PersonEntry,
    SeriesEntry,
    TopicEntry,
)
from verkstad.records.events import (
    AgendaItem,
    Appearance,
    Attendance,
    Captions,
    Chapter,
    Correction,
    Cut,
    EarlierFile,
    Event,
    Link,
    Material,
    MeetingAddress,
    Organiser,
    Recording,
    RecordingPlace,
    Relation,
    Session,
    Stretch,
    TopicLink,
    Uncertainty,
)
from verkstad.records.things import Identity, Image, Organisation, Person, Series, Tombstone, Topic


def uid(number: int) -> UUID:
    """An id that is easy to tell from others in a failing test."""
    return UUID(int=0x0190163D_8694_739B_AEA5_000000000000 + number)


SERIES, AUTHORITY, COMPANY, SPEAKER, HOST, TOPIC, LAW = (uid(number) for number in range(1, 8))
EVENT, OTHER_EVENT, DRAFT_EVENT = uid(100), uid(200), uid(300)
AT = datetime(2024, 5, 8, 7, 30, tzinfo=UTC)
SUM = "0123456789abcdef" * 4

NASTY = (
    "no", "Yes", "off", "null", "~", "true", "12:00", "2024-05-07", "010", "0x1F", "1e3", ".inf", "1_000", "190:20:30",
    "---", "...", "- x", "? x", ": ", ":", " #", "#", "a: b", "a:", "'", '"', "''", "\\", "\\n", "|", ">", "|-", "%YAML",
    "@", "`", "&a", "*a", "!tag", "!!python/object:os.system", "<<", "=", "[", "{", "]", "}", ",", "{{ x }}", "<script>",
    "\n", "\n\n", " \n", "\n ", "\r\n", "\t", "\n\t", "  ", "\x7f", "\x85", "\u2028", "\u2029", "\xa0", "\xad", "\u200b",
    "\u200d", "\u202e", "\u2066", "\ufeff", "עברית", "العربية", "e\u0301", "å", "Ⅷ", "👩‍👩‍👧", "🇸🇪", "\U0010fffd", "Lång mening utan slut ",
)  # fmt: skip
"""Texts that a careless writer of YAML does not give back as they were."""

_PIECES = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=6),
    st.text("abcåäö :#-'\"\n ", max_size=12),
    st.just("ord " * 30),
)


def texts_of(kind: Any) -> st.SearchStrategy[str]:
    """Texts as the type lets them be: stripped, without what it forbids."""
    adapter: TypeAdapter[str] = TypeAdapter(kind)

    def valid(text: str) -> str:
        try:
            return adapter.validate_python(text)
        except ValidationError:  # nothing but space, or a line break in a line: what can be kept of it
            return "".join(char for char in text if char.isalnum())[:300] or "ord"

    return st.lists(_PIECES, min_size=1, max_size=5).map("".join).map(valid)


lines, proses = texts_of(Line), texts_of(Prose)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    original = draw(st.sampled_from(["sv", "en"]))
    both = draw(st.booleans())
    words = {language: draw(proses) for language in ("sv", "en") if both or language == original}
    return Text(**words, original=original, translated_from=draw(st.none() | st.just("0123456789ab")))


maybe = {"text": st.none() | texts(), "line": st.none() | lines}
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


@st.composite
def events(draw: st.DrawFn, number: int, people: tuple[UUID, ...], organisations: tuple[UUID, ...]) -> dict[str, Any]:
    """The fields of an event whose ids begin at ``number``."""
    items = tuple(
        AgendaItem(uid=uid(number + 1 + index), title=title, description=draw(maybe["text"]))
        for index, title in enumerate(draw(st.lists(texts(), max_size=3)))
    )
    named = st.sampled_from([item.uid for item in items]) | st.none() if items else st.none()
    appearances = tuple(
        Appearance(
            uid=uid(number + 20 + index),
            agenda_item=draw(named),
            person=person,
            organisation=draw(st.none() | st.sampled_from(organisations)),
            billed_as=draw(maybe["line"]),
            title=draw(maybe["line"]),
            to_be_confirmed=person is None,
        )
        for index, person in enumerate(draw(st.lists(st.none() | st.sampled_from(people), max_size=3)))
    )
    start = draw(st.none() | st.times(max_value=time(22)).map(lambda each: each.replace(microsecond=0)))
    return {
        "id": uid(number),
        "series": SERIES,
        "title": draw(texts()),
        "former_titles": tuple(draw(st.lists(lines, max_size=2))),
        "start_date": draw(days),
        "start_time": start,
        "end_time": time(23, 59) if start and draw(st.booleans()) else None,
        "summary": draw(maybe["text"]),
        "venue": draw(maybe["line"]),
        "agenda": items,
        "appearances": appearances,
        "recordings": tuple(
            Recording(id=uid(number + 40 + index), length_seconds=length, reason=draw(maybe["text"]))
            for index, length in enumerate(draw(st.lists(st.none() | st.floats(0, 604_800), max_size=2)))
        ),
        "uncertainties": tuple(
            Uncertainty(field="start_date", values=tuple(values), note=draw(texts()))
            for values in draw(st.lists(st.lists(lines, min_size=1, max_size=2), max_size=1))
        ),
    }


@st.composite
def generated_dossiers(draw: st.DrawFn) -> Dossier:
    organisations = (AUTHORITY, COMPANY)
    people = (SPEAKER, HOST)
    names = draw(st.lists(slugs, min_size=3, max_size=3, unique=True))
    files = []
    for index, slug in enumerate(names):
        fields = draw(events(1000 * (index + 1), people, organisations))
        draft = draw(st.none() | events(1000 * (index + 1), people, organisations))
        if draft:  # recordings are published and taken down by themselves: a draft of the event has at least those
            draft["recordings"] = fields["recordings"] + draft["recordings"][len(fields["recordings"]) :]
        of_the_row = {"slug": slug, "published_at": draw(moments), "modified_at": draw(moments)}
        files.append(
            EventFile(
                **of_the_row,
                **fields,
                notes=tuple(
                    EditorNote(field=draw(maybe["line"]), note=note) for note in draw(st.lists(proses, max_size=2))
                ),
                claims=tuple(
                    Claim(field="title", value=value, source="page", line=draw(st.none() | st.integers(1, 10**6)))
                    for value in draw(st.lists(lines, max_size=2))
                ),
                draft=(draft and draft != fields and Event(**of_the_row, **draft)) or None,
            )
        )
    return Dossier(
        series=(SeriesEntry(**root(SERIES, "nosad"), name=draw(texts()), organisers=(AUTHORITY,)),),
        organisations=tuple(
            sorted(
                (OrganisationEntry(**root(each, f"o-{each.int % 10}"), name=draw(texts())) for each in organisations),
                key=sort_key,
            )
        ),
        people=tuple(PersonEntry(**root(each, f"p-{each.int % 10}"), name=draw(lines)) for each in people),
        events=tuple(sorted(files, key=sort_key)),
    )


def full_dossier() -> Dossier:
    """One of everything: each field of each record has a value of its own somewhere, drafts and notes included."""
    return Dossier(
        series=full_series(),
        organisations=full_organisations(),
        people=full_people(),
        topics=full_topics(),
        events=full_events(),
        tombstones=(
            Tombstone(
                id=uid(900),
                kind="person",
                slug="borta",
                former_slugs=("borta-2",),
                reason="merged",
                at=AT,
                merged_into=SPEAKER,
            ),
        ),
    )


def root(number: UUID, slug: str, *former: str) -> dict[str, Any]:
    return {"id": number, "slug": slug, "former_slugs": former, "published_at": AT, "modified_at": AT}


def full_series() -> tuple[SeriesEntry, ...]:
    fields = {
        **root(SERIES, "nosad", "natverket"),
        "name": Text(sv="NOSAD", en="The NOSAD network"),
        "short_name": "NOSAD",
        "description": Text(sv="Nätverket.\n\nÖppna data och öppen källkod."),
        "audience": Text(sv="Offentlig sektor"),
        "responsible": Text(sv="Digg"),
        "organisers": (AUTHORITY,),
        "url": "https://nosad.se/",
        "forum_url": "https://community.dataportal.se/",
        "contact_email": "info@example.se",
        "language": "en",
        "time_zone": "Europe/Helsinki",
        "default_licence": "CC-BY-4.0",
        "text_licence": "CC0-1.0",
        "image": Image(alternative=Text(sv="En verkstad")),
        "records_by_default": True,
    }
    return (
        SeriesEntry(id=uid(8), slug="en-till", name=Text(sv="En till"), state="draft"),
        SeriesEntry(**fields, **full_desk(), draft=Series(**{**fields, "short_name": None})),
    )


def full_organisations() -> tuple[OrganisationEntry, ...]:
    fields = {
        **root(AUTHORITY, "digg", "digitaliseringsmyndigheten"),
        "name": Text(sv="Myndigheten för digital förvaltning", en="Agency for Digital Government"),
        "short_name": "Digg",
        "aliases": ("DIGG", "Myndigheten: Digg"),
        "kind": "authority",
        "organisation_number": "202100-6883",
        "wikidata": "Q55075651",
        "url": "https://www.digg.se/",
        "part_of": COMPANY,
    }
    return (
        OrganisationEntry(id=COMPANY, slug="bolaget", name=Text(sv="Bolaget AB"), kind="company", state="draft"),
        OrganisationEntry(**fields, **full_desk(), draft=Organisation(**{**fields, "kind": "government"})),
    )


def full_people() -> tuple[PersonEntry, ...]:
    fields = {
        **root(SPEAKER, "anna-berg", "anna"),
        "name": "Anna Berg",
        "aliases": ("A. Berg",),
        "identities": (Identity(scheme="wikidata", value="Q42"),),
        "open_to_search": True,
    }
    return (
        PersonEntry(**fields, **full_desk(), draft=Person(**{**fields, "name": "Anna Berg Lund"})),
        PersonEntry(id=HOST, slug="bo-ek", name="Bo Ek", state="draft", notes=(EditorNote(note="Vem?"),)),
    )


def full_topics() -> tuple[TopicEntry, ...]:
    fields = {
        **root(TOPIC, "oppna-data", "data"),
        "name": Text(sv="öppna data", en="open data"),
        "kind": "data_set",
        "aliases": ("open data",),
        "description": Text(sv="Data som alla får använda."),
        "broader": (LAW,),
        "identities": (Identity(scheme="web", value="https://example.org/open-data"),),
        "url": "https://example.org/",
    }
    return (
        TopicEntry(**fields, **full_desk(), draft=Topic(**{**fields, "broader": ()})),
        TopicEntry(id=LAW, slug="oppna-data-lagen", name=Text(sv="Öppna data-lagen"), kind="law", state="draft"),
    )


def full_events() -> tuple[EventFile, ...]:
    fields = full_event()
    changed = {
        **fields,
        "title": Text(sv="Öppna data i kommuner"),
        "venue": None,
        "appearances": fields["appearances"][:1],
    }
    return (
        EventFile(**fields, **full_desk(), draft=Event(**changed)),
        EventFile(
            **root(OTHER_EVENT, "2024-06-inkop"),
            series=SERIES,
            title=Text(en="Procurement", original="en"),
            start_date=date(2024, 6, 1),
            precision="month",
            uncertainties=(
                Uncertainty(
                    field="start_date", values=("2024-06-04", "2024-06-11"), note=Text(sv="Källan har två dagar.")
                ),
            ),
            claims=(
                Claim(field="start_date", value="2024-06-04", source="page.txt", line=3, state="open"),
                Claim(
                    field="start_date",
                    value="2024-06-11",
                    source="page.txt",
                    line=9,
                    sureness="uncertain",
                    state="open",
                ),
            ),
        ),
        EventFile(
            id=DRAFT_EVENT,
            slug="2024-09-10-planeras",
            state="draft",
            series=SERIES,
            title=Text(sv="Planeras"),
            start_date=date(2024, 9, 10),
            appearances=(Appearance(uid=uid(301), person=HOST, role="host"),),
            recordings=(Recording(id=uid(302), state="planned", expected_date=date(2024, 9, 17)),),
            materials=(Material(id=uid(303), title=Text(sv="Bilder")),),
        ),
    )


def full_event() -> dict[str, Any]:
    return {
        **root(EVENT, "2024-05-07-oppna-data", "2024-05-14-oppna-data"),
        "series": SERIES,
        "title": Text(sv="Öppna data", en="Open data", translated_from="0123456789ab"),
        "former_titles": ("Data: öppna",),
        "kind": "webinar",
        "status": "postponed",
        "status_note": Text(sv="Ny tid."),
        "start_date": date(2024, 5, 7),
        "start_time": time(12),
        "end_date": date(2024, 5, 8),
        "end_time": time(11, 30),
        "time_zone": "Europe/Helsinki",
        "previous_start_date": date(2024, 5, 14),
        "sequence": 3,
        "language": "en",
        "mode": "both",
        "venue": "Sal 1, Fleminggatan",
        "meeting_address": MeetingAddress(url="https://meet.example.org/nosad", service="Jitsi", public=True),
        "seats_limited": True,
        "audience": Text(sv="Kommuner"),
        "summary": Text(sv="Om öppna data.\n\nOch mer: mycket."),
        "summary_state": "rewritten",
        "image": Image(
            file=SUM, file_name="bild.jpg", media_type="image/jpeg", width=1200, height=630,
            alternative=Text(sv="Ett rum"), creator="C. Pattenaude", source="Unsplash",
            source_url="https://unsplash.com/", licence="CC0-1.0",
        ),
        "organisers": (Organiser(organisation=AUTHORITY), Organiser(organisation=COMPANY, role="host")),
        "topics": (TopicLink(topic=TOPIC), TopicLink(topic=LAW, relation="mentions")),
        "sessions": (Session(uid=uid(101), title=Text(sv="Förmiddag")),),
        "agenda": (
            AgendaItem(
                uid=uid(102), session=uid(101), title=Text(sv="Inledning: vad, när"), kind="introduction",
                start_time=time(12), end_time=time(12, 10), description=Text(sv="Kort."),
            ),
            AgendaItem(uid=uid(103), title=Text(sv="Panel"), kind="panel"),
        ),
        "appearances": (
            Appearance(
                uid=uid(104), agenda_item=uid(102), person=SPEAKER, billed_as="Anna B.", organisation=AUTHORITY,
                organisation_billed_as="DIGG", second_organisation=COMPANY, role="moderator", title="Utredare",
            ),
            Appearance(uid=uid(105), organisation=COMPANY, role="panellist"),
            Appearance(uid=uid(106), agenda_item=uid(103), to_be_confirmed=True),
        ),
        "recordings": (
            Recording(
                id=uid(107), state="published", title=Text(sv="Hela"), reason=Text(sv="Utom pausen."),
                expected_date=date(2024, 5, 21), published_date=date(2024, 5, 20), language="sv", length_seconds=3480.5,
                places=(RecordingPlace(service="YouTube", url="https://youtu.be/x"), RecordingPlace(service="PeerTube")),
                file=SUM, file_name="hela.mp4", media_type="video/mp4", size_bytes=2_000_000_000,
                cut=Cut(in_seconds=4, out_seconds=3400.5, left_out=(Stretch(start=600, end=660.25),)),
                captions=(Captions(language="sv", state="corrected", text=SUM),),
                audio_description="not_needed", audio_description_note=Text(sv="Bilderna läses upp."),
                chapters=(Chapter(start_seconds=0, title=Text(sv="Början"), agenda_item=uid(102)),), licence="CC-BY-4.0",
            ),
        ),
        "materials": (
            Material(
                id=uid(108), title=Text(sv="Bilder"), agenda_item=uid(102), file_name="bilder.pdf",
                url="https://example.org/bilder.pdf", file=SUM, media_type="application/pdf", size_bytes=12, page_count=3, shows_notes=True,
                earlier_files=(EarlierFile(file="ef" * 32, file_name="utkast.pdf", media_type="application/pdf", size_bytes=9),),
                language="sv", licence="CC-BY-4.0", creators=("Anna Berg",), organisation=AUTHORITY,
            ),
            Material(id=uid(109), title=Text(sv="Anteckningar"), kind="notes"),
        ),
        "links": (
            Link(uid=uid(110), kind="pre_reading", title=Text(sv="Läs"), url="https://example.org/", pages="3–7", organisation=COMPANY),
        ),
        "relations": (Relation(kind="continues", event=OTHER_EVENT),),
        "attendance": Attendance(number=57, source="Jitsi", public=True),
        "corrections": (Correction(field="start_date", note=Text(sv="Årtalet är rättat."), stated="2021-05-07"),),
    }  # fmt: skip


def full_desk() -> dict[str, Any]:
    """What only editors see of a thing."""
    return {
        "notes": (EditorNote(field="start_date", note="Källan\nhar fel år."),),
        "claims": (
            Claim(
                field="start_date", value="2021-05-07", source="page.txt", line=7, words="2021",
                sureness="derived", state="rejected", note="Fel år.",
            ),
        ),
    }  # fmt: skip
