# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small recordings of known content: each second has a brightness and a tone of its own."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import av
from PIL import Image

RATE = 48_000
FPS = 10
CODECS = {
    "mp4": ("libx264", "aac"),
    "webm": ("libvpx", "libopus"),
    "mp3": (None, "libmp3lame"),
    "ogg": (None, "libopus"),
}


def make_film(path: Path, *, kind: str = "mp4", seconds: int = 8, picture: bool = True, every: int = FPS) -> Path:
    """A film of which second n has a brightness of its own and a tone of 300 + 200 n Hz; with a key frame ``every`` frames."""
    video, audio = CODECS[kind]
    with av.open(str(path), "w", format=kind) as film:
        tracks: list[tuple[Any, Any]] = []
        if video and picture:
            options = {
                "g": str(every),
                "keyint_min": str(every),
                "deadline": "realtime",
                "preset": "ultrafast",
                "bf": "2",
            }
            track = film.add_stream(video, rate=FPS, options=options)
            track.width, track.height, track.pix_fmt = 64, 48, "yuv420p"
            tracks.append((track, _frames(seconds)))
        track = film.add_stream(audio, rate=RATE, layout="mono")
        tracks.append((track, _sound(seconds, track.codec_context.frame_size or 960, track.format.name)))
        packets = [packet for track, frames in tracks for frame in [*frames, None] for packet in track.encode(frame)]
        for packet in sorted(packets, key=lambda one: one.dts * one.time_base):
            film.mux(packet)
    return path


def _frames(seconds: int) -> Iterator[Any]:
    for number in range(seconds * FPS):
        picture = Image.new("L", (64, 48), 20 + 25 * (number // FPS))
        picture.paste(255, (0, 0, 20, 20))
        frame = av.VideoFrame.from_image(picture.convert("RGB"))
        frame.pts, frame.time_base = number, Fraction(1, FPS)
        yield frame


def _sound(seconds: int, size: int, format: str) -> Iterator[Any]:
    samples = array(
        "h",
        (round(16000 * math.sin(2 * math.pi * (300 + 200 * (at // RATE)) * at / RATE)) for at in range(seconds * RATE)),
    )
    resampler = av.AudioResampler(format=format, layout="mono", rate=RATE)
    for start in range(0, len(samples), size):
        block = samples[start : start + size]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(block))
        frame.planes[0].update(block.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        yield from resampler.resample(frame)


def tones_of(path: Path) -> list[int]:
    """Of each second of a recording, which second of the making its middle is of: by how often the sound crosses nought."""
    samples = array("h")
    with av.open(str(path)) as film:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        for frame in film.decode(audio=0):
            for out in resampler.resample(frame):
                samples.frombytes(bytes(out.planes[0])[: out.samples * 2])
    heard = []
    for second in range(round(len(samples) / RATE)):
        part = samples[int((second + 0.3) * RATE) : int((second + 0.7) * RATE)]
        crossings = sum((one < 0) != (two < 0) for one, two in pairwise(part))
        heard.append(round((crossings / 0.8 - 300) / 200))
    return heard


def shades_of(path: Path) -> list[tuple[float, int]]:
    """When each frame is shown, and which second of the making it is of."""
    with av.open(str(path)) as film:
        return [
            (
                float(frame.time),
                round((median(frame.to_image().convert("L").crop((30, 25, 60, 45)).tobytes()) - 20) / 25),
            )
            for frame in film.decode(video=0)
        ]
