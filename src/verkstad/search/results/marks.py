# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that were found, marked in a text, and the stretch of it where they stand."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.records.base import Language
from verkstad.search.analysis import Analyser
from verkstad.search.analysis.analyser import PART
from verkstad.search.analysis.words import words_in, written_words
from verkstad.search.query.ask import Met

CONTEXT = 240
"""Characters of a text around what was found in it."""


class Span(NamedTuple):
    """A stretch of text, marked or not."""

    words: str
    is_met: bool = False


class Marker:
    """Marks what was sought, in as many texts as are shown: what it made of a word once, it remembers."""

    def __init__(self, met: Met, analyser: Analyser) -> None:
        self._met = met
        self._starts = met.starts or ("\0",)
        self._analyser = analyser
        self._known: dict[tuple[str, Language], bool] = {}

    def mark(self, text: str, language: Language) -> tuple[Span, ...]:
        """The whole text in spans."""
        return _spans(text, self._places(text, language), 0, len(text))

    def snippet(self, text: str, language: Language) -> tuple[Span, ...]:
        """The stretch of a text where most of what was sought stands closest, cut between words, with dots where it was cut."""
        places = self._places(text, language)
        if len(text) <= CONTEXT:
            return _spans(text, places, 0, len(text))
        start, end = _window(text, places)
        spans = list(_spans(text, places, start, end))
        if start > 0:
            spans.insert(0, Span("… "))
        if end < len(text):
            spans.append(Span(" …"))
        return tuple(spans)

    def has_name(self, name: str) -> bool:
        return any(word.whole in self._met.exact for word in words_in(name))

    def _places(self, text: str, language: Language) -> list[tuple[int, int]]:
        found = [(start, end) for start, end, written in written_words(text) if self._is_met(written, language)]
        if self._met.phrases:
            found += self._phrases(text)
        joined: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def _phrases(self, text: str) -> list[tuple[int, int]]:
        words = list(words_in(text))
        wholes = [word.whole for word in words]
        return [
            (words[at].start, words[at + len(phrase) - 1].end)
            for phrase in self._met.phrases
            for at in range(len(words) - len(phrase) + 1)
            if tuple(wholes[at : at + len(phrase)]) == phrase
        ]

    def _is_met(self, written: str, language: Language) -> bool:
        known = self._known.get((written, language))
        if known is None:
            known = self._known[written, language] = self._meets(written, language)
        return known

    def _meets(self, written: str, language: Language) -> bool:
        terms = self._analyser.word(written, language)
        if terms.exact in self._met.exact or terms.exact.startswith(self._starts):
            return True
        return any(term.removeprefix(PART) in self._met.stems for term in terms.stems.split())


def _window(text: str, places: list[tuple[int, int]]) -> tuple[int, int]:
    best, most = 0, -1
    for start, _ in places:
        inside = sum(1 for one, end in places if one >= start and end <= start + CONTEXT - 40)
        if inside > most:
            best, most = start, inside
    start = max(0, best - 40)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + CONTEXT)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    return start, end


def _spans(text: str, places: list[tuple[int, int]], start: int, end: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = start
    for one, other in places:
        if other <= start or one >= end:
            continue
        if one > at:
            spans.append(Span(text[at:one]))
        spans.append(Span(text[max(one, at) : min(other, end)], True))
        at = min(other, end)
    if at < end:
        spans.append(Span(text[at:end]))
    return tuple(spans)
