# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the public change log: from what an event was and is, published both times, to a line in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

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
    if before is not None and (after is None or before.slug != after.slug):
        state.readdress_changes(known.id, path)
    if kinds:
        state.add_change(ChangeEntry(0, at, known.id, "event", path, known.title, kinds))


def forget(state: State, tombstones: Iterable[Tombstone]) -> None:
    """Take what was withdrawn out of the log."""
    for stone in tombstones:
        if stone.reason in _FORGOTTEN:
            state.forget_changes(stone.id)
