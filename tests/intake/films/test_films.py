# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings are read and cut in a process of their own; what is left out is in no byte of what is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.films.made import make_film, shades_of, tones_of
from verkstad.intake.films import FilmLimits, FilmRefused, FilmStopped, cut_film, read_film

TYPES = {"mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg", "ogg": "audio/ogg"}


def read(path: Path, into: Path, **values):
    return read_film(path, name="film", into=into, **values)


@pytest.mark.parametrize(
    ("kind", "format", "size"),
    [
        ("mp4", "MP4, H.264, AAC", (64, 48)),
        ("webm", "WebM, VP8, Opus", (64, 48)),
        ("mp3", "MP3", (None, None)),
        ("ogg", "Ogg, Opus", (None, None)),
    ],
)
def test_a_recording_tells_its_length_picture_and_format(tmp_path, kind, format, size):
    facts = read(make_film(tmp_path / "film", kind=kind, seconds=2), tmp_path)

    assert facts.length_seconds == pytest.approx(2, abs=0.1)
    assert (facts.width, facts.height, facts.format, facts.has_poster) == (*size, format, size[0] is not None)
    assert (tmp_path / "poster-640.webp").exists() == facts.has_poster


@pytest.mark.parametrize("kind", TYPES)
def test_what_is_left_out_is_heard_and_seen_nowhere(tmp_path, kind):
    film = make_film(tmp_path / "film", kind=kind)

    made = cut_film(film, name="film", media_type=TYPES[kind], kept=[(1, 3), (5, 7)], into=tmp_path)

    assert made.kept == ((1, 3), (5, 7))
    assert made.length_seconds == 4
    assert tones_of(tmp_path / "cut")[:4] == [1, 2, 5, 6]
    if kind in {"mp4", "webm"}:
        shades = shades_of(tmp_path / "cut")
        assert {shade for _at, shade in shades} == {1, 2, 5, 6}
        assert all(abs(at - want) < 1 for at, shade in shades for want in [{1: 0, 2: 1, 5: 2, 6: 3}[shade]])


def test_a_picture_waits_for_a_whole_frame_and_shows_nothing_from_before(tmp_path):
    film = make_film(tmp_path / "film", seconds=6, every=20)

    cut_film(film, name="film", media_type="video/mp4", kept=[(1, 5)], into=tmp_path)

    assert tones_of(tmp_path / "cut")[:4] == [1, 2, 3, 4]
    assert {shade for _at, shade in shades_of(tmp_path / "cut")} == {2, 3, 4}


def test_stretches_end_with_the_recording_and_nothing_left_is_refused(tmp_path):
    film = make_film(tmp_path / "film", kind="ogg", seconds=2)

    made = cut_film(film, name="film", media_type="audio/ogg", kept=[(1, 99)], into=tmp_path)
    assert made.length_seconds == pytest.approx(1, abs=0.1)
    with pytest.raises(FilmRefused) as refused:
        cut_film(film, name="film", media_type="audio/ogg", kept=[(50, 99)], into=tmp_path)

    assert refused.value.message() == "All of “film” is left out, so there is nothing to show. Leave out less."


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "broken"),
        (b"\0" * 4000, "broken"),
        (b"\x1aE\xdf\xa3" + b"x" * 500, "broken"),
        (b"RIFF$\0\0\0WAVEfmt ", "broken"),
    ],
)
def test_what_is_no_recording_is_refused_with_a_sentence(tmp_path, content, kind):
    (tmp_path / "film").write_bytes(content)

    with pytest.raises(FilmRefused) as refused:
        read(tmp_path / "film", tmp_path)

    assert refused.value.kind == kind
    assert "“film”" in refused.value.message()


def test_a_cut_off_film_is_read_as_far_as_it_goes_or_refused(tmp_path):
    whole = make_film(tmp_path / "film", kind="webm", seconds=2).read_bytes()
    (tmp_path / "half").write_bytes(whole[: len(whole) // 2])

    assert 0 < read(tmp_path / "half", tmp_path).length_seconds <= 2.1
    (tmp_path / "head").write_bytes(whole[:200])
    with pytest.raises(FilmRefused):
        read(tmp_path / "head", tmp_path)


def test_one_that_takes_too_long_or_too_much_is_ended(tmp_path):
    film = make_film(tmp_path / "film", kind="ogg", seconds=1)

    with pytest.raises(FilmRefused, match=r"took more than 0\.0 minutes"):
        read(film, tmp_path, limits=FilmLimits(seconds=0))
    with pytest.raises(FilmRefused) as refused:
        read(film, tmp_path, limits=FilmLimits(memory_bytes=64 * 1024 * 1024))
    assert refused.value.kind in {"memory", "broken"}
    with pytest.raises(FilmStopped):
        read(film, tmp_path, stopped=lambda: True)
