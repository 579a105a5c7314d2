# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The captions of a recording: which there are, who has looked at them, what readers have; taking in, publishing, taking away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from verkstad.archive.actions.captions import begin_track, put_captions, remove_captions
from verkstad.archive.caption_errors import CuesRefused, WouldReplaceCorrections
from verkstad.archive.models import CaptionTrack
from verkstad.archive.models.files import media
from verkstad.editing.captions.base import CaptionsPage, language_name, track_or_404
from verkstad.editing.captions.downloads import captions_in, version_or_404
from verkstad.editing.captions.rows import named_by, row_of, standing_of, tracks_of, versions_of
from verkstad.editing.captions.taking_in import TakeInForm, Wanted, told
from verkstad.editing.shared.pages import edit_url
from verkstad.editing.shared.states import called, state_of
from verkstad.editing.shared.tasks import Task
from verkstad.records.captions import Captions

REMARKS_AT_MOST = 10


class CaptionsView(CaptionsPage):
    template_name = "verkstad/captions/list.html"

    def get_page_title(self) -> str:
        return _("Captions of “%(event)s”") % {"event": called(self.recording.event)}

    def tasks(self) -> dict[str, Task]:
        return {
            "take-in": self.take_in, "begin": self.begin, "publish": self.publish, "remove": self.remove,
            "return": self.return_to,
        }  # fmt: skip

    @cached_property
    def form(self) -> TakeInForm:
        is_sent = self.request.method == "POST" and self.request.POST.get("do") == "take-in"
        return TakeInForm(self.request.POST, self.request.FILES) if is_sent else TakeInForm()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = named_by(self.recording)
        tracks = tracks_of(self.recording)
        return super().get_context_data(
            rows=[row_of(track, named) for track in tracks],
            standing=standing_of(named, tracks),
            versions=versions_of(self.recording, named),
            form=self.form,
            state=state_of(self.recording),
            edit_url=edit_url("recording", self.recording.pk),
            **kwargs,
        )

    def take_in(self, _about: str) -> HttpResponse | None:
        """A file or a pasted text becomes a draft, or it is said line by line why not."""
        wanted = self.form.read()
        if wanted is None:
            messages.error(self.request, _("Nothing was taken in yet: see what is said below."))
            return None
        try:
            track = put_captions(
                self.recording, wanted.language, wanted.cues(), state=wanted.state, origin=wanted.name[:300],
                replacing=wanted.replacing, by=self.request.user, at=self.at,
            )  # fmt: skip
        except WouldReplaceCorrections as refused:
            self.form.show_again()
            self.form.add_error("replacing", refused.message())
            messages.error(self.request, _("Nothing was taken in yet: see what is said below."))
            return None
        except CuesRefused as refused:
            self.form.problems = list(dict.fromkeys(problem.sentence for problem in refused.problems))
            return None
        self._say_what_came(wanted, track)
        return redirect(self.address())

    def _say_what_came(self, wanted: Wanted, track: CaptionTrack) -> None:
        count = len(track.cues)
        said = ngettext(
            "%(n)s line in %(language)s has come in, as a draft.", "%(n)s lines in %(language)s have come in, as a draft.", count
        )  # fmt: skip
        messages.success(self.request, said % {"n": count, "language": language_name(track.language)})
        for remark in wanted.read.remarks[:REMARKS_AT_MOST]:
            messages.warning(self.request, told(remark))
        if (more := len(wanted.read.remarks) - REMARKS_AT_MOST) > 0:
            messages.warning(self.request, _("And %(number)s more.") % {"number": more})

    def begin(self, about: str) -> HttpResponse:
        """Go on at the desk with captions that readers have already, as those of an imported archive."""
        entry = named_by(self.recording).get(about)
        if entry is None or not entry.get("text") or not media().has(entry["text"]):
            raise Http404
        captions = Captions.from_json(media().path(entry["text"]).read_bytes())
        cues = [cue.model_dump(exclude_none=True) for cue in captions.cues]
        track = begin_track(self.recording, about, cues, state=entry["state"], by=self.request.user, at=self.at)
        return redirect("verkstad_captions:track", self.recording.pk, track.pk)

    def publish(self, about: str) -> HttpResponse:
        self.publish_track(self._track(about))
        return redirect(self.address())

    def remove(self, about: str) -> HttpResponse:
        track = self._track(about)
        remove_captions(track, by=self.request.user, at=self.at)
        said = _("The captions in %(language)s are taken away. They are kept among the earlier versions.")
        messages.success(self.request, said % {"language": language_name(track.language)})
        return redirect(self.address())

    def return_to(self, about: str) -> HttpResponse:
        """Make an earlier version the draft again; the draft that was there is kept as one."""
        version = version_or_404(self.recording, int(about) if about.isdecimal() and len(about) < 19 else 0)
        captions = captions_in(version)
        cues = [cue.model_dump(exclude_none=True) for cue in captions.cues]
        put_captions(
            self.recording, captions.language, cues, state=captions.state, origin=version.file_name, replacing=True,
            by=self.request.user, at=self.at,
        )  # fmt: skip
        said = _("The draft in %(language)s is that version again. Readers see it when you publish it.")
        messages.success(self.request, said % {"language": language_name(captions.language)})
        return redirect(self.address())

    def _track(self, about: str) -> CaptionTrack:
        try:
            return track_or_404(self.recording, UUID(about))
        except ValueError:
            raise Http404 from None
