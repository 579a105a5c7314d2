# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A slip of the finger: which word of the archive was meant.

Words are compared as they sound (*arkivmatika* and *Archivematica* differ by one sound), one slip apart: a sound too many, too
few, another, or two that changed places. Of several the one that is near as it is written and frequent.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from verkstad.search.analysis.folding import plain

SHORTEST = 4
"""Letters from which on a slip is thought of: shorter words have too many neighbours."""

MOST_FOR_OFTEN = 3.0
"""How many letters' difference a frequent word is forgiven: a slip may stand in the archive too, but seldom."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_SOUNDS = [
    ("sch", "s"),
    ("ch", "k"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("z", "s"),
    ("x", "ks"),
]
_DOUBLE = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """A folded word about as it sounds: *ch, ck, c, q* are k, *w* is v, doubled letters are one, å ä ö are a and o."""
    word = plain(word)
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    return _DOUBLE.sub(r"\1", word)


class Speller:
    """Knows the words of an index, each with the number of passages that have it."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = {word: count for word, count in counts.items() if len(word) >= SHORTEST and not word.isdecimal()}
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._counts:
            self._by_sound[sound(word)].append(word)

    def forgiving(self, word: str) -> list[str]:
        """The words that differ by å ä ö alone: *oppen* is *öppen*."""
        bare = plain(word)
        return self._best(word, (other for other in self._by_sound.get(sound(word), ()) if plain(other) == bare))

    def meant(self, word: str, limit: int = 3) -> list[str]:
        """The words that this one may be a slip of, the likeliest first."""
        if len(word) < SHORTEST or word.isdecimal():
            return []
        heard = sound(word)
        found = {other for near in (heard, *_one_slip(heard)) for other in self._by_sound.get(near, ())} - {word}
        return self._best(word, (other for other in found if other[0] == word[0] or len(word) > 5))[:limit]

    def _best(self, word: str, others: Iterator[str]) -> list[str]:
        def likely(other: str) -> tuple[float, str]:
            return distance(word, other) - min(MOST_FOR_OFTEN, math.log2(self._counts[other] + 1)), other

        return sorted(set(others), key=likely)


def _one_slip(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def distance(one: str, other: str) -> int:
    """How many letters to put in, take out, change or swap with the next to make one word the other."""
    two_back: list[int] = []
    back = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        now = [i]
        for j, second in enumerate(other, 1):
            least = min(back[j] + 1, now[-1] + 1, back[j - 1] + (letter != second))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == second:
                least = min(least, two_back[j - 2] + 1)
            now.append(least)
        two_back, back = back, now
    return back[-1]
