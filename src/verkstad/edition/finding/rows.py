# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edition's file of all events for the find-in-list: written from records, a line for each event.

    {"format":1,"site":{…},"faces":{"sv":[…],"en":[…]},"rows":[
    [card, [["p","Anna Berg"],["o","Riksarkivet","Swedish National Archives","RA"]]],
    …]}

A line is a part of its event: it can be kept and joined with others, as whole-archive files are. A name is its kind (p, o, t),
the name in Swedish, in English (null when there is none), and the other names it is known by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from verkstad.edition import cards
from verkstad.edition.library import Library
from verkstad.edition.rendering.frame import Face, face_of, main_series
from verkstad.records.base import LANGUAGES, Language, Text
from verkstad.records.events import Event
from verkstad.records.published import Site
from verkstad.records.things import Organisation, Person, Topic

FINDING_PATH = "/data/finding.json"
FORMAT = 1


class Names(Protocol):
    """Who and what an event names."""

    def person(self, id: UUID, /) -> Person: ...
    def organisation(self, id: UUID, /) -> Organisation: ...
    def topic(self, id: UUID, /) -> Topic: ...


class Findable(NamedTuple):
    """All that the file holds: the frame of the answering page in each language, and a line for each event, newest first."""

    site: Site
    faces: Mapping[Language, Face]
    lines: Iterable[str]


def rows_of(library: Library) -> Findable:
    ids = (card.id for year, _ in library.years() for card in library.cards_in(year))
    return findable(library, (write_row(library.event(id), library) for id in ids))


def findable(library: Library, lines: Iterable[str]) -> Findable:
    """With lines that were written before; they come newest first."""
    series = main_series(library)
    return Findable(library.site, {language: face_of(library.site, series, language) for language in LANGUAGES}, lines)


def write_row(event: Event, names: Names) -> str:
    """One event's line. The summary is left out: a found row shows instead where the words were met."""
    card = cards.pack(cards.card_of(event)._replace(summary=None))
    return f"[{card},{_json(list(_names(event, names)))}]"


def finding_rows(source: Findable) -> bytes:
    head = _json({
        "format": FORMAT,
        "site": source.site.model_dump(mode="json"),
        "faces": {language: list(source.faces[language]) for language in LANGUAGES},
    })  # fmt: skip
    return (f'{head[:-1]},"rows":[\n' + ",\n".join(source.lines) + "\n]}\n").encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _names(event: Event, names: Names) -> Iterator[list[str | None]]:
    """Each person, organisation and topic once, in the order the event has them, with all its names."""
    billed: dict[tuple[str, UUID], set[str]] = {}
    for appearance in event.appearances:
        if appearance.person:
            billed.setdefault(("p", appearance.person), set()).update(filter(None, [appearance.billed_as]))
        if appearance.organisation:
            billed.setdefault(("o", appearance.organisation), set()).update(
                filter(None, [appearance.organisation_billed_as])
            )
        if appearance.second_organisation:
            billed.setdefault(("o", appearance.second_organisation), set())
    others = [part.organisation for part in event.organisers]
    others += [part.organisation for part in event.materials if part.organisation]
    others += [part.organisation for part in event.links if part.organisation]
    for organisation in others:
        billed.setdefault(("o", organisation), set())
    for link in event.topics:
        billed.setdefault(("t", link.topic), set())
    for (kind, id), also in billed.items():
        thing = _thing(kind, id, names)
        swedish, english = _both(thing.name)
        short = thing.short_name if isinstance(thing, Organisation) else None
        more = {*also, *thing.aliases, *filter(None, [short])} - {swedish, english or swedish}
        yield [kind, swedish, english, *sorted(more)]


def _thing(kind: str, id: UUID, names: Names) -> Person | Organisation | Topic:
    match kind:
        case "p":
            return names.person(id)
        case "o":
            return names.organisation(id)
        case _:
            return names.topic(id)


def _both(name: str | Text) -> tuple[str, str | None]:
    if isinstance(name, str):
        return name, None
    swedish, english = name.shown("sv").words, name.shown("en").words
    return swedish, english if english != swedish else None
