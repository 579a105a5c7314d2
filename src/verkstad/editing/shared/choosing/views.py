# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the script of the field asks for: things whose names fit what was typed, and making one that is not there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from verkstad.archive.errors import ArchiveError, NotAllowed
from verkstad.archive.named import MODELS, Choice, choices, found_by_name
from verkstad.archive.rules.access import may, visible
from verkstad.archive.rules.duplicates import near_duplicates
from verkstad.editing.shared.choosing.fields import MADE_ON_THE_SPOT, make_on_the_spot

AT_MOST = 10
LONGEST = 300


def _as_json(choice: Choice) -> dict[str, Any]:
    told = {"id": str(choice.id), "name": choice.name, "line": choice.line, "draft": choice.is_draft}
    return told | {"organisation": str(choice.organisation)} if choice.organisation else told


def _not_allowed(request: HttpRequest, action: Any, kind: str) -> JsonResponse:
    return JsonResponse({"refused": NotAllowed(MODELS[kind], action, request.user).message()}, status=403)


@require_GET
def search(request: HttpRequest, kind: str) -> JsonResponse:
    """At most ten things, the best first; the same number of queries whatever the archive holds."""
    model = MODELS[kind]
    if not may(request.user, "view", model):
        return _not_allowed(request, "view", kind)
    typed = request.GET.get("q", "")[:LONGEST]
    found = found_by_name(kind, typed, visible(model.objects.all(), request.user), limit=AT_MOST) if typed else []
    return JsonResponse({"choices": [_as_json(choice) for choice in choices(kind, found)]})


@require_POST
def make(request: HttpRequest, kind: str) -> JsonResponse:
    """Make a draft with that name; first, unless ``sure``, tell of those whose names are alike."""
    if kind not in MADE_ON_THE_SPOT or not may(request.user, "add", MODELS[kind]):
        return _not_allowed(request, "add", kind)
    name = request.POST.get("name", "").strip()[: LONGEST + 1]
    if not request.POST.get("sure"):
        alike = [near.id for near in near_duplicates(name, kind)]
        if alike:
            return JsonResponse({"alike": [_as_json(choice) for choice in choices(kind, alike)]})
    try:
        made = make_on_the_spot(kind, name, by=request.user)
    except ArchiveError as refused:
        return JsonResponse({"refused": refused.message()}, status=422)
    return JsonResponse({"made": _as_json(choices(kind, [made.pk])[0])}, status=201)
