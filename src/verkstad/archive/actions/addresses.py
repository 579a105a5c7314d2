# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses elsewhere: asking for them to be looked at, choosing which, and keeping what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from verkstad.archive.actions import work
from verkstad.archive.addresses import addresses_in_use, sum_of_address
from verkstad.archive.choices import AddressResult, JobKind, JobState
from verkstad.archive.models import CheckedAddress, Job
from verkstad.archive.rules.addresses import Known, known_after

ALL = "addresses"
"""What the job is about: there is one, for all of them."""
EVERY = timedelta(hours=23)
FIRST_AFTER = timedelta(hours=1)
"""A site that was started a moment ago may be gone in another."""
FORGOTTEN_AT_ONCE = 500


def ask_to_look(*, at: datetime) -> Job | None:
    """Ask for a round once a day; the first one an hour after a site is first started. None when it is too soon."""
    job = Job.objects.filter(kind=JobKind.LINKS, about=ALL).first()
    if job is None:
        return work.ask(JobKind.LINKS, ALL, not_before=at + FIRST_AFTER, at=at)
    if job.state in {JobState.DONE, JobState.FAILED} and job.finished_at is not None and job.finished_at <= at - EVERY:
        return work.ask(JobKind.LINKS, ALL, again=True, at=at)
    return None


def addresses_to_look_at(*, at: datetime, everything: bool = False) -> list[str]:
    """Those in use that are due, the longest overdue first, never looked at before all; with ``everything``, due or not.

    What is no longer used anywhere is forgotten.
    """
    used = {sum_of_address(url): url for url in addresses_in_use()}
    known = dict(CheckedAddress.objects.values_list("sha256", "look_after"))
    _forget(known.keys() - used.keys())
    due = [key for key in used if everything or key not in known or known[key] <= at]
    return [used[key] for key in sorted(due, key=lambda key: (key in known, known.get(key, at), key))]


def note_answer(url: str, result: AddressResult, status: int | None, *, at: datetime) -> Known:
    """Keep what came of looking at an address."""
    key = sum_of_address(url)
    row = CheckedAddress.objects.filter(pk=key).first()
    known = known_after(row.known if row else None, result, status, at=at)
    values: dict[str, Any] = {"url": url, **known._asdict()}
    CheckedAddress.objects.update_or_create(sha256=key, defaults=values)
    return known


def _forget(keys: Collection[str]) -> None:
    for some in _in_parts(sorted(keys)):
        CheckedAddress.objects.filter(pk__in=some).delete()


def _in_parts(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + FORGOTTEN_AT_ONCE] for start in range(0, len(keys), FORGOTTEN_AT_ONCE))
