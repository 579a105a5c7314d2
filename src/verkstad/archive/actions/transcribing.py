# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Having a machine write down what is said in a recording: asked for by a person, kept as a draft that nobody has looked at.

What a person has worked on stays: a machine's captions never take its place, neither when they are asked for nor when they are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from verkstad.archive.actions.captions import put_captions
from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.files import content_of
from verkstad.archive.actions.work import ask
from verkstad.archive.caption_errors import CorrectionsStand, HeardAnotherFile, NothingToHear
from verkstad.archive.choices import CaptionState, JobKind
from verkstad.archive.models import CaptionTrack, Job, Recording, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.rules.readings import MEDIA, way_of


def ask_to_transcribe(recording: Recording, *, language: str | None = None, by: Any, at: datetime) -> Job:
    """Have what is said in the file of the newest draft written down; without a language it is told from the sound.

    What was done or failed before is done anew; what waits or goes on is left to it. Raises NotAllowed, NothingToHear, or
    CorrectionsStand.
    """
    refuse_unless(by, "change", recording)
    stored = file_to_hear(recording)
    if stored is None:
        raise NothingToHear(recording)
    if language:
        refuse_to_replace(recording, language)
    options = {"file": stored.pk, "language": language or None}
    return ask(JobKind.TRANSCRIBE, str(recording.pk), options=options, again=True, by=by, at=at)


def file_to_hear(recording: Recording) -> StoredFile | None:
    """The recording's own file, as its newest draft names it, when its bytes are here and have sound or film in them."""
    sha256 = content_of(recording).get("file")
    stored = StoredFile.objects.filter(pk=sha256).first() if sha256 else None
    if stored is None or way_of(stored.media_type) != MEDIA or not media().has(stored.pk):
        return None
    return stored


def refuse_to_replace(recording: Recording, language: str) -> None:
    """Raises CorrectionsStand where a person has worked on the captions in this language, at the desk or before they came here."""
    track = CaptionTrack.objects.filter(recording=recording, language=language).first()
    if track is not None:
        stand = track.state != CaptionState.MACHINE or any(cue.get("corrected") for cue in track.cues)
    else:
        named = content_of(recording).get("captions") or ()
        stand = any(
            one["language"] == language and one.get("text") and one["state"] != CaptionState.MACHINE for one in named
        )
    if stand:
        raise CorrectionsStand(recording, language)


@transaction.atomic
def keep_heard(
    recording: Recording, language: str, cues: Iterable[Mapping[str, Any]], *, file: str, origin: str, by: Any,
    at: datetime,
) -> CaptionTrack:  # fmt: skip
    """Keep what a machine heard in ``file`` as the draft of the captions in this language.

    Raises HeardAnotherFile when the recording has got another file meanwhile, CorrectionsStand, and what ``put_captions`` does.
    """
    recording = locked(recording)
    if content_of(recording).get("file") != file:
        raise HeardAnotherFile(recording)
    refuse_to_replace(recording, language)
    return put_captions(recording, language, cues, state=CaptionState.MACHINE, origin=origin, by=by, at=at)
