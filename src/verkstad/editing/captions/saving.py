# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the editor of captions saves as one types: JSON in, JSON out, with whole sentences in it."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from verkstad.archive.actions.captions import save_cues
from verkstad.archive.caption_errors import CuesRefused, CuesSavedMeanwhile
from verkstad.archive.errors import NotAllowed
from verkstad.archive.rules.access import may
from verkstad.archive.rules.captions import Cue
from verkstad.editing.captions.base import recording_or_404, track_or_404
from verkstad.editing.captions.lines import who_wrote


@method_decorator(never_cache, name="dispatch")
class SaveView(View):
    """``changed`` are whole lines; ``removed``, and ``right`` for those with words that a person answers for, are ids; ``based_on`` is the version that the editor began from.

    409 is a conflict in the same lines, with all lines as they are now; 422 tells by id what is wrong with which line. Then
    nothing was saved.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: UUID, track: UUID) -> JsonResponse:
        recording = recording_or_404(key)
        if not may(request.user, "change", recording):
            return JsonResponse({"error": NotAllowed(recording, "change", request.user).message()}, status=403)
        row = track_or_404(recording, track)
        given = _read(request)
        if given is None:
            return JsonResponse({"error": _("What was sent cannot be read. Load the page again.")}, status=400)
        changed, removed, right, based_on = given
        at = timezone.now()
        try:
            saved = save_cues(
                row, changed, removed=removed, right=right, based_on=based_on, by=request.user, at=at
            )  # fmt: skip
        except CuesSavedMeanwhile as conflict:
            newest = conflict.thing
            lines = [told(cue) for cue in newest.cues]
            return JsonResponse({"error": conflict.message(), "version": newest.version, "cues": lines}, status=409)
        except CuesRefused as refused:
            problems = {problem.id: problem.sentence for problem in refused.problems}
            return JsonResponse({"error": refused.message(), "problems": problems}, status=422)
        answer: dict[str, Any] = {"version": saved.version, "state": saved.state, "words": saved.get_state_display()}
        was_written = saved.changed_at == at
        if saved.version - was_written != based_on:  # others wrote too, in other lines
            answer["cues"] = [told(cue) for cue in saved.cues]
        return JsonResponse(answer)


def _read(request: HttpRequest) -> tuple[list[Cue], list[str], list[str], int] | None:
    try:
        given = json.loads(request.body)
        changed, removed, right, based_on = given["changed"], given["removed"], given["right"], given["based_on"]
    except (RequestDataTooBig, ValueError, KeyError, TypeError):
        return None
    for values, kind in ((changed, dict), (removed, str), (right, str)):
        if not isinstance(values, list) or not all(isinstance(one, kind) for one in values):
            return None
    return (changed, removed, right, based_on) if type(based_on) is int else None


def told(cue: Cue) -> dict[str, Any]:
    """A line for the editor: ``by`` says who wrote it, ``heard`` is there where a machine heard other words."""
    line: dict[str, Any] = {name: cue[name] for name in ("id", "start", "end", "text", "speaker", "unsure") if cue.get(name) is not None}  # fmt: skip
    line["by"] = who_wrote(cue)
    if cue.get("heard") and cue["heard"] != cue["text"]:
        line["heard"] = cue["heard"]
    return line
