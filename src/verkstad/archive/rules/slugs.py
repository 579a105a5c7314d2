# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Slugs: the readable part of an address."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

LONGEST = 120

# What taking the accents off does not reach.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "&": " och "}
)


def slugify(words: str) -> str:
    """Lower-case letters a–z, digits and hyphens, at most 120: å and ä become a, ö becomes o. Empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS))
    parts = re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return shortened("-".join(parts), LONGEST)


def shortened(slug: str, longest: int) -> str:
    """Cut between words where that can be done."""
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return cut.strip("-")


def event_slug(start_date: date, precision: str, title: str) -> str:
    """The event's date and title: ``2024-05-07-roda-natverket``; without the day when only the month is known."""
    day = f"{start_date:%Y-%m}" if precision == "month" else f"{start_date:%Y-%m-%d}"
    return shortened("-".join(part for part in (day, slugify(title)) if part), LONGEST)
