# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a published record to its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol
from uuid import UUID

from verkstad.records.base import LANGUAGES, Language, Text
from verkstad.records.events import Event, Recording
from verkstad.records.speech import SpokenPassage
from verkstad.records.things import Organisation, Person, Series, Topic
from verkstad.search.passages.passage import Bundle, Kind, Named, Passage, Picture, Place


class Names(Protocol):
    """The published things by id."""

    def person(self, id: UUID, /) -> Person: ...
    def organisation(self, id: UUID, /) -> Organisation: ...
    def topic(self, id: UUID, /) -> Topic: ...
    def series(self, id: UUID, /) -> Series: ...


def bundle_of(
    thing: Event | Person | Organisation | Topic | Series,
    names: Names,
    *,
    said: Sequence[Said] = (),
    shown: Sequence[Shown] = (),
    starts: Mapping[UUID, Sequence[str]] | None = None,
) -> Bundle:
    """All that a thing is found by; of an event also what was ``said`` in its recordings and ``shown`` on its pages, and where
    the chapters of each recording start: ``#t=754``, or an address elsewhere."""
    if isinstance(thing, Event):
        return _Event(thing, names, said, shown, starts or {}).bundle()
    own = _named(thing)
    passages = tuple(_own_passages(thing, own))
    series = (own,) if isinstance(thing, Series) else ()
    people = (own,) if isinstance(thing, Person) else ()
    organisations = (own,) if isinstance(thing, Organisation) else ()
    topics = (own,) if isinstance(thing, Topic) else ()
    return Bundle(str(thing.id), thing.slug, None, people, organisations, topics, series, passages)


def _own_passages(thing: Person | Organisation | Topic | Series, own: Named) -> Iterator[Passage]:
    kind = next(kind for type, kind in _KINDS if isinstance(thing, type))
    if isinstance(thing, Person):
        yield Passage("person", "sv", thing.name, people=(0,))
        return
    description = None if isinstance(thing, Organisation) else thing.description
    for language in LANGUAGES:
        name = thing.name.sv if language == "sv" else thing.name.en
        said = _words(description, language)
        if name or said:
            title = name or thing.name.shown(language).words
            organisations = (0,) if isinstance(thing, Organisation) else ()
            yield Passage(kind, language, title, said, organisations=organisations)


_KINDS: tuple[tuple[type, Kind], ...] = (
    (Person, "person"),
    (Organisation, "organisation"),
    (Topic, "topic"),
    (Series, "series"),
)


def _named(thing: Person | Organisation | Topic | Series, also: Sequence[str] = ()) -> Named:
    if isinstance(thing, Person):
        return Named(thing.slug, thing.name, "", tuple(dict.fromkeys((*thing.aliases, *also))))
    swedish, english = thing.name.shown("sv").words, thing.name.shown("en").words
    others = [*(getattr(thing, "aliases", ())), *also]
    if short := getattr(thing, "short_name", None):
        others.insert(0, short)
    known = {swedish, english}
    return Named(
        thing.slug,
        swedish,
        english if english != swedish else "",
        tuple(dict.fromkeys(other for other in others if other not in known)),
    )


def _words(text: Text | None, language: Language) -> str:
    if text is None:
        return ""
    return (text.sv if language == "sv" else text.en) or ""


class Said(NamedTuple):
    """What was said in a recording, in one language. ``anchor`` is how the addresses of its seconds begin: ``t=``."""

    language: Language
    anchor: str
    passages: Sequence[SpokenPassage]


class ShownPage(NamedTuple):
    number: int
    title: str
    text: str
    picture: Picture | None = None


class Shown(NamedTuple):
    """The pages of a document, or the sections of a text. ``anchor`` is how their addresses begin: ``page-``."""

    language: Language
    anchor: str
    pages: Sequence[ShownPage]
    is_paged: bool = True


class _Event:
    """An event's passages, language by language; its people and organisations are numbered as they are met."""

    def __init__(
        self,
        event: Event,
        names: Names,
        said: Sequence[Said],
        shown: Sequence[Shown],
        starts: Mapping[UUID, Sequence[str]],
    ) -> None:
        self.event = event
        self.names = names
        self.said, self.shown, self.starts = said, shown, starts
        self._people: dict[UUID, int] = {}
        self._organisations: dict[UUID, int] = {}
        self._billed: dict[UUID, list[str]] = {}

    def bundle(self) -> Bundle:
        event, names = self.event, self.names
        for appearance in event.appearances:
            if appearance.person and appearance.billed_as:
                self._billed.setdefault(appearance.person, []).append(appearance.billed_as)
            if appearance.organisation and appearance.organisation_billed_as:
                self._billed.setdefault(appearance.organisation, []).append(appearance.organisation_billed_as)
        passages = tuple(self._passages())
        card = Place(
            event.slug,
            event.title.shown("sv").words,
            event.title.en or "" if event.title.sv else "",
            "sv" if event.title.sv else "en",
            event.start_date.isoformat(),
            event.precision == "month",
            event.kind,
            any(recording.state == "published" and recording.has_address for recording in event.recordings),
            any(material.kind == "slides" and material.has_address for material in event.materials),
            event.published_at.isoformat() if event.published_at else "",
        )
        return Bundle(
            str(event.id),
            event.slug,
            card,
            tuple(_named(names.person(id), self._billed.get(id, ())) for id in self._people),
            tuple(_named(names.organisation(id), self._billed.get(id, ())) for id in self._organisations),
            tuple(_named(names.topic(link.topic)) for link in event.topics),
            (_named(names.series(event.series)),),
            passages,
        )

    def _passages(self) -> Iterator[Passage]:
        event = self.event
        everybody = [appearance.person for appearance in event.appearances if appearance.person]
        organisations = [part.organisation for part in event.organisers]
        for appearance in event.appearances:
            organisations += [id for id in (appearance.organisation, appearance.second_organisation) if id]
        people, bodies = self._numbers(self._people, everybody), self._numbers(self._organisations, organisations)
        for language in LANGUAGES:
            own = event.title.sv if language == "sv" else event.title.en
            summary = _words(event.summary, language)
            if own or summary:
                title = own or event.title.shown(language).words
                yield Passage("event", language, title, summary, people, bodies, context=self._context(language))
        yield from self._agenda()
        yield from self._materials()
        yield from self._links()
        for recording in event.recordings:
            if recording.state == "published":
                yield from self._chapters(recording)
        yield from self._speech()
        yield from self._pages()

    @staticmethod
    def _numbers(known: dict[UUID, int], ids: Sequence[UUID]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(known.setdefault(id, len(known)) for id in ids))

    def _context(self, language: Language) -> str:
        """What else the whole event is about, so that words of several of its parts lead to it."""
        event = self.event
        parts = [*event.former_titles, _words(event.audience, language)]
        parts += [item.title.shown(language).words for item in event.agenda]
        parts += [_readable(material.title.shown(language).words) for material in event.materials]
        return "\n".join(filter(None, parts))

    def _agenda(self) -> Iterator[Passage]:
        event = self.event
        for item in event.agenda:
            by = [appearance for appearance in event.appearances if appearance.agenda_item == item.uid]
            people = self._numbers(self._people, [one.person for one in by if one.person])
            bodies = self._numbers(
                self._organisations, [id for one in by for id in (one.organisation, one.second_organisation) if id]
            )
            for language in LANGUAGES:
                own, description = _words(item.title, language), _words(item.description, language)
                if own or description:
                    title = own or item.title.shown(language).words
                    yield Passage("agenda", language, title, description, people, bodies, anchor="agenda")

    def _materials(self) -> Iterator[Passage]:
        for material in self.event.materials:
            bodies = self._numbers(self._organisations, [material.organisation] if material.organisation else [])
            text = "\n".join(filter(None, (*material.creators, _readable(material.file_name or ""))))
            for language in LANGUAGES:
                if own := _words(material.title, language):
                    anchor = "slides" if material.kind == "slides" else "material"
                    said = (
                        text if _readable(own) != _readable(material.file_name or "") else "\n".join(material.creators)
                    )
                    yield Passage("material", language, _readable(own), said, organisations=bodies, anchor=anchor)

    def _links(self) -> Iterator[Passage]:
        for link in self.event.links:
            bodies = self._numbers(self._organisations, [link.organisation] if link.organisation else [])
            for language in LANGUAGES:
                if own := _words(link.title, language):
                    yield Passage("link", language, own, organisations=bodies, anchor="links")

    def _chapters(self, recording: Recording) -> Iterator[Passage]:
        starts = self.starts.get(recording.id) or ["#recording"] * len(recording.chapters)
        for chapter, start in zip(recording.chapters, starts, strict=True):
            # Where it is played at a service alone, a chapter begins there.
            anchor, address = (start[1:], "") if start.startswith("#") else ("recording", start)
            for language in LANGUAGES:
                if own := _words(chapter.title, language):
                    yield Passage(
                        "chapter", language, own, second=chapter.start_seconds, anchor=anchor, address=address
                    )

    def _speech(self) -> Iterator[Passage]:
        speakers = self._speakers() if self.said else {}
        for said in self.said:
            for passage in said.passages:
                people, bodies = speakers.get((passage.speaker or "").casefold(), ((), ()))
                # Somebody who is not on the agenda is told of by the name that stands in the captions.
                unknown = passage.speaker if passage.speaker and not people else ""
                yield Passage(
                    "speech", said.language, unknown, passage.text, people, bodies, second=passage.start,
                    anchor=said.anchor, moments=tuple(chain.from_iterable(passage.moments)),
                )  # fmt: skip

    def _speakers(self) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
        """Who is on the agenda, by every name they may have in captions: as numbers of people and of organisations."""
        found: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        for appearance in self.event.appearances:
            if appearance.person is None:
                continue
            person = self.names.person(appearance.person)
            bodies = [id for id in (appearance.organisation, appearance.second_organisation) if id]
            numbers = self._numbers(self._people, [person.id]), self._numbers(self._organisations, bodies)
            for name in (person.name, *person.aliases, *filter(None, (appearance.billed_as,))):
                found.setdefault(name.casefold(), numbers)
        return found

    def _pages(self) -> Iterator[Passage]:
        for shown in self.shown:
            for number, title, text, picture in shown.pages:
                anchor = f"{shown.anchor}{number}"
                if title or text:
                    page = number if shown.is_paged else None
                    yield Passage("page", shown.language, title, text, page=page, anchor=anchor, picture=picture)


def _readable(name: str) -> str:
    """A file's name as words: underscores are spaces."""
    return " ".join(name.replace("_", " ").split())
