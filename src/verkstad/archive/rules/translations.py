# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which original a translation was made from, and whether that has changed since. Plain functions of words."""

from __future__ import annotations

import hashlib

from verkstad.archive.fields import Words


def original_hash(original: str) -> str:
    """Twelve hexadecimal digits that change when the original changes (as ``records.base.Text.original_hash``)."""
    return hashlib.sha256(original.encode()).hexdigest()[:12]


def translation_of(words: Words) -> str | None:
    return words.en if words.original == "sv" else words.sv


def is_outdated(words: Words | None) -> bool:
    """Whether the original changed after the translation was made. A translation of unknown age is taken to be right."""
    if words is None or words.translated_from is None or translation_of(words) is None:
        return False
    return words.translated_from != original_hash(words.in_original() or "")


def translated_from(before: Words | None, after: Words, *, is_right: bool = False) -> str | None:
    """What to keep as the origin of the translation in ``after``, which somebody made of ``before``.

    A translation that was written anew, or is said to be right, is of the original as it is now; one that was left alone
    stays of the original that it was made from.
    """
    original, translation = after.in_original(), translation_of(after)
    if original is None or translation is None:
        return None
    if before is None or is_right or before.original != after.original or translation_of(before) != translation:
        return original_hash(original)
    if before.translated_from is None and before.in_original() not in {None, original}:
        return original_hash(before.in_original() or "")
    return before.translated_from
