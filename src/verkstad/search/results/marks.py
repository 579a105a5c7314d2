# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that were found, marked in a text, and the stretch of it where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verkstad.records.base import Language
from verkstad.search.analysis import Analyser
from verkstad.search.analysis.analyser import PART
from verkstad.search.analysis.words import words_in, written_words
from verkstad.search.query.ask import Met

CONTEXT = 240
"""Characters of a text around what was found in it."""
A_CUE = 80
"""Characters that are said in one breath: what stands so close is found together."""
PHRASE, EXACT, STEM, LESS, SMALL = 4, 3, 2, 1, 0
"""How well a word is what was sought: within a phrase, as it stands, in another form, as a part or a beginning, a word that says nothing."""


class Span(NamedTuple):
    """A stretch of text, marked or not."""

    words: str
    is_met: bool = False


class Snippet(NamedTuple):
    """What is shown of a text. ``at`` is where in the whole of it the best of what was sought stands, None where nothing does."""

    spans: tuple[Span, ...]
    at: int | None


class _Place(NamedTuple):
    """Where something that was sought stands, what it is, and how well."""

    start: int
    end: int
    what: str
    rank: int


class Marker:
    """Marks what was sought, in as many texts as are shown: what it made of a word once, it remembers."""

    def __init__(self, met: Met, analyser: Analyser) -> None:
        self._met = met
        self._analyser = analyser
        self._known: dict[tuple[str, Language], tuple[str, int] | None] = {}

    def mark(self, text: str, language: Language) -> tuple[Span, ...]:
        """The whole text in spans."""
        return _spans(text, self._places(text, language), 0, len(text))

    def snippet(self, text: str, language: Language) -> Snippet:
        """The stretch of a text where most of what was sought stands closest, cut between words, with dots where it was cut."""
        places = self._places(text, language)
        start, end = (0, len(text)) if len(text) <= CONTEXT else _window(text, places)
        spans = list(_spans(text, places, start, end))
        if start > 0:
            spans.insert(0, Span("… "))
        if end < len(text):
            spans.append(Span(" …"))
        return Snippet(tuple(spans), _best([place for place in places if start <= place.start < end], A_CUE))

    def has_name(self, name: str) -> bool:
        return any(word.whole in self._met.exact for word in words_in(name))

    def _places(self, text: str, language: Language) -> list[_Place]:
        """In order; what belongs to a phrase is there by itself too."""
        found = [
            _Place(start, end, *met)
            for start, end, written in written_words(text)
            if (met := self._met_in(written, language)) is not None
        ]
        if self._met.phrases:
            found += self._phrases(text)
            found.sort()
        return found

    def _phrases(self, text: str) -> list[_Place]:
        words = list(words_in(text))
        wholes = [word.whole for word in words]
        return [
            _Place(words[at].start, words[at + len(phrase) - 1].end, " ".join(phrase), PHRASE)
            for phrase in self._met.phrases
            for at in range(len(words) - len(phrase) + 1)
            if tuple(wholes[at : at + len(phrase)]) == phrase
        ]

    def _met_in(self, written: str, language: Language) -> tuple[str, int] | None:
        key = written, language
        if key not in self._known:
            self._known[key] = self._meets(written, language)
        return self._known[key]

    def _meets(self, written: str, language: Language) -> tuple[str, int] | None:
        """What of that which was sought a word is, and how well."""
        terms = self._analyser.word(written, language)
        own, *parts = terms.stems.split() or [""]
        if terms.exact in self._met.exact:
            return own, EXACT if own else SMALL
        if own in self._met.stems:
            return own, STEM
        for part in parts:
            if part.removeprefix(PART) in self._met.stems:
                return part.removeprefix(PART), LESS
        for start in self._met.starts:
            if terms.exact.startswith(start):
                return start, LESS
        return None


def _best(places: Sequence[_Place], reach: int) -> int | None:
    """Where most of what was sought stands within so many characters; of several such places the one that is best by itself, then
    the first."""
    best, most = None, (-1, -1)
    for number, place in enumerate(places):
        near = {place.what}
        for other in places[number + 1 :]:
            if other.end > place.start + reach:
                break
            if other.rank > SMALL:
                near.add(other.what)
        value = (len(near) if place.rank > SMALL else 0, place.rank)
        if value > most:
            best, most = place.start, value
    return best


def _window(text: str, places: Sequence[_Place]) -> tuple[int, int]:
    start = max(0, (_best(places, CONTEXT - 40) or 0) - 40)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + CONTEXT)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _spans(text: str, places: Sequence[_Place], start: int, end: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = start
    for one, other, *_ in places:
        if other <= at or one >= end:
            continue
        if one > at:
            spans.append(Span(text[at:one]))
        words = text[max(one, at) : min(other, end)]
        if one <= at and spans and spans[-1].is_met:  # they overlap, as phrases may
            spans[-1] = Span(spans[-1].words + words, True)
        else:
            spans.append(Span(words, True))
        at = min(other, end)
    if at < end:
        spans.append(Span(text[at:end]))
    return tuple(spans)
