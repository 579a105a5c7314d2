# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A text into its words. A word with hyphens or humps is one word that has parts: DCAT-AP-SE, e-arkiv, eArkiv."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from verkstad.search.analysis.folding import fold

LONGEST = 64
"""Characters of a folded word that are looked at: longer ones are addresses and sums, which nobody types."""

_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")


class Word(NamedTuple):
    """A word as it stands in a text, from ``start`` to ``end``; folded and without hyphens; and its written parts."""

    start: int
    end: int
    whole: str
    parts: tuple[str, ...]


def words_in(text: str) -> Iterator[Word]:
    """The words of a text in order, with their places in it."""
    for found in _WORD.finditer(text):
        whole, parts = forms_of(found[0])
        if whole:
            yield Word(found.start(), found.end(), whole, parts)


def written_words(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, the word as it is written) of each word."""
    return ((found.start(), found.end(), found[0]) for found in _WORD.finditer(text))


def plain_words(text: str) -> list[str]:
    """The words as they are written, which :func:`forms_of` folds; quicker than :func:`words_in` where places do not matter."""
    return _WORD.findall(text)


def whole_name(name: str) -> str:
    """A name or a title as one term: its folded words, however they are parted."""
    return " ".join(forms_of(word)[0] for word in plain_words(name))


@lru_cache(maxsize=65_536)
def forms_of(written: str) -> tuple[str, tuple[str, ...]]:
    """A written word folded, and its parts where hyphens or humps show them: ``eArkiv`` is ``earkiv`` of ``e`` and ``arkiv``."""
    if written.isalpha() and (written.islower() or written.istitle()):  # as nearly all words are
        if written.isascii():
            return written[:LONGEST].lower(), ()
        return fold(unicodedata.normalize("NFKC", written))[:LONGEST], ()
    written = unicodedata.normalize("NFKC", written)
    pieces = _PART.findall(written)
    whole = "".join(map(fold, pieces))[:LONGEST]
    parts = [fold(hump)[:LONGEST] for piece in pieces for hump in _HUMP.split(piece)]
    return whole, tuple(parts) if len(parts) > 1 else ()
