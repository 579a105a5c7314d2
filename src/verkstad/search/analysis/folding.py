# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters as they are compared: lower case without accents, å ä ö kept as letters of their own."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_KEPT = {ord(letter): letter for letter in "åäö"} | {
    ord("æ"): "ä",
    ord("ø"): "ö",
    ord("ß"): "ss",
    ord("đ"): "d",
    ord("ł"): "l",
    ord("ð"): "d",
    ord("þ"): "th",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_PLAIN = str.maketrans("åäö", "aao")


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Lower case without accents; å ä ö are letters of their own, and æ and ø are ä and ö."""
    folded = word.casefold()
    if folded.isascii() or not folded.translate(_PLAIN).strip(_LETTERS):  # as nearly all words are
        return folded
    folded = unicodedata.normalize("NFC", word).casefold()
    return "".join(character if character in "åäö" else _bare(character) for character in folded.translate(_KEPT))


def _bare(character: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", character) if not unicodedata.combining(part))


def plain(folded: str) -> str:
    """As it is typed where å ä ö are not on the keyboard: ``öppen`` is ``oppen``."""
    return folded.translate(_PLAIN)
