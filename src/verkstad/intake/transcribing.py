# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker's task: from a recording's own file to a draft of its captions, which goes on where it was when it is broken off."""

from __future__ import annotations

import contextlib
import errno
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from verkstad.archive.actions.transcribing import keep_heard, refuse_to_replace
from verkstad.archive.actions.work import in_every_language, said
from verkstad.archive.caption_errors import NothingToHear
from verkstad.archive.errors import ArchiveError, DiskFull
from verkstad.archive.models import Recording, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.terms import terms_of
from verkstad.archive.working import Held, WorkFailed, WorkStopped
from verkstad.intake.speech import Heard, Limits, Progress, SpeechError, SpeechInterrupted, hear_apart
from verkstad.intake.speech.captions import cues_of, origin_of
from verkstad.intake.speech.refused import error_of

FORGOTTEN_AFTER = 30 * 24 * 3600
"""Seconds after which what was heard in part, and never gone on with, is thrown away."""


class SpeechSettings(NamedTuple):
    """What the operator has decided on speech."""

    model: str = ""
    """A folder or a name; empty: speech is not turned into text."""
    models: Path | None = None
    """Where models given by name are kept."""
    fetch: bool = False
    languages: tuple[str, ...] = ()
    threads: int = 0
    kept_in: Path = Path("transcribing")
    """The folder of what is heard so far, with one for each recording."""


def transcribe(held: Held, settings: SpeechSettings) -> None:
    """Write down what is said. ``options``: the sum of the ``file``, and its ``language`` or None."""
    file, language = held.options["file"], held.options.get("language")
    recording = Recording.objects.select_related("event").filter(pk=held.job.about).first()
    into = settings.kept_in / held.job.about
    if recording is None:  # deleted since it was asked for
        shutil.rmtree(into, ignore_errors=True)
        return
    with _speech_errors(into):
        stored = StoredFile.objects.filter(pk=file).first()
        if stored is None or not media().has(file):
            raise NothingToHear(recording)
        if language:
            refuse_to_replace(recording, language)
        _forget_abandoned(settings.kept_in)
        heard = _hear(held, recording, stored, into, language, settings)
        keep_heard(
            recording, language or heard.language, cues_of(heard), file=file, origin=origin_of(heard),
            by=held.job.asked_by, at=datetime.now(UTC),
        )  # fmt: skip
    shutil.rmtree(into, ignore_errors=True)


def _hear(
    held: Held, recording: Recording, stored: StoredFile, into: Path, language: str | None, settings: SpeechSettings
) -> Heard:
    def progress(told: Progress) -> None:
        held.how_far(told.heard_seconds, told.whole_seconds)

    return hear_apart(
        stored.path,
        model=settings.model,
        models=settings.models,
        fetch=settings.fetch,
        into=into,
        name=stored.original_name,
        language=language,
        expected=settings.languages,
        terms=terms_of(recording.event, language=language or recording.language or recording.event.language),
        limits=Limits(threads=settings.threads),
        progress=progress,
        stopped=held.is_to_stop,
    )


def _forget_abandoned(kept_in: Path) -> None:
    """What somebody said was begun and never gone on with: nobody's words are kept longer than they are of use."""
    before = time.time() - FORGOTTEN_AFTER
    for folder in kept_in.glob("*/"):
        with contextlib.suppress(FileNotFoundError):  # another worker has just done with it
            if max(path.stat().st_mtime for path in (folder, *folder.iterdir())) < before:
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _speech_errors(into: Path) -> Iterator[None]:
    """What may come instead of captions, as a sentence on the job. What was heard already is kept for the next try."""
    try:
        yield
    except SpeechInterrupted as interrupted:
        if interrupted.kind == "stopped":
            raise WorkStopped from interrupted
        raise _failed(interrupted, again=True) from interrupted
    except SpeechError as refused:
        raise _failed(refused, again=False) from refused
    except ArchiveError as refused:
        raise WorkFailed(in_every_language(refused.message), again=isinstance(refused, DiskFull)) from refused
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise _failed(error_of("disk", into.name, folder=str(into)), again=True) from error


def _failed(error: SpeechError, *, again: bool) -> WorkFailed:
    return WorkFailed(said(error.sentence, name=error.name, **error.values), again=again)
