# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Translation where Django is not started: settings, the front and the command speak before it, and when it cannot start."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def N_(text: str) -> str:
    """Mark a text for collection; it is translated where it is shown."""
    return text


@cache
def words(language: str) -> gettext.NullTranslations:
    """The texts in ``language``; English stands in the code itself."""
    return gettext.translation("django", LOCALE, languages=[language], fallback=True)


def language_of(environ: Mapping[str, str] = os.environ) -> str:
    """The language of the person at the terminal: Swedish when the locale says so, else English."""
    chosen = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "sv" if chosen.lower().startswith("sv") else "en"


def _(text: str) -> str:
    """The text in the language of the terminal."""
    return words(language_of()).gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    return words(language_of()).ngettext(singular, plural, number)
