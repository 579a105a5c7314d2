# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""iCalendar (RFC 5545, RFC 7986): one VEVENT per event, and calendars of them to subscribe to or to copy once.

An event known only to the month is left out: a calendar cannot say "some day in May". Nobody's mail address and no meeting
address that is not public is ever written, and speakers are not named: a calendar is copied to many machines, and out of
those nobody can be taken again. The text is written by us, for speed (docs/decisions/0008-own-icalendar-writer.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from verkstad.exchange.addresses import absolute, event_path, share_picture_path
from verkstad.exchange.contentlines import as_date, as_local, as_utc, escape, fold_all, quoted
from verkstad.exchange.links import meeting_link, recording_links
from verkstad.exchange.names import Names
from verkstad.exchange.text import as_duration, as_uri, changed_at
from verkstad.exchange.vtimezone import write_vtimezone
from verkstad.exchange.when import say_day
from verkstad.exchange.words import say_status, statuses, words
from verkstad.records.base import Language
from verkstad.records.events import Event
from verkstad.records.published import Site

_PRODUCT = "-//Verkstad//Verkstad//SV"
_STATUS = {"scheduled": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_UTC = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT"})
_DAY = timedelta(days=1)
_START = re.compile(r"\nDTSTART;TZID=([^:\r\n]+):(\d{4})")
_LAST_MODIFIED = re.compile(r"\nLAST-MODIFIED:(\d{8}T\d{6}Z)")


def in_calendar(event: Event) -> bool:
    """Whether the day is known, so that the event has a place in calendars and an .ics file of its own."""
    return event.precision == "day"


def write_vevent(event: Event, *, site: Site, names: Names, language: Language = "sv") -> str:
    """One VEVENT; an empty text for an event that is not :func:`in_calendar`.

    Depends on the event, the names of its topics and the address of the site, and on nothing else.
    """
    if not in_calendar(event):
        return ""
    changed = as_utc(changed_at(event))
    page = absolute(site, event_path(event, language))
    return fold_all(
        [
            "BEGIN:VEVENT",
            f"UID:{event.id}",
            f"DTSTAMP:{changed}",
            *_times(event),
            *([f"CREATED:{as_utc(event.published_at)}"] if event.published_at else []),
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{event.sequence}",
            f"STATUS:{_STATUS[event.status]}",
            *(["TRANSP:TRANSPARENT"] if event.status != "scheduled" or event.start_time is None else []),
            _summary(event, language),
            _description(event, page, site, language),
            *_location(event, language),
            f"URL:{page}",
            f"IMAGE;VALUE=URI;DISPLAY=BADGE;FMTTYPE=image/png:{absolute(site, share_picture_path(event))}",
            *_categories(event, names, language),
            "END:VEVENT",
        ]
    )


def _times(event: Event) -> Iterator[str]:
    """Start and end. Without a known end: to the end of the last day if there are several, otherwise one hour, which the text says."""
    last_day = event.end_date or event.start_date
    if event.start_time is None:
        yield f"DTSTART;VALUE=DATE:{as_date(event.start_date)}"
        yield f"DTEND;VALUE=DATE:{as_date(last_day + _DAY)}"  # DTEND is exclusive (§3.6.1), our last day is not
        return
    yield _zoned("DTSTART", event.start_date, event.start_time, event.time_zone)
    if event.end_time is not None:
        yield _zoned("DTEND", last_day, event.end_time, event.time_zone)
    elif last_day > event.start_date:
        yield _zoned("DTEND", last_day + _DAY, time(0), event.time_zone)
    else:
        yield "DURATION:PT1H"


def _zoned(name: str, day: date, at: time, zone: str) -> str:
    local = as_local(datetime.combine(day, at))
    return f"{name}:{local}Z" if zone in _UTC else f"{name};TZID={zone}:{local}"


def _summary(event: Event, language: Language) -> str:
    title, title_language = event.title.shown(language)
    status = statuses(language)[event.status]
    return f"SUMMARY;LANGUAGE={title_language}:{escape(f'{status}: {title}' if status else title)}"


def _description(event: Event, page: str, site: Site, language: Language) -> str:
    _ = words(language)
    said, said_in = [], language
    if status := say_status(event, language):
        was = event.previous_start_date
        said.append(
            _("%(status)s. It was planned for %(day)s.") % {"status": status, "day": say_day(was, language)}
            if was
            else f"{status}."
        )
    if event.status_note:
        said.append(event.status_note.shown(language).words)
    if event.summary:
        text, said_in = event.summary.shown(language)
        said.append(text)
        if event.summary_state == "machine":
            said.append(_("Automatic text, may contain errors."))
    if event.start_time and not event.end_time:
        said.append(
            _("The end is not known. The calendar assumes one hour.")
            if not event.end_date
            else _("The end is not known.")
        )
    said.extend(_addresses(event, page, site, language))
    return f"DESCRIPTION;LANGUAGE={said_in}:" + escape("\n\n".join(said))


def _addresses(event: Event, page: str, site: Site, language: Language) -> Iterator[str]:
    _ = words(language)
    if meeting := meeting_link(event, language):
        yield "{}: {}".format(*meeting)
    for label, address in recording_links(event, site=site, language=language):
        yield f"{label}: {address}"
    yield _("Page: %(address)s") % {"address": page}


def _location(event: Event, language: Language) -> Iterator[str]:
    _ = words(language)
    meeting = meeting_link(event, language)
    places = [event.venue] if event.venue else []
    if meeting:
        places.append(meeting[1])
    elif event.mode in {"online", "both"}:
        places.append(_("Online"))
    if places:
        yield "LOCATION:" + escape(", ".join(places))
    if meeting:
        label, address = meeting
        yield f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL={quoted(label)}:{as_uri(address)}"


def _categories(event: Event, names: Names, language: Language) -> Iterator[str]:
    """The topics that the event is about, a line for each language that their names are in."""
    by_language: dict[Language, list[str]] = {}
    for link in event.topics:
        if link.relation == "about":
            name, name_language = names.topic(link.topic).name.shown(language)
            by_language.setdefault(name_language, []).append(escape(name))
    for name_language, known in by_language.items():
        yield f"CATEGORIES;LANGUAGE={name_language}:" + ",".join(known)


def write_event_calendar(vevent: str, *, time_zone: str = "Europe/Stockholm") -> bytes:
    """The file of one event, to be copied once: without a name, which would make some programs open a calendar of its own."""
    return _wrap([], vevent, time_zone)


def write_calendar(
    vevents: Iterable[str],
    *,
    site: Site,
    name: str,
    path: str,
    page_path: str,
    description: str | None = None,
    language: Language = "sv",
    time_zone: str = "Europe/Stockholm",
    refresh: timedelta = timedelta(hours=6),
) -> bytes:
    """A calendar to subscribe to at ``path``, with the VEVENTs in the order given. ``page_path`` is the page it belongs to."""
    body = "".join(vevents)
    interval = as_duration(refresh.total_seconds())
    changes = _LAST_MODIFIED.findall(body)
    properties = [
        f"NAME;LANGUAGE={language}:{escape(name)}",
        f"X-WR-CALNAME:{escape(name)}",
        *(
            [f"DESCRIPTION;LANGUAGE={language}:{escape(description)}", f"X-WR-CALDESC:{escape(description)}"]
            if description
            else []
        ),
        f"X-WR-TIMEZONE:{time_zone}",
        *([f"LAST-MODIFIED:{max(changes)}"] if changes else []),
        f"REFRESH-INTERVAL;VALUE=DURATION:{interval}",
        f"X-PUBLISHED-TTL:{interval}",
        f"SOURCE;VALUE=URI:{absolute(site, path)}",
        f"URL:{absolute(site, page_path)}",
    ]
    return _wrap(properties, body, time_zone)


def _wrap(properties: Iterable[str], body: str, time_zone: str) -> bytes:
    """VCALENDAR with every zone its VEVENTs use. RFC 5545 wants a component: an empty calendar has ``time_zone``."""
    years: dict[str, str] = {}
    for zone, year in _START.findall(body):
        years[zone] = min(year, years.get(zone, year))
    if not body and time_zone not in _UTC:
        years[time_zone] = "9999"
    head = fold_all(
        ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", *properties]
    )
    zones = "".join([write_vtimezone(zone, int(year)) for zone, year in sorted(years.items())])
    return f"{head}{zones}{body}END:VCALENDAR\r\n".encode()
