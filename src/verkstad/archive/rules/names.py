# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names as people type them: folding for comparison, and how well what is typed fits a name. Plain functions of text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_NORDIC = str.maketrans({"æ": "ä", "ø": "ö"})
_TO_BASE = str.maketrans({"ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
_LETTERS_OF_OURS = "åäö"


class Folded(NamedTuple):
    """A name without case, marks and signs: ``words`` keep å ä ö, ``bare`` are the same words without."""

    words: tuple[str, ...]
    bare: tuple[str, ...]

    @property
    def joined(self) -> str:
        """Without spaces: *e-arkiv* and *eArkiv* are one."""
        return "".join(self.bare)


@lru_cache(maxsize=131_072)
def fold(name: str) -> Folded:
    """The name's words, folded. Kept, as lists are searched again at each key that is pressed."""
    composed = unicodedata.normalize("NFC", name).casefold().translate(_NORDIC).translate(_TO_BASE)
    kept = "".join(sign if sign in _LETTERS_OF_OURS else _bare(sign) for sign in composed)
    words = tuple(_WORD.findall(kept))
    return Folded(words, tuple(_bare(word) for word in words))


def _bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


@lru_cache(maxsize=131_072)
def _lines(name: str) -> tuple[str, str]:
    """The words in a line, without and with å ä ö: what is in none of them needs no closer look."""
    folded = fold(name)
    return " ".join(folded.bare), " ".join(folded.words)


@lru_cache(maxsize=1024)
def typed_words(typed: str) -> tuple[tuple[str, bool], ...]:
    """What was typed as words, each with whether its å, ä or ö must be met: who types *o* may mean *ö*, not the reverse."""
    folded = fold(typed)
    return tuple((word, word != bare) for word, bare in zip(folded.words, folded.bare, strict=True))


def fit(typed: str, name: str) -> int | None:
    """How well a name fits what was typed so far: 0 the same, 1 begins so, 2 its words begin so, 3 holds it; None not at all."""
    wanted = typed_words(typed)
    lines = _lines(name)
    for word, exact in wanted:
        if word not in lines[exact]:
            return None
    folded = fold(name)
    if not wanted or not folded.words:
        return None
    worst = 2
    for word, exact in wanted:
        words = folded.words if exact else folded.bare
        if any(one.startswith(word) for one in words):
            continue
        # A part of a Swedish compound: *data* finds *miljödata*; two letters would find everything.
        if len(word) < 3 or not any(word in one for one in words):
            return None
        worst = 3
    if worst == 3:
        return 3
    whole = " ".join(folded.words if any(exact for _, exact in wanted) else folded.bare)
    line = " ".join(word for word, _ in wanted)
    return 0 if whole == line else 1 if whole.startswith(line) else 2


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter too many, too few, wrong, or two letters in each other's place tell the two apart; not when equal."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < len(one) and start < len(other) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return (len(left) <= 1 and len(right) <= 1) or (len(left) == len(right) == 2 and left == right[::-1])
