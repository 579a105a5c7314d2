# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts into the words that are compared: case, accents and hyphens apart, å ä ö kept.

``e-arkiv`` and ``eArkiv`` both give ``earkiv`` and ``arkiv``, so that each way of writing finds the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from verkstad.search.analysis.folding import fold, plain

_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")


@lru_cache(maxsize=16_384)
def words_in(text: str) -> tuple[str, ...]:
    """The folded words of a text, each once, in order; of a word with hyphens or humps its parts and the whole."""
    found: dict[str, None] = {}
    for word in _WORD.findall(unicodedata.normalize("NFKC", text)):
        found.update(dict.fromkeys(_forms(word)))
    return tuple(found)


def _forms(word: str) -> Iterator[str]:
    parts = [fold(part) for part in _PART.findall(word)]
    yield "".join(parts)
    if len(parts) > 1:
        yield from parts
    humps = _HUMP.split(word)
    if len(humps) > 1:
        yield from (fold(part) for hump in humps for part in _PART.findall(hump))


Term = tuple[str, ...]
"""A sought word: itself, and after it its parts when it has hyphens. The word or all of its parts are to be met."""


def terms_of(text: str) -> tuple[Term, ...]:
    """What is sought with a text: ``öppna-data`` is met by *Öppna data*, ``eArkiv`` by *e-arkiv*."""
    found: dict[Term, None] = {}
    for word in _WORD.findall(unicodedata.normalize("NFKC", text)):
        parts = [fold(part) for part in _PART.findall(word)]
        found[("".join(parts), *parts) if len(parts) > 1 else (parts[0],)] = None
    return tuple(found)


@lru_cache(maxsize=16_384)
def searchable(text: str) -> str:
    """The folded words of a text, with and without å ä ö, each between spaces: what :func:`meeting` looks in."""
    words = words_in(text)
    return f" {' '.join(dict.fromkeys((*words, *map(plain, words))))} "


@lru_cache(maxsize=1024)
def meeting(words: tuple[str, ...]) -> Callable[[str], object]:
    """A function that tells whether a :func:`searchable` text has a word that begins with one of ``words``.

    One letter begins too much to mean it: it is met as a word only.
    """
    starts = {form if len(form) > 1 else f"{form} " for word in words for form in (word, plain(word))}
    return re.compile(f" (?:{'|'.join(map(re.escape, sorted(starts)))})").search


def meets(word: str, text: str) -> bool:
    return bool(meeting((word,))(text))
