# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a result leads: the page of its thing, the part of it, or the very second or page."""

from __future__ import annotations

from typing import NamedTuple

from verkstad.exchange import addresses
from verkstad.exchange.text import timecode
from verkstad.records.base import Language
from verkstad.search.passages import Kind
from verkstad.search.query import Query
from verkstad.search.results import Group, Hit

SEARCH = "/search"


def search_path(language: Language) -> str:
    return addresses.in_language(SEARCH, language)


def asking(query: Query, language: Language, **more: str) -> str:
    """The address that asks a query."""
    fields = query.as_string(**more)
    return f"{search_path(language)}?{fields}" if fields else search_path(language)


def group_path(group: Group, language: Language) -> str:
    return thing_path(group.kind, group.slug, language)


def thing_path(kind: Kind, slug: str, language: Language) -> str:
    return addresses.in_language(f"/{kind}/{slug}/", language)


def hit_path(group: Group, hit: Hit, language: Language) -> str:
    """A passage's own address where it has one, else its part of the page."""
    if hit.address:
        return hit.address
    return group_path(group, language) + (f"#{hit.anchor}" if hit.anchor else "")


class Moment(NamedTuple):
    """Seconds as people read them, and as machines do."""

    words: str
    iso: str


def moment(seconds: float) -> Moment:
    """``1:02:05`` or ``12:34``."""
    return Moment(timecode(seconds), f"PT{int(seconds)}S")
