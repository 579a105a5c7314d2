# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which words compounds begin and end with: from the Swedish dictionary of hunspell, our own list, and the archive's words.

The dictionary's affix file (https://man.archlinux.org/man/hunspell.5) says of each word whether it may begin (X) or end (Y) a
compound, and which begin it with a linking *s* (v, f). What is read here is used as it is installed and never copied into the
project: its licence is the LGPL. The index keeps what it was built with, so that later passages are split alike.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from verkstad.search.analysis.stems import swedish
from verkstad.search.analysis.stopwords import NO_PARTS

LEAST = 3
"""Letters of the shortest part."""

BEGINNINGS = frozenset(
    [
        "öppen",
        "öppet",
        "data",
        "geo",
        "dcat",
        "api",
        "källkods",
        "system",
        "kommun",
        "samhälls",
        "verksamhets",
        "e-tjänst",
        "medborgar",
        "kommunal",
        "region",
        "myndighets",
        "licens",
        "programvaru",
        "upphovs",
        "förvaltnings",
        "inköps",
        "digitaliserings",
        "informations",
        "leverantörs",
        "upphandlings",
        "metadata",
        "innovations",
        "dokument",
        "immaterial",
        "skol",
    ]
)
"""Beginnings that the dictionary lacks, or that our field uses as such."""

ENDINGS = frozenset(
    [
        "data",
        "kod",
        "api",
        "licens",
        "katalog",
        "portal",
        "reskontra",
        "dokument",
        "nätverk",
        "programvara",
        "verktyg",
        "plugin",
        "playbook",
    ]
)


class Dictionary(NamedTuple):
    """``beginnings``: words as they stand before another, linking *s* and all. ``endings``: stems of words that may stand last.

    ``own``: the words of the archive among them.
    """

    beginnings: frozenset[str]
    endings: frozenset[str]
    own: tuple[str, ...] = ()

    def knowing(self, words: Iterable[str]) -> Dictionary:
        """The same with words of the archive's own: each may begin a compound, with *s* or without, or end one."""
        known = sorted({word for word in words if len(word) > LEAST and word.isalpha() and word not in NO_PARTS})
        return Dictionary(
            self.beginnings.union(form for word in known for form in (word, f"{word}s")),
            self.endings.union(map(swedish, known)),
            (*self.own, *known),
        )

    def to_bytes(self) -> bytes:
        return "\n\n".join((_text_of(swedish_dictionary()), "\n".join(self.own))).encode()

    @classmethod
    def from_bytes(cls, body: bytes) -> Dictionary:
        words, _, own = body.decode().rpartition("\n\n")
        return _read(words).knowing(own.split())


@cache
def _text_of(dictionary: Dictionary) -> str:
    return "\n".join(sorted(dictionary.beginnings)) + "\n\n" + "\n".join(sorted(dictionary.endings))


@lru_cache(maxsize=2)
def _read(words: str) -> Dictionary:
    beginnings, _, endings = words.partition("\n\n")
    return Dictionary(frozenset(beginnings.split()), frozenset(endings.split()))


@cache
def swedish_dictionary() -> Dictionary:
    """What the installed dictionary and our own lists say; takes a third of a second, once."""
    beginnings, endings = set(BEGINNINGS), {swedish(word) for word in ENDINGS}
    for line in _dictionary_file().read_text(encoding="utf-8").splitlines():
        word, _, flags = line.partition("/")
        if len(word) < LEAST or not (word.isalpha() and word.islower()) or word in NO_PARTS:
            continue
        if "X" in flags:
            beginnings.add(word)
        if "v" in flags or "f" in flags:
            beginnings.add(f"{word.removesuffix('a')}s")
        if "Y" in flags:
            endings.add(swedish(word))
    return Dictionary(frozenset(beginnings - NO_PARTS), frozenset(endings - NO_PARTS))


def _dictionary_file() -> Path:
    distribution = importlib.metadata.distribution("hunspell-sv")
    for file in distribution.files or ():
        if file.name == "sv_SE.dic":
            return Path(str(distribution.locate_file(file))).resolve()
    raise FileNotFoundError("the package hunspell-sv has no sv_SE.dic; install it again")
