# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings for tests: spoken by espeak-ng, or made of what no person says."""

from __future__ import annotations

import shutil
import subprocess
import wave
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av

from tests.conftest import optional

LONG = (
    "Welcome to the workshop. Today we talk about open source in the public sector. Our first speaker works with Archivematica "
    "and with Verkstad. She will show how the archive is built, and how everybody can use the data. After the break there is a "
    "discussion in small groups. Please write your questions in the chat. Thank you, and welcome back next month."
)
SWEDISH = "Välkommen till workshopen. I dag talar vi om öppen källkod i offentlig sektor."


def speak(text: str, voice: str, path: Path) -> Path:
    """A WAV file; made once, at once or not at all."""
    if shutil.which("espeak-ng") is None:
        optional("espeak-ng", "nobody speaks in the tests of speech (sudo apt-get install espeak-ng)")
    if not path.exists():
        aside = path.with_name(f"{path.name}.{id(path)}")
        subprocess.run(["espeak-ng", "-v", voice, "-s", "145", "-w", str(aside), text], check=True)
        aside.replace(path)
    return path


def write_wav(path: Path, samples: Sequence[int] | bytes, *, rate: int = 16_000) -> Path:
    """16 bits, one channel."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(
            samples if isinstance(samples, bytes) else b"".join(s.to_bytes(2, "little", signed=True) for s in samples)
        )
    return path


def read_wav(path: Path) -> tuple[bytes, int]:
    with wave.open(str(path)) as file:
        return file.readframes(file.getnframes()), file.getframerate()


def as_recording(
    wav: Path, path: Path, *, codec: str = "libopus", begins: float = 0.0, gap: tuple[float, float] | None = None
) -> Path:
    """The same sound as a browser or a meeting service writes it; ``gap``: from second on, nothing for so many seconds."""
    content, rate = read_wav(wav)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=48_000, layout="mono")
        resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=48_000, frame_size=960)
        source = av.AudioFrame(format="s16", layout="mono", samples=len(content) // 2)
        source.planes[0].update(content)
        source.sample_rate = rate
        at = begins
        for frame in [*resampler.resample(source), *resampler.resample(None)]:
            if gap and at <= gap[0] < at + frame.samples / 48_000:
                at += gap[1]
            frame.time_base = Fraction(1, 48_000)
            frame.pts = round(at * 48_000)
            container.mux(stream.encode(frame))
            at += frame.samples / 48_000
        container.mux(stream.encode(None))
    return path


def film_without_sound(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=5, width=16, height=16, pix_fmt="yuv420p")
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame(16, 16, "yuv420p")))
        container.mux(stream.encode(None))
    return path
