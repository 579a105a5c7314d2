# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one order of names and titles: Swedish, and the same wherever it is sorted.

A key is a ``str`` to be compared by code points, which is also the order of its UTF-8 bytes: Python, SQLite's BINARY and
PostgreSQL's "C" agree on it. The alphabet follows CLDR's Swedish collation: å ä ö after z, æ with ä, ø and ő with ö,
ü with y, đ and ð with d, þ as th; other letters with their base, v and w apart. Case, accents and marks decide between
names that are otherwise equal. Digits are numbers: *Steg 2* before *Steg 10*.
Source: https://github.com/unicode-org/cldr/blob/main/common/collation/sv.xml
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_AFTER_Z = {"å": "{", "ä": "|", "ö": "}"}
"""The three characters that follow z in ASCII: nothing else becomes one of them."""

_LETTERS = {
    **_AFTER_Z, "æ": "|", "ę": "|", "ø": "}", "ő": "}", "œ": "}", "ô": "}", "ü": "y", "ű": "y", "đ": "d", "ð": "d", "þ": "th",
    "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n", "ĸ": "k", "ŧ": "t", "ſ": "s",
}  # fmt: skip
_IGNORED = frozenset("-‐‑–’'`´ʼ.·\u00ad")
"""Within a name these part nothing: *e-arkiv* stands beside *eArkiv*, *O’Brien* beside *Obrien*."""

_SEPARATOR = "\x01"
"""Lower than anything in the first part of a key, so that the second part decides only between equals."""


@lru_cache(maxsize=65_536)
def sort_key(name: str) -> str:
    """Total: two names have the same key only when they are the same text."""
    composed = unicodedata.normalize("NFC", name)
    return f"{_alphabetical(composed.casefold())}{_SEPARATOR}{composed.lower()}{_SEPARATOR}{name}"


def _alphabetical(folded: str) -> str:
    spelt = _DIGITS.sub(_number, folded.translate(_ALPHABET)).replace(_NOTHING, "")
    return " ".join(spelt.split())


class _Alphabet(dict[int, str]):
    """What each character is sorted as; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _sorted_as(chr(code))
        return found


def _sorted_as(character: str) -> str:
    """A letter with its accents off, a letter of another script as it is, a space for all that parts words."""
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _IGNORED:
        return _NOTHING
    bare = (part for part in unicodedata.normalize("NFKD", character).casefold() if not unicodedata.combining(part))
    return "".join(_LETTERS.get(part, part) if part.isalpha() else _digit(part) for part in bare)


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else " "


def _number(found: re.Match[str]) -> str:
    """A number so that the longer is the greater: its count of digits stands before it, as one character below ``a``."""
    plain = found[0].lstrip("0") or "0"
    return chr(0x30 + min(len(plain), 0x30)) + plain


_ALPHABET = _Alphabet()
_DIGITS = re.compile("[0-9]+")
_NOTHING = "\x02"
"""Stands for an ignored character until numbers are read: *1-2* is not *12*."""


@lru_cache(maxsize=65_536)
def initial(name: str) -> str:
    """The heading that a name stands under in a list by letters: ``A`` … ``Ö``, ``0–9``, another script's letter, or ``#``.

    Names in the order of :func:`sort_key` have their initials in one run each.
    """
    first = sort_key(name)[0]
    if "a" <= first <= "z":
        return first.upper()
    if first in _SWEDISH:
        return _SWEDISH[first]
    if first == _SEPARATOR:
        return "#"
    return "0–9" if first < "a" else first.upper()


_SWEDISH = {key: letter.upper() for letter, key in _AFTER_Z.items()}
