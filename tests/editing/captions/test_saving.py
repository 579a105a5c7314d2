# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the captions editor saves as one types, over HTTP: kept, refused line by line, in conflict, by whom."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.editing.captions.conftest import CUES, address, texts
from tests.factories import NOON
from verkstad.archive.actions.captions import save_cues, say_state
from verkstad.archive.models import CaptionTrack

pytestmark = pytest.mark.django_db


def save(client, recording, track, changed=(), *, removed=(), right=(), based_on=1):
    given = {"changed": list(changed), "removed": list(removed), "right": list(right), "based_on": based_on}
    return client.post(address(recording, track, "save"), given, content_type="application/json")


def line(number, **values):
    return {name: CUES[number].get(name, "") for name in ("id", "start", "end", "text", "speaker")} | values


def test_changed_lines_are_saved_and_the_state_is_told(desk, recording, track):
    say_state(track, "approved", by=None, at=NOON)

    answer = save(desk, recording, track, [line(0, text="Hej.")], removed=["c"], based_on=2)

    assert answer.json() == {"version": 3, "state": "corrected", "words": "Corrected"}
    assert texts(track) == ["Hej.", "Vi börjar."]
    assert CaptionTrack.objects.get().changed_by.first_name == "Anna"


def test_who_moves_a_line_or_names_its_speaker_does_not_answer_for_its_words(desk, recording, track):
    save(desk, recording, track, [line(0, start=0.5, speaker="Bo Ek"), line(1, speaker="")])

    first, second, _third = CaptionTrack.objects.get().cues
    assert (first["start"], first["speaker"], first["unsure"], "corrected" in first) == (0.5, "Bo Ek", CUES[0]["unsure"], False)  # fmt: skip
    assert "speaker" not in second


def test_words_that_somebody_says_are_right_are_a_persons(desk, recording, track):
    save(desk, recording, track, [line(0)], right=["a"])

    first = CaptionTrack.objects.get().cues[0]
    assert (first["text"], first["corrected"], "unsure" in first) == (CUES[0]["text"], True, False)


def test_what_others_wrote_in_other_lines_comes_back(desk, recording, track):
    save_cues(track, [{**CUES[1], "text": "En annans."}], based_on=1, by=None, at=NOON)

    answer = save(desk, recording, track, [line(0, text="Min.")]).json()

    assert answer["version"] == 3
    assert [cue["text"] for cue in answer["cues"]] == ["Min.", "En annans.", CUES[2]["text"]]
    assert answer["cues"][1] == {
        "id": "b", "start": 2.5, "end": 4.0, "text": "En annans.", "speaker": "Anna Berg", "by": "person", "heard": "Vi börjar.",
    }  # fmt: skip
    assert "cues" in save(desk, recording, track, [line(0, text="Min.")], based_on=2).json()  # nothing new of ours


def test_conflict_in_a_line_saves_nothing_and_tells_what_stands(desk, recording, track):
    save_cues(track, [{**CUES[1], "text": "En annans."}], based_on=1, by=None, at=NOON)

    answer = save(desk, recording, track, [line(0, text="Min."), line(1, text="Min.")])

    assert answer.status_code == 409
    assert answer.json()["version"] == 2
    assert "compare and choose" in answer.json()["error"]
    assert texts(track)[:2] == [CUES[0]["text"], "En annans."]


def test_lines_that_cannot_be_are_told_by_their_id_and_nothing_is_saved(desk, recording, track):
    answer = save(desk, recording, track, [line(0, text="Hej."), line(1, end=1), line(2, start=10**400)])

    assert answer.status_code == 422
    assert answer.json()["problems"] == {
        "b": "The line ends before it begins. Change one of the two times.",
        "c": "The line has no times. Write when it begins and ends, as in 0:12.5.",
    }
    assert CaptionTrack.objects.get().version == 1


@pytest.mark.parametrize(
    "body",
    [
        "", "{}", "[]", "null", '{"changed": [], "removed": [], "right": [], "based_on": "1"}',
        '{"changed": [1], "removed": [], "right": [], "based_on": 1}', '{"changed": [], "removed": [1], "right": [], "based_on": 1}',
        '{"changed": [], "removed": [], "right": {}, "based_on": 1}', "\xff", "9" * 10_000,
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_with_a_sentence(desk, recording, track, body):
    answer = desk.post(address(recording, track, "save"), body, content_type="application/json")

    assert answer.status_code == 400
    assert "Load the page again." in answer.json()["error"]


def test_more_than_is_taken_is_answered_with_a_sentence(desk, recording, track, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    assert save(desk, recording, track, [line(0)]).status_code == 400


def test_only_who_may_change_the_recording_saves_and_only_through_it(client, recording, track):
    own = make.make_recording(make.make_event())
    for role, scope, status in (("contributor", None, 200), ("reviewer", None, 403), ("editor", own.event.series, 403)):
        client.force_login(make.make_user(role=role, series=scope))
        assert save(client, recording, track, [line(0, text=role)], based_on=CaptionTrack.objects.get().version).status_code == status  # fmt: skip
    assert save(client, own, track, [line(0, text="Genom en annan")]).status_code == 404
    assert client.get(address(own, track, "save")).status_code == 405
    client.logout()
    assert save(client, recording, track, [line(0, text="ingen")]).status_code == 302

    assert texts(track)[0] == "contributor"
