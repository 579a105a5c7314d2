# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether anything shows that an event took place. That its date has passed does not."""

from __future__ import annotations

from collections.abc import Iterable

SHOWING_RECORDINGS = frozenset({"published", "processing", "withdrawn"})
SHOWING_LINKS = frozenset({"notes"})


def shows_that_it_was_held(
    *,
    recording_states: Iterable[str] = (),
    material_count: int = 0,
    attendance: int | None = None,
    link_kinds: Iterable[str] = (),
) -> bool:
    """True when a recording was made, there is material or notes, or somebody counted who came (nobody is also a count: not held)."""
    return (
        material_count > 0
        or bool(attendance)
        or not SHOWING_RECORDINGS.isdisjoint(recording_states)
        or not SHOWING_LINKS.isdisjoint(link_kinds)
    )
