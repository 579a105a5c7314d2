# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stems: what the forms of one word have in common. English by Snowball; Swedish by a light stemmer of our own.

Snowball's Swedish stemmer leaves *arkivet* and *källan* as they are, and gives *licens* and *licenser* two stems (tried,
PyStemmer 3.1). Ours takes off the endings of nouns and adjectives, again and again until none is left, so that every form of
a word comes to the same: *licens, licensen, licenser* → *lic*; *öppen, öppet, öppna* → *öpp*. The endings are those of
Jacques Savoy's light stemmer (http://members.unine.ch/jacques.savoy/clef/).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import Stemmer

from verkstad.records.base import Language

_english = Stemmer.Stemmer("english", 0)

_ENDINGS: tuple[tuple[int, int, frozenset[str]], ...] = (
    (7, 5, frozenset({"elser", "heten", "heter"})),
    (6, 4, frozenset({"arna", "erna", "ande", "else", "aste", "orna", "aren"})),
    (5, 3, frozenset({"are", "ast", "het"})),
    (4, 2, frozenset({"ar", "er", "or", "en", "at", "te", "et"})),
    (3, 1, frozenset({"t", "a", "e", "n"})),
)
"""(a word must be longer than this, letters of each ending, endings), longest first."""

_LAST = frozenset("aenrt")
"""The letters that endings end in."""

_OF_THEIR_OWN = {
    **dict.fromkeys(("dator", "datorn", "datorer", "datorerna", "datorernas", "datorns"), "dator"),
    **dict.fromkeys(("städer", "städerna", "städers", "städernas"), "stad"),
    **dict.fromkeys(("länder", "länderna", "länders", "ländernas"), "land"),
    **dict.fromkeys(("böcker", "böckerna"), "bok"),
    **dict.fromkeys(("händer", "händerna"), "hand"),
    **dict.fromkeys(("platser", "platsen", "plats", "platserna"), "plats"),
}
"""Forms that change inside, or whose endings only look like endings."""


@lru_cache(maxsize=65_536)
def english(word: str) -> str:
    """The stem of a folded English word."""
    return str(_english.stemWord(word))


@lru_cache(maxsize=262_144)
def swedish(word: str) -> str:
    """The stem of a folded Swedish word."""
    if word in _OF_THEIR_OWN:
        return _OF_THEIR_OWN[word]
    if not word.isalpha():
        return word
    before = 0
    while len(word) != before:
        before = len(word)
        if before > 4 and word[-1] == "s" and word[-2] != "s":
            word = word[:-1]
        if word[-1] in _LAST:
            length = len(word)
            for least, letters, endings in _ENDINGS:
                if length > least and word[-letters:] in endings:
                    word = word[:-letters]
                    break
    return word


STEMMERS: Final[Mapping[Language, Callable[[str], str]]] = {"sv": swedish, "en": english}
"""From a folded word to its stem."""
