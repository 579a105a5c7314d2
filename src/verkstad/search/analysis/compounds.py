# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compounds into their parts: *leverantörsreskontra* is *leverantör* and *reskontra*, with a linking *s* between."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from verkstad.search.analysis.dictionary import LEAST, Dictionary
from verkstad.search.analysis.stems import swedish

SHORTEST, LONGEST, MOST_PARTS = 6, 40, 5


class Splitter:
    """Splits words by a dictionary. Of several ways it takes the one with the fewest parts, then the longest last part."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._beginnings: Final = dictionary.beginnings
        self._endings: Final = dictionary.endings
        self.parts_of = lru_cache(maxsize=131_072)(self._parts_of)

    def _parts_of(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word, each as it stands in it, and those parts' own parts after them; empty for a simple word."""
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return ()
        parts = self._split(word, MOST_PARTS)
        if len(parts) < 2:
            return ()
        found: dict[str, None] = {}
        for number, part in enumerate(parts):
            bare = part if number == len(parts) - 1 else self._unlinked(part)
            found[bare] = None
            if len(bare) >= SHORTEST:
                found.update(dict.fromkeys(self.parts_of(bare)))
        return tuple(found)

    def _unlinked(self, part: str) -> str:
        """A beginning without its linking *s*: *leverantörs* is *leverantör*."""
        if part.endswith("s") and swedish(part[:-1]) in self._endings:
            return part[:-1]
        return part

    def _split(self, word: str, most: int) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        # From the left, the longest beginning first: of equally many parts the first that is found stays.
        beginnings = self._beginnings
        for cut in range(len(word) - LEAST, LEAST - 1, -1):
            begin = word[:cut]
            if begin not in beginnings:
                continue
            rest = word[cut:]
            best = self._rest(begin, rest, most) or best
            if rest[0] == begin[-1] == begin[-2] and len(best) != 2:  # tillåggs-: three of a letter are written as two
                best = self._rest(begin, begin[-1] + rest, len(best) - 1 if best else most) or best
            if len(best) == 2:
                return best
            most = len(best) - 1 if best else most  # from here on, only what has fewer parts is better
        return best

    def _rest(self, begin: str, rest: str, most: int) -> tuple[str, ...]:
        """A beginning and the parts of what follows it, at most so many in all; empty when there is no way."""
        if most > 1 and len(stem := swedish(rest)) >= LEAST and stem in self._endings:
            return begin, rest
        further = self._split(rest, most - 1) if most > 2 else ()
        return (begin, *further) if further else ()
