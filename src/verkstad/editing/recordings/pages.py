# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one recording: what needs a player and takes time. Its other fields are in its form, its files on their page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from verkstad.archive.actions import files
from verkstad.archive.actions.reading_files import ask_to_cut, ask_to_read
from verkstad.archive.actions.transcribing import ask_to_transcribe, file_to_hear
from verkstad.archive.choices import AudioDescription, JobKind, UploadPurpose
from verkstad.archive.models import Recording
from verkstad.archive.rules.access import may
from verkstad.archive.standing import Standing, of_recording
from verkstad.editing.materials.pages import OneFileView
from verkstad.editing.materials.serving import private_address
from verkstad.editing.recordings.captions import (
    TranscribeForm,
    captions_address,
    captions_of,
    transcribe_form,
    why_not_transcribed,
)
from verkstad.editing.recordings.cuts import result_of
from verkstad.editing.recordings.forms import RecordingForm
from verkstad.editing.recordings.work import lines_of
from verkstad.editing.shared.pages import edit_url, thing_or_404
from verkstad.editing.shared.states import called
from verkstad.editing.shared.tasks import Task

POSTER_WIDTH = 640


class RecordingView(OneFileView):
    template_name = "verkstad/recordings/recording.html"
    purpose = UploadPurpose.RECORDING
    kind = "recording"
    header_icon = "media"
    thing: Recording

    def tasks(self) -> dict[str, Task]:
        return {
            **super().tasks(), "save": self.save, "publish": self.publish, "again": self.again,
            "transcribe": self.transcribe,
        }  # fmt: skip

    def get_page_title(self) -> str:
        return _("Cut, chapters and captions of “%(recording)s”") % {"recording": called(self.thing)}

    def way(self) -> list[tuple[str, str]]:
        event = self.thing.event_id
        return [
            (edit_url("event", event), called(self.thing.event)),
            (reverse("verkstad_materials:event", args=[event]), _("Material")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        content = files.content_of(self.thing)
        found = of_recording(self.thing)
        facts = facts_of_file(found)
        length = length_of(content, found)
        form = self.typed or self._form()
        poster = f"{facts['poster']}-{POSTER_WIDTH}.webp" if facts.get("poster") else ""
        return super().get_context_data(
            form=form,
            edit_url=edit_url("recording", self.thing.pk),
            poster=private_address(self.thing, content["file"], poster) if poster else "",
            is_sound=(content.get("media_type") or "").startswith("audio/"),
            cut=result_of(self.thing, content, length),
            places=content.get("places") or [],
            needs_note=content.get("audio_description") == AudioDescription.NOT_NEEDED
            and not content.get("audio_description_note"),
            why_not=why_not_transcribed(self.thing),
            transcribe=transcribe_form(self.thing, content),
            **work_of(self.thing, self.request, found),
            **kwargs,
        )

    def _form(self, data: Any = None) -> RecordingForm:
        content = files.content_of(self.thing)
        agenda = files.content_of(self.thing.event).get("agenda") or ()
        length = length_of(content, of_recording(self.thing))
        form = RecordingForm(content, data, agenda=agenda, length=length)
        if not may(self.request.user, "change", self.thing):
            for field in form.fields.values():
                field.disabled = True
        return form

    def save(self, _about: str) -> HttpResponse | None:
        form = self._form(self.request.POST)
        if not form.is_valid():
            messages.error(self.request, _("Nothing was saved yet: see what is said at the fields below."))
            self.typed = form
            return None
        changes = form.changes()
        if changes:
            files.keep_draft(self.thing, changes, by=self.request.user, at=self.at)
            # Made before it is published: readers would wait for it otherwise.
            ask_to_cut(Recording.objects.get(pk=self.thing.pk), by=self.request.user, at=self.at)
        messages.success(
            self.request, _("The draft is saved.") if changes else _("Nothing was changed, so nothing was saved.")
        )
        return redirect(self.address())

    def transcribe(self, _about: str) -> HttpResponse:
        form = TranscribeForm(self.request.POST)
        if form.is_valid():
            language = form.cleaned_data["language"] or None
            ask_to_transcribe(self.thing, language=language, by=self.request.user, at=self.at)
            messages.success(self.request, _("A machine writes down what is said. You may leave the page meanwhile."))
        return redirect(f"{self.address()}#work")

    def again(self, about: str) -> HttpResponse:
        found = of_recording(self.thing).get(about)
        if found is None:
            raise Http404
        by, stored = self.request.user, file_to_hear(self.thing)
        if about == JobKind.TRANSCRIBE:
            language = (found.job.options.get("language") if found.job else None) or None
            ask_to_transcribe(self.thing, language=language, by=by, at=self.at)
        elif about == JobKind.CUT:
            ask_to_cut(self.thing, again=True, by=by, at=self.at)
        elif stored is not None:
            ask_to_read(stored, again=True, by=by, at=self.at)
        return redirect(f"{self.address()}#work")


class WorkView(View):
    """Where the work stands now, for the script that waits with the editor."""

    http_method_names = ["get"]

    @method_decorator(never_cache)
    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        thing = thing_or_404("recording", key)
        if not may(request.user, "view", thing):
            raise PermissionDenied
        assert isinstance(thing, Recording)
        context = work_of(thing, request, of_recording(thing))
        told = render_to_string("verkstad/recordings/work.html", {"thing": thing, **context}, request=request)
        return JsonResponse({"html": told, "is_open": context["is_open"]})


def work_of(recording: Recording, request: HttpRequest, found: dict[str, Standing]) -> dict[str, Any]:
    """What the part of the page that keeps itself up to date shows."""
    return {
        "lines": lines_of(found),
        "is_open": any(standing.is_open for standing in found.values()),
        "captions": captions_of(recording, files.content_of(recording)),
        "captions_address": captions_address(recording),
        "may_ask": may(request.user, "change", recording),
    }


def length_of(content: Any, found: dict[str, Standing]) -> float | None:
    """Seconds of the whole file as it was read, or of what lies elsewhere as somebody wrote it."""
    if content.get("file"):
        return facts_of_file(found).get("length_seconds")
    return content.get("length_seconds")


def facts_of_file(found: dict[str, Standing]) -> Mapping[str, Any]:
    read = found.get(JobKind.READ)
    return (read.facts if read else None) or {}
