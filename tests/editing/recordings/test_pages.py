# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a recording at the desk, over HTTP and without script: its cut, its chapters, and what machines do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions import work
from verkstad.archive.actions.captions import put_captions
from verkstad.archive.actions.files import content_of
from verkstad.archive.actions.reading_files import ask_to_cut, ask_to_read, note_read
from verkstad.archive.choices import JobKind, JobState
from verkstad.archive.models import AgendaItem, FileReading, Job, Recording
from verkstad.archive.models.files import media
from verkstad.archive.rules.readings import MEDIA, way_of_cut

pytestmark = pytest.mark.django_db

FACTS = {"length_seconds": 3600.0, "format": "MP4, H.264, AAC", "width": 1280, "height": 720, "poster": "poster"}
CUES = [{"start": start, "end": start + 4, "text": f"Rad {start}"} for start in (8, 20, 58, 90)]


@pytest.fixture
def stored():
    found = make.make_stored(b"film", media_type="video/mp4", original_name="hela.mp4")
    note_read(found, MEDIA, FACTS, at=NOON)
    return found


@pytest.fixture
def recording(stored):
    event = make.make_event(agenda=[AgendaItem(title_sv="Inledning"), AgendaItem(title_sv="Att bevara")])
    return make.make_recording(event, file=stored.pk, file_name="hela.mp4", media_type="video/mp4", language="sv")


@pytest.fixture
def model(settings, speech_parts, tmp_path) -> Path:
    """A folder that looks like a model: whether it is one, the worker will see."""
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / "model").mkdir(exist_ok=True)
        (tmp_path / "model" / name).touch()
    settings.VERKSTAD_TRANSCRIBE_MODEL = str(tmp_path / "model")
    return tmp_path / "model"


def page(recording) -> str:
    return f"/edit/recordings/{recording.pk}/"


def sent(**values):
    given = {
        "begins": "",
        "ends": "",
        "chapter_0": "",
        "chapter_1": "",
        "audio_description": "",
        "note_sv": "",
        "note_en": "",
    }
    return {"do": "save", **given, **values}


def draft(recording):
    return content_of(Recording.objects.get(pk=recording.pk))


def test_the_page_tells_of_the_file_and_of_what_is_to_be_done(desk, recording):
    shown = desk.get(page(recording)).content.decode()

    assert "Done: MP4, H.264, AAC, 1:00:00, 1280 × 720 pixels." in shown
    assert f"/{recording.file}/hela.mp4" in shown
    assert f"/{recording.file}/poster-640.webp" in shown
    assert "There are no captions yet." in shown
    assert f"/edit/recordings/edit/{recording.pk}/" in shown


def test_a_cut_is_a_draft_that_is_made_ready_before_it_is_published(desk, recording):
    stretch = {
        "left_out-0-start": "30:00",
        "left_out-0-end": "31:00.5",
        "left_out-new0-start": "",
        "left_out-new0-end": "",
    }
    shown = desk.post(page(recording), sent(begins="1:00", ends="0:59:00", **stretch), follow=True).content.decode()

    cut = {"in_seconds": 60.0, "out_seconds": 3540.0, "left_out": [{"start": 1800.0, "end": 1860.5}]}
    assert draft(recording)["cut"] == cut
    assert Recording.objects.get().cut_in_seconds is None  # readers have it as it was
    assert "0:56:59 of 1:00:00 is left." in shown
    assert "0:01:00–0:30:00, 0:31:00–0:59:00" in shown
    job = Job.objects.get(kind=JobKind.CUT)
    assert job.options["cut"] == cut
    assert "It waits for its turn." in shown

    desk.post(page(recording), sent(begins="2:00"))

    assert draft(recording)["cut"] == {"in_seconds": 120.0}
    assert Job.objects.get(kind=JobKind.CUT).options["cut"]["in_seconds"] == 120  # the earlier one is not made in vain


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"begins": "10:00", "ends": "5:00"}, "must end after it begins"),
        ({"begins": "2:00:00"}, "is not that long"),
        ({"left_out-0-start": "5:00", "left_out-0-end": "4:00"}, "Row 1: the stretch ends before it begins"),
        ({"left_out-0-start": "0:00", "left_out-0-end": "2:00:00"}, "Nothing would be left"),
        ({"begins": "halv tre"}, "is not a time in the recording"),
        ({"left_out-0-start": "5:00"}, "“To” is missing"),
    ],
)
def test_a_cut_that_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(desk, recording, values, said):
    shown = desk.post(page(recording), sent(note_sv="Talarna säger vad de visar", **values)).content.decode()

    assert said in shown
    assert "Talarna säger vad de visar" in shown
    assert "cut" not in draft(recording)
    assert not Job.objects.exists()


def test_lines_of_captions_that_a_cut_would_take_are_listed(desk, recording):
    put_captions(recording, "sv", CUES, state="machine", origin="x", by=None, at=NOON)

    shown = desk.post(
        page(recording), sent(begins="0:10", **{"left_out-0-start": "1:00", "left_out-0-end": "1:20"}), follow=True
    ).content.decode()

    assert "2 lines of captions reach into what is left out, and go whole" in shown
    assert "Rad 8" in shown
    assert "Rad 58" in shown
    assert "Rad 90" not in shown
    assert "Swedish: Automatic, 4 lines" in shown


def test_chapters_follow_the_agenda_and_those_of_ones_own_stay(desk, recording, stored):
    first, second = recording.event.agenda.order_by("sort_order")
    chapters = [
        {"start_seconds": 5.0, "title": {"sv": "Hej", "en": "Hello", "original": "sv"}, "agenda_item": str(first.uid)},
        {"start_seconds": 900.0, "title": {"sv": "Frågor", "original": "sv"}},
    ]
    recording = make.make_recording(recording.event, file=stored.pk, chapters=chapters)

    shown = desk.post(page(recording), sent(chapter_0="0:05", chapter_1="10:00"), follow=True).content.decode()

    assert draft(recording)["chapters"] == [
        chapters[0],
        {"start_seconds": 600.0, "title": {"sv": "Att bevara", "original": "sv"}, "agenda_item": str(second.uid)},
        chapters[1],
    ]
    assert "1 more chapter has no item of the agenda." in shown
    desk.post(page(recording), sent(chapter_1="10:00"))
    assert [one["start_seconds"] for one in draft(recording)["chapters"]] == [600, 900]


def test_audio_description_that_is_not_needed_asks_for_the_reason(desk, recording):
    shown = desk.post(page(recording), sent(audio_description="not_needed"), follow=True).content.decode()
    assert "Write why it is not needed" in shown

    desk.post(page(recording), sent(audio_description="not_needed", note_en="The speakers say what they show."))

    told = draft(recording)
    assert told["audio_description"] == "not_needed"
    assert told["audio_description_note"] == {"en": "The speakers say what they show.", "original": "en"}


def test_captions_are_asked_for_and_how_far_they_have_come_is_told(desk, recording, model):
    desk.post(page(recording), {"do": "transcribe", "language": "sv"})
    job = work.claim("w1", [JobKind.TRANSCRIBE], at=NOON)
    work.note_how_far(job, 754, 3600, at=NOON)

    told = desk.get(f"{page(recording)}work/").json()

    assert job.options == {"file": recording.file, "language": "sv"}
    assert job.asked_by.username == "anna.berg@example.se"
    assert told["is_open"]
    assert "It is under way: 0:12:34 of 1:00:00." in told["html"]
    work.finish(job, at=NOON)
    told = desk.get(f"{page(recording)}work/").json()
    assert "The captions are a draft in state automatic" in told["html"]
    assert not told["is_open"]


def test_corrected_captions_are_not_asked_for_anew(desk, recording, model):
    put_captions(recording, "sv", CUES, state="corrected", origin="x", by=None, at=NOON)

    shown = desk.post(page(recording), {"do": "transcribe", "language": "sv"}, follow=True).content.decode()

    assert "a machine does not replace them" in shown
    assert not Job.objects.exists()


def test_without_a_model_or_a_file_the_page_says_so(desk, recording, settings):
    settings.VERKSTAD_TRANSCRIBE_MODEL = ""
    off = desk.get(page(recording)).content.decode()
    assert "docs/transcription.md" in off
    assert "Make captions of what is said" not in off


def test_a_recording_elsewhere_has_no_player_and_nothing_to_hear(desk, recording, model):
    elsewhere = make.make_recording(
        recording.event, places=[{"service": "YouTube", "url": "https://youtu.be/x"}], length_seconds=600
    )

    shown = desk.get(page(elsewhere)).content.decode()

    assert "data-player" not in shown
    assert 'href="https://youtu.be/x"' in shown
    assert "this recording has none" in shown
    assert "Make captions of what is said" not in shown


def test_what_failed_says_why_and_is_tried_again(desk, recording):
    FileReading.objects.all().delete()
    make.make_recording(recording.event)  # another, whose work this is not
    stored = recording.file
    ask_to_read(type(make.make_stored(b"y")).objects.get(pk=stored), at=NOON)
    job = work.claim("w1", [JobKind.READ], at=NOON)
    work.fail(job, {"sv": "Filen är trasig.", "en": "The file is damaged."}, at=NOON)

    shown = desk.get(page(recording)).content.decode()
    assert "It failed. The file is damaged." in shown
    assert "Try again" in shown
    desk.post(page(recording), {"do": "again:read"})

    assert Job.objects.get().state == JobState.WAITING
    assert desk.post(page(recording), {"do": "again:links"}).status_code == 404


def test_a_cut_that_failed_is_cut_again_and_one_that_is_made_says_what_readers_get(desk, recording):
    desk.post(page(recording), sent(begins="1:00"))
    Job.objects.update(state=JobState.FAILED, failure={"sv": "Nej.", "en": "No."})
    ask_to_cut(Recording.objects.get(), at=NOON)
    assert Job.objects.get().state == JobState.FAILED

    desk.post(page(recording), {"do": "again:cut"})
    assert Job.objects.get().state == JobState.WAITING
    Job.objects.all().delete()
    way = way_of_cut({"in_seconds": 60.0})
    made = {
        "sha256": "a" * 64,
        "form": "x.mp4",
        "size_bytes": 5_000_000,
        "length_seconds": 3540.0,
        "kept": [[60.0, 3600.0]],
    }
    FileReading.objects.create(file_id=recording.file, way=way, facts=made, read_at=NOON)

    assert "Done: readers get a file of 0:59:00, 4.8" in desk.get(page(recording)).content.decode()


def test_who_may_look_and_not_change_finds_nothing_to_press(client, recording, model):
    client.force_login(make.make_user("laser@example.se", role="reviewer"))

    shown = client.get(page(recording), headers={"accept-language": "en"}).content.decode()

    assert "Done: MP4" in shown
    assert "Save draft" not in shown
    assert "Make captions" not in shown
    assert client.post(page(recording), {"do": "transcribe"}).status_code in {302, 403}
    assert not Job.objects.exists()


def test_what_was_drawn_of_a_file_is_shown_to_members_alone(desk, client, recording):
    media().write_form(recording.file, "poster-640.webp", lambda into: into.write_bytes(b"RIFFwebp"))
    address = f"/edit/files/show/recording/{recording.pk}/{recording.file}/poster-640.webp"

    shown = desk.get(address)

    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    desk.logout()
    assert desk.get(address).status_code == 302
