# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a recording's captions shows, in a number of queries that does not follow theirs."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from verkstad.archive.actions.files import content_of
from verkstad.archive.choices import CaptionState
from verkstad.archive.models import CaptionTrack, FileVersion, Recording
from verkstad.archive.models.files import media
from verkstad.archive.rules.captions import PART
from verkstad.archive.version_errors import name_of
from verkstad.editing.captions.base import language_name


class Row(NamedTuple):
    track: CaptionTrack
    language: str
    lines: int
    corrected: int
    unsure: int
    who: str
    seen: str
    """What readers have of them, as a sentence."""
    waits: bool
    """Readers do not have the captions as they are here."""


class Standing(NamedTuple):
    """Captions that the recording names and the desk has no draft of; without ``text`` they are elsewhere."""

    tag: str
    language: str
    state: str
    is_here: bool


class Version(NamedTuple):
    version: FileVersion
    language: str
    who: str
    is_now: bool


def tracks_of(recording: Recording) -> list[CaptionTrack]:
    tracks = list(CaptionTrack.objects.filter(recording=recording).select_related("changed_by").order_by("language"))
    for track in tracks:
        track.recording = recording
    return tracks


def row_of(track: CaptionTrack, named: dict[str, Any]) -> Row:
    """``named`` are the entries of the recording by language (:func:`named_by`)."""
    seen, waits = _seen(track, named.get(track.language))
    return Row(
        track,
        capfirst(language_name(track.language)),
        len(track.cues),
        sum(bool(cue.get("corrected")) for cue in track.cues),
        sum(bool(cue.get("unsure")) for cue in track.cues),
        name_of(track.changed_by),
        seen,
        waits,
    )


def _seen(track: CaptionTrack, entry: dict[str, Any] | None) -> tuple[str, bool]:
    is_live = track.recording.live
    if entry is None or not entry.get("text"):
        said = _("Readers have no captions in this language from here.") if is_live else _("Not published.")
        return said, True
    if not track.has_unpublished_changes:
        said = _("Readers see these.") if is_live else _("They are published together with the recording.")
        return said, False
    if is_live:
        return _("Readers see an older version."), True
    return _("An older version is published together with the recording."), True


def named_by(recording: Recording) -> dict[str, Any]:
    """The captions that the recording names, by language: for readers where it is published, else in its draft."""
    entries = recording.captions if recording.live else content_of(recording).get("captions")
    return {entry["language"]: entry for entry in entries or ()}


def standing_of(named: dict[str, Any], tracks: list[CaptionTrack]) -> list[Standing]:
    known = {track.language for track in tracks}
    return [
        Standing(
            tag,
            capfirst(language_name(tag)),
            str(CaptionState(entry["state"]).label),
            bool(entry.get("text")) and media().has(entry["text"]),
        )
        for tag, entry in sorted(named.items())
        if tag not in known
    ]


def versions_of(recording: Recording, named: dict[str, Any]) -> list[Version]:
    """Captions that were published, replaced or taken away, the newest first."""
    now = {entry.get("text") for entry in named.values()}
    found = FileVersion.objects.filter(thing_id=recording.pk, part=PART).select_related("file", "put_by")
    return [
        Version(
            version,
            capfirst(language_name(version.file_name.removesuffix(".json"))),
            name_of(version.put_by) or _("Somebody"),
            version.file_id in now,
        )
        for version in found.order_by("-put_at", "-pk")
    ]
