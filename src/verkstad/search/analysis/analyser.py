# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts and queries into terms. What is written to the index and what is asked of it go through the same hands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from verkstad.records.base import LANGUAGES, Language
from verkstad.search.analysis.compounds import Splitter
from verkstad.search.analysis.dictionary import Dictionary
from verkstad.search.analysis.stems import STEMMERS
from verkstad.search.analysis.stopwords import EVERY
from verkstad.search.analysis.words import forms_of, plain_words

PART = "+"
"""Stands before the stem of a part, so that a compound's part is told from the same word standing alone."""


MOST_KEPT = 1_000_000
"""Written words that are remembered of each language."""


class Terms(NamedTuple):
    """A text's terms, parted by spaces. ``exact``: every word, so that phrases can be found. ``stems``: the stems of those that
    say something, and after each the stems of its parts."""

    exact: str
    stems: str


NOTHING = Terms("", "")


class Sought(NamedTuple):
    """A word that is sought: as it stands, its stems in each language, and what it is composed of."""

    whole: str
    stems: tuple[str, ...]
    parts: tuple[str, ...]


class _Words(dict[str, str]):
    """What comes of each written word, worked out when it is first met. Plain text of plain text: half a million tuples would
    keep Python's collector busy with nothing to collect."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, written: str) -> str:
        if len(self) > MOST_KEPT:
            self.clear()
        found = self[written] = self._work_out(written)
        return found


class Analyser:
    """Keeps what it worked out of each written word: an archive has far fewer words than running text."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self._parts_of = Splitter(dictionary).parts_of
        self._exact = _Words(self._exact_of)
        self._stems = {language: _Words(partial(self._stems_of, language)) for language in LANGUAGES}

    def terms(self, text: str, language: Language) -> Terms:
        if not text:
            return NOTHING
        # What stands between spaces, with its comma, is remembered by itself: no word goes across, and most have been met before.
        written = text.split()
        stems = " ".join(filter(None, map(self._stems[language].__getitem__, written)))
        return Terms(" ".join(filter(None, map(self._exact.__getitem__, written))), stems)

    def word(self, written: str, language: Language) -> Terms:
        """The terms of a single word."""
        return Terms(self._exact[written], self._stems[language][written])

    def _exact_of(self, written: str) -> str:
        if written.isalpha():
            return forms_of(written)[0]
        return " ".join([forms_of(word)[0] for word in plain_words(written)])

    def _stems_of(self, language: Language, written: str) -> str:
        if not written.isalpha() and (words := plain_words(written)) != [written]:
            return " ".join(filter(None, map(self._stems[language].__getitem__, words)))
        whole, parts = forms_of(written)
        self._exact.setdefault(written, whole)
        if whole in EVERY:
            return ""
        stem = STEMMERS[language]
        own, found = stem(whole), self._parts(whole, parts, language)
        return " ".join(dict.fromkeys([own, *[PART + stem(part) for part in found]])) if found else own

    def _parts(self, whole: str, written: tuple[str, ...], language: Language) -> list[str]:
        """The parts that hyphens show and, in Swedish, those that the dictionary finds in the word and in each of them."""
        found = [part for part in written if len(part) > 1 and part not in EVERY] if written else []
        if language == "sv":
            for word in found or (whole,):
                if parts := self._parts_of(word):
                    found = [*found, *parts]
        return found

    def sought(self, written: str) -> Sought:
        """A word of a query, whose language nobody knows."""
        whole, parts = forms_of(written)
        return Sought(whole, stems_of(whole), tuple(dict.fromkeys(self._parts(whole, parts, "sv"))))


def stems_of(whole: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(STEMMERS[language](whole) for language in LANGUAGES))
