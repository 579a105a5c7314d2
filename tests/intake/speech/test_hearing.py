# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Real speech by a real model, in its own process: what is heard, and that it goes on after a kill."""

from __future__ import annotations

import json
import os
import signal
from itertools import pairwise

import pytest

from tests.intake.speech.conftest import AS_TESTED, TERMS
from tests.intake.speech.sounds import SWEDISH, as_recording, speak
from verkstad.intake.speech import UNSURE_BELOW, Heard, Progress, SpeechInterrupted, hear_apart

pytestmark = pytest.mark.one_database


def said(heard: Heard) -> str:
    return " ".join(cue.text.replace("\n", " ") for cue in heard.cues)


def test_english_is_told_and_heard(heard_english):
    text = said(heard_english).lower()

    assert heard_english.language == "en"
    assert heard_english.model.startswith("whisper-base@")
    assert 20 < heard_english.length_seconds < 30
    for words in (
        "talk about open source in the public sector",
        "first speaker works with",
        "questions in the chat",
        "next month",
    ):
        assert words in text


def test_names_that_are_told_of_are_heard(heard_english):
    """Without terms the same model hears “RxTund” or “Workstad”."""
    assert "Archivematica and with Verkstad" in said(heard_english)
    assert "Glossary" not in said(heard_english)


def test_words_have_rising_times_within_the_recording(heard_english):
    words = [word for cue in heard_english.cues for word in cue.words]

    assert len(words) > 50
    assert all(0 <= word.start <= word.end <= heard_english.length_seconds for word in words)
    assert all(earlier.end <= later.start for earlier, later in pairwise(words))
    # espeak says the first of these some seconds in, and the second near the end
    at = {word.text.strip(".,").lower(): word.start for word in words}
    assert 5 < at["archivematica"] < 10
    assert 21 < at["month"] < heard_english.length_seconds


def test_cues_can_be_read(heard_english):
    for cue in heard_english.cues:
        assert len(cue.text.split("\n")) <= 2
        assert all(len(line) <= 42 for line in cue.text.split("\n"))
        assert cue.end - cue.start <= 7
    assert all(earlier.end <= later.start for earlier, later in pairwise(heard_english.cues))


def test_unsure_words_are_marked(heard_english):
    marked = [cue.text[start:end] for cue in heard_english.cues for start, end in cue.unsure]
    unsure = [word.text for cue in heard_english.cues for word in cue.words if word.probability < UNSURE_BELOW]

    assert unsure
    assert [word for text in marked for word in text.split()] == unsure
    assert len(unsure) < 20


def test_a_killed_run_goes_on_and_comes_to_the_same(english, model, heard_english, tmp_path):
    def hear(progress) -> Heard:
        return hear_apart(
            english,
            model=str(model),
            into=tmp_path,
            expected=("sv", "en"),
            terms=TERMS,
            limits=AS_TESTED,
            progress=progress,
        )

    def kill_after_the_first_stretch(_: Progress) -> None:
        if (tmp_path / "stretch-00000.json").exists():
            os.kill(int((tmp_path / "lock").read_text()), signal.SIGKILL)

    with pytest.raises(SpeechInterrupted, match="next start goes on") as broken:
        hear(kill_after_the_first_stretch)
    assert broken.value.kind == "killed"
    finished = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in tmp_path.glob("stretch-*.json")}
    until = max(json.loads((tmp_path / name).read_text())["end"] for name in finished) / 16_000
    told: list[Progress] = []

    heard = hear(told.append)

    assert heard == heard_english
    assert len(finished) < len(list(tmp_path.glob("stretch-*.json"))) >= 3
    assert {
        name: ((tmp_path / name).stat().st_ino, (tmp_path / name).stat().st_mtime_ns) for name in finished
    } == finished
    assert told[0].heard_seconds == until
    assert told[-1].heard_seconds == told[-1].whole_seconds == heard.length_seconds
    assert told[-1].left_seconds == 0
    assert [each.heard_seconds for each in told] == sorted(each.heard_seconds for each in told)


def test_swedish_that_is_given_is_heard_at_its_place_in_the_film(model, tmp_path):
    """The sound of a film may begin after its pictures, and have gaps: captions come when the word does."""
    wav = speak(SWEDISH, "sv", tmp_path / "valkommen.wav")
    film = as_recording(wav, tmp_path / "valkommen.webm", gap=(1.9, 40.0))

    heard = hear_apart(film, model=str(model), into=tmp_path / "state", language="sv-SE", limits=AS_TESTED)

    assert heard.language == "sv"
    assert "offentlig" in said(heard)
    at = {word.text.lower().strip(".,"): word.start for cue in heard.cues for word in cue.words}
    assert at["till"] < 1.9
    assert 44 < at["offentlig"] < 47
