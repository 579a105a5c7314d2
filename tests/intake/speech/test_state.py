# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder of what is heard so far."""

from __future__ import annotations

from verkstad.intake.speech import state
from verkstad.intake.speech.values import HeardWord

HELLO = [HeardWord(0.0, 0.5, "Hej", 0.9)]
AGAIN = [HeardWord(2.0, 2.5, "igen", 0.4)]


def two_stretches(folder, key="key"):
    state.begin(folder, key, model="base@1")
    state.note(folder, language="sv")
    state.keep(folder, 0, start=0, end=100, words=HELLO)
    state.keep(folder, 1, start=100, end=200, words=AGAIN)


def test_what_was_finished_is_found_again(tmp_path):
    two_stretches(tmp_path)

    begun = state.begin(tmp_path, "key", model="base@1")

    assert begun == state.Begun("base@1", "sv", None, until=200, stretches=2)
    assert state.heard(tmp_path) == (begun, HELLO + AGAIN)


def test_the_length_says_that_all_is_heard(tmp_path):
    two_stretches(tmp_path)
    state.note(tmp_path, length_seconds=12.5)

    assert state.begin(tmp_path, "key", model="base@1").length_seconds == 12.5


def test_another_recording_model_or_order_begins_anew(tmp_path):
    two_stretches(tmp_path)

    assert state.begin(tmp_path, "other", model="large@2") == state.Begun("large@2", None, None, until=0, stretches=0)
    assert state.heard(tmp_path)[1] == []


def test_a_damaged_stretch_and_all_behind_it_are_heard_again(tmp_path):
    two_stretches(tmp_path)
    state.keep(tmp_path, 2, start=200, end=300, words=HELLO)
    (tmp_path / "stretch-00001.json").write_text('{"start": 100, "wor')

    begun = state.begin(tmp_path, "key", model="base@1")

    assert (begun.until, begun.stretches) == (100, 1)
    assert state.heard(tmp_path)[1] == HELLO


def test_what_was_being_written_when_it_was_killed_is_no_part_of_it(tmp_path):
    two_stretches(tmp_path)
    (tmp_path / "stretch-00002.new").write_text('{"start": 200')

    assert state.begin(tmp_path, "key", model="base@1").stretches == 2
    assert not list(tmp_path.glob("*.new"))
