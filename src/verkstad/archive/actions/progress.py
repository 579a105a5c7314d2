# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far publishing has come: noted by whoever publishes, asked for by editors who wait to see their change."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

from verkstad.archive.models import ChangedThing, PublishingProgress, Root

Key = Literal["unseen", "shown", "gone", "under_way", "slow", "on_hold", "failed"]

SLOW_AFTER = 30
"""Seconds after which somebody who waits is told that it takes longer than it should."""


class Progress(NamedTuple):
    """Where the newest published change of a thing is on its way to readers.

    *unseen*: there is none. *shown* and *gone*: readers see it, or no longer see the thing. Otherwise they see what was before.
    """

    key: Key
    failure: dict[str, Any] | None = None
    at: datetime | None = None

    @property
    def is_settled(self) -> bool:
        return self.key in {"unseen", "shown", "gone"}


def note_progress(*, serial: int, edition: int, at: datetime) -> None:
    """Readers see every change up to a serial number of the journal."""
    _note(
        serial=serial,
        edition=edition,
        published_at=at,
        is_on_hold=False,
        failure=None,
        failed_serial=None,
        failed_at=None,
    )


def note_failure(*, serial: int, failure: dict[str, Any], at: datetime) -> None:
    """Publishing the changes up to a serial number failed, and why; readers see what they saw."""
    _note(failure=failure, failed_serial=serial, failed_at=at)


def note_hold(*, is_on_hold: bool) -> None:
    """An earlier edition is shown by choice, and nothing is published until that is released."""
    _note(is_on_hold=is_on_hold)


def _note(**values: Any) -> None:
    PublishingProgress.objects.update_or_create(pk=PublishingProgress.ONLY, defaults=values)


def progress_of(thing: Root, *, at: datetime) -> Progress:
    """Two queries."""
    changed = ChangedThing.objects.filter(thing_id=thing.pk).values_list("serial", flat=True).first()
    row = PublishingProgress.objects.filter(pk=PublishingProgress.ONLY).first()
    if changed is None:
        return Progress("shown" if thing.live else "unseen", at=thing.last_published_at)
    if row is not None and row.serial >= changed:
        return Progress("shown" if thing.live else "gone", at=thing.last_published_at)
    if row is not None and row.is_on_hold:
        return Progress("on_hold")
    if row is not None and row.failure is not None and row.failed_serial >= changed:
        return Progress("failed", row.failure, row.failed_at)
    since = thing.last_published_at
    is_slow = since is not None and (at - since).total_seconds() > SLOW_AFTER
    return Progress("slow" if is_slow else "under_way")
