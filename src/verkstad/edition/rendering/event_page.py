# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one event: what, when, the meeting or the recording, slides, and then the text."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from verkstad.edition.cards import phase_of
from verkstad.edition.library import Library
from verkstad.edition.rendering.dates import clock, leaf, local_day, short_date, stated, week_of, when
from verkstad.edition.rendering.decks import deck_of
from verkstad.edition.rendering.environment import render
from verkstad.edition.rendering.frame import Names, page
from verkstad.edition.rendering.labels import event_kind, label, licence, mode
from verkstad.edition.rendering.offerings import Thing, link, material
from verkstad.edition.rendering.paging import year_path
from verkstad.edition.rendering.people import Cast, Who
from verkstad.edition.rendering.recordings import recordings
from verkstad.edition.rendering.rows import lang_of
from verkstad.edition.rendering.tongue import language_name, tongue
from verkstad.exchange import jsonld, opengraph, pictures
from verkstad.exchange.addresses import event_ics_path, event_path, in_language, picture_form_path, picture_path
from verkstad.exchange.ical import in_calendar
from verkstad.records.base import Language, Text
from verkstad.records.events import AgendaItem, Event
from verkstad.records.things import Image

_LINKS_ABOVE = {"sign_up", "forum"}
"""Links that belong to the facts at the top; the others stand in a list of their own."""


class Item(NamedTuple):
    """An agenda item: ``at`` and ``iso`` are empty without a time."""

    at: str
    iso: str
    until: str
    title: str
    language: str | None
    kind: str
    description: tuple[str, ...]
    description_language: str | None
    people: list[Who]
    materials: list[Thing]


class Pass(NamedTuple):
    """The items of a session, or of the whole agenda when it has none (``title`` empty)."""

    title: str
    language: str | None
    items: list[Item]
    timed: bool


class Prose(NamedTuple):
    paragraphs: tuple[str, ...]
    language: str | None


def prose(text: Text | None, language: Language) -> Prose:
    if text is None:
        return Prose((), None)
    shown = text.shown(language)
    return Prose(tuple(part.strip() for part in shown.words.split("\n\n") if part.strip()), lang_of(shown, language))


def render_event(library: Library, id: UUID, language: Language) -> bytes:
    event, card = library.event(id), library.card(id)
    phase = phase_of(event, library.at)
    past = phase == "past"
    series = library.series(event.series)
    cast = Cast(library, language, is_past=past)
    names = Names(library)
    title = event.title.shown(language)
    # In the order of the page: an organisation is spelt out where it is first named.
    agenda = _agenda(event, cast)
    people = cast.all(appearance for appearance in event.appearances if appearance.agenda_item is None)
    organisers = _organisers(event, cast)
    year = event.start_date.year
    path = event_path(event)
    unknown = past and not card.is_held and event.status == "scheduled"
    found = (
        []
        if unknown and not event.recordings
        else recordings(
            event,
            language,
            local_day(library.at, event.time_zone),
            is_past=past,
            by_default=series.records_by_default,
            contents=library.contents,
        )
    )
    decks = {thing.id: deck for thing in event.materials if (deck := deck_of(event, thing, library.contents, language))}
    og = opengraph.describe_event_page(event, site=library.site, names=names, language=language)
    context = page(
        library,
        language,
        path=path,
        title=f"{title.words}, {short_date(event.start_date, event.precision, language)}",
        description=next(content for key, content in og if key == "og:description"),
        door="events",
        og=og,
        ld=(
            jsonld.describe_event(event, site=library.site, names=names, language=language),
            jsonld.describe_breadcrumbs(
                (
                    (tongue(language).gettext("Workshops"), "/events/" if language == "sv" else "/en/events/"),
                    (str(year), year_path(year, language)),
                    (title.words, event_path(event, language)),
                ),
                site=library.site,
            ),
        ),
        series=series,
        event=event,
        name=title.words,
        name_language=lang_of(title, language),
        former=", ".join(event.former_titles),
        kind=event_kind(event.kind, language),
        leaf=leaf(event.start_date, event.precision, language),
        week=week_of(event.start_date) if event.precision == "day" else None,
        year=year,
        year_href=year_path(year, language),
        when=when(event, language),
        swedish_time=event.start_time is not None and event.time_zone == "Europe/Stockholm" and language == "en",
        previous=short_date(event.previous_start_date, "day", language) if event.previous_start_date else "",
        status_note=prose(event.status_note, language),
        where=_where(event, language),
        spoken=language_name(event.language, language),
        past=past,
        on_now=phase == "on_now",
        unknown=unknown,
        join=event.meeting_address if event.meeting_address and event.meeting_address.public and not past else None,
        online=event.mode in {"online", "both"},
        ics=event_ics_path(event) if in_calendar(event) else "",
        recordings=found,
        scripted=bool(decks) or any(seen.player or seen.frames or seen.speech for seen in found),
        wide_recording=any(seen.player or seen.speech for seen in found),
        # What can be read page by page stands as its pages, the rest as lines to take.
        slide_decks=[decks[thing.id] for thing in event.materials if thing.kind == "slides" and thing.id in decks],
        other_decks=[decks[thing.id] for thing in event.materials if thing.kind != "slides" and thing.id in decks],
        slides=[
            material(thing, language) for thing in event.materials if thing.kind == "slides" and thing.id not in decks
        ],
        materials=[
            material(thing, language) for thing in event.materials if thing.kind != "slides" and thing.id not in decks
        ],
        summary=prose(event.summary, language),
        summary_state=event.summary_state,
        agenda=agenda,
        people=people,
        organisers=organisers,
        forum=[link(thing, language) for thing in event.links if thing.kind in _LINKS_ABOVE],
        links=[link(thing, language) for thing in event.links if thing.kind not in _LINKS_ABOVE],
        topics=_topics(event, library, language),
        audience=prose(event.audience, language),
        relations=_relations(event, library, language),
        attendance=_attendance(event, language),
        like=f"{in_language('/search', language)}?like={event.id}",
        corrections=[prose(correction.note, language) for correction in event.corrections],
        uncertainties=[
            (prose(doubt.note, language), [stated(value, language) for value in doubt.values])
            for doubt in event.uncertainties
        ],
        image=picture(event.image, language),
        changed=short_date(local_day(event.modified_at), "day", language) if event.modified_at else "",
        touch=f"{'' if language == 'sv' else '/en'}/contact/?kind=question&about={event_path(event, language)}",
    )
    return render(language, "event.html", context)


def _where(event: Event, language: Language) -> str:
    return ", ".join(words for words in (mode(event.mode, language), event.venue) if words)


def _agenda(event: Event, cast: Cast) -> list[Pass]:
    sessions = {session.uid: session for session in event.sessions}
    people: dict[UUID, list[Who]] = {}
    for appearance in event.appearances:
        if appearance.agenda_item:
            people.setdefault(appearance.agenda_item, []).append(cast.who(appearance))
    materials: dict[UUID, list[Thing]] = {}
    for thing in event.materials:
        if thing.agenda_item:
            materials.setdefault(thing.agenda_item, []).append(material(thing, cast.language))
    passes = []
    for uid, group in groupby(event.agenda, key=lambda item: item.session):
        items = [_item(item, people.get(item.uid, []), materials.get(item.uid, []), cast.language) for item in group]
        title = sessions[uid].title.shown(cast.language) if uid else None
        passes.append(
            Pass(
                title.words if title else "",
                lang_of(title, cast.language) if title else None,
                items,
                any(item.at for item in items),
            )
        )
    return passes


def _item(item: AgendaItem, people: list[Who], materials: list[Thing], language: Language) -> Item:
    title = item.title.shown(language)
    description = prose(item.description, language)
    kind = label("agenda", item.kind, language)
    return Item(
        clock(item.start_time, language) if item.start_time else "",
        f"{item.start_time:%H:%M}" if item.start_time else "",
        clock(item.end_time, language) if item.end_time else "",
        title.words,
        lang_of(title, language),
        ""
        if kind.casefold() in title.words.casefold()
        else kind,  # "Introduction" needs no label that says introduction
        description.paragraphs,
        description.language,
        people,
        materials,
    )


def _organisers(event: Event, cast: Cast) -> list[tuple[str, list[Any]]]:
    """Organisations under the words of their roles, in the order given."""
    found: dict[str, list[Any]] = {}
    for organiser in event.organisers:
        found.setdefault(label("organiser", organiser.role, cast.language), []).append(
            cast.organisation(organiser.organisation)
        )
    return list(found.items())


def _topics(
    event: Event, library: Library, language: Language
) -> list[tuple[str, list[tuple[str, str, str | None, str]]]]:
    """What the event is about, then what it names: each topic with its address and, for named things, its kind."""
    prefix = "" if language == "sv" else "/en"
    groups: dict[str, list[tuple[str, str, str | None, str]]] = {"about": [], "mentions": []}
    for held in event.topics:
        topic = library.topic(held.topic)
        name = topic.name.shown(language)
        shown = (
            f"{prefix}/topic/{topic.slug}/",
            name.words,
            lang_of(name, language),
            label("topic", topic.kind, language),
        )
        groups[held.relation].append(shown)
    return [(relation, found) for relation, found in groups.items() if found]


def _relations(event: Event, library: Library, language: Language) -> list[tuple[str, str, str, str | None, str]]:
    found = []
    for relation in event.relations:
        if library.has_event(relation.event):
            other = library.card(relation.event)
            title = other.title.shown(language)
            found.append(
                (
                    label("relation", relation.kind, language),
                    f"{'' if language == 'sv' else '/en'}/event/{other.slug}/",
                    title.words,
                    lang_of(title, language),
                    short_date(other.start_date, other.precision, language),
                )
            )
    return found


def _attendance(event: Event, language: Language) -> str:
    if not event.attendance or not event.attendance.public:
        return ""
    words = tongue(language).ngettext("%(n)s participant", "%(n)s participants", event.attendance.number)
    return f"{words} ({event.attendance.source})" if event.attendance.source else words


class Picture(NamedTuple):
    """``src`` is a JPEG where there are forms, and ``modern`` and ``plain`` are what else there is, in srcset's words."""

    src: str
    modern: str
    plain: str
    width: int | None
    height: int | None
    alternative: str
    alternative_language: str | None
    creator: str
    source: str
    source_url: str
    licence: str


def picture(image: Image | None, language: Language) -> Picture | None:
    """The picture with its credit; without a file there is nothing to show, and nobody to credit."""
    if image is None or not image.file:
        return None
    alternative = image.alternative.shown(language) if image.alternative else None
    widths = pictures.widths(image.width) if image.width else ()
    return Picture(
        picture_form_path(image, f"{widths[-1]}.jpg") if widths else picture_path(image),
        ", ".join(f"{picture_form_path(image, f'{width}.avif')} {width}w" for width in widths),
        ", ".join(f"{picture_form_path(image, f'{width}.jpg')} {width}w" for width in widths),
        image.width,
        image.height,
        alternative.words if alternative else "",
        lang_of(alternative, language) if alternative else None,
        image.creator or "",
        image.source or "",
        image.source_url or "",
        licence(image.licence, language) if image.licence else "",
    )
