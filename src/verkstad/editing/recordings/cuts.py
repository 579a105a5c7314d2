# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a cut does to a recording: how long what is left is, and which captions go with what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pydantic import ValidationError

from verkstad.archive.models import CaptionTrack, Recording
from verkstad.archive.models.files import media
from verkstad.archive.shapes import Content
from verkstad.editing.shared.work import clock
from verkstad.records.captions import Captions, Cue
from verkstad.records.cuts import Cuts

TOLD_AT_MOST = 20
"""Lines of captions that are shown one by one."""


class LostLine(NamedTuple):
    language: str
    at: str
    words: str


class CutResult(NamedTuple):
    """``left`` and ``whole`` are times such as 0:58:10; ``whole`` is empty while the length is not known."""

    left: str
    whole: str
    kept: list[tuple[str, str]]
    lost: list[LostLine]
    lost_count: int


def result_of(recording: Recording, content: Content, length: float | None) -> CutResult | None:
    """What becomes of the recording by the cut of its newest draft; None when nothing is cut off."""
    cuts = Cuts.model_validate(content.get("cut") or {})
    if not cuts.change_anything:
        return None
    timeline = cuts.timeline(length, is_cut=True)
    lost = [(language, cue) for language, cues in _captions(recording, content) for cue in timeline.lost(cues)]
    is_bounded = length is not None or cuts.out_seconds is not None
    return CutResult(
        clock(timeline.length) if is_bounded else "",
        clock(length) if length is not None else "",
        [(clock(part.start), clock(part.end) if is_bounded or part is not timeline.kept[-1] else "") for part in timeline.kept],
        [LostLine(language, clock(cue.start), cue.words) for language, cue in lost[:TOLD_AT_MOST]],
        len(lost),
    )  # fmt: skip


def _captions(recording: Recording, content: Content) -> Iterator[tuple[str, list[Cue]]]:
    """The captions in each language as the desk has them, else as they came."""
    tracks = {track.language: track.cues for track in CaptionTrack.objects.filter(recording=recording)}
    for language in sorted(tracks):
        yield (
            language,
            [Cue.trusted(cue["start"], cue["end"], cue["text"], cue.get("speaker")) for cue in tracks[language]],
        )
    for named in content.get("captions") or ():
        if named["language"] not in tracks and (kept := _kept(named.get("text"))) is not None:
            yield named["language"], list(kept.cues)


def _kept(sha256: str | None) -> Captions | None:
    if not sha256 or not media().has(sha256):
        return None
    try:
        return Captions.from_json(media().path(sha256).read_bytes())
    except ValidationError:  # of another format than today's: nothing can be told of them
        return None
