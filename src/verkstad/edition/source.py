# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a publishing gets its records from, and what a way of building hands over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from verkstad.edition.build import Built
from verkstad.edition.units import Unit
from verkstad.records.base import Record
from verkstad.records.published import Records

_GROUPS = ("series", "organisations", "people", "topics", "events", "tombstones")


class Source(Protocol):
    """Where published records come from: the archive, or records in memory for tests and measures."""

    def published(self, at: datetime, only: Collection[UUID] | None = None) -> Records: ...

    def changed_after(self, serial: int) -> tuple[set[UUID], int]:
        """The ids of everything whose published state may differ from what it was at ``serial``, and the newest serial."""
        ...

    def newest_serial(self) -> int: ...

    def withdrawals_so_far(self) -> str:
        """Another text whenever something was withdrawn: then no edition that was made before may be shown again."""
        ...

    def identity(self) -> str:
        """Which archive this is: the serials of another, such as one moved to another database, mean nothing here."""
        ...


class Step(NamedTuple):
    """What one way of building hands over to be made an edition."""

    built: list[Built]
    removed: set[str]
    """Owners whose files go."""
    due: set[Unit]
    must_go: bool = False
    """Something was taken down for a reason for which kept editions must not have it either."""


class RecordsSource:
    """A source over records at hand instead of an archive: to try and to measure publishing by itself."""

    def __init__(self, records: Records) -> None:
        self._journal: list[UUID] = []
        self.withdrawn = 0
        self.change(records)

    def published(self, at: datetime, only: Collection[UUID] | None = None) -> Records:
        if only is None:
            return self.records.model_copy(update={"at": at})
        chosen: dict[str, list[Record]] = {name: [] for name in _GROUPS}
        for id in only:
            for name in _GROUPS:
                if id in self._by_id[name]:
                    chosen[name].append(self._by_id[name][id])
        return Records(at=at, **{name: tuple(things) for name, things in chosen.items()})

    def changed_after(self, serial: int) -> tuple[set[UUID], int]:
        return set(self._journal[serial:]), len(self._journal)

    def newest_serial(self) -> int:
        return len(self._journal)

    def withdrawals_so_far(self) -> str:
        return str(self.withdrawn)

    def identity(self) -> str:
        return "records"

    def change(self, records: Records, *ids: UUID) -> None:
        """Publish other records, of which those with ``ids`` differ."""
        self.records = records
        self._by_id = {name: {thing.id: thing for thing in getattr(records, name)} for name in _GROUPS}
        self._journal += ids
