# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sound of a recording, as the recogniser wants it: one channel, RATE samples a second, each at its place in time.

Runs in the child. The file is read as it goes, so that a day of sound takes no more memory than a minute of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from verkstad.intake.speech.kinds import Refusal

Samples = npt.NDArray[np.float32]

RATE = 16_000
LONGEST_HOURS = 24
_APART = 0.1
"""Seconds that a frame may be from where the ones before it end; beyond that, silence is put in or sound left out."""
_MINUTE = 60 * RATE

_KINDS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,ogg,wav,flac,aac"
"""What FFmpeg may take the file for. A playlist is not among them: it would have FFmpeg open whatever it names."""


class Sound:
    """A recording that can be read. Raises Refusal: broken, no-sound, too-long."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened() as container:
            stream = _track(container)
            self.length_seconds = _length(container, stream)
        if self.length_seconds is None:
            self.length_seconds = self._length_by_reading()
        if self.length_seconds > LONGEST_HOURS * 3600:
            raise Refusal("too-long", hours=LONGEST_HOURS)

    def _opened(self) -> av.container.InputContainer:
        try:
            return av.open(str(self._path), options={"format_whitelist": _KINDS}, metadata_errors="ignore")
        except (av.error.FFmpegError, ValueError, OSError) as error:
            raise Refusal("broken") from error

    def _length_by_reading(self) -> float:
        """What a browser records is written without its length: then the last packet tells. Nothing is decoded for it."""
        end = 0.0
        with self._opened() as container:
            stream = _track(container)
            try:
                for packet in container.demux(stream):
                    if packet.pts is not None and packet.time_base is not None:
                        end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
            except av.error.FFmpegError:
                pass  # its end is missing; what is before it can be heard
            return max(0.0, end - _origin(container))

    def samples(self, start: int = 0) -> Iterator[Samples]:
        """From sample ``start`` on, in runs of any length. Raises Refusal: broken, empty, too-long.

        Always read from the beginning: few formats can be sought in to the sample, and reading costs a hundredth of hearing.
        """
        at = 0
        with self._opened() as container:
            for run in _placed(_frames(container, _track(container)), _origin(container)):
                at += len(run)
                if at > LONGEST_HOURS * 3600 * RATE:
                    raise Refusal("too-long", hours=LONGEST_HOURS)
                if at > start:
                    yield run[max(0, len(run) - (at - start)) :]
        if not at:
            raise Refusal("empty")


def _track(container: av.container.InputContainer) -> av.AudioStream:
    """The sound track that a player would take."""
    stream = container.streams.best("audio")
    if not isinstance(stream, av.AudioStream):
        raise Refusal("no-sound")
    return stream


def _length(container: av.container.InputContainer, stream: av.AudioStream) -> float | None:
    if container.duration:
        return float(container.duration) / av.time_base
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return None


def _origin(container: av.container.InputContainer) -> float:
    """The moment that a player shows as zero."""
    return float(container.start_time) / av.time_base if container.start_time else 0.0


def _frames(container: av.container.InputContainer, stream: av.AudioStream) -> Iterator[AudioFrame]:
    """What can be decoded. A damaged packet is passed over; where nothing at all can be, it raises Refusal: broken."""
    damaged = sound = 0
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except av.error.FFmpegError:  # cut off in the middle
            damaged += 1
            packet = None
        if packet is None:
            break
        try:
            for frame in packet.decode():
                sound += 1
                yield frame  # type: ignore[misc]
        except av.error.FFmpegError:
            damaged += 1
    if damaged and not sound:
        raise Refusal("broken")


def _placed(frames: Iterator[AudioFrame], origin: float) -> Iterator[Samples]:
    """Frames as samples, with silence where the recording has a gap: a caption must come when the word does."""
    resampler: AudioResampler | None = None
    form: tuple[str, str, int] | None = None
    at = 0.0
    for frame in frames:
        begins = at if frame.time is None else frame.time - origin
        if begins < at - _APART:
            continue  # said twice: the second is left out
        lacking = begins - at if begins > at + _APART else 0.0
        if (resampler is not None and lacking) or form not in {
            None,
            (frame.format.name, frame.layout.name, frame.sample_rate),
        }:
            yield from _resampled(resampler, None)
            resampler = None
        yield from _silence(lacking)
        if resampler is None:
            resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
            form = (frame.format.name, frame.layout.name, frame.sample_rate)
        at += lacking + frame.samples / frame.sample_rate
        frame.pts = None  # placed already
        yield from _resampled(resampler, frame)
    yield from _resampled(resampler, None)


def _silence(seconds: float) -> Iterator[Samples]:
    left = round(min(seconds, (LONGEST_HOURS + 1) * 3600) * RATE)
    while left > 0:
        yield np.zeros(min(left, _MINUTE), np.float32)
        left -= _MINUTE


def _resampled(resampler: AudioResampler | None, frame: AudioFrame | None) -> Iterator[Samples]:
    """``None`` for a frame: the rest of what was put in."""
    if resampler is None:
        return
    try:
        for found in resampler.resample(frame):
            yield found.to_ndarray().reshape(-1)
    except (av.error.FFmpegError, ValueError):
        if frame is not None:
            raise Refusal("broken") from None
