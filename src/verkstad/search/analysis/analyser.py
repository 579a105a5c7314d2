# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts and queries into terms. What is written to the index and what is asked of it go through the same hands."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.records.base import LANGUAGES, Language
from verkstad.search.analysis.compounds import Splitter
from verkstad.search.analysis.dictionary import Dictionary
from verkstad.search.analysis.stems import stem
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


class Analyser:
    """Keeps what it worked out of each written word: an archive has far fewer words than running text."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self._parts_of = Splitter(dictionary).parts_of
        self._known: dict[Language, dict[str, Terms]] = {language: {} for language in LANGUAGES}

    def terms(self, text: str, language: Language) -> Terms:
        if not text:
            return NOTHING
        known = self._known[language]
        found = [known.get(written) or self.word(written, language) for written in plain_words(text)]
        return Terms(" ".join([one.exact for one in found]), " ".join([one.stems for one in found if one.stems]))

    def word(self, written: str, language: Language) -> Terms:
        """The terms of a single word."""
        known = self._known[language]
        found = known.get(written)
        if found is None:
            if len(known) > MOST_KEPT:
                known.clear()
            found = known[written] = self._terms_of(written, language)
        return found

    def _terms_of(self, written: str, language: Language) -> Terms:
        whole, parts = forms_of(written)
        if whole in EVERY:
            return Terms(whole, "")
        stems = dict.fromkeys([stem(whole, language)])
        stems.update(dict.fromkeys(PART + stem(part, language) for part in self._parts(whole, parts, language)))
        return Terms(whole, " ".join(stems))

    def _parts(self, whole: str, written: tuple[str, ...], language: Language) -> list[str]:
        """The parts that hyphens show and, in Swedish, those that the dictionary finds in the word and in each of them."""
        found = [part for part in written if len(part) > 1 and part not in EVERY]
        if language == "sv":
            for word in found or [whole]:
                found = [*found, *self._parts_of(word)]
        return found

    def sought(self, written: str) -> Sought:
        """A word of a query, whose language nobody knows."""
        whole, parts = forms_of(written)
        return Sought(whole, stems_of(whole), tuple(dict.fromkeys(self._parts(whole, parts, "sv"))))


def stems_of(whole: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(whole, language) for language in LANGUAGES))
