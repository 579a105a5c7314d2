# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``verkstad transcribe`` on a file: captions from real speech, and what it says when there are none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.intake.speech.sounds import SWEDISH, film_without_sound, speak
from verkstad.intake.captions import read_captions
from verkstad.site.command import main

pytestmark = pytest.mark.one_database


def run(home: Path, model: Path | str, *arguments: str | Path, **environ: str) -> Result:
    settings = {"VERKSTAD_HOME": str(home), "VERKSTAD_TRANSCRIBE_MODEL": str(model), "LC_ALL": "sv_SE.UTF-8", **environ}
    return CliRunner().invoke(main, ["transcribe", *(str(each) for each in arguments)], env=settings)


def test_speech_becomes_captions_that_other_parts_read(home, speech_model, tmp_path):
    recording = speak(SWEDISH, "sv", tmp_path / "valkommen.wav")

    done = run(home, speech_model, recording, "--language", "sv", "--output", tmp_path / "valkommen.vtt", "--json")

    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["language"], told["model"].partition("@")[0]) == ("sv", "whisper-base")
    assert "offentlig" in " ".join(cue["text"] for cue in told["cues"])
    assert {tuple(word) for cue in told["cues"] for word in cue["words"]} == {("start", "end", "text", "probability")}
    vtt = (tmp_path / "valkommen.vtt").read_bytes()
    captions = read_captions(vtt, name="valkommen.vtt")
    assert captions.cues
    assert [cue.text for cue in captions.cues] == [cue["text"] for cue in told["cues"]]
    assert list((home / "transcribing").iterdir()) == []


def test_what_is_wrong_with_the_recording_has_exit_code_1(home, speech_model, tmp_path):
    film = film_without_sound(tmp_path / "film.mp4")

    done, for_programs = run(home, speech_model, film), run(home, speech_model, film, "--json")

    assert done.exit_code == for_programs.exit_code == 1
    assert done.stderr == "verkstad: ”film.mp4” har inget ljudspår, så det finns inget att lyssna på.\n"
    assert json.loads(for_programs.stdout)["problems"][0]["kind"] == "no-sound"


def test_what_is_wrong_with_the_call_has_exit_code_2(home, speech_parts, tmp_path):
    film = film_without_sound(tmp_path / "film.mp4")

    off, nowhere, missing = run(home, "", film), run(home, "/nowhere", film), run(home, "", tmp_path / "none.mp4")

    assert off.exit_code == nowhere.exit_code == missing.exit_code == 2
    assert "VERKSTAD_TRANSCRIBE_MODEL" in off.stderr
    assert "/nowhere" in nowhere.stderr
    assert run(home, "", film, VERKSTAD_TRANSCRIBE_LANGUAGES="svenska").exit_code == 2
