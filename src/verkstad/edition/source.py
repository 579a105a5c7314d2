# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a publishing gets its records from, and what a way of building hands over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from verkstad.edition.build import Built
from verkstad.edition.units import Unit
from verkstad.records.published import Records
from verkstad.records.things import Root, Tombstone

Thing = TypeVar("Thing", bound=Root | Tombstone)


class Source(Protocol):
    """Where published records come from: the archive, or records in memory for tests and measures."""

    def published(self, at: datetime, only: Collection[UUID] | None = None) -> Records: ...

    def changed_after(self, serial: int) -> tuple[set[UUID], int]:
        """The ids of everything whose published state may differ from what it was at ``serial``, and the newest serial."""
        ...

    def newest_serial(self) -> int: ...


class Step(NamedTuple):
    """What one way of building hands over to be made an edition."""

    built: list[Built]
    removed: set[str]
    """Owners whose files go."""
    due: set[Unit]


class RecordsSource:
    """A source over records at hand instead of an archive: to try and to measure publishing by itself."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._journal: list[UUID] = []

    def published(self, at: datetime, only: Collection[UUID] | None = None) -> Records:
        def chosen(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
            return things if only is None else tuple(thing for thing in things if thing.id in only)

        now = self.records
        return Records(
            at=at,
            series=chosen(now.series),
            organisations=chosen(now.organisations),
            people=chosen(now.people),
            topics=chosen(now.topics),
            events=chosen(now.events),
            tombstones=chosen(now.tombstones),
        )

    def changed_after(self, serial: int) -> tuple[set[UUID], int]:
        return set(self._journal[serial:]), len(self._journal)

    def newest_serial(self) -> int:
        return len(self._journal)

    def change(self, records: Records, *ids: UUID) -> None:
        """Publish other records, of which those with ``ids`` differ."""
        self.records = records
        self._journal += ids
