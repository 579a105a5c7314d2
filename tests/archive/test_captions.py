# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions at the desk: taken in, corrected line by line by several people, published, and rid of a name."""

from __future__ import annotations

import json

import pytest

from tests import factories as make
from tests.factories import DAY, NOON
from verkstad.archive.actions.captions import (
    publish_captions,
    put_captions,
    remove_captions,
    save_cues,
    say_state,
)
from verkstad.archive.actions.people import take_person_out
from verkstad.archive.actions.publishing import publish, save_draft
from verkstad.archive.caption_errors import CuesRefused, CuesSavedMeanwhile, NoCues, WouldReplaceCorrections
from verkstad.archive.errors import NotAllowed
from verkstad.archive.models import FileVersion, Recording, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.captions import clean_cues

pytestmark = pytest.mark.django_db

CUES = [
    {"id": "a", "start": 0, "end": 2.5, "text": "Välkomna till verkstaden.", "speaker": "Anna Berg", "heard": "Välkomna till verkstan."},
    {"id": "b", "start": 2.5, "end": 4, "text": "Vi börjar.", "heard": "Vi börja.", "unsure": [[3, 8]]},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def recording():
    return make.make_recording(make.make_event())


@pytest.fixture
def track(recording):
    return put_captions(recording, "sv", CUES, state="machine", origin="base", by=None, at=NOON)


def kept(recording):
    """What readers get, by language."""
    row = Recording.objects.get(pk=recording.pk)
    return {entry["language"]: json.loads(media().path(entry["text"]).read_bytes()) for entry in row.captions}


def test_a_corrected_line_keeps_what_a_machine_heard_and_loses_its_doubt(track):
    saved = save_cues(track, [{**CUES[1], "text": "Vi börjar nu."}], based_on=track.version, by=None, at=NOON)

    assert saved.cues == [
        CUES[0] | {"start": 0.0},
        {"id": "b", "start": 2.5, "end": 4.0, "text": "Vi börjar nu.", "heard": "Vi börja.", "corrected": True},
    ]


def test_two_who_write_in_different_lines_both_keep_what_they_wrote(track):
    based_on = track.version
    save_cues(track, [{"id": "a", "start": 0, "end": 2, "text": "Hej."}], based_on=based_on, by=None, at=NOON)

    both = save_cues(track, [{"id": "b", "start": 2.5, "end": 4, "text": "Då."}], based_on=based_on, by=None, at=NOON)

    assert [cue["text"] for cue in both.cues] == ["Hej.", "Då."]


def test_two_who_write_in_one_line_are_told(track):
    save_cues(track, [{"id": "a", "start": 0, "end": 2, "text": "Hej."}], based_on=track.version, by=None, at=NOON)

    with pytest.raises(CuesSavedMeanwhile) as refused:
        save_cues(track, [], removed=["a"], based_on=track.version, by=None, at=NOON)

    assert [cue["text"] for cue in refused.value.thing.cues] == ["Hej.", "Vi börjar."]


def test_lines_are_split_joined_and_kept_in_order_of_time(track):
    halves = [
        {"id": "a", "start": 0, "end": 1, "text": "Välkomna"},
        {"id": "a2", "start": 1, "end": 2.5, "text": "till verkstaden."},
    ]

    saved = save_cues(track, halves, removed=["b"], based_on=track.version, by=None, at=NOON)

    assert [(cue["id"], cue["start"]) for cue in saved.cues] == [("a", 0.0), ("a2", 1.0)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"end": 0}, "The line ends before it begins. Change one of the two times."),
        ({"start": "x"}, "The line has no times. Write when it begins and ends, as in 0:12.5."),
        ({"start": -1}, "A time must lie within the recording."),
        ({"end": float("inf")}, "A time must lie within the recording."),
        ({"text": " \n "}, "The line has no words. Write them, or remove the line."),
        ({"text": "x" * 10_001}, "The line has more than 10000 characters. Split it."),
        ({"speaker": "x" * 301}, "The name of who speaks is too long."),
        ({"script": "x"}, "The line has more in it than a line of captions has. Load the page again."),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_saved(track, wrong, sentence):
    with pytest.raises(CuesRefused) as refused:
        save_cues(track, [{**CUES[0], **wrong}], based_on=track.version, by=None, at=NOON)

    assert [(problem.id, problem.sentence) for problem in refused.value.problems] == [("a", sentence)]
    track.refresh_from_db()
    assert track.version == 1


def test_words_are_plain_text_of_whole_lines():
    cues, problems = clean_cues(
        [{"id": 1, "start": 0.12345, "end": 1, "text": "  En\u2028rad\r\n\x07 till\u202e\ud800 ", "speaker": " A\tB "}]
    )

    assert not problems
    assert cues == [{"id": "1", "start": 0.123, "end": 1.0, "text": "En\nrad\ntill", "speaker": "A B"}]


def test_published_captions_are_named_by_the_recording_and_by_its_waiting_draft(recording, track):
    save_draft(recording, {"licence": "CC0-1.0"}, by=None, at=NOON)

    publish_captions(track, by=None, at=NOON + DAY)

    assert kept(recording)["sv"] == {
        "format": "verkstad-captions/1", "language": "sv", "state": "machine",
        "cues": [
            {"start": 0.0, "end": 2.5, "text": "Välkomna till verkstaden.", "speaker": "Anna Berg"},
            {"start": 2.5, "end": 4.0, "text": "Vi börjar."},
        ],
    }  # fmt: skip
    publish(Recording.objects.get(pk=recording.pk), by=None, at=NOON + 2 * DAY)
    assert Recording.objects.get(pk=recording.pk).licence == "CC0-1.0"
    assert kept(recording)["sv"]["state"] == "machine"


def test_captions_of_a_draft_wait_with_it(recording):
    draft = make.make_recording(recording.event, live=False)
    track = put_captions(draft, "en", CUES, state="approved", origin="fil.vtt", by=None, at=NOON)

    publish_captions(track, by=None, at=NOON)

    assert [entry["language"] for entry in Recording.objects.get(pk=draft.pk).captions] == ["en"]
    assert not Recording.objects.get(pk=draft.pk).live


def test_state_is_said_and_a_later_correction_takes_approval_back(recording, track):
    say_state(track, "approved", by=None, at=NOON)
    track.refresh_from_db()

    saved = save_cues(track, [{**CUES[0], "text": "Nytt."}], based_on=track.version, by=None, at=NOON)

    assert saved.state == "corrected"


def test_a_persons_work_is_not_replaced_unless_somebody_says_so_and_is_kept(recording, track):
    save_cues(track, [{**CUES[0], "text": "Rättat."}], based_on=track.version, by=None, at=NOON)

    with pytest.raises(WouldReplaceCorrections):
        put_captions(recording, "sv", CUES[1:], state="machine", origin="igen", by=None, at=NOON)
    replaced = put_captions(recording, "sv", CUES[1:], state="machine", origin="igen", replacing=True, by=None, at=NOON)

    assert [cue["id"] for cue in replaced.cues] == ["b"]
    assert b"R\xc3\xa4ttat." in media().path(FileVersion.objects.get(part="captions").file_id).read_bytes()


def test_removed_captions_are_gone_for_readers_and_empty_ones_are_not_published(recording, track):
    publish_captions(track, by=None, at=NOON)

    remove_captions(track, by=None, at=NOON + DAY)

    assert kept(recording) == {}
    empty = put_captions(recording, "sv", [], state="machine", origin="", by=None, at=NOON)
    with pytest.raises(NoCues):
        publish_captions(empty, by=None, at=NOON)


def test_a_contributor_writes_and_does_not_publish(recording, track):
    ada = make.make_user(role="contributor")

    save_cues(track, [{**CUES[0], "text": "Hej."}], based_on=track.version, by=ada, at=NOON)

    with pytest.raises(NotAllowed):
        publish_captions(track, by=ada, at=NOON)


def test_a_person_taken_out_is_in_no_captions_nor_in_their_bytes(recording, track):
    anna = make.make_person(name="Anna Berg")
    spoken = [{**CUES[0], "text": "Jag heter Anna Berg."}, CUES[1]]
    put_captions(recording, "sv", spoken, state="machine", origin="x", by=None, at=NOON)
    track.refresh_from_db()
    publish_captions(track, by=None, at=NOON)
    old = set(StoredFile.objects.values_list("pk", flat=True))

    taken = take_person_out(anna, reason="personal_data", by=None, at=NOON + DAY)

    assert recording.event_id in taken.events
    assert kept(recording)["sv"]["cues"][0] == {"start": 0.0, "end": 2.5, "text": "Jag heter en medverkande."}
    track.refresh_from_db()
    assert "Anna Berg" not in json.dumps(track.cues, ensure_ascii=False)
    for path in media().root.rglob("*"):
        assert not path.is_file() or b"Anna Berg" not in path.read_bytes()
    assert not {key for key in old if media().has(key) and b"Anna" in media().path(key).read_bytes()}
