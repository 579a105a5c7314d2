# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a word that is too wide for its line may be broken: at the joint of a Swedish compound, else between syllables.

No dictionary: the joints that public Swedish is full of are told by their endings and their heads.
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouyåäöéüøæ")

# What a first part ends with when an s joins it to the next: informationS-, säkerhetS-, förvaltningS-.
_JOINING_S = ("ions", "hets", "ings", "skaps", "tets", "ments", "doms", "lags", "bets", "ets", "ads", "cis")

_COMMON_HEADS = """
    analys arbet arkiv arkitektur behandling beredskap bevarande bibliotek byrå dag data delning digital direktiv
    forskning forum förordning förvaltning försörjning gemenskap gransk gräns grupp grund hantering information
    infrastruktur intelligens klassificering klassning klausul kod kommun kompetens kvalitet källa källkod källor lag
    lagring ledning leverans licens lösning metod miljö modell myndighet möte nätverk plan plattform politik portal
    process program programvara projekt register rätt samhälle samling samverkan skydd standard stat strategi struktur
    stöd system säkerhet teknik teknologi tillgång tjänst transformation underlag upphandling utbyte utbildning
    utredning utveckling verk verksamhet vetenskap ägar öppen
"""
_HEADS = tuple(_COMMON_HEADS.split())

_SHORTEST = 3
"""Letters that stand at least on each side of a break."""


@lru_cache(maxsize=4096)
def break_points(word: str) -> tuple[tuple[int, int], ...]:
    """(position, worth) of each place to break ``word`` with a hyphen: 3 a joint, 1 between syllables; in order."""
    low = word.casefold()
    if len(low) != len(word):  # a letter such as ß or İ that changes length: leave the word whole
        return ()
    found = []
    for at in range(_SHORTEST, len(low) - _SHORTEST + 1):
        worth = _worth(low, at)
        if worth:
            found.append((at, worth))
    return tuple(found)


def _worth(word: str, at: int) -> int:
    before, after = word[:at], word[at:]
    if not (before[-2:].isalpha() and after[:2].isalpha() and _VOWELS & set(before) and _VOWELS & set(after)):
        return 0
    if after.startswith(_HEADS) or (before.endswith(_JOINING_S) and after[0] not in _VOWELS):
        return 3
    # One consonant goes to the next line: ut-red-ning. Never between the letters of one sound.
    starts_syllable = (
        after[0] not in _VOWELS
        and after[1] in _VOWELS
        and before[-1:] + after[0] not in {"ck", "sj", "tj", "ch", "sh", "ph", "th"}
    )
    return 1 if starts_syllable else 0


def natural_pieces(word: str) -> list[str]:
    """A word cut after its own hyphens, slashes and underscores: places where it breaks without one more hyphen."""
    pieces, start = [], 0
    for at, character in enumerate(word):
        if character in "-‐–—/_" and at - start >= _SHORTEST and len(word) - at - 1 >= _SHORTEST:
            pieces.append(word[start : at + 1])
            start = at + 1
    pieces.append(word[start:])
    return pieces
