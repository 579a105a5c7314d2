# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The captions of a recording in short, and whether a machine may be asked to write some."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.archive.actions.transcribing import file_to_hear
from verkstad.archive.choices import CaptionState
from verkstad.archive.models import CaptionTrack, Recording
from verkstad.archive.shapes import Content
from verkstad.editing.shared.languages import language_choices
from verkstad.intake.speech.models import missing_part
from verkstad.intake.speech.refused import REFUSED


class CaptionsWords(NamedTuple):
    """``lines`` is None of captions that lie elsewhere, or that nobody has worked on here."""

    language: str
    state: str
    lines: int | None
    is_draft: bool
    """Something in them is not what readers have."""


def captions_of(recording: Recording, content: Content) -> list[CaptionsWords]:
    names = dict(language_choices())
    states = dict(CaptionState.choices)
    tracks = {track.language: track for track in CaptionTrack.objects.filter(recording=recording)}
    named = {one["language"]: one for one in content.get("captions") or ()}
    found = []
    for language in sorted({*tracks, *named}):
        track = tracks.get(language)
        state = track.state if track else named[language]["state"]
        lines = len(track.cues) if track else None
        is_draft = track is not None and track.has_unpublished_changes
        found.append(CaptionsWords(str(names.get(language, language)), str(states[state]), lines, is_draft))
    return found


def captions_address(recording: Recording) -> str:
    return reverse("verkstad_captions:list", args=[recording.pk])


class TranscribeForm(forms.Form):
    language = forms.ChoiceField(
        label=gettext_lazy("Language that is spoken"),
        required=False,
        choices=language_choices(blank=gettext_lazy("Tell it from the sound")),
    )


def transcribe_form(recording: Recording, content: Content, data: Any = None) -> TranscribeForm:
    spoken = content.get("language") or recording.event.language
    return TranscribeForm(data, initial={"language": spoken if spoken in dict(language_choices()) else ""})


def why_not_transcribed(recording: Recording) -> str:
    """The sentence on why nothing can be written down here; empty when it can."""
    if missing := missing_part(settings.VERKSTAD_TRANSCRIBE_MODEL):
        return _(REFUSED[missing.kind]) % missing.values
    if file_to_hear(recording) is None:
        return _(
            "A machine can only listen to a file that lies here, and this recording has none. Upload it first, or upload captions that were made elsewhere."
        )
    return ""
