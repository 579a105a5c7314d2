# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worker's task of writing down what is said: real speech by a real model, and a clear sentence where there is none."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests import factories as make
from tests.intake.speech.sounds import as_recording, film_without_sound, speak
from verkstad.archive.actions.captions import put_captions
from verkstad.archive.actions.transcribing import ask_to_transcribe
from verkstad.archive.actions.work import claim, hand_back
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import CaptionTrack, Job, TopicLink
from verkstad.archive.working import Held, WorkFailed, WorkStopped
from verkstad.intake import transcribing
from verkstad.intake.speech import Limits
from verkstad.intake.speech.refused import error_of
from verkstad.intake.transcribing import FORGOTTEN_AFTER, SpeechSettings, transcribe

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def recording_of(content: bytes, **values):
    stored = make.make_stored(content, media_type="video/webm", original_name="hela.webm")
    return make.make_recording(make.make_event(**values), file=stored.pk, media_type="video/webm")


def held_for(recording, *, language=None, is_ending=lambda: False) -> Held:
    job = ask_to_transcribe(recording, language=language, by=None, at=make.NOON)
    claimed = claim("w1", [JobKind.TRANSCRIBE], only=job, at=datetime.now(UTC))
    assert claimed is not None
    return Held(claimed, is_ending=is_ending)


def spoken(tmp_path, text: str, voice: str) -> bytes:
    return as_recording(speak(text, voice, tmp_path / "tal.wav"), tmp_path / "tal.webm").read_bytes()


TALK = (
    "Welcome to the workshop. Our first speaker works with Archivematica. "
    "After the break there is a discussion in small groups."
)


def test_speech_becomes_a_draft_of_captions_though_the_first_worker_is_ended(speech_model, tmp_path, monkeypatch):
    monkeypatch.setattr(transcribing, "Limits", lambda **_: Limits(niceness=0, stretch_seconds=4, threads=1))
    topic = make.make_topic(name="Archivematica")
    recording = recording_of(spoken(tmp_path, TALK, "en-gb"), topics=[TopicLink(topic=topic)])
    settings = SpeechSettings(str(speech_model), languages=("sv", "en"), kept_in=tmp_path / "kept")
    folder = tmp_path / "kept" / str(recording.pk)
    first = held_for(recording, is_ending=lambda: any(folder.glob("stretch-*.json")))

    with pytest.raises(WorkStopped):
        transcribe(first, settings)
    hand_back(first.job)
    was_heard = len(list(folder.glob("stretch-*.json")))
    second, begun = held_for(recording), []
    monkeypatch.setattr(second, "how_far", lambda done, total=None: begun.append(done))
    transcribe(second, settings)

    assert was_heard
    assert begun[0] > 1  # what was heard is not heard again
    track = CaptionTrack.objects.get()
    assert (track.recording_id, track.language, track.state) == (recording.pk, "en", "machine")
    said = " ".join(cue["text"].replace("\n", " ") for cue in track.cues)
    assert "Archivematica" in said  # which it was told of
    assert "in small groups" in said
    assert track.origin.startswith("whisper-base@")
    assert "faster-whisper" in track.origin
    assert all(cue["heard"] == cue["text"] for cue in track.cues)
    marked = [cue["text"][start:end] for cue in track.cues for start, end in cue.get("unsure", ())]
    assert all(words and words == words.strip() for words in marked)
    assert list((tmp_path / "kept").iterdir()) == []


def test_what_was_ended_from_outside_is_told_as_that_and_tried_again(tmp_path, monkeypatch):
    def killed(*_args, **_values):
        raise error_of("killed", "hela.webm")

    monkeypatch.setattr(transcribing, "hear_apart", killed)
    with pytest.raises(WorkFailed, match="What is finished is kept") as failed:
        transcribe(held_for(recording_of(b"film")), SpeechSettings("model", kept_in=tmp_path / "kept"))

    assert failed.value.again


def said_of(recording, settings: SpeechSettings) -> dict[str, str]:
    with pytest.raises(WorkFailed) as failed:
        transcribe(held_for(recording), settings)
    assert not failed.value.again
    assert failed.value.said["sv"] != failed.value.said["en"]
    assert not CaptionTrack.objects.filter(state="machine", changed_at__gt=make.NOON).exists()
    return failed.value.said


def test_without_a_model_it_says_how_to_get_one(speech_parts, tmp_path):
    recording = recording_of(b"film")

    assert "docs/transcription.md" in said_of(recording, SpeechSettings(kept_in=tmp_path))["en"]


def test_a_model_that_is_not_where_it_should_be_is_named(speech_parts, tmp_path):
    recording = recording_of(film_without_sound(tmp_path / "stum.mp4").read_bytes())

    assert "/nowhere" in said_of(recording, SpeechSettings("/nowhere", kept_in=tmp_path / "kept"))["en"]


def test_a_recording_in_which_nobody_speaks_is_told_as_that(speech_model, tmp_path):
    recording = recording_of(film_without_sound(tmp_path / "stum.mp4").read_bytes())

    told = said_of(recording, SpeechSettings(str(speech_model), kept_in=tmp_path / "kept"))

    assert told["en"] == "“hela.webm” has no sound track, so there is nothing to hear."


def test_a_file_that_was_destroyed_meanwhile_is_told_as_that(tmp_path):
    recording = recording_of(b"film")
    held = held_for(recording)
    transcribing.media().destroy(recording.file)

    with pytest.raises(WorkFailed, match="no file here with sound"):
        transcribe(held, SpeechSettings("model", kept_in=tmp_path / "kept"))


def test_a_recording_that_was_deleted_meanwhile_is_let_go_with_what_was_heard_of_it(tmp_path):
    stored = make.make_stored(b"film", media_type="video/webm")
    recording = make.make_recording(make.make_event(), live=False, file=stored.pk)
    held = held_for(recording)
    folder = tmp_path / "kept" / str(recording.pk)
    folder.mkdir(parents=True)
    recording.delete()

    transcribe(held, SpeechSettings(kept_in=tmp_path / "kept"))

    assert not folder.exists()


def test_corrections_that_came_meanwhile_stand_before_anything_is_heard(tmp_path):
    recording = recording_of(b"film")
    held = held_for(recording, language="sv")
    cues = [{"start": 0, "end": 2, "text": "Hej."}]
    put_captions(recording, "sv", cues, state="corrected", origin="x", by=None, at=make.NOON)

    with pytest.raises(WorkFailed, match="a machine does not replace them") as failed:
        transcribe(held, SpeechSettings("model", kept_in=tmp_path / "kept"))

    assert not failed.value.again
    assert CaptionTrack.objects.get().cues[0]["text"] == "Hej."


def test_a_full_disk_is_said_and_tried_again(tmp_path, monkeypatch):
    recording = recording_of(b"film")

    def full(*_args, **_values):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(transcribing, "hear_apart", full)
    with pytest.raises(WorkFailed, match="is full") as failed:
        transcribe(held_for(recording), SpeechSettings("model", kept_in=tmp_path / "kept"))

    assert failed.value.again


def test_what_nobody_went_on_with_for_a_month_is_thrown_away(tmp_path):
    recording = recording_of(b"film")
    kept_in = tmp_path / "kept"
    old, new = kept_in / "gammal", kept_in / "ny"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "stretch-00000.json").write_text("{}")
    long_ago = time.time() - FORGOTTEN_AFTER - timedelta(days=1).total_seconds()
    for path in (old / "stretch-00000.json", old):
        os.utime(path, (long_ago, long_ago))

    with pytest.raises(WorkFailed):
        transcribe(held_for(recording), SpeechSettings(kept_in=kept_in))

    assert (old.exists(), new.exists()) == (False, True)
    assert Job.objects.get().state == JobState.RUNNING
