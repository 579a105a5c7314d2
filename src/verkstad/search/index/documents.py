# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a bundle to Tantivy's documents, one for each passage.

What the passages of a speaker have alike is put together once and copied: an event has hundreds of them, and each value that is
handed to Tantivy by itself costs as much as analysing ten words.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import NamedTuple
from uuid import UUID

import tantivy

from verkstad.search.analysis import Analyser, plain
from verkstad.search.analysis.words import whole_name
from verkstad.search.index.shown import Packer
from verkstad.search.passages.passage import OWN, Bundle, Named, Passage

SAMPLES = 16
BREAK = " ¶ "
"""A term between two names, so that no phrase reaches from one into the next."""


class _Likeness(NamedTuple):
    """Passages that have these alike differ in their words and their place only."""

    kind: str
    language: str
    people: tuple[int, ...]
    organisations: tuple[int, ...]


class Documents:
    """The documents of one bundle."""

    def __init__(self, bundle: Bundle, analyser: Analyser) -> None:
        self._bundle = bundle
        self._analyser = analyser
        self._pack = Packer(bundle).pack
        self._filters: list[str] = []
        self._started = self._start()
        self._alike: dict[_Likeness, tantivy.Document] = {}

    def each(self) -> Iterator[tantivy.Document]:
        return map(self._document, self._bundle.passages)

    def _start(self) -> tantivy.Document:
        """What all passages of the bundle have alike."""
        bundle, made = self._bundle, tantivy.Document()
        made.add_text("key", bundle.key)
        made.add_unsigned("group", UUID(bundle.key).int >> 65)  # 63 bits, of a UUIDv7 the moment and more
        for field, letter, names in (("series", "s", bundle.series), ("topic", "t", bundle.topics)):
            if names:
                made.add_text(field, BREAK.join(map(self._terms, names)))
            for name in names:
                made.add_text(f"{field}_facet", facet(name))
                self._filters.append(f"{letter}:{name.slug}")
        place = bundle.place
        day = date.fromisoformat(place.date) if place else None
        made.add_unsigned("day", day.toordinal() if day else 0)
        made.add_unsigned("recording", int(place.has_recording) if place else 0)
        if place and day:
            made.add_unsigned("year", day.year)
            made.add_text("event_kind", place.kind)
            self._filters += [f"y:{day.year}", f"k:{place.kind}"]
            self._filters += ["h:recording"] if place.has_recording else []
            self._filters += ["h:slides"] if place.has_slides else []
        return made

    def _likened(self, alike: _Likeness) -> tantivy.Document:
        bundle, made = self._bundle, copy(self._started)
        filters = [*self._filters, f"l:{alike.language}", f"p:{alike.kind}"]
        for field, letter, numbers, names in (
            ("person", "w", alike.people, bundle.people),
            ("organisation", "o", alike.organisations, bundle.organisations),
        ):
            by = [names[number] for number in numbers]
            if by:
                made.add_text(field, BREAK.join(map(self._terms, by)))
            for name in by:
                made.add_text(f"{field}_facet", facet(name))
                filters.append(f"{letter}:{name.slug}")
        made.add_text("language_facet", alike.language)
        made.add_text("filter", " ".join(filters))
        if place := bundle.place:
            titles = f"{place.swedish}\n{place.english}"
            made.add_text("context", self._analyser.terms(titles, "sv" if alike.language == "sv" else "en").stems)
        return made

    def _document(self, passage: Passage) -> tantivy.Document:
        alike = _Likeness(passage.kind, passage.language, passage.people, passage.organisations)
        if alike not in self._alike:
            self._alike[alike] = self._likened(alike)
        made, terms, language = copy(self._alike[alike]), self._analyser.terms, passage.language
        for field, words in (("title", passage.title), ("body", passage.text)):
            if words:
                found = terms(words, language)
                made.add_text(field, found.exact)
                made.add_text(f"{field}_stems", found.stems)
        if passage.context:
            made.add_text("context", terms(passage.context, language).stems)
        if passage.kind in OWN:
            for name in self._whole_names(passage):
                for written in {name, plain(name)}:
                    made.add_text("named", written)
        shown = self._pack(passage)
        made.add_text("filter", _heaps(shown))
        made.add_bytes("shown", shown)
        return made

    def _terms(self, name: Named) -> str:
        return BREAK.join(self._analyser.terms(one, "sv").exact for one in name.every)

    def _whole_names(self, passage: Passage) -> set[str]:
        if passage.kind == "event":
            return {whole_name(passage.title)}
        own = self._bundle.own_name(passage)
        return {whole_name(name) for name in own.every} if own else set()


def _heaps(shown: bytes) -> str:
    """One of sixteen heaps, and one of a sixteenth of that, by the words: what is too much to count is counted in one of them."""
    number = zlib.crc32(shown)
    return f"z:{number % SAMPLES}" if number % SAMPLES**2 else "z:0 zz:0"


def facet(name: Named) -> str:
    """A choice as it is counted: what it is chosen by, and its words in both languages."""
    return f"{name.slug}\t{name.swedish}\t{name.english or name.swedish}"
