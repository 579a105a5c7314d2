# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A machine is asked to write down what is said: once, of what can be heard, and never over what a person has done."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.factories import DAY, NOON
from verkstad.archive.actions.captions import put_captions, save_cues
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.actions.transcribing import ask_to_transcribe, keep_heard
from verkstad.archive.caption_errors import CorrectionsStand, HeardAnotherFile, NothingToHear
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.errors import NotAllowed
from verkstad.archive.models import Appearance, CaptionTrack, FileVersion, Job, Organiser, TopicLink
from verkstad.archive.models.agenda import AgendaItem
from verkstad.archive.terms import terms_of

pytestmark = pytest.mark.django_db

CUES = [{"start": 0, "end": 2, "text": "Hej och välkomna.", "heard": "Hej och välkomna.", "unsure": [[8, 17]]}]


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def stored():
    return make.make_stored(b"film", media_type="video/mp4", original_name="hela.mp4")


@pytest.fixture
def recording(stored):
    return make.make_recording(make.make_event(), file=stored.pk, media_type="video/mp4")


def test_asking_twice_is_one_job_and_what_ended_begins_anew(recording, stored):
    ask_to_transcribe(recording, language="sv", by=None, at=NOON)
    job = ask_to_transcribe(recording, language="sv", by=None, at=NOON)

    assert Job.objects.count() == 1
    assert (job.kind, job.about, job.options) == (
        JobKind.TRANSCRIBE,
        str(recording.pk),
        {"file": stored.pk, "language": "sv"},
    )
    Job.objects.update(state=JobState.DONE)
    assert ask_to_transcribe(recording, language="sv", by=None, at=NOON).state == JobState.WAITING


def test_a_recording_that_is_elsewhere_has_nothing_to_hear():
    event = make.make_event()
    pdf = make.make_stored()
    for recording in (make.make_recording(event), make.make_recording(event, file=pdf.pk)):
        with pytest.raises(NothingToHear):
            ask_to_transcribe(recording, by=None, at=NOON)


def test_who_may_not_change_the_recording_may_not_ask(recording):
    with pytest.raises(NotAllowed):
        ask_to_transcribe(recording, by=make.make_user(role="reviewer"), at=NOON)


def test_what_is_heard_is_a_draft_of_a_machine_that_readers_do_not_see(recording, stored):
    track = keep_heard(recording, "sv", CUES, file=stored.pk, origin="base@123", by=None, at=NOON)

    assert (track.state, track.origin, track.published_version) == ("machine", "base@123", None)
    assert track.cues == [CUES[0] | {"id": "c1", "start": 0.0, "end": 2.0}]
    recording.refresh_from_db()
    assert recording.captions == []


def test_a_machine_replaces_what_a_machine_wrote_and_the_earlier_stays_as_a_version(recording, stored):
    for words in ("Hej.", "Hej då."):
        cues = [{"start": 0, "end": 2, "text": words}]
        keep_heard(recording, "sv", cues, file=stored.pk, origin="base", by=None, at=NOON)

    assert CaptionTrack.objects.get().cues[0]["text"] == "Hej då."
    assert FileVersion.objects.filter(thing_id=recording.pk, part="captions").count() == 1


def test_what_a_person_corrected_stands(recording, stored):
    track = put_captions(recording, "sv", CUES, state="machine", origin="base", by=None, at=NOON)
    save_cues(track, [{"id": "c1", "start": 0, "end": 2, "text": "Hej!"}], based_on=track.version, by=None, at=NOON)

    with pytest.raises(CorrectionsStand) as refused:
        ask_to_transcribe(recording, language="sv", by=None, at=NOON)
    with pytest.raises(CorrectionsStand):
        keep_heard(recording, "sv", CUES, file=stored.pk, origin="base", by=None, at=NOON)

    assert "a machine does not replace them" in refused.value.message()
    assert CaptionTrack.objects.get().cues[0]["text"] == "Hej!"
    assert ask_to_transcribe(recording, language="en", by=None, at=NOON).state == JobState.WAITING


def test_captions_that_came_with_the_recording_stand_unless_a_machine_wrote_them(stored):
    captions = [
        {"language": "sv", "state": "approved", "text": "a" * 64},
        {"language": "en", "state": "machine", "text": "b" * 64},
    ]
    recording = make.make_recording(make.make_event(), file=stored.pk, captions=captions)

    with pytest.raises(CorrectionsStand):
        ask_to_transcribe(recording, language="sv", by=None, at=NOON)
    assert ask_to_transcribe(recording, language="en", by=None, at=NOON).state == JobState.WAITING


def test_what_was_heard_of_a_file_that_was_replaced_is_not_kept(recording, stored):
    other = make.make_stored(b"annan film", media_type="video/mp4")
    save_draft(recording, {"file": other.pk, "file_name": "annan.mp4"}, by=None, at=NOON + DAY)

    with pytest.raises(HeardAnotherFile):
        keep_heard(recording, "sv", CUES, file=stored.pk, origin="base", by=None, at=NOON)


def test_names_and_terms_of_the_newest_draft_come_the_surest_first():
    organisation = make.make_organisation(name="Arbetsförmedlingen", short_name="Af")
    event = make.make_event(
        title="Arkiv i molnet",
        appearances=[Appearance(person=make.make_person(name="Ada Berg"), organisation=organisation)],
        organisers=[Organiser(organisation=organisation)],
        topics=[TopicLink(topic=make.make_topic(name={"sv": "Öppen källkod", "en": "Open source"}, aliases=["FOSS"]))],
        agenda=[AgendaItem(title_sv="Så gjorde vi")],
    )

    found = terms_of(event, language="en-GB")

    assert found == (
        "Ada Berg",
        "Arbetsförmedlingen",
        "Af",
        "Open source",
        "FOSS",
        "Arkiv i molnet",
        "Så gjorde vi",
    )
