# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One language of the interface: its translations, numbers and names of languages, read once and kept."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale

from verkstad.records.base import Language

LOCALES = Path(__file__).resolve().parents[2] / "locale"

OTHER: dict[Language, Language] = {"sv": "en", "en": "sv"}


def N_(words: str) -> str:
    """Mark words for translation where they stand; :meth:`Tongue.gettext` translates them."""
    return words


class Tongue(NamedTuple):
    """What it takes to speak one language. ``gettext`` translates a whole phrase, ``ngettext`` one with a number."""

    language: Language
    translations: gettext.NullTranslations

    def gettext(self, words: str) -> str:
        return self.translations.gettext(words)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.translations.ngettext(singular, plural, n) % {"n": number(n, self.language)}


@cache
def tongue(language: Language) -> Tongue:
    return Tongue(language, gettext.translation("django", LOCALES, languages=[language], fallback=True))


def number(n: int, language: Language) -> str:
    """1 200 in Swedish (with a space that never breaks), 1,200 in English. Four digits and fewer of a year are not numbers."""
    return f"{n:,}".replace(",", "\u00a0") if language == "sv" else f"{n:,}"


@cache
def language_name(tag: str, language: Language) -> str:
    """The name of a language, as it stands inside a sentence: "engelska", "English"; an unknown tag is itself."""
    names = Locale.parse(language).languages
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag


@cache
def size(size_bytes: int, language: Language) -> str:
    """2,1 MB in Swedish, 2.1 MB in English; decimal units, as the reader's own files are counted."""
    if size_bytes < 1000:
        return f"{size_bytes} byte" if language == "sv" or size_bytes == 1 else f"{size_bytes} bytes"
    value, unit = (size_bytes / 1e3, "kB") if size_bytes < 999_500 else (size_bytes / 1e6, "MB")
    if unit == "MB" and value >= 999.5:
        value, unit = size_bytes / 1e9, "GB"
    words = f"{value:.0f}" if value >= 10 or unit == "kB" else f"{value:.1f}"
    return f"{words.replace('.', ',') if language == 'sv' else words}\u00a0{unit}"


@cache
def length(seconds: float, language: Language) -> str:
    """58 min; 1 tim 28 min in Swedish, 1 h 28 min in English; under a minute counts as one."""
    minutes = max(1, round(seconds / 60))
    hours, minutes = divmod(minutes, 60)
    hour = "tim" if language == "sv" else "h"
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0{hour}" + (f" {minutes}\u00a0min" if minutes else "")
