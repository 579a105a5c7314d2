# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``verkstad transcribe`` of a recording of the archive: the job of the desk, done here, or followed where a worker has it."""

from __future__ import annotations

import json

import pytest

from tests import factories as make
from tests.site.command.test_archive import run  # noqa: F401 (a fixture)
from verkstad.archive.actions.transcribing import ask_to_transcribe
from verkstad.archive.actions.work import claim
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import CaptionTrack, Job
from verkstad.intake import transcribing
from verkstad.intake.speech import Heard, HeardCue, HeardWord, Progress
from verkstad.site.command import transcribing_recording

pytestmark = pytest.mark.django_db(transaction=True)

HEARD = Heard("sv", "base@0123", 2.0, (HeardCue(0.5, 2.0, "Hej", (HeardWord(0.5, 1.0, "Hej", 0.2),)),))


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def recording():
    stored = make.make_stored(b"film", media_type="video/mp4", original_name="hela.mp4")
    event = make.make_event(slug="arkivdag")
    make.make_recording(event)  # at a service elsewhere
    return make.make_recording(event, file=stored.pk)


def test_the_recording_of_a_workshop_gets_a_draft_of_captions(run, recording, speech_parts, monkeypatch):  # noqa: F811
    def hear(*_args, progress, **_values):
        progress(Progress(1.0, 2.0, None))
        return HEARD

    monkeypatch.setattr(transcribing, "hear_apart", hear)
    said = run("transcribe", "/event/arkivdag/".strip("/")).stdout
    told = json.loads(run("transcribe", recording.pk, "--json").stdout)

    assert said.startswith("1 line in sv is kept as a draft of the captions of")
    assert told["recording"] == str(recording.pk)
    assert (told["language"], told["state"]) == ("sv", "machine")
    assert told["cues"] == [{"id": "c1", "start": 0.5, "end": 2.0, "text": "Hej", "heard": "Hej", "unsure": [[0, 3]]}]
    assert CaptionTrack.objects.get().recording_id == recording.pk


def test_what_fails_is_said_with_exit_code_1(run, recording, speech_parts):  # noqa: F811
    assert "VERKSTAD_TRANSCRIBE_MODEL" in run("transcribe", recording.pk, exit_code=1).stderr
    assert Job.objects.get().state == JobState.FAILED
    told = json.loads(run("transcribe", recording.pk, "--json", exit_code=1).stdout)
    assert "VERKSTAD_TRANSCRIBE_MODEL" in told["problems"][0]["message"]


def test_a_job_that_a_worker_has_is_looked_on(run, recording, monkeypatch):  # noqa: F811
    ask_to_transcribe(recording, by=None, at=make.NOON)
    claim("w1", [JobKind.TRANSCRIBE], at=make.NOON.replace(year=2099))

    def the_worker_fails(_seconds):
        Job.objects.update(
            state=JobState.FAILED, lease_until=None, failure={"en": "Nobody speaks.", "sv": "Ingen talar."}
        )

    monkeypatch.setattr(transcribing_recording.time, "sleep", the_worker_fails)

    assert run("transcribe", recording.pk, exit_code=1).stderr == "verkstad: Nobody speaks.\n"


def test_what_is_not_there_or_not_one_or_not_for_it_is_said_with_exit_code_2(run, recording):  # noqa: F811
    make.make_recording(recording.event, file=recording.file)

    assert "called “arkivdagen”" in run("transcribe", "arkivdagen", exit_code=2).stderr
    assert str(recording.pk) in run("transcribe", "arkivdag", exit_code=2).stderr
    assert "are for a file" in run("transcribe", "arkivdag", "--term", "Verkstad", exit_code=2).stderr
    assert "There is no file borta.mp4." in run("transcribe", "borta.mp4", exit_code=2).stderr
    assert not Job.objects.exists()
