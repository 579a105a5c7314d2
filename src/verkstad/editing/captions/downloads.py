# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Captions as files to take away: the draft as it is, and earlier versions; as WebVTT, SRT or text to read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views import View

from verkstad.archive.models import CaptionTrack, FileVersion, Recording
from verkstad.archive.rules.access import may
from verkstad.archive.rules.captions import PART
from verkstad.editing.captions.base import recording_or_404, track_or_404
from verkstad.exchange import srt, transcript, webvtt
from verkstad.records.captions import Captions, Cue
from verkstad.records.speech import passages_of

FORMS = ("vtt", "srt", "txt")


def captions_of(track: CaptionTrack) -> Captions:
    """The draft as what leaves the desk has it: no word of what a machine heard, or was unsure of."""
    cues = (Cue.trusted(cue["start"], cue["end"], cue["text"], cue.get("speaker")) for cue in track.cues)
    return Captions.trusted(track.language, track.state, cues)  # type: ignore[arg-type]


def captions_in(version: FileVersion) -> Captions:
    """The captions of a version. Raises Http404 when its bytes are gone."""
    path = version.file.path
    if not path.is_file():
        raise Http404
    return Captions.from_json(path.read_bytes())


def version_or_404(recording: Recording, number: int) -> FileVersion:
    """Captions that this recording has had, or has."""
    versions = FileVersion.objects.filter(thing_id=recording.pk, part=PART).select_related("file")
    return get_object_or_404(versions, pk=number)


def written(captions: Captions, form: str) -> tuple[bytes, str]:
    """The bytes and their media type."""
    match form:
        case "vtt":
            return webvtt.write_webvtt(captions), webvtt.MEDIA_TYPE
        case "srt":
            return srt.write_srt(captions), srt.MEDIA_TYPE
        case _:
            passages = passages_of(captions.cues)
            content = transcript.write_transcript(passages, language=captions.language, state=captions.state)
            return content, transcript.MEDIA_TYPE


class DownloadView(View):
    """Whoever may open the recording may take its captions away."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, key: UUID, form: str, **about: Any) -> HttpResponse:
        recording = recording_or_404(key)
        if not may(request.user, "view", recording):
            raise PermissionDenied
        if form not in FORMS:
            raise Http404
        captions = self.captions(recording, **about)
        content, media_type = written(captions, form)
        name = f"{recording.event.slug or 'workshop'}.{captions.language}.{form}"
        disposition = content_disposition_header(True, name)
        head = {"Content-Disposition": disposition or "attachment", "Cache-Control": "private, no-store"}
        return HttpResponse(content, content_type=media_type, headers=head)

    def captions(self, recording: Recording, **about: Any) -> Captions:
        raise NotImplementedError


class TrackDownloadView(DownloadView):
    def captions(self, recording: Recording, *, track: UUID, **_about: Any) -> Captions:  # type: ignore[override]
        return captions_of(track_or_404(recording, track))


class VersionDownloadView(DownloadView):
    def captions(self, recording: Recording, *, version: int, **_about: Any) -> Captions:  # type: ignore[override]
        return captions_in(version_or_404(recording, version))
