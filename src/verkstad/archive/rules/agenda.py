# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is impossible or doubtful in the times of an agenda. Times are wall-clock times on the event's day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Literal, NamedTuple
from uuid import UUID

Why = Literal["ends_before_it_begins", "needs_start", "twice", "overlaps", "before_the_event", "after_the_event"]

BLOCKING: frozenset[Why] = frozenset({"ends_before_it_begins", "needs_start", "twice"})
"""What cannot be true; the rest may be meant, and is only pointed out."""


@dataclass(frozen=True)
class Item:
    """What the rules ask of an agenda item: its title in either language, and where in the day it lies."""

    uid: UUID
    title: str
    session: UUID | None = None
    start: time | None = None
    end: time | None = None


class Trouble(NamedTuple):
    """One thing that is wrong with an item, the field to point at, and the item that it clashes with."""

    item: Item
    why: Why
    field: Literal["start_time", "end_time", "title"]
    other: Item | None = None

    @property
    def blocks(self) -> bool:
        return self.why in BLOCKING


def troubles(
    items: Sequence[Item], *, event_start: time | None = None, event_end: time | None = None, several_days: bool = False
) -> Iterator[Trouble]:
    """Everything wrong with an agenda, in its order. Over several days nobody can say which day a time is on,
    so only what is wrong within one item is told."""
    for item in items:
        yield from _of_one(item, several_days=several_days)
        if not several_days:
            yield from _outside(item, event_start, event_end)
    if not several_days:
        yield from _clashes(items)


def _of_one(item: Item, *, several_days: bool) -> Iterator[Trouble]:
    if item.end is not None and item.start is None:
        yield Trouble(item, "needs_start", "start_time")
    # Over midnight is possible when the event goes on for days.
    if item.start is not None and item.end is not None and item.end <= item.start and not several_days:
        yield Trouble(item, "ends_before_it_begins", "end_time")


def _outside(item: Item, event_start: time | None, event_end: time | None) -> Iterator[Trouble]:
    if item.start is not None and event_start is not None and item.start < event_start:
        yield Trouble(item, "before_the_event", "start_time")
    last = item.end or item.start
    if last is not None and event_end is not None and last > event_end:
        yield Trouble(item, "after_the_event", "end_time" if item.end else "start_time")


def _clashes(items: Sequence[Item]) -> Iterator[Trouble]:
    """Items of one session that lie on one another, each told of once: by the later in the agenda."""
    seen: dict[tuple[str, UUID | None, time | None, time | None], Item] = {}
    last: dict[UUID | None, Item] = {}
    timed = [item for item in items if item.start is not None and item.end is not None and item.end > item.start]
    clashing: dict[UUID, Item] = {}
    for item in sorted(timed, key=lambda item: (item.start, item.end)):
        before = last.get(item.session)
        if before is not None and before.end > item.start:  # type: ignore[operator]
            clashing[item.uid] = before
        if before is None or item.end > before.end:  # type: ignore[operator]
            last[item.session] = item
    for item in items:
        key = (item.title.casefold().strip(), item.session, item.start, item.end)
        if item.title and item.start is not None and key in seen:
            yield Trouble(item, "twice", "title", seen[key])
        elif item.uid in clashing:
            yield Trouble(item, "overlaps", "start_time", clashing[item.uid])
        seen.setdefault(key, item)
