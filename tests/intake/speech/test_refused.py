# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What cannot be heard is told in a sentence; and a child ends with whoever started it."""

from __future__ import annotations

import fcntl
import os
import select
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.intake.speech.sounds import as_recording, film_without_sound, write_wav
from verkstad.intake.speech import Heard, Limits, SpeechError, SpeechInterrupted, SpeechRefused, hear_apart
from verkstad.intake.speech.refused import INTERRUPTED, REFUSED

pytestmark = pytest.mark.one_database
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="seen by what Linux tells of processes")
MB = 1024 * 1024


@pytest.fixture
def silence(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "silence.wav", bytes(2 * 16_000 * 6))


@pytest.fixture
def shell_of_a_model(tmp_path: Path) -> Path:
    """A folder with all the files of a model, and nothing in them: enough until somebody speaks."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes(b"{}")
    return folder


def refusal(path: Path, tmp_path: Path, model: Path | str, **given: Any) -> SpeechError:
    with pytest.raises(SpeechError) as refused:
        hear_apart(path, model=str(model), into=tmp_path / "state", **{"limits": Limits(niceness=0), **given})
    return refused.value


def test_without_the_extra_part_it_says_what_to_install(silence, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "faster_whisper", None)

    error = refusal(silence, tmp_path, "/srv/model")

    assert (type(error), error.kind) == (SpeechRefused, "not-installed")
    assert "verkstad[transcribe]" in str(error)


def test_without_a_model_it_says_where_to_put_one(silence, tmp_path, parts):
    off, none = refusal(silence, tmp_path, ""), refusal(silence, tmp_path, tmp_path / "nothing")

    assert off.kind == "off"
    assert "VERKSTAD_TRANSCRIBE_MODEL" in str(off)
    assert none.kind == "no-folder"
    assert str(tmp_path / "nothing") in str(none)


def test_a_folder_that_lacks_a_file_of_the_model_is_refused_by_that_file(silence, tmp_path, parts, shell_of_a_model):
    (shell_of_a_model / "model.bin").unlink()
    (shell_of_a_model / "vocabulary.txt").unlink()

    error = refusal(silence, tmp_path, shell_of_a_model)

    assert (error.kind, error.values["missing"]) == ("not-a-model", "model.bin, vocabulary.json")


def test_a_model_that_is_none_is_refused_when_somebody_speaks(english, tmp_path, parts, shell_of_a_model):
    error = refusal(english, tmp_path, shell_of_a_model)

    assert error.kind == "unusable-model"
    assert "CTranslate2" in str(error)


class Hub(BaseHTTPRequestHandler):
    """A hub of models that has none, and notes what is asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    Hub.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield Hub.asked
        server.shutdown()


def test_a_model_by_name_is_fetched_only_when_that_is_allowed(silence, tmp_path, parts, hub):
    kept_in = tmp_path / "models"

    forbidden = refusal(silence, tmp_path, "KBLab/kb-whisper-small", models=kept_in)
    assert forbidden.kind == "not-here"
    assert "VERKSTAD_TRANSCRIBE_FETCH=1" in str(forbidden)
    assert hub == []

    allowed = refusal(silence, tmp_path, "KBLab/kb-whisper-small", models=kept_in, fetch=True)
    assert allowed.kind == "not-fetched"
    assert any("KBLab/kb-whisper-small" in path for path in hub)


def test_a_model_that_was_fetched_before_is_found_by_its_name(silence, tmp_path, parts, shell_of_a_model, hub):
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = tmp_path / "models" / "models--KBLab--kb-whisper-small"
    shutil.copytree(shell_of_a_model, repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(commit)

    error = refusal(silence, tmp_path, "KBLab/kb-whisper-small", models=tmp_path / "models")

    assert (error.kind, hub) == ("silent", [])


def test_too_little_memory_is_told_before_the_model_is_read(silence, tmp_path, parts, shell_of_a_model):
    error = refusal(silence, tmp_path, shell_of_a_model, limits=Limits(memory_bytes=100 * MB))

    assert error.kind == "memory"
    assert "has 100 MB" in str(error)


def test_memory_that_runs_out_is_told(tmp_path, parts, shell_of_a_model):
    """A file that claims ten hours, and a stretch as long as that: more than was reckoned with."""
    tone = write_wav(tmp_path / "tone.wav", bytes(range(256)) * 500)
    film = as_recording(tone, tmp_path / "film.webm", gap=(1.0, 36_000))

    error = refusal(film, tmp_path, shell_of_a_model, limits=Limits(memory_bytes=600 * MB, stretch_seconds=50_000))

    assert (error.kind, error.values["have"]) == ("out-of-memory", 600)


def test_a_recording_of_more_than_a_day_is_refused(tmp_path, parts, shell_of_a_model):
    tone = write_wav(tmp_path / "tone.wav", bytes(range(256)) * 500)
    film = as_recording(tone, tmp_path / "film.webm", gap=(1.0, 100_000))

    assert refusal(film, tmp_path, shell_of_a_model).kind == "too-long"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "broken"),
        (b"not a recording\n" * 100, "broken"),
        (b"\x1aE\xdf\xa3" + bytes(range(256)) * 40, "broken"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n", "broken"),
    ],
    ids=["empty", "text", "random", "playlist"],
)
def test_what_is_no_recording_is_refused(content, kind, tmp_path, parts, shell_of_a_model):
    path = tmp_path / "recording.webm"
    path.write_bytes(content)

    assert refusal(path, tmp_path, shell_of_a_model, name="Mötet.webm").kind == kind


def test_a_playlist_opens_nothing_that_it_names(tmp_path, parts, shell_of_a_model, hub):
    path = tmp_path / "recording.mp4"
    path.write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{os.environ['HF_ENDPOINT']}/x.ts\n#EXT-X-ENDLIST\n"
    )

    assert refusal(path, tmp_path, shell_of_a_model).kind == "broken"
    assert hub == []


def test_recordings_without_sound_length_or_speech_are_told_apart(silence, tmp_path, parts, shell_of_a_model):
    film = film_without_sound(tmp_path / "film.mp4")
    none = write_wav(tmp_path / "none.wav", b"")

    assert refusal(film, tmp_path, shell_of_a_model).kind == "no-sound"
    assert refusal(none, tmp_path, shell_of_a_model).kind == "empty"
    error = refusal(silence, tmp_path, shell_of_a_model, name="Mötet.mp4")
    assert (error.kind, str(error)) == (
        "silent",
        "Nobody is heard speaking in “Mötet.mp4”. Check that the right sound was recorded.",
    )


def test_a_language_that_the_model_does_not_know_is_refused(english, model, tmp_path):
    error = refusal(english, tmp_path, model, language="tlh")

    assert (error.kind, error.values["language"]) == ("language", "tlh")


def test_it_stops_when_it_is_asked_to(english, shell_of_a_model, tmp_path, parts):
    error = refusal(english, tmp_path, shell_of_a_model, stopped=lambda: True)

    assert (type(error), error.kind) == (SpeechInterrupted, "stopped")


def test_time_has_a_limit(english, shell_of_a_model, tmp_path, parts):
    assert refusal(english, tmp_path, shell_of_a_model, limits=Limits(seconds=0)).kind == "out-of-time"
    assert refusal(english, tmp_path, shell_of_a_model, limits=Limits(seconds_without_progress=0)).kind == "stalled"


def test_a_recording_is_heard_once_at_a_time(silence, shell_of_a_model, tmp_path, parts):
    (tmp_path / "state").mkdir()
    with (tmp_path / "state" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        error = refusal(silence, tmp_path, shell_of_a_model)

    assert (type(error), error.kind) == (SpeechInterrupted, "busy")


@on_linux
def test_a_child_ends_with_its_parent(english, model, tmp_path):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, pathlib\n"
            "from verkstad.intake.speech import hear_apart\n"
            "hear_apart(pathlib.Path(sys.argv[1]), model=sys.argv[2], into=pathlib.Path(sys.argv[3]),\n"
            "           progress=lambda each: print('heard', flush=True))",
            str(english), str(model), str(tmp_path),
        ],
        stdout=subprocess.PIPE,
    )  # fmt: skip
    assert parent.stdout.readline() == b"heard\n"
    child = os.pidfd_open(int((tmp_path / "lock").read_text()))

    parent.kill()

    assert select.select([child], [], [], 20)[0] == [child]
    os.close(child)
    parent.wait()
    parent.stdout.close()


@on_linux
def test_the_child_gives_way_and_gets_neither_secrets_nor_network(
    silence, shell_of_a_model, tmp_path, parts, monkeypatch
):
    """Seen from outside, while it tells its first progress."""
    monkeypatch.setenv("DATABASE_URL", "postgres://user:password@host/name")
    monkeypatch.setenv("VERKSTAD_SECRET_KEY", "x" * 40)
    seen: list[tuple[int, bytes, str]] = []

    def look(_: object) -> None:
        if seen:
            return  # by what it tells last it may have ended
        pid = int((tmp_path / "state" / "lock").read_text())
        environ, network = Path(f"/proc/{pid}/environ").read_bytes(), os.readlink(f"/proc/{pid}/ns/net")
        seen.append((os.getpriority(os.PRIO_PROCESS, pid), environ, network))

    refusal(silence, tmp_path, shell_of_a_model, limits=Limits(niceness=7), progress=look)

    niceness, environ, network = seen[0]
    assert niceness >= 7
    code = "from verkstad.intake.apart.own_process import leave_network; print(leave_network())"
    may_leave = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"
    )
    assert (network != os.readlink("/proc/self/ns/net")) == may_leave
    assert b"HF_HUB_OFFLINE=1" in environ
    assert b"password" not in environ
    assert b"VERKSTAD_SECRET_KEY" not in environ


@pytest.mark.parametrize(("kind", "sentence"), [*REFUSED.items(), *INTERRUPTED.items()])
def test_every_sentence_says_what_to_do(kind, sentence):
    values = dict.fromkeys(
        ("model", "missing", "reason", "language", "need", "have", "hours", "minutes", "folder", "log"), "X"
    )
    error = (SpeechRefused if kind in REFUSED else SpeechInterrupted)(kind, "Mötet.mp4", **values)

    assert "%(" not in str(error)
    assert str(error).endswith(".")


def test_what_is_heard_is_a_value_that_does_not_change():
    with pytest.raises(AttributeError):
        Heard("sv", "model", 1.0, ()).language = "en"  # type: ignore[misc]
