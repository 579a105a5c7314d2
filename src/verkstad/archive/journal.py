# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The journal of changes: which things readers see differently since a serial number, in time that follows the changes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from verkstad.archive.insert import insert_rows
from verkstad.archive.models import ArchiveIdentity, ChangedThing, Disposal, Withdrawal
from verkstad.archive.signals import archive_changed

Change = tuple[str, UUID]

AT_ONCE = 5000
_LOCK = 0x7665726B  # the word "verk", as a number that no other use of the database is likely to choose


def note_changes(changes: Iterable[Change]) -> None:
    """Write changes to the journal, in the transaction of the changes themselves; listeners are told after commit.

    Raises TransactionManagementError outside a transaction.
    """
    kinds = {thing_id: kind for kind, thing_id in changes}
    if not kinds:
        return
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A change is noted in the transaction that makes it.")
    _one_at_a_time()
    ids = sorted(kinds)
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        ChangedThing.objects.filter(thing_id__in=some).delete()
        insert_rows(ChangedThing, ({"thing_kind": str(kinds[key]), "thing_id": key} for key in some))
    told = [(kinds[key], key) for key in ids]
    transaction.on_commit(lambda: _tell(told), robust=True)


def _one_at_a_time() -> None:
    """A serial number is seen by others no earlier than every smaller one: writers queue here until they commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _tell(changes: list[Change]) -> None:
    # Robust: the change is written, and a listener that fails keeps the others from nothing. Django logs the failure.
    archive_changed.send_robust(sender=None, changes=changes, serial=newest_serial())


def newest_serial() -> int:
    """The serial number of the latest change; 0 when there never was one."""
    return ChangedThing.objects.aggregate(newest=Max("serial"))["newest"] or 0


def archive_id() -> str:
    """The random, lasting id of this database: serial numbers of two databases are never to be compared.

    It is asked anew each time, one row by its key, so that it is always the id of the database in use.
    """
    identity, _made = ArchiveIdentity.objects.get_or_create(pk=ArchiveIdentity.ONLY)
    return str(identity.archive_id)


def withdrawals_so_far() -> str:
    """Another text whenever something was withdrawn or destroyed: then editions made before must not be shown again."""
    withdrawn = Withdrawal.objects.aggregate(newest=Max("pk"))["newest"] or 0
    destroyed = Disposal.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return f"{withdrawn}.{destroyed}"


def changed_after(serial: int) -> tuple[list[Change], int]:
    """The things that changed after ``serial``, oldest change first, each once; and the number to ask from the next time."""
    rows = list(
        ChangedThing.objects.filter(serial__gt=serial)
        .order_by("serial")
        .values_list("serial", "thing_kind", "thing_id")
    )
    return [(kind, thing_id) for _serial, kind, thing_id in rows], rows[-1][0] if rows else serial
