# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where work in the background stands, in the words of the desk."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import Job
from verkstad.archive.spoken import spoken_time
from verkstad.archive.standing import Standing


class WorkWords(NamedTuple):
    """``percent`` is there while it is known how far it has come; ``again``: it can be asked for anew."""

    words: str
    why: str = ""
    percent: int | None = None
    again: bool = False
    is_open: bool = False


def words_of(standing: Standing) -> WorkWords | None:
    """What is to be said of the job; None when nobody asked for anything, or all is done."""
    job = standing.job
    if job is None or job.state == JobState.DONE:
        return None
    if job.state == JobState.FAILED:
        return WorkWords(_("It failed."), said_of(job), again=True)
    if job.state == JobState.RUNNING:
        return WorkWords(_how_far(job, standing), percent=_percent(job), is_open=True)
    if job.failure and job.not_before:
        at = spoken_time(localtime(job.not_before).time())
        return WorkWords(_("It is tried again at %(time)s.") % {"time": at}, said_of(job), is_open=True)
    return WorkWords(_("It waits for its turn."), is_open=True)


def said_of(job: Job) -> str:
    """Why it failed, in the language of whoever reads."""
    failure: dict[str, Any] = job.failure or {}
    return failure.get("sv" if (get_language() or "").startswith("sv") else "en", "")


def _percent(job: Job) -> int | None:
    return min(100, int(100 * job.done / job.total)) if job.total else None


def _how_far(job: Job, standing: Standing) -> str:
    if not job.total:
        return _("It is under way.")
    if standing.kind == JobKind.READ:
        return _("It is under way: page %(done)s of %(total)s.") % {"done": int(job.done), "total": int(job.total)}
    return _("It is under way: %(done)s of %(total)s.") % {"done": clock(job.done), "total": clock(job.total)}


def clock(seconds: float) -> str:
    """0:12:34, without fractions."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
