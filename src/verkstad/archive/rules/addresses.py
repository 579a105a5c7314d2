# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an address elsewhere counts as dead, and when to look at it again.

One bad night is no alarm: an address is dead when it has failed three times, on different days, with nothing but failures for
three days. One that refuses to be looked at (403, 429 and the like) says nothing of itself, and is never dead.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from verkstad.archive.choices import AddressResult

FAILURES = frozenset({AddressResult.GONE, AddressResult.UNREACHABLE, AddressResult.CERTIFICATE})
DEAD_AFTER_FAILURES = 3
DEAD_AFTER = timedelta(days=3)
COUNTED_APART = timedelta(hours=20)
"""Two failures nearer to each other count as one, however often somebody looks by hand."""
AGAIN_WHEN_ANSWERED = timedelta(days=14)
AGAIN_WHEN_FAILING = timedelta(hours=22)
AGAIN_WHEN_DEAD = timedelta(days=7)


class Known(NamedTuple):
    """What is known of an address after it was looked at."""

    result: AddressResult
    status: int | None
    """Of the answer, where there was one."""
    looked_at: datetime
    look_after: datetime
    answered_at: datetime | None = None
    failing_since: datetime | None = None
    failures: int = 0
    """In a row, each on a day of its own."""
    counted_at: datetime | None = None
    """When the last of them was counted."""
    is_dead: bool = False


def known_after(before: Known | None, result: AddressResult, status: int | None, *, at: datetime) -> Known:
    """What is known once it was looked at again, or for the first time."""
    answered_at = at if result == AddressResult.ANSWERS else before.answered_at if before else None
    if result not in FAILURES:
        return Known(result, status, at, at + AGAIN_WHEN_ANSWERED, answered_at)
    failures = before.failures if before else 0
    counted_at = before.counted_at if before else None
    since = (before.failing_since if before else None) or at
    if counted_at is None or at - counted_at >= COUNTED_APART:
        failures, counted_at = failures + 1, at
    is_dead = failures >= DEAD_AFTER_FAILURES and at - since >= DEAD_AFTER
    again = at + (AGAIN_WHEN_DEAD if is_dead else AGAIN_WHEN_FAILING)
    return Known(result, status, at, again, answered_at, since, failures, counted_at, is_dead)
