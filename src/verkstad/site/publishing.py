# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing this site: its archive as the source, its settings as the facts about it. Django must be started."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from uuid import UUID

from django.db import DatabaseError

from verkstad.archive import journal
from verkstad.archive.actions.progress import note_failure, note_hold, note_progress
from verkstad.edition.publish import Published, follow_up, must_go, publish
from verkstad.records.published import Records
from verkstad.records.read import published
from verkstad.site.identity import site_of
from verkstad.site.settings_table import Settings
from verkstad.site.telling_progress import failure_of, is_hold


class ArchiveSource:
    """Published records from the database."""

    def published(self, at: datetime, only: Collection[UUID] | None = None) -> Records:
        return published(at, only)

    def changed_after(self, serial: int) -> tuple[set[UUID], int]:
        changes, newest = journal.changed_after(serial)
        return {thing for _kind, thing in changes}, newest

    def newest_serial(self) -> int:
        return journal.newest_serial()

    def withdrawals_so_far(self) -> str:
        return journal.withdrawals_so_far()

    def identity(self) -> str:
        return journal.archive_id()


def publish_site(
    settings: Settings,
    *,
    rebuild: bool = False,
    late: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Published:
    """Publish what the archive holds now, and note for the desk how that went.

    Raises PublishError, RecordUnreadable, DatabaseError or OSError; readers then see no change.
    """
    at = datetime.now(UTC)
    serial = journal.newest_serial()
    try:
        done = publish(
            settings.editions,
            source=ArchiveSource(),
            site=site_of(settings),
            at=at,
            rebuild=rebuild,
            late=late,
            keep=settings["VERKSTAD_KEEP_EDITIONS"],
            progress=progress,
        )
    except Exception as error:
        with contextlib.suppress(DatabaseError):  # a full disk takes the database's file too
            note_failed(error, serial=serial, at=at)
        raise
    note_progress(serial=serial, edition=done.number, at=at)
    return done


def note_failed(error: Exception, *, serial: int, at: datetime) -> None:
    """Tell editors who wait for their change why readers do not see it yet."""
    if is_hold(error):
        note_hold(is_on_hold=True)
    else:
        note_failure(serial=serial, failure=failure_of(error), at=at)


def must_end_hold(settings: Settings) -> bool:
    """Whether the earlier edition that is shown by hand still has what was withdrawn since: then it gives way."""
    return must_go(settings.editions, ArchiveSource())


def follow_up_site(settings: Settings) -> Published | None:
    """Make the files of the whole archive that were left for later."""
    return follow_up(settings.editions, site=site_of(settings))
