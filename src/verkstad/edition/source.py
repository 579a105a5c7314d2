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
from verkstad.records.published import Records


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
