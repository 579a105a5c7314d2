# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A recording without what is left out: the packets of what is kept, copied as they are. Runs in the child.

Nothing is decoded, so nothing gets worse and it takes seconds. A picture can only begin where it is whole (at a key frame): it stands
still until then, while the sound begins where it was cut. No packet from a stretch that is left out is ever copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import av

from verkstad.intake.films.looking import length_of, picture_of, write_poster
from verkstad.intake.films.refused import Refusal

TELL_EVERY = 2000
"""Packets between two words on how far it has come."""
_CANNOT = {"mpeg4", "msmpeg4v3", "wmv2", "wmav2"}
"""Codecs in packings that none of our formats can hold."""


class _Track:
    """One track on its way from the whole to the new file."""

    def __init__(self, source: Any, target: Any) -> None:
        self.source, self.target = source, target
        self.is_picture = source.type == "video"
        self.base = source.time_base
        self.origin = source.start_time or 0
        self.last: int | None = None

    def ticks(self, seconds: float) -> int:
        return round(seconds / self.base)


class _Stretch(NamedTuple):
    start: float
    end: float
    at: float
    """Where it begins in the new file."""


def cut(order: dict[str, Any], tell: Callable[..., None]) -> dict[str, Any]:
    """Write the file ``order["into"]/cut`` of the stretches ``order["kept"]``. Raises Refusal."""
    into = Path(order["into"])
    with av.open(order["path"], metadata_errors="ignore") as film:
        length = length_of(film)
        kept = [(max(0.0, start), min(end, length)) for start, end in order["kept"]]
        kept = [(start, end) for start, end in kept if end - start > 0]
        if not kept:
            raise Refusal("nothing-left")
        path = into / "cut"
        _copy(film, path, order["format"], kept, tell)
    total = sum(end - start for start, end in kept)
    has_poster = False
    with av.open(str(path)) as made:
        picture = picture_of(made)
        if picture is not None:
            has_poster = write_poster(made, picture, total, into, "poster")
    return {"kept": kept, "length_seconds": round(total, 3), "has_poster": has_poster}


def _copy(film: Any, path: Path, format: str, kept: list[tuple[float, float]], tell: Callable[..., None]) -> None:
    options = {"movflags": "+faststart"} if format == "mp4" else {}
    with av.open(str(path), "w", format=format, options=options) as target:
        tracks: dict[int, _Track] = {}
        for source in [
            found for found in (picture_of(film), next(iter(film.streams.audio), None)) if found is not None
        ]:
            if source.codec_context.name in _CANNOT:
                raise Refusal("codec", codec=source.codec_context.name)
            tracks[source.index] = _Track(source, target.add_stream_from_template(source))
        if not tracks:
            raise Refusal("no-tracks")
        whole, at = sum(end - start for start, end in kept), 0.0
        for start, end in kept:
            for number, packet in enumerate(_packets(film, tracks, _Stretch(start, end, at))):
                target.mux(packet)
                if number % TELL_EVERY == 0:
                    tell("progress", done=at, whole=whole)
            at += end - start


def _packets(film: Any, tracks: dict[int, _Track], stretch: _Stretch) -> Iterator[Any]:
    """The packets of one stretch with the times of the new file, in the order of the whole."""
    first = next((track for track in tracks.values() if track.is_picture), next(iter(tracks.values())))
    film.seek(first.origin + max(0, first.ticks(stretch.start) - first.ticks(1)), stream=first.source, backward=True)
    # From the key frame before it: whole packets are passed over until the stretch begins.
    begun = {index: not track.is_picture for index, track in tracks.items()}
    over = set()
    for packet in film.demux([track.source for track in tracks.values()]):
        track = tracks.get(packet.stream.index)
        if packet.pts is None or packet.dts is None or track is None or track.source.index in over:
            if packet.pts is None and packet.size == 0:
                continue
            if len(over) == len(tracks):
                return
            continue
        second = float((packet.pts - track.origin) * track.base)
        until = second + float((packet.duration or 0) * track.base)
        if second >= stretch.end or (not track.is_picture and until > stretch.end):
            over.add(track.source.index)
            if len(over) == len(tracks):
                return
            continue
        if second < stretch.start:
            continue
        if not begun[track.source.index]:
            if not packet.is_keyframe:
                continue
            begun[track.source.index] = True
        yield _moved(packet, track, track.ticks(stretch.at - stretch.start) - track.origin)


def _moved(packet: Any, track: _Track, by: int) -> Any:
    packet.pts += by
    packet.dts += by
    if track.last is not None and packet.dts <= track.last:
        packet.dts = track.last + 1
    packet.pts = max(packet.pts, packet.dts)
    track.last = packet.dts
    packet.stream = track.target
    return packet
