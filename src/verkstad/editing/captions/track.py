# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The captions editor: one track, the recording beside its lines. Without script a plain form corrects a page of lines."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from verkstad.archive.actions.captions import save_cues, say_state
from verkstad.archive.actions.files import content_of
from verkstad.archive.caption_errors import CuesRefused, CuesSavedMeanwhile
from verkstad.archive.choices import CaptionState
from verkstad.archive.models import Appearance
from verkstad.editing.captions.base import CaptionsPage, language_name, track_or_404
from verkstad.editing.captions.lines import ON_A_PAGE, Line, lines_of, tell_theirs, typed_lines
from verkstad.editing.captions.rows import named_by, row_of
from verkstad.editing.captions.saving import told
from verkstad.editing.materials.rows import file_of
from verkstad.editing.shared.states import called
from verkstad.editing.shared.tasks import Task


class TrackView(CaptionsPage):
    template_name = "verkstad/captions/track.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.track = track_or_404(self.recording, kwargs["track"])
        self.typed: list[Line] | None = None
        self.based_on = self.track.version

    def get_page_title(self) -> str:
        words = {"language": language_name(self.track.language), "event": called(self.recording.event)}
        return _("Captions in %(language)s: “%(event)s”") % words

    def way(self) -> list[tuple[str, str]]:
        return [*super().way(), (reverse("verkstad_captions:list", args=[self.recording.pk]), _("Captions"))]

    def tasks(self) -> dict[str, Task]:
        return {"save": self.save, "state": self.say_state, "publish": self.publish}

    @cached_property
    def pages(self) -> Paginator:
        return Paginator(self.track.cues, ON_A_PAGE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.pages.get_page(self.request.GET.get("page"))
        content = content_of(self.recording)
        return super().get_context_data(
            track=self.track,
            row=row_of(self.track, named_by(self.recording)),
            language=capfirst(language_name(self.track.language)),
            states=CaptionState.values,
            page=page,
            lines=lines_of(list(page)) if self.typed is None else self.typed,
            is_typed=self.typed is not None,
            based_on=self.based_on,
            file=file_of(self.recording, content),
            is_sound=(content.get("media_type") or "").startswith("audio/"),
            places=[place for place in content.get("places") or () if place.get("url")],
            speakers=speakers_of(self.track.cues, self.recording.event_id),
            editor={"version": self.track.version, "cues": [told(cue) for cue in self.track.cues]},
            **kwargs,
        )

    def save(self, _about: str) -> HttpResponse | None:
        """Keep the lines of a page that were changed; when one cannot be kept, none is, and all is shown as it was typed."""
        lines = list(typed_lines(self.request.POST))
        changed = [line for line in lines if line.is_changed and not line.is_removed]
        removed = [line.key for line in lines if line.is_removed and not line.is_new]
        sent = self.request.POST.get("based_on", "")
        self.based_on = int(sent) if sent.isdecimal() and len(sent) < 10 else 0
        if [line for line in changed if not line.look()]:  # each is looked at, so that each says what it has to
            return self._show_again(lines, _("Nothing was saved yet: see what is said at the lines below."))
        cues = {line.number: line.cue() for line in changed}
        try:
            save_cues(
                self.track, list(cues.values()), removed=removed, based_on=self.based_on, by=self.request.user, at=self.at
            )  # fmt: skip
        except CuesRefused as refused:
            wrong = {problem.id: problem.sentence for problem in refused.problems}
            for line in changed:
                if sentence := wrong.get(cues[line.number]["id"]):
                    line.refuse(sentence)
            return self._show_again(lines, _("Nothing was saved yet: see what is said at the lines below."))
        except CuesSavedMeanwhile as conflict:
            tell_theirs(lines, conflict.thing.cues)
            self.based_on = conflict.thing.version
            return self._show_again(lines, conflict.message())
        if count := len(changed) + len(removed):
            said = ngettext("%(n)s line is saved.", "%(n)s lines are saved.", count) % {"n": count}
            messages.success(self.request, said)
        else:
            messages.info(self.request, _("Nothing was changed, so nothing was saved."))
        return redirect(self.address())

    def _show_again(self, lines: list[Line], sentence: str) -> None:
        self.typed = lines
        messages.error(self.request, sentence)

    def say_state(self, about: str) -> HttpResponse:
        if about in CaptionState.values:
            say_state(self.track, about, by=self.request.user, at=self.at)
            said = _("The captions are now: %(state)s.") % {"state": str(CaptionState(about).label).lower()}
            messages.success(self.request, said)
        return redirect(self.address())

    def publish(self, _about: str) -> HttpResponse:
        self.publish_track(self.track)
        return redirect(self.address())


def speakers_of(cues: list[dict[str, Any]], event: Any) -> list[str]:
    """Who may be speaking: those whom the captions name already, and those on the workshop's agenda."""
    named = {cue["speaker"] for cue in cues if cue.get("speaker")}
    rows = Appearance.objects.filter(event=event).order_by("pk").values_list("billed_as", "person__name")
    return sorted(named | {billed or name for billed, name in rows if billed or name})
