# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a recording's captions share: the recording, who may open it, and the way back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from verkstad.archive.actions.captions import publish_captions
from verkstad.archive.models import CaptionTrack, Recording
from verkstad.archive.rules.access import may
from verkstad.editing.shared.languages import language_choices
from verkstad.editing.shared.states import called
from verkstad.editing.shared.tasks import TaskPage


class CaptionsPage(TaskPage):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.recording = recording_or_404(kwargs["key"])
        self.at = timezone.now()

    def about(self) -> Recording:
        return self.recording

    def address(self) -> str:
        return self.request.get_full_path()

    def way(self) -> list[tuple[str, str]]:
        event = self.recording.event
        return [
            (reverse("verkstad_materials:event", args=[event.pk]), called(event)),
            (reverse("verkstad_recordings:recording", args=[self.recording.pk]), _("Recording")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            recording=self.recording,
            may_change=may(self.request.user, "change", self.recording),
            may_publish=may(self.request.user, "publish", self.recording),
            **kwargs,
        )

    def publish_track(self, track: CaptionTrack) -> None:
        """Let readers have them, and say when they will."""
        published = publish_captions(track, by=self.request.user, at=self.at)
        if published.live:
            said = _("The captions in %(language)s are published.")
        else:
            said = _("The captions in %(language)s are kept with the recording, and published together with it.")
        messages.success(self.request, said % {"language": language_name(track.language)})


def recording_or_404(key: UUID) -> Recording:
    return get_object_or_404(Recording.objects.select_related("event", "latest_revision"), pk=key)


def track_or_404(recording: Recording, key: UUID) -> CaptionTrack:
    """A track of this recording: the id of one that belongs to another leads nowhere."""
    track = get_object_or_404(CaptionTrack.objects.select_related("changed_by"), recording=recording, pk=key)
    track.recording = recording
    return track


def language_name(tag: str) -> str:
    """The name of a language, or its tag where we have no name for it."""
    return str(dict(language_choices()).get(tag, tag))
