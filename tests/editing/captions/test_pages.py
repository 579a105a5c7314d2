# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of a recording's captions, over HTTP and without script: taking in, publishing, taking away, going back."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.editing.captions.conftest import CUES, address, shown, texts
from tests.factories import DAY, NOON
from verkstad.archive.actions.captions import publish_captions, put_captions, remove_captions, save_cues
from verkstad.archive.models import CaptionTrack, FileVersion, Recording
from verkstad.archive.models.files import media

pytestmark = pytest.mark.django_db

VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Anna Berg>Välkomna åter.\n\n00:02.000 --> 00:04.000\nTack!\n"


def take_in(desk, recording, content=None, *, name="fil.sv.vtt", follow=True, **values):
    sent = {"do": "take-in", "language": "", "state": "machine", **values}
    if content is not None:
        sent["file"] = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return desk.post(address(recording), sent, follow=follow)


def published(recording):
    row = Recording.objects.get(pk=recording.pk)
    return {entry["language"]: json.loads(media().path(entry["text"]).read_bytes()) for entry in row.captions}


def test_file_becomes_a_draft_in_the_language_that_its_name_says(desk, recording):
    page = shown(take_in(desk, recording, VTT))

    track = CaptionTrack.objects.get()
    assert (track.language, track.state, track.origin, track.changed_by.first_name) == (
        "sv",
        "machine",
        "fil.sv.vtt",
        "Anna",
    )
    assert track.cues[0] == {
        "id": "c1", "start": 0.0, "end": 2.0, "text": "Välkomna åter.", "speaker": "Anna Berg", "heard": "Välkomna åter.",
    }  # fmt: skip
    assert "2 lines in Swedish have come in, as a draft." in page
    assert "Changed by Anna Berg" in page
    assert "They come from “fil.sv.vtt”." in page
    assert "Readers have no captions in this language from here." in page


def test_captions_that_a_person_wrote_are_nobody_elses_words(desk, recording):
    take_in(desk, recording, text=VTT, language="en", state="approved")

    track = CaptionTrack.objects.get()
    assert (track.language, track.state, track.origin) == ("en", "approved", "The pasted text")
    assert "heard" not in track.cues[0]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "mac-roman"])
def test_letters_of_older_programs_are_read_and_said(desk, recording, encoding):
    page = shown(take_in(desk, recording, VTT.encode(encoding)))

    assert CaptionTrack.objects.get().cues[0]["text"] == "Välkomna åter."
    assert ("The file is not UTF-8. It was read as" in page) == (encoding in {"latin-1", "mac-roman"})


def test_faults_are_told_with_their_lines_and_nothing_is_half_done(desk, recording):
    page = shown(take_in(desk, recording, VTT.replace("00:02.000 -->", "00:77.000 -->")))

    assert "Line 6: “00:77.000 --&gt; 00:04.000” is not the time of a caption." in page
    assert "nothing of them was taken in" in page
    assert not CaptionTrack.objects.exists()


def test_no_file_and_no_language_are_asked_for_and_the_words_stay(desk, recording):
    assert "Choose a file, or paste the text." in shown(take_in(desk, recording))

    page = shown(take_in(desk, recording, "WEBVTT\n\n00:00.000 --> 00:02.000\nÅh!\n".encode("latin-1"), name="a.vtt"))

    assert "Neither the file nor its words tell the language. Choose it." in page
    assert "00:00.000 --&gt; 00:02.000\nÅh!" in page  # in the field for text: no file has to be chosen again
    assert not CaptionTrack.objects.exists()


def test_somebodys_corrections_are_replaced_when_it_is_said_and_can_be_returned_to(desk, recording, track):
    save_cues(track, [{**CUES[1], "text": "Vi börjar nu."}], based_on=1, by=None, at=NOON)

    refused = shown(take_in(desk, recording, VTT))
    assert "Somebody has corrected the captions" in refused
    assert "&lt;v Anna Berg&gt;Välkomna åter." in refused
    assert texts(track)[1] == "Vi börjar nu."

    take_in(desk, recording, VTT, replacing="on")
    assert texts(track) == ["Välkomna åter.", "Tack!"]
    version = FileVersion.objects.get(thing_id=recording.pk)
    page = shown(desk.post(address(recording), {"do": f"return:{version.pk}"}, follow=True))

    assert "The draft in Swedish is that version again." in page
    assert texts(track)[1] == "Vi börjar nu."


def test_readers_get_them_when_they_are_published_and_an_older_version_until_then(desk, recording, track):
    page = shown(desk.post(address(recording), {"do": f"publish:{track.pk}"}, follow=True))

    assert "The captions in Swedish are published." in page
    assert "Readers see these." in page
    assert published(recording)["sv"]["cues"][1]["speaker"] == "Anna Berg"
    track.refresh_from_db()
    save_cues(track, [{**CUES[1], "text": "Nytt."}], based_on=track.version, by=None, at=NOON + DAY)
    page = shown(desk.get(address(recording)))
    assert "Readers see an older version." in page
    assert "1 corrected" in page
    assert "1 with words that the machine was unsure of" in page


def test_captions_of_a_draft_are_published_together_with_it(desk):
    recording = make.make_recording(make.make_event(), live=False)
    track = put_captions(recording, "sv", CUES, state="machine", origin="", by=None, at=NOON)

    page = shown(desk.post(address(recording), {"do": f"publish:{track.pk}"}, follow=True))

    assert "kept with the recording, and published together with it." in page
    assert "They are published together with the recording." in page
    assert not Recording.objects.get(pk=recording.pk).live


def test_captions_are_taken_away_and_kept_among_the_versions(desk, recording, track):
    publish_captions(track, by=None, at=NOON)

    page = shown(desk.post(address(recording), {"do": f"remove:{track.pk}"}, follow=True))

    assert "The captions in Swedish are taken away." in page
    assert published(recording) == {}
    assert "Return to this version" in page


def test_captions_that_came_with_the_archive_are_gone_on_with(desk, recording, track):
    publish_captions(track, by=None, at=NOON)
    CaptionTrack.objects.all().delete()
    Recording.objects.filter(pk=recording.pk).update(
        captions=[*Recording.objects.get(pk=recording.pk).captions, {"language": "en", "state": "approved"}]
    )

    page = shown(desk.get(address(recording)))
    assert "They came with the archive." in page
    assert "They are elsewhere, as at the service that plays the recording." in page
    for _twice in range(2):
        desk.post(address(recording), {"do": "begin:sv"})

    begun = CaptionTrack.objects.get()
    assert [cue["text"] for cue in begun.cues] == [cue["text"] for cue in CUES]
    assert "Readers see these." in shown(desk.get(address(recording)))
    assert desk.post(address(recording), {"do": "begin:en"}).status_code == 404


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("vtt", "text/vtt; charset=utf-8", "WEBVTT\n\nNOTE language: sv\n"),
        ("srt", "application/x-subrip; charset=utf-8", "1\r\n00:00:00,000 --> 00:00:02,500\r\n"),
        ("txt", "text/plain; charset=utf-8", "Automatiska undertexter, kan innehålla fel.\n\n[00:00:00] "),
    ],
)
def test_draft_and_versions_are_taken_away_as_files(desk, recording, track, form, media_type, begins):
    publish_captions(track, by=None, at=NOON)
    version = FileVersion.objects.get(thing_id=recording.pk)

    answers = [
        desk.get(address(recording, track, f"as/{form}")),
        desk.get(address(recording, None, f"versions/{version.pk}/as/{form}")),
    ]

    for answer in answers:
        assert answer.headers["content-type"] == media_type
        assert answer.headers["content-disposition"] == f'attachment; filename="oppna-data.sv.{form}"'
        assert shown(answer).startswith(begins)
    assert desk.get(address(recording, track, "as/exe")).status_code == 404


def test_of_another_recording_nothing_is_reached_through_ones_own(client, track, recording):
    """Ids that could be guessed or seen elsewhere: asked under a recording that one may change, they lead nowhere."""
    own = make.make_recording(make.make_event())
    client.force_login(make.make_user(role="editor", series=own.event.series))
    publish_captions(track, by=None, at=NOON)
    version = FileVersion.objects.get(thing_id=recording.pk)

    assert client.get(address(own)).status_code == 200
    assert client.get(address(own, track, "as/vtt")).status_code == 404
    assert client.get(address(own, None, f"versions/{version.pk}/as/vtt")).status_code == 404
    for do in (
        f"publish:{track.pk}",
        f"remove:{track.pk}",
        f"return:{version.pk}",
        "publish:x",
        "return:x",
        "begin:sv",
        "?",
    ):
        assert client.post(address(own), {"do": do}).status_code == 404
    assert client.get(address(recording)).status_code == 302  # turned away
    assert CaptionTrack.objects.count() == 1


def test_a_contributor_takes_in_and_does_not_publish(client, recording, track):
    client.force_login(make.make_user(role="contributor"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    assert "Publish now" not in shown(client.get(address(recording)))
    for do in (f"publish:{track.pk}", f"remove:{track.pk}"):
        assert "Your role does not let you do this" in shown(client.post(address(recording), {"do": do}, follow=True))
    take_in(client, recording, VTT, name="a.en.vtt", language="en")

    assert published(recording) == {}
    assert set(CaptionTrack.objects.values_list("language", flat=True)) == {"sv", "en"}


def test_a_reviewer_reads_and_changes_nothing(client, recording, track):
    client.force_login(make.make_user(role="reviewer"))

    assert "take-in" not in shown(client.get(address(recording)))
    for do in ("take-in", f"publish:{track.pk}", f"remove:{track.pk}"):
        assert client.post(address(recording), {"do": do, "text": VTT, "state": "machine"}).status_code == 302
    assert (CaptionTrack.objects.get().version, published(recording)) == (1, {})


def test_number_of_queries_does_not_follow_the_captions(desk, recording, track):
    desk.get(address(recording))
    publish_captions(track, by=None, at=NOON)
    with CaptureQueriesContext(connection) as few:
        desk.get(address(recording))
    for language in ("en", "de", "fi"):
        other = put_captions(recording, language, CUES, state="machine", origin="", by=None, at=NOON)
        publish_captions(other, by=None, at=NOON)
    remove_captions(other, by=None, at=NOON)
    with CaptureQueriesContext(connection) as many:
        desk.get(address(recording))

    assert len(many) == len(few)
