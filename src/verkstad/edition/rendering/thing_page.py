# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of people, organisations, topics and series: who knows about this, and where was it shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from verkstad.edition.library import EventCard, Kind, Library, ThingRow
from verkstad.edition.rendering.environment import macros, render
from verkstad.edition.rendering.event_page import picture, prose
from verkstad.edition.rendering.frame import Feed, Names, page
from verkstad.edition.rendering.labels import label
from verkstad.edition.rendering.paging import RELATED, THING_NEWEST, thing_year_path, thing_years
from verkstad.edition.rendering.people import Cast, Who
from verkstad.edition.rendering.rows import Row, lang_of, row
from verkstad.edition.rendering.tongue import tongue
from verkstad.exchange import addresses, jsonld
from verkstad.records.base import Language
from verkstad.records.things import Identity, Organisation, Person, Series, Topic

_SCHEMES = {"wikidata": "Wikidata", "eli": "ELI", "sfs": "SFS", "sou": "SOU", "doi": "DOI", "spdx": "SPDX"}
_RESOLVERS = {
    "wikidata": "https://www.wikidata.org/wiki/",
    "doi": "https://doi.org/",
    "spdx": "https://spdx.org/licenses/",
}
_DOORS: dict[Kind, str] = {"person": "people", "organisation": "organisations", "topic": "topics", "series": ""}


class Neighbour(NamedTuple):
    """Something that shares events with the thing, and how many; ``drawn`` is the whole as HTML (``parts/neighbour.html``)."""

    href: str
    words: str
    language: str | None
    label: str
    shared: str
    drawn: str = ""


class Elsewhere(NamedTuple):
    """What the thing is called outside: ``href`` is empty for a number that no page stands behind."""

    scheme: str
    value: str
    href: str


def render_person(library: Library, id: UUID, language: Language) -> bytes:
    person = library.person(id)
    topics = library.related_rows(id, "topic", RELATED)
    return _render(
        library,
        "person",
        person,
        language,
        (person.name, None),
        ld=jsonld.describe_person(person, site=library.site, language=language, topics=_first_topics(library, topics)),
        noindex=not person.open_to_search,
        aliases=person.aliases,
        elsewhere=_elsewhere(person.identities),
        groups=_groups(library, id, language, ("organisation", "topic"), topics),
    )


def render_organisation(library: Library, id: UUID, language: Language) -> bytes:
    organisation = library.organisation(id)
    name = organisation.name.shown(language)
    above = library.organisation(organisation.part_of) if organisation.part_of else None
    identities = [Identity(scheme="wikidata", value=organisation.wikidata)] if organisation.wikidata else []
    topics = library.related_rows(id, "topic", RELATED)
    return _render(
        library,
        "organisation",
        organisation,
        language,
        (name.words, lang_of(name, language)),
        ld=jsonld.describe_organisation(
            organisation,
            site=library.site,
            names=Names(library),
            language=language,
            topics=_first_topics(library, topics),
        ),
        kind_word=label("organisation", organisation.kind, language),
        short_name=organisation.short_name or "",
        aliases=organisation.aliases,
        url=organisation.url,
        above=Cast(library, language, is_past=True).organisation(above.id) if above else None,
        elsewhere=_elsewhere(identities),
        groups=_groups(library, id, language, ("person", "topic"), topics),
    )


def render_topic(library: Library, id: UUID, language: Language) -> bytes:
    topic = library.topic(id)
    name = topic.name.shown(language)
    return _render(
        library,
        "topic",
        topic,
        language,
        (name.words, lang_of(name, language)),
        ld=jsonld.describe_topic(topic, site=library.site, language=language),
        kind_word=label("topic", topic.kind, language),
        aliases=topic.aliases,
        about=prose(topic.description, language),
        url=topic.url,
        elsewhere=_elsewhere(topic.identities),
        broader=[_topic_link(library.topic(above), language) for above in topic.broader],
        groups=_groups(library, id, language, ("organisation", "person", "topic")),
    )


def render_series(library: Library, id: UUID, language: Language) -> bytes:
    series = library.series(id)
    name = series.name.shown(language)
    cast = Cast(library, language, is_past=True)
    return _render(
        library,
        "series",
        series,
        language,
        (name.words, lang_of(name, language)),
        ld=jsonld.describe_series(series, site=library.site, names=Names(library), language=language),
        short_name=series.short_name or "",
        about=prose(series.description, language),
        audience=prose(series.audience, language),
        responsible=prose(series.responsible, language),
        organisers=[cast.organisation(organisation) for organisation in series.organisers],
        image=picture(series.image, language),
        url=series.url,
        forum_url=series.forum_url,
    )


def render_thing_year(library: Library, kind: Kind, id: UUID, year: int, language: Language) -> bytes:
    """The events of one year of a thing that has too many for one page."""
    thing: Person | Organisation | Topic | Series = getattr(library, kind)(id)
    title, title_language = _name(thing, language)
    cards = library.events_of(id, year=year)
    path = thing_year_path(kind, thing.slug, year, "sv")
    context = page(
        library,
        language,
        path=path,
        title=f"{title}, {year}",
        description=_counted(len(cards), title, language),
        door=_DOORS[kind],
        noindex=isinstance(thing, Person) and not thing.open_to_search,
        name=title,
        name_language=title_language,
        href=addresses.thing_path(thing, language),
        year=year,
        rows=_rows(library, kind, id, cards, language),
        years=_year_links(kind, thing.slug, library.years_of(id), language),
    )
    return render(language, "thing-year.html", context)


def _render(
    library: Library,
    kind: Kind,
    thing: Person | Organisation | Topic | Series,
    language: Language,
    name: tuple[str, str | None],
    *,
    ld: dict[str, Any],
    noindex: bool = False,
    **more: Any,
) -> bytes:
    years = library.years_of(thing.id)
    total = sum(count for _, count in years)
    paged = thing_years(years)
    shown = library.events_of(thing.id, limit=THING_NEWEST if paged else None)
    path = addresses.thing_path(thing)
    feeds: tuple[Feed, ...] = ()
    if not isinstance(thing, Person):
        ics = f"/{kind}/{thing.slug}.ics"
        feeds = (
            Feed("text/calendar", name[0], ics),
            Feed("application/atom+xml", name[0], addresses.thing_feed_path(thing, language)),
        )
    context = page(
        library,
        language,
        path=path,
        title=name[0],
        description=_counted(total, name[0], language),
        door=_DOORS[kind],
        ld=(ld,),
        feeds=feeds,
        noindex=noindex,
        kind=kind,
        name=name[0],
        name_language=name[1],
        total=total,
        years=_year_links(kind, thing.slug, years, language),
        rows_by_year=[
            (year, list(found))
            for year, found in groupby(_rows(library, kind, thing.id, shown, language), key=lambda row: row.year)
        ],
        webcal=addresses.webcal(library.site, f"/{kind}/{thing.slug}.ics") if feeds else "",
        feed=addresses.thing_feed_path(thing, language) if not isinstance(thing, Person) else "",
        touch=f"{'' if language == 'sv' else '/en'}/contact/?kind=touch&about={path}",
        **{
            "kind_word": "",
            "short_name": "",
            "aliases": (),
            "about": prose(None, language),
            "audience": prose(None, language),
            "responsible": prose(None, language),
            "organisers": (),
            "forum_url": None,
            "image": None,
            "url": None,
            "above": None,
            "broader": (),
            "elsewhere": (),
            "groups": (),
            **more,
        },
    )
    return render(language, "thing.html", context)


def _name(thing: Person | Organisation | Topic | Series, language: Language) -> tuple[str, str | None]:
    if isinstance(thing, Person):
        return thing.name, None
    shown = thing.name.shown(language)
    return shown.words, lang_of(shown, language)


def _rows(library: Library, kind: Kind, id: UUID, cards: Sequence[EventCard], language: Language) -> list[Row]:
    if kind != "person":
        return [row(card, language, library.at) for card in cards]
    return [row(card, language, library.at, _part(library, id, card, language)) for card in cards]


def _part(library: Library, person: UUID, card: EventCard, language: Language) -> str:
    """What a person was in an event: role, title and organisation, as they were that day."""
    cast = Cast(library, language, is_past=True)
    parts = [_as_words(cast.who(part)) for part in library.event(card.id).appearances if part.person == person]
    return "; ".join(dict.fromkeys(parts))


def _as_words(who: Who) -> str:
    return ", ".join(
        word for word in (who.role, who.title, *(named.words for named in who.organisations), who.pending) if word
    )


def _groups(
    library: Library, id: UUID, language: Language, kinds: Sequence[Kind], topics: Sequence[ThingRow] | None = None
) -> list[tuple[Kind, list[Neighbour], int]]:
    """The neighbours of each kind, most events in common first, and how many more there are; ``topics`` if read already."""
    found = []
    for kind in kinds:
        rows = topics if kind == "topic" and topics is not None else library.related_rows(id, kind, RELATED)
        if rows:
            found.append(
                (kind, [_neighbour(kind, row, language) for row in rows], library.related_count(id, kind) - len(rows))
            )
    return found


def _neighbour(kind: Kind, row: ThingRow, language: Language) -> Neighbour:
    words, of_words = row.name.shown(language)
    if kind == "organisation" and row.short_name:
        words = row.short_name
    label_of = row.kind if kind == "topic" else ""
    return _drawn(kind, row.slug, words, None if of_words == language else of_words, label_of, row.events, language)


@lru_cache(1 << 16)
def _drawn(
    kind: Kind, slug: str, words: str, of_words: str | None, label_of: str, shared: int, language: Language
) -> Neighbour:
    """Drawn once for each number: what many things share events with stands on the pages of all of them."""
    bare = Neighbour(
        f"{'' if language == 'sv' else '/en'}/{kind}/{slug}/",
        words,
        of_words,
        label("topic", label_of, language) if label_of else "",
        str(shared) if shared > 1 else "",
    )
    return bare._replace(drawn=macros(language, "parts/neighbour.html").neighbour(bare))


def _topic_link(topic: Topic, language: Language) -> Neighbour:
    name = topic.name.shown(language)
    return Neighbour(addresses.topic_path(topic, language), name.words, lang_of(name, language), "", "")


def _first_topics(library: Library, rows: Sequence[ThingRow]) -> list[Topic]:
    return [library.topic(row.id) for row in rows]


def _elsewhere(identities: Sequence[Identity]) -> list[Elsewhere]:
    found = []
    for identity in identities:
        if identity.value.startswith(("https://", "http://")):
            href, scheme = identity.value, _SCHEMES.get(identity.scheme, "")
        else:
            base = _RESOLVERS.get(identity.scheme)
            href, scheme = (base + identity.value if base else ""), _SCHEMES.get(identity.scheme, identity.scheme)
        found.append(Elsewhere(scheme, identity.value, href))
    return found


def _year_links(
    kind: Kind, slug: str, years: Sequence[tuple[int, int]], language: Language
) -> list[tuple[int, str, int]]:
    """(year, path, number of events) of a thing with too many events for one page; else none."""
    if not thing_years(years):
        return []
    return [(year, thing_year_path(kind, slug, year, language), count) for year, count in years]


@cache
def _counted(n: int, name: str, language: Language) -> str:
    return tongue(language).ngettext("%(n)s workshop", "%(n)s workshops", n) + f": {name}"
