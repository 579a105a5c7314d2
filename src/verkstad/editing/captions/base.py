# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of a recording's captions share: the recording, who may open it, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from verkstad.archive.actions.captions import publish_captions
from verkstad.archive.errors import ArchiveError
from verkstad.archive.models import CaptionTrack, Recording
from verkstad.archive.rules.access import may
from verkstad.editing.shared.languages import language_choices
from verkstad.editing.shared.pages import DeskPage
from verkstad.editing.shared.states import called

Task = Callable[[str], HttpResponse | None]


class CaptionsPage(DeskPage):
    """A POST names what it wants in ``do``; what is refused is said, and what was typed is shown again."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.recording = recording_or_404(kwargs["key"])
        self.at = timezone.now()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.refuse_unless("view" if request.method in {"GET", "HEAD"} else "change", self.recording)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        word, _colon, about = request.POST.get("do", "").partition(":")
        act = self.tasks().get(word)
        if act is None:
            raise Http404
        try:
            answer = act(about)
        except ArchiveError as refused:
            messages.error(request, refused.message())
            answer = redirect(self.address())
        return answer or self.get(request, **kwargs)

    def tasks(self) -> dict[str, Task]:
        raise NotImplementedError

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
