# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each public thing stands: its path in each language, and its absolute address. Every public path is built here."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from verkstad.records.base import Language, LanguageTag, Record, Sha256
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


def poster_path(recording: Recording, width: int) -> str:
    """Where the picture is that stands before the recording plays; it must have one."""
    assert recording.file is not None
    return file_path(recording.file, f"poster-{width}.webp")


def page_picture_path(material: Material, number: int, width: int) -> str:
    """Where the picture of a page of the material is (``sida-7-1280.webp``); its file must have been read with pictures."""
    assert material.file is not None
    return file_path(material.file, f"sida-{number}-{width}.webp")


def pages_path(event: Event, material: Material) -> str:
    """The pages of a material as data."""
    return f"/event/{event.slug}/pages-{_number(event.materials, material)}.json"


def captions_path(event: Event, recording: Recording, language: LanguageTag, ending: str) -> str:
    """What was said in a recording: ``/event/<slug>/captions.sv.vtt``, of a second recording ``captions-2.sv.vtt``."""
    number = _number(event.recordings, recording)
    return f"/event/{event.slug}/captions{f'-{number}' if number > 1 else ''}.{language}.{ending}"


def second_anchor(event: Event, recording: Recording, second: float) -> str:
    """The part of the event's page where a second was said: ``t=754``, of a second recording ``t2=754``."""
    number = _number(event.recordings, recording)
    return f"t{number if number > 1 else ''}={int(second)}"


def page_anchor(event: Event, material: Material, number: int) -> str:
    """The part of the event's page that is a page of its slides: ``page-7``; of further documents ``page-2-7``."""
    read = [found for found in event.materials if found.pages is not None]
    place = _number(read, material)
    return f"page-{number}" if place == 1 else f"page-{place}-{number}"


def _number(things: Sequence[Record], thing: Record) -> int:
    return 1 + next(place for place, found in enumerate(things) if found is thing or found == thing)


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
