# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The values that the index is fed with. A bundle is all that one thing is found by: it is put in and taken out whole."""

from __future__ import annotations

import json
from typing import Any, Final, Literal, NamedTuple

from verkstad.records.base import Language

Kind = Literal[
    "event", "agenda", "material", "link", "chapter", "speech", "page", "person", "organisation", "topic", "series"
]
"""What a passage is: an event's own text, an agenda item, a material by name, a link, a chapter of a recording, a stretch of
speech, a page of slides, or another thing's own text."""


class Named(NamedTuple):
    """A person, organisation, topic or series by all its names. ``english`` is empty when it is the same as the Swedish."""

    slug: str
    swedish: str
    english: str = ""
    others: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.swedish, self.english, *self.others)))


class Place(NamedTuple):
    """The event that a passage belongs to."""

    slug: str
    swedish: str
    english: str
    """The title in English, empty when there is none."""
    language: Language
    """Of the title where it is shown in one language only."""
    date: str
    """Its first day as 2024-05-07, of a month-only event the first of the month."""
    is_month: bool
    kind: str
    has_recording: bool
    has_slides: bool
    published: str = ""
    """The moment it was first published, as in RFC 3339."""


class Picture(NamedTuple):
    """The picture of a page of slides: its path, and its size in pixels."""

    path: str
    width: int
    height: int


class Passage(NamedTuple):
    """A text and where it stands. ``people``, ``organisations``: whom it is by, as places in the bundle's lists.

    ``second`` counts from the start of the recording, ``page`` from 1. ``anchor`` is where on the page of its thing it stands,
    ``address`` its own address where it has one. ``context`` is searched and never shown. ``moments`` are, by turns, a place in
    ``text`` and the whole second in which what stands from there on is said. An ``anchor`` that ends in ``=`` wants its second.
    """

    kind: Kind
    language: Language
    title: str
    text: str = ""
    people: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    second: float | None = None
    page: int | None = None
    anchor: str = ""
    address: str = ""
    context: str = ""
    moments: tuple[int, ...] = ()
    picture: Picture | None = None


OWN: Final[frozenset[Kind]] = frozenset({"event", "person", "organisation", "topic", "series"})
"""What is the text of the thing itself, under its own name."""


class Bundle(NamedTuple):
    """A thing's passages and the names that they share. ``key`` is the id of the thing; ``place`` is set when it is an event."""

    key: str
    slug: str
    place: Place | None
    people: tuple[Named, ...]
    organisations: tuple[Named, ...]
    topics: tuple[Named, ...]
    series: tuple[Named, ...]
    passages: tuple[Passage, ...]

    def own_name(self, passage: Passage) -> Named | None:
        """The name of what a passage is the own text of, where that is no event."""
        match passage.kind:
            case "person":
                return self.people[0]
            case "organisation":
                return self.organisations[0]
            case "topic":
                return self.topics[0]
            case "series":
                return self.series[0]
            case _:
                return None

    def to_json(self) -> str:
        """One line, the same for the same bundle."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str) -> Bundle:
        key, slug, place, people, organisations, topics, series, passages = json.loads(line)
        return cls(
            key, slug, Place(*place) if place else None, _names(people), _names(organisations), _names(topics), _names(series),
            tuple(map(_passage, passages)),
        )  # fmt: skip


def _passage(packed: list[Any]) -> Passage:
    for at in _LISTS:
        packed[at] = tuple(packed[at])
    if packed[-1]:
        packed[-1] = Picture(*packed[-1])
    return Passage._make(packed)


_LISTS = tuple(map(Passage._fields.index, ("people", "organisations", "moments")))


def _names(packed: list[list[object]]) -> tuple[Named, ...]:
    return tuple(Named(slug, swedish, english, tuple(others)) for slug, swedish, english, others in packed)  # type: ignore[arg-type]
