# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain functions that make things of the archive: published unless told otherwise, with only what a test names.

``make_…`` write rows; ``…_content`` give plain values in the shape of the dossier's files, for what comes from outside.
A text may be given as one string: Swedish words.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from verkstad.archive.fields import TextColumns, new_id
from verkstad.archive.models import (
    Event,
    Grant,
    Material,
    Organisation,
    Person,
    PolicyAcceptance,
    Recording,
    Root,
    Series,
    StoredFile,
    Topic,
)
from verkstad.archive.models.files import media
from verkstad.archive.rules.policy import POLICY_VERSION

NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
"""12.00 in Stockholm, a Tuesday."""
TODAY = date(2026, 3, 3)
DAY = timedelta(days=1)

_numbers = count(1)


def _set(thing: Root, values: dict[str, Any]) -> None:
    for name, value in values.items():
        is_text = isinstance(getattr(type(thing), name, None), TextColumns)
        setattr(thing, name, {"sv": value} if is_text and isinstance(value, str) else value)


def _make(model: type[Root], live: bool, values: dict[str, Any]) -> Any:
    thing = model(live=live)
    if live:
        thing.first_published_at = thing.last_published_at = NOON - 30 * DAY
    _set(thing, values)
    if not live:
        thing.has_unpublished_changes = True
    thing.save()
    return thing


def make_series(*, live: bool = True, **values: Any) -> Series:
    number = next(_numbers)
    return _make(Series, live, {"name": f"Serien {number}", "slug": f"serien-{number}", **values})


def make_event(*, live: bool = True, **values: Any) -> Event:
    """A workshop the day after NOON; children are given as lists of unsaved rows."""
    number = next(_numbers)
    values.setdefault("series", None)
    series = values.pop("series") or make_series()
    defaults = {
        "series": series,
        "title": f"Workshop {number}",
        "slug": f"workshop-{number}",
        "start_date": TODAY + DAY,
    }
    return _make(Event, live, {**defaults, **values})


def make_person(*, live: bool = True, **values: Any) -> Person:
    number = next(_numbers)
    return _make(Person, live, {"name": f"Person {number}", "slug": f"person-{number}", **values})


def make_organisation(*, live: bool = True, **values: Any) -> Organisation:
    number = next(_numbers)
    return _make(Organisation, live, {"name": f"Myndighet {number}", "slug": f"myndighet-{number}", **values})


def make_topic(*, live: bool = True, **values: Any) -> Topic:
    number = next(_numbers)
    return _make(Topic, live, {"name": f"Ämne {number}", "slug": f"amne-{number}", **values})


def make_material(event: Event, *, live: bool = True, **values: Any) -> Material:
    return _make(Material, live, {"event": event, "title": "Presentation", "sort_order": 0, **values})


def make_recording(event: Event, *, live: bool = True, **values: Any) -> Recording:
    return _make(Recording, live, {"event": event, "state": "published", **values})


def make_stored(content: bytes = b"x", **values: Any) -> StoredFile:
    """A file in the store, with its bytes."""
    defaults = {"media_type": "application/pdf", "original_name": "bilder.pdf", "uploaded_at": NOON}
    return StoredFile.objects.create(
        sha256=media().write(content), **{**defaults, "size_bytes": len(content), **values}
    )


def words(swedish: str, english: str | None = None) -> dict[str, Any]:
    """A text as records and dossiers have it."""
    return {"sv": swedish, "original": "sv"} | ({"en": english} if english else {})


def series_content(**values: Any) -> dict[str, Any]:
    number = next(_numbers)
    return {"id": new_id(), "slug": f"serien-{number}", "name": words(f"Serien {number}"), **values}


def person_content(**values: Any) -> dict[str, Any]:
    number = next(_numbers)
    return {"id": new_id(), "slug": f"person-{number}", "name": f"Person {number}", **values}


def organisation_content(**values: Any) -> dict[str, Any]:
    number = next(_numbers)
    return {"id": new_id(), "slug": f"myndighet-{number}", "name": words(f"Myndighet {number}"), **values}


def topic_content(**values: Any) -> dict[str, Any]:
    number = next(_numbers)
    return {"id": new_id(), "slug": f"amne-{number}", "name": words(f"Ämne {number}"), **values}


def event_content(series: UUID, **values: Any) -> dict[str, Any]:
    number = next(_numbers)
    return {
        "id": new_id(),
        "slug": f"workshop-{number}",
        "series": series,
        "title": words(f"Workshop {number}"),
        "start_date": TODAY + DAY,
        **values,
    }


def full_event_content(
    series: UUID, person: UUID, organisation: UUID, topic: UUID, related: UUID, **values: Any
) -> dict[str, Any]:
    """An event with a value in every field that its record has."""
    session, item = new_id(), new_id()
    picture = {
        "file": "a" * 64,
        "file_name": "salen.jpg",
        "media_type": "image/jpeg",
        "width": 1600,
        "height": 900,
        "alternative": words("En sal med många stolar", "A room with many chairs"),
        "creator": "Anna Berg",
        "source": "Wikimedia Commons",
        "source_url": "https://commons.wikimedia.org/wiki/File:Sal.jpg",
        "licence": "CC-BY-4.0",
    }
    content = {
        "former_titles": ["Fördjupning eArkiv"],
        "kind": "webinar",
        "status": "scheduled",
        "status_note": words("Ny lokal", "New venue"),
        "precision": "day",
        "start_time": datetime(2026, 3, 4, 12, 0).time(),
        "end_date": TODAY + 2 * DAY,
        "end_time": datetime(2026, 3, 4, 13, 30).time(),
        "time_zone": "Europe/Helsinki",
        "previous_start_date": TODAY,
        "sequence": 2,
        "language": "en",
        "mode": "both",
        "venue": "Sal 3, Solna",
        "meeting_address": {"url": "https://meet.example.se/verkstad", "service": "Jitsi", "public": True},
        "seats_limited": True,
        "audience": words("Arkivarier", "Archivists"),
        "summary": {**words("Om e-arkiv.", "About e-archives."), "translated_from": "0123456789ab"},
        "summary_state": "rewritten",
        "image": picture,
        "organisers": [{"organisation": organisation, "role": "co_organiser"}],
        "topics": [{"topic": topic, "relation": "mentions"}],
        "sessions": [{"uid": session, "title": words("Förmiddag", "Morning")}],
        "agenda": [
            {
                "uid": item,
                "session": session,
                "title": words("Att bevara", "To keep"),
                "kind": "panel",
                "start_time": datetime(2026, 3, 4, 12, 5).time(),
                "end_time": datetime(2026, 3, 4, 12, 30).time(),
                "description": words("Tre erfarenheter.", "Three experiences."),
            },
            {"uid": new_id(), "title": words("Paus"), "kind": "break"},
        ],
        "appearances": [
            {
                "uid": new_id(),
                "agenda_item": item,
                "person": person,
                "billed_as": "A. Berg",
                "organisation": organisation,
                "organisation_billed_as": "Verket",
                "second_organisation": organisation,
                "role": "panellist",
                "title": "arkivarie",
                "to_be_confirmed": True,
            },
            {"uid": new_id(), "organisation": organisation, "role": "host"},
        ],
        "recordings": [
            {
                "id": new_id(),
                "state": "published",
                "title": words("Hela dagen", "The whole day"),
                "reason": words("Klippt", "Cut"),
                "expected_date": TODAY + 9 * DAY,
                "published_date": TODAY + 8 * DAY,
                "language": "sv",
                "length_seconds": 5400.5,
                "places": [{"service": "YouTube", "url": "https://youtu.be/x"}, {"service": "PeerTube"}],
                "file": "b" * 64,
                "captions": [{"language": "sv", "state": "corrected", "text": "d" * 64}],
                "audio_description": "not_needed",
                "audio_description_note": words("Bilderna läses upp.", "The slides are read out."),
                "chapters": [{"start_seconds": 12.5, "title": words("Att bevara"), "agenda_item": item}],
                "licence": "CC-BY-4.0",
            },
            {"id": new_id(), "state": "planned"},
        ],
        "materials": [
            {
                "id": new_id(),
                "title": words("Presentation", "Slides"),
                "kind": "slides",
                "agenda_item": item,
                "file_name": "bilder.pdf",
                "url": "https://example.se/bilder.pdf",
                "file": "c" * 64,
                "media_type": "application/pdf",
                "size_bytes": 123456,
                "page_count": 12,
                "language": "sv",
                "shows_notes": True,
                "licence": "CC0-1.0",
                "creators": ["Anna Berg"],
                "organisation": organisation,
            },
            {"id": new_id(), "title": words("Protokoll"), "kind": "notes"},
        ],
        "links": [
            {
                "uid": new_id(),
                "kind": "pre_reading",
                "title": words("En skrift", "A paper"),
                "url": "https://example.se/skrift",
                "pages": "s. 4–9",
                "organisation": organisation,
            },
            {"uid": new_id(), "kind": "forum", "title": words("Tråd")},
        ],
        "relations": [{"kind": "continues", "event": related}],
        "attendance": {"number": 47, "source": "värden räknade", "public": True},
        "corrections": [
            {"field": "start_date", "note": words("Årtalet är rättat.", "Year corrected."), "stated": "2025-03-04"}
        ],
        "uncertainties": [
            {"field": "end_time", "values": ["13:00", "13:30"], "note": words("Två tider.", "Two times.")}
        ],
    }
    return event_content(series, former_slugs=[f"earkiv-{next(_numbers)}"], **content) | values


def make_user(mail: str = "", *, role: str | None = None, series: Any = None, organisation: Any = None, **values: Any):
    """A member who has accepted the policy, with a role for everything unless a series or an organisation is named."""
    from django.contrib.auth.models import User  # models exist only after this module is first read

    mail = mail or f"redaktor{next(_numbers)}@example.se"
    user = User.objects.create_user(mail, mail, **values)
    PolicyAcceptance.objects.create(user=user, version=POLICY_VERSION, accepted_at=NOON)
    if role is not None:
        Grant.objects.create(user=user, role=role, series=series, organisation=organisation, given_at=NOON)
    return user
