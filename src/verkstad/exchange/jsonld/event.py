# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An event as schema.org data: the event, its agenda as sub-events, its recording and its material."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from verkstad.exchange.addresses import (
    absolute,
    captions_path,
    event_path,
    file_path,
    organisation_path,
    person_path,
    poster_path,
    recording_path,
    second_anchor,
    share_picture_path,
)
from verkstad.exchange.jsonld.nodes import (
    Node,
    filled,
    organisation_reference,
    organisation_references,
    series_reference,
    topic_reference,
    urn,
)
from verkstad.exchange.links import material_address
from verkstad.exchange.names import Names
from verkstad.exchange.text import as_duration, licence_address
from verkstad.exchange.words import words
from verkstad.records.base import Id, Language
from verkstad.records.events import AgendaItem, Appearance, Event, EventKind, Material, MaterialKind, Mode, Recording
from verkstad.records.published import Site

_TYPES: dict[EventKind, str | list[str]] = {
    "workshop": "EducationEvent",
    "webinar": "EducationEvent",
    "seminar": "EducationEvent",
    "course": "EducationEvent",
    # Younger types, each beside the one that every reader knows.
    "hackathon": ["Event", "Hackathon"],
    "conference": ["Event", "ConferenceEvent"],
    "hearing": "Event",
    "working_meeting": "Event",
    "community_day": "Event",
    "meetup": "Event",
}
_MATERIAL_TYPES: dict[MaterialKind, str] = {
    "slides": "PresentationDigitalDocument",
    "document": "DigitalDocument",
    "notes": "DigitalDocument",
    "summary": "DigitalDocument",
    "report": "Report",
    "code": "SoftwareSourceCode",
    "data": "Dataset",
    "page": "WebPage",
    "other": "CreativeWork",
}
_MODES: dict[Mode, str] = {
    "online": "https://schema.org/OnlineEventAttendanceMode",
    "on_site": "https://schema.org/OfflineEventAttendanceMode",
    "both": "https://schema.org/MixedEventAttendanceMode",
}
_ORGANIZERS = frozenset({"organiser", "co_organiser", "initiator"})


def describe_event(event: Event, *, site: Site, names: Names, language: Language) -> Node:
    """The event as a reader in ``language`` meets it. Every workshop of the network is open to all, and free."""
    organizers = [link.organisation for link in event.organisers if link.role in _ORGANIZERS]
    contributors = [link.organisation for link in event.organisers if link.role not in _ORGANIZERS]
    series = names.series(event.series)
    page = absolute(site, event_path(event, language))
    location = _location(event, page, language)
    same_location = [{"@id": place["@id"]} for place in location]
    return filled(
        {
            "@type": _TYPES[event.kind],
            "@id": urn(event.id),
            "name": event.title.shown(language).words,
            "alternateName": list(event.former_titles),
            "url": page,
            "startDate": _start(event),
            "endDate": _end(event),
            "previousStartDate": event.previous_start_date.isoformat() if event.previous_start_date else None,
            "eventStatus": _status(event),
            "eventAttendanceMode": _MODES[event.mode] if event.mode else None,
            "location": location,
            "description": event.summary.shown(language).words if event.summary else None,
            "image": [absolute(site, share_picture_path(event)), *_picture(event, site)],
            "inLanguage": event.language,
            "organizer": organisation_references(
                organizers or series.organisers, site=site, names=names, language=language
            ),
            "contributor": organisation_references(contributors, site=site, names=names, language=language),
            "performer": [_performer(each, site, names, language) for each in _performers(event)],
            "audience": {"@type": "Audience", "audienceType": event.audience.shown(language).words}
            if event.audience
            else None,
            "about": [
                topic_reference(names.topic(link.topic), site=site, language=language)
                for link in event.topics
                if link.relation == "about"
            ],
            "keywords": [
                names.topic(link.topic).name.shown(language).words
                for link in event.topics
                if link.relation == "mentions"
            ],
            "superEvent": [
                series_reference(series, site=site, language=language),
                *_wholes(event, site, names, language),
            ],
            "subEvent": [
                _part(item, event, same_location, names, language) for item in event.agenda if item.kind != "break"
            ],
            "recordedIn": [video for each in event.recordings if (video := _video(each, event, site, language))],
            "workFeatured": [work for each in event.materials if (work := _work(each, site, names, language))],
            "sameAs": [link.url for link in event.links if link.kind == "partner_page" and link.url],
        }
    )


@lru_cache(maxsize=8192)
def _zoned(day: date, at: time, zone: str) -> str:
    return datetime.combine(day, at, ZoneInfo(zone)).isoformat()


def _start(event: Event) -> str:
    """As exact as it is known: a moment, a day, or a month."""
    if event.start_time is not None:
        return _zoned(event.start_date, event.start_time, event.time_zone)
    return event.start_date.isoformat()[:7] if event.precision == "month" else event.start_date.isoformat()


def _end(event: Event) -> str | None:
    if event.end_time is not None:
        return _zoned(event.end_date or event.start_date, event.end_time, event.time_zone)
    return event.end_date.isoformat() if event.end_date else None


def _status(event: Event) -> str:
    if event.status == "scheduled":
        return f"https://schema.org/{'EventRescheduled' if event.previous_start_date else 'EventScheduled'}"
    return f"https://schema.org/{'EventCancelled' if event.status == 'cancelled' else 'EventPostponed'}"


def _location(event: Event, page: str, language: Language) -> list[Node]:
    """Where it is. A meeting whose address is not for everybody is told by its page; search engines want a location always."""
    places: list[Node] = []
    if event.venue:
        places.append({"@type": "Place", "@id": f"{page}#venue", "name": event.venue, "address": event.venue})
    public = event.meeting_address is not None and event.meeting_address.public
    if public or event.mode in {"online", "both"}:
        address = event.meeting_address.url if event.meeting_address and public else page
        places.append({"@type": "VirtualLocation", "@id": f"{page}#online", "url": address})
    if not places:
        _ = words(language)
        places.append({"@type": "Place", "@id": f"{page}#venue", "name": _("Not stated"), "url": page})
    return places


def _picture(event: Event, site: Site) -> list[str]:
    image = event.image
    return [absolute(site, file_path(image.file, image.file_name))] if image and image.file and image.file_name else []


def _performers(event: Event) -> list[Appearance]:
    """Each person or organisation once, with what they were that day; nobody who is only expected, or only to be contacted."""
    found: dict[tuple[Id | None, Id | None], Appearance] = {}
    for each in event.appearances:
        if each.role != "contact" and (each.person or each.organisation):
            found.setdefault((each.person, None if each.person else each.organisation), each)
    return list(found.values())


def _performer(appearance: Appearance, site: Site, names: Names, language: Language) -> Node:
    organisation = names.organisation(appearance.organisation) if appearance.organisation else None
    if appearance.person is None:
        assert organisation is not None  # _performers leaves out those who are neither
        return organisation_reference(organisation, site=site, language=language)
    person = names.person(appearance.person)
    return filled(
        {
            "@type": "Person",
            "name": appearance.billed_as or person.name,
            "url": absolute(site, person_path(person, language)),
            "jobTitle": appearance.title,
            "affiliation": {
                "@type": "Organization",
                "name": appearance.organisation_billed_as or organisation.name.shown(language).words,
                "url": absolute(site, organisation_path(organisation, language)),
            }
            if organisation
            else None,
        }
    )


def _wholes(event: Event, site: Site, names: Names, language: Language) -> Iterator[Node]:
    for relation in event.relations:
        if relation.kind == "part_of" and (whole := names.event(relation.event)):
            yield {
                "@type": "Event",
                "@id": urn(whole.id),
                "name": whole.title.shown(language).words,
                "url": absolute(site, event_path(whole, language)),
                "startDate": _start(whole),
                "location": _location(whole, absolute(site, event_path(whole, language)), language),
            }


def _part(item: AgendaItem, event: Event, location: list[Node], names: Names, language: Language) -> Node:
    """An agenda item. Its own times are told when the event has one day only; on which of several days it was is not known."""
    one_day = event.end_date is None or event.end_date == event.start_date
    known = one_day and event.precision == "day"
    return filled(
        {
            "@type": "Event",
            "@id": urn(item.uid),
            "name": item.title.shown(language).words,
            "description": item.description.shown(language).words if item.description else None,
            "startDate": _zoned(event.start_date, item.start_time, event.time_zone)
            if known and item.start_time
            else _start(event),
            "endDate": _zoned(event.start_date, item.end_time, event.time_zone) if known and item.end_time else None,
            "location": location,
            "performer": [
                {"@type": "Person", "name": each.billed_as or names.person(each.person).name}
                for each in event.appearances
                if each.agenda_item == item.uid and each.person and each.role != "contact"
            ],
        }
    )


def _video(recording: Recording, event: Event, site: Site, language: Language) -> Node | None:
    """The recording, once it can be watched and the day it was published is known: search engines refuse one without."""
    addresses = [place.url for place in recording.places if place.url]
    if recording.state != "published" or not recording.published_date or not recording.has_address:
        return None
    page = absolute(site, event_path(event, language)) + "#recording"
    return filled(
        {
            "@type": "VideoObject",
            "@id": urn(recording.id),
            "name": (recording.title or event.title).shown(language).words,
            "description": event.summary.shown(language).words if event.summary else None,
            "thumbnailUrl": absolute(
                site,
                poster_path(recording, 1280)
                if recording.file and recording.film and recording.film.poster
                else share_picture_path(event),
            ),
            "uploadDate": recording.published_date.isoformat(),
            "url": [page, *addresses],
            "contentUrl": absolute(site, recording_path(recording)) if recording.file else None,
            "encodingFormat": recording.media_type if recording.file else None,
            "duration": as_duration(recording.length_seconds) if recording.length_seconds else None,
            "inLanguage": recording.language,
            "license": licence_address(recording.licence) if recording.licence else None,
            "caption": [
                {
                    "@type": "MediaObject",
                    "contentUrl": absolute(site, captions_path(event, recording, captions.language, "vtt")),
                    "encodingFormat": "text/vtt",
                    "inLanguage": captions.language,
                }
                for captions in recording.captions
                if captions.text
            ],
            "hasPart": [
                {
                    "@type": "Clip",
                    "name": chapter.title.shown(language).words,
                    "startOffset": round(chapter.start_seconds),
                    "url": _second(event, recording, chapter.start_seconds, site, language),
                }
                for chapter in recording.chapters
            ],
        }
    )


def _second(event: Event, recording: Recording, second: float, site: Site, language: Language) -> str:
    """The very second, where the page plays it or says what was said; else the recording's place on the page."""
    is_here = recording.file is not None or any(captions.text for captions in recording.captions)
    anchor = second_anchor(event, recording, second) if is_here else "recording"
    return f"{absolute(site, event_path(event, language))}#{anchor}"


def _work(material: Material, site: Site, names: Names, language: Language) -> Node | None:
    address = material_address(material, site=site)
    if address is None:
        return None
    organisation = names.organisation(material.organisation) if material.organisation else None
    return filled(
        {
            "@type": _MATERIAL_TYPES[material.kind],
            "@id": urn(material.id),
            "name": material.title.shown(language).words,
            "url": address,
            "encodingFormat": material.media_type,
            "inLanguage": material.language,
            "license": licence_address(material.licence) if material.licence else None,
            "creditText": ", ".join(material.creators),
            "sourceOrganization": organisation_reference(organisation, site=site, language=language)
            if organisation
            else None,
        }
    )
