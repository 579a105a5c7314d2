# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work in the background: asked for once, held by one worker, taken over from a dead one, given up when it kills them all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import NOON
from verkstad.archive.actions import work
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import Job

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
LATER = NOON + work.LEASE + SECOND


def test_asking_twice_is_asking_once_and_other_options_begin_anew():
    first = work.ask(JobKind.READ, "a", at=NOON)
    work.claim("w1", [JobKind.READ], at=NOON)

    assert work.ask(JobKind.READ, "a", at=NOON).pk == first.pk
    assert Job.objects.get().state == JobState.RUNNING
    work.ask(JobKind.READ, "a", options={"ocr": True}, at=NOON)

    assert (Job.objects.get().state, Job.objects.get().options) == (JobState.WAITING, {"ocr": True})


def test_a_job_is_one_workers_until_its_lease_runs_out():
    work.ask(JobKind.READ, "a", at=NOON)
    held = work.claim("w1", [JobKind.READ], at=NOON)
    assert held is not None
    assert work.claim("w2", [JobKind.READ], at=NOON + SECOND) is None
    assert work.note_how_far(held, 3, 10, at=NOON + 40 * SECOND)
    assert work.claim("w2", [JobKind.READ], at=LATER) is None

    taken = work.claim("w2", [JobKind.READ], at=LATER + 40 * SECOND)

    assert taken is not None
    assert (taken.worker, taken.attempts, taken.done) == ("w2", 2, 3)
    assert not work.note_how_far(held, 4, 10, at=LATER)
    assert not work.finish(held, at=LATER)
    assert work.finish(taken, at=LATER)
    assert Job.objects.get().state == JobState.DONE


def test_other_kinds_and_later_times_are_left():
    work.ask(JobKind.TRANSCRIBE, "a", at=NOON)
    work.ask(JobKind.READ, "b", not_before=LATER, at=NOON)

    assert work.claim("w1", [JobKind.READ], at=NOON) is None
    assert work.claim("w1", [JobKind.READ], at=LATER).about == "b"


def test_a_job_that_ends_every_worker_is_given_up_with_a_sentence_in_both_languages():
    work.ask(JobKind.READ, "a", at=NOON)
    at = NOON
    for number in range(work.ATTEMPTS):
        assert work.claim(f"w{number}", [JobKind.READ], at=at) is not None
        at += work.LEASE + SECOND

    assert work.claim("w9", [JobKind.READ], at=at) is None
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert (
        job.failure["en"]
        == "It was broken off 3 times, each time with its worker. Look at the log, then ask for it again."
    )
    assert set(job.failure) == {"sv", "en"}


def test_what_failed_is_tried_again_later_or_never_and_asked_for_anew():
    work.ask(JobKind.READ, "a", at=NOON)
    job = work.claim("w1", [JobKind.READ], at=NOON)
    work.fail(job, {"sv": "Nej", "en": "No"}, again_at=LATER, at=NOON)
    assert work.claim("w1", [JobKind.READ], at=NOON) is None

    job = work.claim("w1", [JobKind.READ], at=LATER)
    work.fail(job, {"sv": "Nej", "en": "No"}, at=LATER)

    assert Job.objects.get().state == JobState.FAILED
    assert work.claim("w1", [JobKind.READ], at=LATER) is None
    assert work.ask(JobKind.READ, "a", at=LATER).state == JobState.FAILED
    assert work.ask(JobKind.READ, "a", again=True, at=LATER).state == JobState.WAITING


def test_what_is_handed_back_counts_as_not_begun():
    work.ask(JobKind.READ, "a", at=NOON)
    job = work.claim("w1", [JobKind.READ], at=NOON)

    work.hand_back(job)

    assert (Job.objects.get().state, Job.objects.get().attempts) == (JobState.WAITING, 0)
