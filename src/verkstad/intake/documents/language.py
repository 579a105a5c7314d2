# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a text is Swedish or English, told by its small words. Where neither is clear, nothing is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from verkstad.records.base import Language
from verkstad.search.analysis.stopwords import ENGLISH, SWEDISH

_SWEDISH, _ENGLISH = SWEDISH - ENGLISH, ENGLISH - SWEDISH
_NEIGHBOURS = (
    "og ikke af jeg også fra eller hvor ved nå kun mer noe vært blir være "  # Norwegian and Danish
    "und der die das nicht ist mit für auf ein eine "  # German
    "le la les des et est une dans pour "  # French
    "ja ei että oli sekä tai kun niin mutta"  # Finnish
)
_NEITHER = frozenset(_NEIGHBOURS.split()) - (SWEDISH & ENGLISH)
"""Small words of neighbours, in whose texts Swedish and English ones stand too."""
_ENOUGH = 5


def guess_language(words: Iterable[str]) -> Language | None:
    counted = Counter(word.lower() for word in words)
    swedish, english, neither = (sum(counted[word] for word in each) for each in (_SWEDISH, _ENGLISH, _NEITHER))
    first, second = max(swedish, english), min(swedish, english)
    if first < _ENOUGH or first < 1.5 * second or first <= neither:
        return None
    return "sv" if swedish > english else "en"
