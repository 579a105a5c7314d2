# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sound at its place in time, cut where nobody speaks; and what the recogniser says, made into words. No model is needed."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from tests.intake.speech.sounds import as_recording, write_wav

pytestmark = pytest.mark.usefixtures("parts")
RATE = 16_000


def tone(seconds: float, *, rate: int = RATE) -> list[int]:
    return [int(12_000 * math.sin(2 * math.pi * 440 * at / rate)) for at in range(int(seconds * rate))]


def sound_of(path, start=0):
    import numpy as np

    from verkstad.intake.speech.sound import Sound

    return np.concatenate(list(Sound(path).samples(start)))


def loud(samples) -> list[tuple[float, float]]:
    """Seconds between which the sound is loud, to a tenth."""
    import numpy as np

    tenths = np.abs(samples[: len(samples) // 1600 * 1600]).reshape(-1, 1600).max(axis=1) > 0.1
    edges = np.flatnonzero(np.diff(np.concatenate(([0], tenths.astype(int), [0]))))
    return [(start / 10, end / 10) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def test_any_rate_becomes_that_of_the_model(tmp_path):
    path = write_wav(tmp_path / "tone.wav", tone(2, rate=44_100), rate=44_100)

    assert abs(len(sound_of(path)) - 2 * RATE) < 20


def test_a_gap_becomes_silence(tmp_path):
    wav = write_wav(tmp_path / "tone.wav", tone(3))
    film = as_recording(wav, tmp_path / "film.webm", gap=(1.0, 5.0))

    (first, second) = loud(sound_of(film))

    assert first == pytest.approx((0, 1), abs=0.1)
    assert second == pytest.approx((6, 8), abs=0.1)


def test_sound_after_a_start_is_that_of_the_whole(tmp_path):
    wav = write_wav(tmp_path / "tone.wav", tone(3))
    film = as_recording(wav, tmp_path / "film.webm", gap=(1.0, 2.0))

    assert (sound_of(film)[12_345:] == sound_of(film, start=12_345)).all()


def test_the_length_is_found_where_the_file_does_not_say_it(tmp_path):
    from verkstad.intake.speech.sound import Sound

    wav = write_wav(tmp_path / "tone.wav", tone(3))
    live = tmp_path / "live.webm"
    content = as_recording(wav, tmp_path / "film.webm").read_bytes()
    live.write_bytes(content.replace(b"\x44\x89\x88", b"\xec\x80\x88", 1))  # Duration becomes Void

    assert Sound(live).length_seconds == pytest.approx(3, abs=0.1)


def test_a_recording_that_is_cut_off_is_heard_as_far_as_it_goes(tmp_path):
    wav = write_wav(tmp_path / "tone.wav", tone(4))
    whole = as_recording(wav, tmp_path / "film.webm")
    cut = tmp_path / "cut.webm"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    assert 1 < len(sound_of(cut)) / RATE < 3


def cut(samples, speech, seconds):
    """Stretches of sound in which speech is where the test says, in seconds."""
    from verkstad.intake.speech.stretches import Span, stretches

    def find_speech(sound):
        at = found[-1].end if found else 0
        return [
            Span(max(0, round(start * RATE) - at), min(len(sound), round(end * RATE) - at))
            for start, end in speech
            if start * RATE < at + len(sound) and end * RATE > at
        ]

    found = []
    for stretch in stretches(iter([samples]), start=0, seconds=seconds, find_speech=find_speech):
        found += [stretch]
    return found


def test_stretches_end_in_silence_and_hold_all_speech():
    import numpy as np

    speech = [(number * 7 + 1, number * 7 + 6.5) for number in range(20)]
    found = cut(np.zeros(140 * RATE, np.float32), speech, 60)

    assert len(found) > 2
    assert found[0].start == 0
    assert found[-1].end == 140 * RATE
    assert all(earlier.end == later.start for earlier, later in pairwise(found))
    pieces = [piece for stretch in found for piece in stretch.pieces]
    assert all(piece.end - piece.start <= 28 * RATE for piece in pieces)
    for start, end in speech:
        assert any(piece.start <= start * RATE and end * RATE <= piece.end for piece in pieces)


def test_who_speaks_without_a_pause_is_cut_where_it_is_quietest():
    import numpy as np

    samples = np.full(60 * RATE, 0.5, np.float32)
    samples[22 * RATE : 22 * RATE + 8000] = 0.01
    found = cut(samples, [(0, 60)], 300)

    first, second, *_ = found[0].pieces
    assert 22 * RATE <= first.end <= 22 * RATE + 8000
    assert second.start == first.end
    assert found[0].pieces[-1].end == 60 * RATE


def test_a_stretch_without_speech_has_no_pieces():
    import numpy as np

    found = cut(np.zeros(130 * RATE, np.float32), [], 60)

    assert [stretch.pieces for stretch in found] == [()] * len(found)
    assert found[-1].end == 130 * RATE


def test_parts_of_words_are_joined_and_lone_marks_go():
    from verkstad.intake.speech.recognise import joined

    parts = [
        (0, 1, " Vad", 0.9),
        (1, 2, " är", 0.8),
        (2, 3, " EU", 0.9),
        (3, 4, "-kommissionen", 0.4),
        (4, 5, "?", 0.1),
    ]

    assert [tuple(word) for word in joined([*parts, (5, 6, " –", 0.9), (6, 7, " Ja", 0.7), (7, 8, "...", 0.2)])] == [
        (0, 1, "Vad", 0.9),
        (1, 2, "är", 0.8),
        (2, 5, "EU-kommissionen?", 0.4),
        (6, 8, "Ja...", 0.7),
    ]


def piece(seconds, speech):
    import numpy as np

    from verkstad.intake.speech.stretches import Piece, Span

    spans = tuple(Span(round(start * RATE), round(end * RATE)) for start, end in speech)
    return Piece(10 * RATE, round((10 + seconds) * RATE), np.zeros(round(seconds * RATE), np.float32), spans)


def heard(text, start, seconds=0.5):
    from verkstad.intake.speech.values import HeardWord

    return [
        HeardWord(start + at * seconds, start + (at + 1) * seconds, word, 0.9) for at, word in enumerate(text.split())
    ]


def test_times_are_put_in_order_within_the_piece():
    from verkstad.intake.speech.recognise import placed
    from verkstad.intake.speech.values import HeardWord

    words = [HeardWord(0.5, 1.6, "ett", 0.9), HeardWord(1.2, 1.1, "två", 0.9), HeardWord(0.9, 9.0, "tre", 0.9)]

    assert [(word.start, word.end) for word in placed(words, piece(4, []))] == [
        (10.5, 11.2),
        (11.2, 11.2),
        (11.2, 14.0),
    ]


def test_speech_without_words_is_lost():
    from verkstad.intake.speech.recognise import lost_seconds

    assert lost_seconds(heard("a b c d", 10), piece(20, [(0, 2)])) == 0
    assert lost_seconds(heard("a b c d", 10), piece(20, [(0, 2), (12, 19)])) == pytest.approx(7)
    assert lost_seconds([], piece(20, [(5, 7)])) == 0  # a short sound that was no word


def test_what_is_said_again_and_again_is_lost():
    from verkstad.intake.speech.recognise import loops, lost_seconds

    looping = heard("vi tackar tack så mycket tack så mycket Tack så mycket. tack så mycket och hej", 10)

    assert loops(looping) == [(2, 14)]
    assert lost_seconds(looping, piece(8, [(0, 8)])) == pytest.approx(6)
    assert loops(heard("nej nej nej det är inte så", 10)) == []


def test_what_it_was_told_is_not_taken_for_heard():
    from verkstad.intake.speech.recognise import without_echo

    words = heard("välkommen åter nästa månad. Ordlista, Verkstad, Digg.", 10)

    assert without_echo(words, "Ordlista: Verkstad, Digg.") == words[:4]
    assert without_echo(words, None) == words
