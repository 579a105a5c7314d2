# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that were found, marked in a text, and the stretch of it where they stand."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.records.base import Language
from verkstad.search.analysis import Analyser
from verkstad.search.analysis.analyser import PART
from verkstad.search.analysis.stopwords import EVERY
from verkstad.search.analysis.words import Word, words_in
from verkstad.search.query.ask import Met

CONTEXT = 240
"""Characters of a text around what was found in it."""


class Span(NamedTuple):
    """A stretch of text, marked or not."""

    words: str
    is_met: bool = False


def mark(text: str, language: Language, met: Met, analyser: Analyser) -> tuple[Span, ...]:
    """The whole text in spans."""
    return _spans(text, _places(text, language, met, analyser), 0, len(text))


def snippet(text: str, language: Language, met: Met, analyser: Analyser) -> tuple[Span, ...]:
    """The stretch of a text where most of what was sought stands closest, cut between words, with dots where it was cut."""
    places = _places(text, language, met, analyser)
    if len(text) <= CONTEXT:
        return _spans(text, places, 0, len(text))
    start, end = _window(text, places)
    spans = list(_spans(text, places, start, end))
    if start > 0:
        spans.insert(0, Span("… "))
    if end < len(text):
        spans.append(Span(" …"))
    return tuple(spans)


def _places(text: str, language: Language, met: Met, analyser: Analyser) -> list[tuple[int, int]]:
    words = list(words_in(text))
    found = [(word.start, word.end) for word in words if _is_met(word, language, met, analyser)]
    for phrase in met.phrases:
        wholes = [word.whole for word in words]
        found += [
            (words[at].start, words[at + len(phrase) - 1].end)
            for at in range(len(words) - len(phrase) + 1)
            if tuple(wholes[at : at + len(phrase)]) == phrase
        ]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_met(word: Word, language: Language, met: Met, analyser: Analyser) -> bool:
    if word.whole in met.exact or word.whole.startswith(met.starts or ("\0",)):
        return True
    if not met.stems or word.whole in EVERY:
        return False
    terms = analyser.terms(word.whole if not word.parts else "-".join(word.parts), language).stems.split()
    return any(term.removeprefix(PART) in met.stems for term in terms)


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
