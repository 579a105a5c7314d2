# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the public change log: from what an event was and is, published both times, to a line in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from verkstad.edition.changes import differences
from verkstad.edition.library import ChangeEntry
from verkstad.edition.state import State
from verkstad.exchange import addresses
from verkstad.records.events import Event
from verkstad.records.things import Tombstone

_FORGOTTEN = frozenset({"withdrawn", "author_request", "rights", "personal_data", "mistake"})
"""Reasons for which not even the title may stay in the log: what was taken down must not be read there."""


def write(state: State, before: Event | None, after: Event | None, *, at: datetime) -> None:
    """Add a line to the log if a reader would notice; keep the links of older lines right."""
    known = after or before
    assert known is not None
    kinds = differences(before, after)
    path = addresses.event_path(after) if after else ""
    if before is not None and (after is None or before.slug != after.slug or before.title != after.title):
        # Older lines take the new title too: the old one may have been changed because it named somebody.
        state.readdress_changes(known.id, path, known.title)
    if kinds:
        state.add_change(ChangeEntry(0, at, known.id, "event", path, known.title, kinds))


def must_go(tombstones: Iterable[Tombstone], known: Collection[UUID] = ()) -> bool:
    """Whether something newly taken down must leave the kept editions too."""
    return any(stone.reason in _FORGOTTEN and stone.id not in known for stone in tombstones)


def forget(state: State, tombstones: Iterable[Tombstone]) -> None:
    """Take what was withdrawn out of the log."""
    for stone in tombstones:
        if stone.reason in _FORGOTTEN:
            state.forget_changes(stone.id)
