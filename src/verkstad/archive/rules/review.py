# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""When somebody else must have read a thing before readers see it: when its series asks for that, and never else.

The rule holds for workshops and what belongs to them, and for the series itself; people, organisations and topics are shared
by all series. Who may not publish at all sends for review whatever the series asks.
"""

from __future__ import annotations

from typing import Any

from verkstad.archive.models import Event, Material, Recording, Root, Series
from verkstad.archive.rules.access import may
from verkstad.archive.version_errors import ReviewRequired


def needs_review(thing: Root) -> bool:
    """Whether the series that a thing belongs to, or is about to belong to, asks for review."""
    return any(series.review_required for series in _series_of(thing))


def may_publish_at_once(user: Any, thing: Root) -> bool:
    """Whether the user may publish without anybody else having read it; administrators answer for themselves."""
    return may(user, "publish", thing) and (not needs_review(thing) or is_exempt(user))


def is_exempt(user: Any) -> bool:
    """An administrator, or the operator at the command line (None)."""
    return user is None or may(user, "manage_members")


def refuse_unreviewed(by: Any, *things: Root) -> None:
    """Raises ReviewRequired for the first of the things that somebody else must read before ``by`` publishes it."""
    for thing in things:
        if needs_review(thing) and not is_exempt(by):
            raise ReviewRequired(thing)


def _series_of(thing: Root) -> list[Series]:
    match thing:
        case Series():
            return [thing]
        case Event():
            return [thing.series]
        case Material() | Recording():
            return [thing.event.series]
    return []
