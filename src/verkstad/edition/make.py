# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a unit and a library to the unit's files. Nothing here knows whether everything is built or only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from verkstad.edition import finding, rendering, sharepicture
from verkstad.edition.cards import Named
from verkstad.edition.library import ChangeEntry, EventCard, Library
from verkstad.edition.make_contents import contents_of, searched_of, starts_of
from verkstad.edition.rendering import paging
from verkstad.edition.rendering.embeds import hosts_of
from verkstad.edition.searching.site import SITE_PATH, write_sign
from verkstad.edition.units import Unit
from verkstad.exchange import addresses, atom, ical, jsonl, opensearch, robots, schema, sitemap, table
from verkstad.records.base import LANGUAGES, Language
from verkstad.records.events import Event
from verkstad.records.things import Root
from verkstad.search.passages import bundle_of

HTML = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
CSV = "text/csv; charset=utf-8"
XML = "application/xml; charset=utf-8"
JSON = "application/json; charset=utf-8"

FEED_ENTRIES = 20


class File(NamedTuple):
    """One file of the edition, not yet compressed."""

    path: str
    body: bytes
    media_type: str = HTML
    cache: str = "page"
    status: int = 200
    location: str | None = None


class Parts(NamedTuple):
    """Where a unit finds cached parts: all texts of a format by thing, one, or some in the order asked for."""

    every: Callable[[str], Mapping[str, str]]
    one: Callable[[str, UUID], str]
    some: Callable[[str, Sequence[UUID]], list[str]]


def both(path: str, render: Callable[[Language], bytes]) -> Iterator[File]:
    """A page in Swedish and its English twin."""
    for language in LANGUAGES:
        yield File(addresses.in_language(path, language), render(language))


_SUBSCRIBED: dict[str, tuple[str, ...]] = {
    "event": (".ics",),
    "person": (),
    "organisation": (".ics", ".atom"),
    "topic": (".ics", ".atom"),
    "series": (".ics", ".atom"),
}


def moved(thing: Root, path: str, kind: str) -> Iterator[File]:
    """The redirects from a thing's former addresses: its pages, and what calendars and feed readers ask for."""
    for slug in thing.former_slugs:
        for ending in ("/", *_SUBSCRIBED[kind]):
            for language in LANGUAGES if ending != ".ics" else LANGUAGES[:1]:
                former = addresses.in_language(f"/{kind}/{slug}{ending}", language)
                now = addresses.in_language(path.removesuffix("/") + ending, language)
                yield File(former, b"", status=301, location=now)


def make(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    """All files of a unit, in the order of their making."""
    return _MAKERS[unit.kind](unit, library, parts)


# ─── Things ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _event(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    event = library.event(unit.id)
    path = addresses.event_path(event)
    cache = "frames" if any(hosts_of(event.recordings)) else "page"
    for page in both(path, lambda language: rendering.render_event(library, event.id, language)):
        yield page._replace(cache=cache)
    vevent = parts.one("vevent", event.id)
    if vevent:
        yield File(
            addresses.event_ics_path(event), ical.write_event_calendar(vevent, time_zone=event.time_zone), CALENDAR
        )
    title = event.title.shown(event.title.original)
    series = library.series(event.series)
    date = sharepicture.date_words(event.start_date, event.end_date, event.precision, title.language)
    picture = sharepicture.draw_share_picture(
        title.words, date, series.short_name or series.name.shown(title.language).words, title.language
    )
    yield File(addresses.share_picture_path(event), picture, "image/png")
    yield from (File(*content) for content in contents_of(event, library.contents))
    yield from moved(event, path, "event")


def _person(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    person = library.person(unit.id)
    path = addresses.person_path(person)
    yield from both(path, lambda language: rendering.render_person(library, person.id, language))
    yield from moved(person, path, "person")


def _organisation(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    organisation = library.organisation(unit.id)
    path = addresses.organisation_path(organisation)
    yield from both(path, lambda language: rendering.render_organisation(library, organisation.id, language))
    yield from moved(organisation, path, "organisation")


def _topic(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    topic = library.topic(unit.id)
    path = addresses.topic_path(topic)
    yield from both(path, lambda language: rendering.render_topic(library, topic.id, language))
    yield from moved(topic, path, "topic")


def _series(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    series = library.series(unit.id)
    path = addresses.series_path(series)
    yield from both(path, lambda language: rendering.render_series(library, series.id, language))
    yield from moved(series, path, "series")


def _thing_year(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    id, kind, year = unit.about.split(":")
    slug = getattr(library, kind)(UUID(id)).slug
    for language in LANGUAGES:
        path = paging.thing_year_path(kind, slug, int(year), language)  # type: ignore[arg-type]
        yield File(path, rendering.render_thing_year(library, kind, UUID(id), int(year), language))  # type: ignore[arg-type]


def _thing_calendar(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    id, kind = unit.about.split(":")
    thing = getattr(library, kind)(UUID(id))
    path = getattr(addresses, f"{kind}_ics_path")(thing)
    vevents = parts.some("vevent", [card.id for card in library.events_of(thing.id)])
    name = f"{library.site.name}: {thing.name.shown('sv').words}"
    body = ical.write_calendar(
        filter(None, vevents), site=library.site, name=name, path=path, page_path=addresses.thing_path(thing)
    )
    yield File(path, body, CALENDAR)


def _thing_feed(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    id, kind = unit.about.split(":")
    thing = getattr(library, kind)(UUID(id))
    yield from _event_feeds(
        library.events_of(thing.id, limit=FEED_ENTRIES),
        library,
        parts,
        path=lambda language: addresses.thing_feed_path(thing, language),
        page=lambda language: addresses.thing_path(thing, language),
        title=lambda language: thing.name.shown(language).words,
    )


# ─── Lists ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _year(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    year = int(unit.about)
    yield from both(paging.year_path(year, "sv"), lambda language: rendering.render_year(library, year, None, language))


def _month(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    year, month = map(int, unit.about.split("-"))
    yield from both(
        paging.month_path(year, month, "sv"), lambda language: rendering.render_year(library, year, month, language)
    )


def _year_print(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    year = int(unit.about)
    yield from both(
        paging.print_path(year, "sv"), lambda language: rendering.render_year_print(library, year, language)
    )


def _year_csv(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    year = int(unit.about)
    events = [library.event(card.id) for card in reversed(library.cards_in(year))]
    for language in LANGUAGES:
        rows = (table.write_year_row(event, site=library.site, names=library, language=language) for event in events)
        yield File(addresses.year_csv_path(year, language), table.write_year_csv(rows, language=language), CSV, "file")


def _list(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    kind, _, letter = unit.about.partition(":")
    path = paging.list_path(kind, letter or None, "sv")  # type: ignore[arg-type]
    yield from both(path, lambda language: rendering.render_list(library, kind, letter or None, language))  # type: ignore[arg-type]


# ─── Single pages and the whole archive ─────────────────────────────────────────────────────────────────────────────


def _home(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    yield from both("/", lambda language: rendering.render_home(library, language))
    yield from _event_feeds(
        library.newest(FEED_ENTRIES),
        library,
        parts,
        path=addresses.feed_path,
        page=lambda language: addresses.in_language("/", language),
        title=lambda language: library.site.name,
    )


def _event_feeds(
    cards: Sequence[EventCard],
    library: Library,
    parts: Parts,
    *,
    path: Callable[[Language], str],
    page: Callable[[Language], str],
    title: Callable[[Language], str],
) -> Iterator[File]:
    twins: dict[Language, Language] = {"sv": "en", "en": "sv"}
    for language in LANGUAGES:
        entries = parts.some(f"atom-{language}", [card.id for card in cards])
        body = atom.write_feed(
            entries,
            site=library.site,
            language=language,
            path=path(language),
            twin_path=path(twins[language]),
            page_path=page(language),
            title=title(language),
        )
        yield File(path(language), body, ATOM)


def _changes(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    yield from both("/changes/", lambda language: rendering.render_changes(library, language))
    twins: dict[Language, Language] = {"sv": "en", "en": "sv"}
    entries = library.changes(FEED_ENTRIES)
    for language in LANGUAGES:
        body = atom.write_feed(
            [atom.write_change_entry(_told(entry, language), site=library.site, language=language) for entry in entries], site=library.site, language=language,
            path=addresses.changes_feed_path(language), twin_path=addresses.changes_feed_path(twins[language]),
            page_path=addresses.in_language("/changes/", language), title=rendering.changes_title(library.site, language),
        )  # fmt: skip
        yield File(addresses.changes_feed_path(language), body, ATOM)


def _told(entry: ChangeEntry, language: Language) -> atom.ChangeEntry:
    title = entry.title.shown(language)
    # A line of the log has its own identity: the thing's id with its place in the log, so that feed readers show each once.
    id = UUID(int=entry.thing.int ^ (entry.number << 64))
    path = addresses.in_language(entry.path or "/changes/", language)
    return atom.ChangeEntry(
        id, entry.at, title.words, path, rendering.change_words(entry.kinds, language), entry.kinds, title.language
    )


def _page(render: Callable[[Library, Language], bytes]) -> Callable[[Unit, Library, Parts], Iterator[File]]:
    return lambda unit, library, parts: both(f"/{unit.kind}/", lambda language: render(library, language))


def _not_found(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    for language in LANGUAGES:
        yield File(
            addresses.in_language("/404.html", language), rendering.render_not_found(library, language), status=404
        )


def _gone(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    kind, slug, reason, path = unit.about.split(":", 3)
    for language in LANGUAGES:
        if path:
            yield File(
                addresses.in_language(f"/{kind}/{slug}/", language),
                b"",
                status=301,
                location=addresses.in_language(path, language),
            )
        else:
            yield File(
                addresses.in_language(f"/{kind}/{slug}/", language),
                rendering.render_gone(library, kind, reason, language),
                status=410,
            )


def _assets(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    for path, (body, media_type) in sorted(rendering.assets().items()):
        yield File(path, body, media_type, "asset" if path.startswith("/assets/") else "file")


def _robots(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    yield File(addresses.ROBOTS, robots.write_robots(site=library.site), "text/plain; charset=utf-8")


def _schema(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    yield File(
        addresses.RECORDS_SCHEMA, schema.write_json_schema(library.site.base_url), "application/schema+json", "file"
    )


def _site(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    yield File(SITE_PATH, write_sign(library), JSON, "file")


def _opensearch(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    for language in LANGUAGES:
        body = opensearch.write_description(site=library.site, language=language)
        yield File(opensearch.description_path(language), body, opensearch.MEDIA_TYPE, "file")


def _calendar(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    found = parts.every("vevent")
    ordered = (found.get(str(card.id), "") for year, _ in library.years() for card in library.cards_in(year))
    body = ical.write_calendar(
        filter(None, ordered),
        site=library.site,
        name=library.site.name,
        path=addresses.EVENTS_ICS,
        page_path="/events/",
    )
    yield File(addresses.EVENTS_ICS, body, CALENDAR)


def _sitemap(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    found = parts.every("url")
    entries = [sitemap.write_url_entry(path, site=library.site) for path in ("/", "/events/", *_STANDING)]
    entries += [sitemap.write_url_entry(paging.year_path(year, "sv"), site=library.site) for year, _ in library.years()]
    for path, body in sitemap.write_sitemaps((*entries, *(found[thing] for thing in sorted(found))), site=library.site):
        yield File(path, body, XML, "file")


_STANDING = (
    "/people/",
    "/organisations/",
    "/topics/",
    "/subscribe/",
    "/changes/",
    "/about/",
    "/policy/",
    "/privacy/",
    "/accessibility/",
    "/data/",
)


def _jsonl(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    found = parts.every("jsonl")
    yield File(
        addresses.RECORDS_JSONL,
        jsonl.write_records(found[thing] for thing in sorted(found)),
        "application/x-ndjson",
        "file",
    )


def _csv(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    found = parts.every("csv")
    ordered = (
        found[str(card.id)] for year, _ in reversed(library.years()) for card in reversed(library.cards_in(year))
    )
    yield File(addresses.EVENTS_CSV, table.write_events_csv(ordered), CSV, "file")


def _finding(unit: Unit, library: Library, parts: Parts) -> Iterator[File]:
    found = parts.every("find")
    newest_first = (found[str(card.id)] for year, _ in library.years() for card in library.cards_in(year))
    yield File(finding.FINDING_PATH, finding.finding_rows(finding.findable(library, newest_first)), JSON, "file")


_MAKERS: dict[str, Callable[[Unit, Library, Parts], Iterator[File]]] = {
    "event": _event, "person": _person, "organisation": _organisation, "topic": _topic, "series": _series,
    "thingyear": _thing_year, "thingcalendar": _thing_calendar, "thingfeed": _thing_feed,
    "year": _year, "month": _month, "yearprint": _year_print, "yearcsv": _year_csv, "list": _list, "gone": _gone,
    "home": _home, "events": lambda unit, library, parts: both("/events/", lambda language: rendering.render_events(library, language)),
    "subscribe": _page(rendering.render_subscribe), "changes": _changes, "about": _page(rendering.render_about), "policy": _page(rendering.render_policy),
    "privacy": _page(rendering.render_privacy), "accessibility": _page(rendering.render_accessibility), "data": _page(rendering.render_data),
    "notfound": _not_found, "assets": _assets, "robots": _robots, "schema": _schema, "site": _site, "opensearch": _opensearch,
    "calendar": _calendar, "sitemap": _sitemap, "jsonl": _jsonl, "csv": _csv, "finding": _finding,
}  # fmt: skip


# ─── Parts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def parts_of_event(event: Event, library: Library) -> Iterable[tuple[str, str, str]]:
    """(format, id, text) of each part that whole-archive files cache of an event."""
    id = str(event.id)
    yield "vevent", id, ical.write_vevent(event, site=library.site, names=library)
    for language in LANGUAGES:
        entry = atom.write_event_entry(event, site=library.site, names=library, language=language)
        yield f"atom-{language}", id, entry
    yield "jsonl", id, jsonl.write_line(event)
    yield "find", id, finding.write_row(event, library)
    said, shown = searched_of(event, library.contents)
    yield (
        "search",
        id,
        bundle_of(event, library, said=said, shown=shown, starts=starts_of(event, library.contents)).to_json(),
    )
    yield "csv", id, table.write_event_row(event, site=library.site, names=library)
    yield (
        "url",
        id,
        sitemap.write_url_entry(addresses.event_path(event), site=library.site, modified_at=event.modified_at),
    )


def parts_of_thing(thing: Named, library: Library) -> Iterable[tuple[str, str, str]]:
    yield "jsonl", str(thing.id), jsonl.write_line(thing)
    yield "search", str(thing.id), bundle_of(thing, library).to_json()
    if getattr(thing, "open_to_search", True):  # people are listed only once an editor has opened their page
        yield (
            "url",
            str(thing.id),
            sitemap.write_url_entry(addresses.thing_path(thing), site=library.site, modified_at=thing.modified_at),
        )


__all__ = ["File", "Parts", "make", "parts_of_event", "parts_of_thing"]
