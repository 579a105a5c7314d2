# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where captions name a person: as who speaks, or in what is said. In go names, out come plain values for ``held``."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from verkstad.archive.actions.names import Names
from verkstad.archive.models import CaptionTrack, FileVersion, Recording
from verkstad.archive.models.files import media
from verkstad.archive.rules.captions import PART

Row = dict[str, Any]


def held_in_captions(names: Names, events: Collection[Any] | None) -> Iterator[Row]:
    """Of the recordings of some events in short; of all of them with every line, and with the versions that were kept of captions.

    One query for the drafts, and one for the versions.
    """
    yield from _in_drafts(names, events)
    if events is None:
        yield from _in_versions(names)


def _in_drafts(names: Names, events: Collection[Any] | None) -> Iterator[Row]:
    named = Q(pk=None)
    for name in names.names:
        # One database keeps JSON as it was written, with å as an escape; the other as text.
        named |= Q(as_text__icontains=name) | Q(as_text__icontains=json.dumps(name)[1:-1])
    rows = CaptionTrack.objects.annotate(as_text=Cast("cues", TextField())).filter(named)
    if events is not None:
        rows = rows.filter(recording__event__in=list(events))
    for track in rows.select_related("recording__event").order_by("recording", "language").iterator(chunk_size=100):
        said = [cue for cue in track.cues if names.is_name(cue.get("speaker") or "")]
        naming = [cue for cue in track.cues if names.without(cue["text"]) != cue["text"]]
        if not said and not naming:
            continue
        row = {**_about(track.recording), "language": track.language, "lines_spoken": len(said)}
        if events is None:
            row |= {"said": [_line(cue) for cue in said], "named_in": [_line(cue) for cue in naming]}
        yield {**row, "id": str(track.recording_id)}


def _in_versions(names: Names) -> Iterator[Row]:
    """Captions as readers got them once, which are kept: told by name, for they are read in their bytes."""
    versions = FileVersion.objects.filter(thing_kind=Recording.thing_kind, part=PART).order_by("put_at", "pk")
    kept = [version for version in versions if _names_one(version.file_id, names)]
    recordings = (
        Recording.objects.select_related("event").in_bulk({version.thing_id for version in kept}) if kept else {}
    )
    for version in kept:
        if recording := recordings.get(version.thing_id):
            yield {
                **_about(recording),
                "language": version.file_name.removesuffix(".json"),
                "saved": version.put_at.isoformat(),
                "file": version.file_id,
                "id": str(recording.pk),
            }


def _names_one(sha256: str, names: Names) -> bool:
    path = media().path(sha256)
    if not path.is_file():
        return False
    cues = json.loads(path.read_bytes())["cues"]
    return any(names.is_name(cue.get("speaker") or "") or names.without(cue["text"]) != cue["text"] for cue in cues)


def _about(recording: Recording) -> Row:
    return {"workshop": str(recording.event), "published": recording.live}


def _line(cue: Row) -> str:
    """With the time at which it was said, as h:mm:ss."""
    return f"{timedelta(seconds=int(cue['start']))} {cue['text']}"
