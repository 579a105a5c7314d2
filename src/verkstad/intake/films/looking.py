# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a recording is: its length, its picture, its format in words, and a poster. Runs in the child."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer
from PIL import Image, ImageStat

from verkstad.intake.films.refused import Refusal
from verkstad.intake.films.values import POSTER_WIDTHS

LONGEST_SECONDS = 7 * 24 * 3600
PIXELS_AT_MOST = 8192 * 8192
POSTER_AT = (0.1, 0.25, 0.5, 0.02)
"""Where in the recording a frame is looked for that is neither black nor one colour: the first that is will do."""
_FRAMES_LOOKED_AT = 300
_PLAIN = 12
"""Standard deviation of brightness, of 255, under which a frame shows nothing."""

_CODECS = {
    "h264": "H.264", "hevc": "H.265", "vp8": "VP8", "vp9": "VP9", "av1": "AV1", "mpeg4": "MPEG-4", "aac": "AAC", "opus": "Opus",
    "vorbis": "Vorbis", "mp3": "MP3", "mp3float": "MP3", "flac": "FLAC",
}  # fmt: skip
_CONTAINERS = {"mov": "MP4", "mp4": "MP4", "matroska": "WebM", "webm": "WebM", "mp3": "MP3", "ogg": "Ogg"}


def read(order: dict[str, Any], _tell: Callable[..., None]) -> dict[str, Any]:
    """Raises Refusal, or an error of av for what cannot be read at all."""
    with av.open(order["path"], metadata_errors="ignore") as film:
        tracks = [track for track in film.streams if track.type in {"audio", "video"}]
        if not tracks:
            raise Refusal("no-tracks")
        length = length_of(film)
        picture = picture_of(film)
        words = [_CONTAINERS.get(film.format.name.split(",")[0], film.format.name)]
        words += [_CODECS.get(track.codec_context.name, track.codec_context.name) for track in tracks]
        facts: dict[str, Any] = {
            "length_seconds": length,
            "width": picture.codec_context.width if picture else None,
            "height": picture.codec_context.height if picture else None,
            "format": ", ".join(dict.fromkeys(words)),
            "has_poster": False,
        }
        if picture is not None:
            facts["has_poster"] = write_poster(film, picture, length, Path(order["into"]), "poster")
        return facts


def picture_of(film: InputContainer) -> Any:
    """The track that is the film: not the cover of a sound file."""
    attached = av.stream.Disposition.attached_pic
    return next((track for track in film.streams.video if not track.disposition & attached), None)


def length_of(film: InputContainer) -> float:
    """Seconds: as the file says, or counted where it does not (what a browser recorded says nothing). Raises Refusal."""
    told = film.duration / av.time_base if film.duration else 0.0
    if not told > 0:
        told = _counted(film)
    if not told > 0:
        raise Refusal("empty")
    if told > LONGEST_SECONDS:
        raise Refusal("too-long")
    return round(told, 3)


def _counted(film: InputContainer) -> float:
    end = 0.0
    for packet in film.demux():
        if packet.pts is not None and packet.time_base is not None:
            end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    film.seek(0)
    return end


def write_poster(film: InputContainer, track: Any, length: float, into: Path, prefix: str) -> bool:
    """Write ``<prefix>-640.webp`` and so on of the first frame that shows something; False where none does."""
    width, height = track.codec_context.width, track.codec_context.height
    if not width or not height or width * height > PIXELS_AT_MOST:
        return False
    track.thread_type = "NONE"  # each thread would have frames of its own in memory
    found = None
    for at in POSTER_AT:
        frame = _frame_at(film, track, at * length)
        if frame is None:
            continue
        found = found or frame
        if ImageStat.Stat(frame.convert("L")).stddev[0] > _PLAIN:
            found = frame
            break
    if found is None:
        return False
    for wide in POSTER_WIDTHS:
        size = (wide, max(1, round(found.height * wide / found.width))) if wide < found.width else found.size
        found.resize(size, Image.Resampling.LANCZOS).save(into / f"{prefix}-{wide}.webp", quality=78, method=4)
    return True


def _frame_at(film: InputContainer, track: Any, second: float) -> Image.Image | None:
    """The frame that is shown at a second, or the nearest that can be decoded."""
    start = track.start_time or 0
    try:
        film.seek(start + int(second / track.time_base), stream=track)
        frame = None
        for number, frame in enumerate(film.decode(track)):
            if frame.time is None or frame.time >= second or number >= _FRAMES_LOOKED_AT:
                break
    except av.FFmpegError:
        return None
    return frame.to_image() if frame is not None else None
