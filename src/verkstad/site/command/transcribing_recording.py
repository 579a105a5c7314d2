# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``transcribe`` of a recording of the archive: the same job as the desk asks for, done here and now, or followed where a worker has it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from verkstad.site.command.telling import WRONG_CALL, Told, progress, settings_and_django, tell, tell_json
from verkstad.site.settings_table import Settings
from verkstad.site.words import _, language_of, ngettext

if TYPE_CHECKING:
    from verkstad.archive.models import CaptionTrack, Job, Recording

LOOK_EVERY = 1.0


def transcribe_recording(key: str, *, language: str | None, as_json: bool) -> None:
    """``key``: the id of a recording or of its workshop, or the address of the workshop."""
    settings = settings_and_django()
    from verkstad.archive.actions.transcribing import ask_to_transcribe
    from verkstad.archive.choices import JobState
    from verkstad.archive.errors import ArchiveError

    recording = _recording(key.strip("/").removeprefix("event/"))
    try:
        job = ask_to_transcribe(recording, language=language, by=None, at=datetime.now(UTC))
    except ArchiveError as refused:
        raise _ended(refused.message(), as_json) from refused
    with progress(_("Listening")) as move:
        job = _done_or_followed(settings, job, move)
    if job.state != JobState.DONE:
        raise _ended((job.failure or {}).get(language_of(), ""), as_json)
    track = recording.tracks.order_by("-changed_at").first()
    if track is None:
        raise _ended(_("The captions were removed again meanwhile."), as_json)
    if as_json:
        tell_json(_as_json(track))
    else:
        tell(_summary(track))


def _recording(key: str) -> Recording:
    from verkstad.archive.actions.transcribing import file_to_hear
    from verkstad.archive.models import Event, Recording

    try:
        by_id: dict[str, Any] = {"pk": UUID(key)}
    except ValueError:
        by_id = {}
    found = list(Recording.objects.filter(**by_id)) if by_id else []
    event = None if found else Event.objects.filter(**(by_id or {"slug": key})).first()
    if event is not None:
        every = list(Recording.objects.filter(event=event).order_by("sort_order", "pk"))
        found = [recording for recording in every if file_to_hear(recording)] or every[:1]
    if not found:
        raise Told(
            _("There is no file, no recording and no workshop with a recording called “%(key)s”.") % {"key": key},
            code=WRONG_CALL,
        )
    if len(found) > 1:
        ids = ", ".join(f"{recording.pk} ({recording})" for recording in found)
        raise Told(
            _("The workshop has several recordings. Give the id of one: %(ids)s") % {"ids": ids}, code=WRONG_CALL
        )
    return found[0]


def _done_or_followed(settings: Settings, job: Job, move: Callable[[int, int], None]) -> Job:
    """Do the job here, or look on while a worker of the site does; it has ended when this returns."""
    from verkstad.archive.actions.work import claim, hand_back
    from verkstad.archive.choices import JobKind, JobState
    from verkstad.archive.working import Held
    from verkstad.site.worker import Worker

    class Shown(Held):
        def how_far(self, done: float, total: float | None = None) -> None:
            super().how_far(done, total)
            move(int(done), int(total or 0))

    worker = Worker(settings, threading.Event())
    mine = claim(f"{worker.name}:command"[:100], [JobKind.TRANSCRIBE], only=job, at=datetime.now(UTC))
    try:
        if mine is not None:
            worker.work_on(Shown(mine))
            job.refresh_from_db()
        while mine is None and job.state in {JobState.WAITING, JobState.RUNNING}:
            time.sleep(LOOK_EVERY)
            job.refresh_from_db()
            move(int(job.done), int(job.total or 0))
    except KeyboardInterrupt:
        if mine is not None:
            hand_back(mine)
        raise Told(
            _("Stopped. What is finished is kept: a worker of the site goes on from there, or the same command.")
        ) from None
    return job


def _ended(sentence: str, as_json: bool) -> Exception:
    if as_json:
        tell_json({"problems": [{"message": sentence}]})
        return click.exceptions.Exit(1)
    return Told(sentence)


def _summary(track: CaptionTrack) -> str:
    return ngettext(
        "%(number)s line in %(language)s is kept as a draft of the captions of “%(recording)s”. Automatic, may contain errors: correct it at the desk.",
        "%(number)s lines in %(language)s are kept as a draft of the captions of “%(recording)s”. Automatic, may contain errors: correct them at the desk.",
        len(track.cues),
    ) % {"number": len(track.cues), "language": track.language, "recording": track.recording}


def _as_json(track: CaptionTrack) -> dict[str, Any]:
    return {
        "recording": str(track.recording_id),
        "language": track.language,
        "state": track.state,
        "origin": track.origin,
        "cues": track.cues,
    }
