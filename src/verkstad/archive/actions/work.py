# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work in the background: asked for, taken by a worker, told of while it lasts, done or failed.

The worker holds a job by a lease. One that is killed, or whose machine stops, lets it run out: then another takes over, and a
job that kills every worker is given up after ``ATTEMPTS``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext_noop as N_

from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.fields import LANGUAGES
from verkstad.archive.models import Job

LEASE = timedelta(seconds=60)
"""How long a worker may be silent before its job is another's."""
ATTEMPTS = 3
"""Times that a job may end with its worker before it is given up."""

_KILLED = N_("It was broken off %(times)s times, each time with its worker. Look at the log, then ask for it again.")


@transaction.atomic
def ask(
    kind: JobKind, about: str, *, options: Mapping[str, Any] | None = None, again: bool = False,
    not_before: datetime | None = None, by: Any = None, at: datetime,
) -> Job:  # fmt: skip
    """Ask for something to be done; asking twice is asking once. One that ended is begun anew only with ``again``, or with other options."""
    job, is_new = Job.objects.select_for_update(of=("self",)).get_or_create(
        kind=kind,
        about=about,
        defaults={"options": dict(options or {}), "asked_at": at, "asked_by": by, "not_before": not_before},
    )
    differs = options is not None and job.options != dict(options)
    if is_new or (not differs and (job.state in {JobState.WAITING, JobState.RUNNING} or not again)):
        return job
    # A worker that holds it finds its lease gone, and stops.
    job.options = dict(options) if options is not None else job.options
    job.state, job.attempts, job.done, job.total, job.failure = JobState.WAITING, 0, 0, None, None
    job.asked_at, job.asked_by, job.not_before = at, by, not_before
    job.lease_until, job.worker, job.finished_at = None, None, None
    job.save()
    return job


@transaction.atomic
def claim(worker: str, kinds: Collection[JobKind], *, only: Job | None = None, at: datetime) -> Job | None:
    """The oldest job of these kinds that is due, or this one alone, held by ``worker`` from now on; None when there is none."""
    rows = Job.objects.due(at).filter(kind__in=kinds).order_by("asked_at", "pk")
    if only is not None:
        rows = rows.filter(pk=only.pk)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    for job in rows[:10]:
        if job.state == JobState.RUNNING and job.attempts >= ATTEMPTS:
            _end(job, JobState.FAILED, failure=said(_KILLED, times=job.attempts), at=at)
            continue
        job.state, job.worker, job.lease_until, job.not_before = JobState.RUNNING, worker, at + LEASE, None
        job.attempts += 1
        job.save(update_fields=["state", "worker", "lease_until", "not_before", "attempts"])
        return job
    return None


def note_how_far(job: Job, done: float, total: float | None, *, at: datetime) -> bool:
    """Say how far it has come, and hold it longer. False when it is no longer this worker's: it was asked for anew, or given up."""
    return bool(_held(job).update(done=done, total=total, lease_until=at + LEASE))


def finish(job: Job, *, at: datetime) -> bool:
    """Done. False when it was no longer this worker's."""
    return bool(
        _held(job).update(state=JobState.DONE, finished_at=at, lease_until=None, worker=None, failure=None, attempts=0)
    )


def fail(job: Job, failure: Mapping[str, str], *, again_at: datetime | None = None, at: datetime) -> bool:
    """It could not be done, and what is said of it by language; with ``again_at`` it is tried once more then."""
    state = JobState.WAITING if again_at and job.attempts < ATTEMPTS else JobState.FAILED
    return bool(
        _held(job).update(
            state=state,
            failure=dict(failure),
            not_before=again_at if state == JobState.WAITING else None,
            finished_at=at if state == JobState.FAILED else None,
            lease_until=None,
            worker=None,
        )
    )


def hand_back(job: Job) -> None:
    """The worker stops, and the job waits for another as if nobody had begun."""
    _held(job).update(state=JobState.WAITING, lease_until=None, worker=None, attempts=max(0, job.attempts - 1))


def forget(kind: JobKind, about: str) -> None:
    """Nobody wants it any more."""
    Job.objects.filter(kind=kind, about=about).delete()


def said(sentence: str, **values: Any) -> dict[str, str]:
    """A sentence in every language of the interface."""
    return in_every_language(lambda: translation.gettext(sentence) % values)


def in_every_language(message: Callable[[], str]) -> dict[str, str]:
    """What a function says in each language of the interface."""
    spoken = {}
    for language in LANGUAGES:
        with translation.override(language):
            spoken[language] = message()
    return spoken


def _held(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)


def _end(job: Job, state: JobState, *, failure: Mapping[str, str], at: datetime) -> None:
    job.state, job.failure, job.finished_at, job.lease_until, job.worker = state, dict(failure), at, None, None
    job.save(update_fields=["state", "failure", "finished_at", "lease_until", "worker"])
