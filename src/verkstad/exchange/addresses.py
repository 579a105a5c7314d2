# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each public thing stands: its path in each language, and its absolute address. Every public path is built here."""

from __future__ import annotations

from urllib.parse import quote

from verkstad.records.base import Language, Sha256
from verkstad.records.events import Event, Material, Recording
from verkstad.records.published import Site
from verkstad.records.things import Image, Organisation, Person, Series, Topic

EVENTS_ICS = "/events.ics"
EVENTS_CSV = "/data/events.csv"
RECORDS_JSONL = "/data/records.jsonl"
RECORDS_SCHEMA = "/data/schema.json"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"

SHARE_WIDTH, SHARE_HEIGHT = 1200, 630
"""The size in pixels of the share picture."""

_FOLDERS: dict[type, str] = {
    Event: "event",
    Organisation: "organisation",
    Person: "person",
    Series: "series",
    Topic: "topic",
}
_PREFIXES: dict[Language, str] = {"sv": "", "en": "/en"}


def in_language(path: str, language: Language) -> str:
    """The address of the page at the Swedish ``path`` in ``language``."""
    return _PREFIXES[language] + path


def thing_path(thing: Event | Organisation | Person | Series | Topic, language: Language = "sv") -> str:
    return f"{_PREFIXES[language]}/{_FOLDERS[type(thing)]}/{thing.slug}/"


def event_path(event: Event, language: Language = "sv") -> str:
    return f"{_PREFIXES[language]}/event/{event.slug}/"


def organisation_path(organisation: Organisation, language: Language = "sv") -> str:
    return f"{_PREFIXES[language]}/organisation/{organisation.slug}/"


def person_path(person: Person, language: Language = "sv") -> str:
    return f"{_PREFIXES[language]}/person/{person.slug}/"


def series_path(series: Series, language: Language = "sv") -> str:
    return f"{_PREFIXES[language]}/series/{series.slug}/"


def topic_path(topic: Topic, language: Language = "sv") -> str:
    return f"{_PREFIXES[language]}/topic/{topic.slug}/"


def event_ics_path(event: Event) -> str:
    return f"/event/{event.slug}.ics"


def organisation_ics_path(organisation: Organisation) -> str:
    return f"/organisation/{organisation.slug}.ics"


def series_ics_path(series: Series) -> str:
    return f"/series/{series.slug}.ics"


def topic_ics_path(topic: Topic) -> str:
    return f"/topic/{topic.slug}.ics"


def feed_path(language: Language) -> str:
    """The Atom feed of all events."""
    return f"{_PREFIXES[language]}/feed.atom"


def changes_feed_path(language: Language) -> str:
    return f"{_PREFIXES[language]}/changes/feed.atom"


def thing_feed_path(thing: Organisation | Series | Topic, language: Language) -> str:
    """The Atom feed of the events of one organisation, series or topic."""
    return f"{_PREFIXES[language]}/{_FOLDERS[type(thing)]}/{thing.slug}.atom"


def year_csv_path(year: int, language: Language) -> str:
    return f"{_PREFIXES[language]}/data/events-{year}.csv"


def share_picture_path(event: Event) -> str:
    """The picture shown where the event's page is shared: PNG, :data:`SHARE_WIDTH` by :data:`SHARE_HEIGHT`."""
    return f"/share/{event.slug}.png"


def file_path(file: Sha256, name: str) -> str:
    """A name is shown and never looked up, but it must not steer: no ends of line, and no ``..`` that browsers take out."""
    name = " ".join(name.split())
    return f"/files/{file}/{quote(name if name.strip('.') else 'fil', safe='')}"


def material_path(material: Material) -> str:
    """Where the material's own file is; it must have one."""
    assert material.file is not None
    return file_path(material.file, material.file_name or material.title.shown("sv").words[:200])


def recording_path(recording: Recording) -> str:
    """Where the recording's own file is; it must have one."""
    assert recording.file is not None
    return file_path(recording.file, recording.file_name or "inspelning")


def picture_path(image: Image) -> str:
    """Where the picture is as it was stored; it must have a file."""
    assert image.file is not None
    return file_path(image.file, image.file_name or "bild")


def picture_form_path(image: Image, form: str) -> str:
    """Where a form of the picture is (``640.avif``): under the picture's own sum, named after it."""
    assert image.file is not None
    return file_path(image.file, f"{(image.file_name or 'bild').rpartition('.')[0] or 'bild'}-{form}")


def absolute(site: Site, path: str) -> str:
    return site.base_url + path


def webcal(site: Site, path: str) -> str:
    """The address that makes a calendar program subscribe instead of downloading once."""
    return "webcal://" + site.base_url.partition("://")[2] + path
