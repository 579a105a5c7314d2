# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Private bytes for those who may see the thing they belong to: what nobody else reaches before it is published.

In stretches, so that a player can jump in a recording of gigabytes and none of it lies in memory.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View

from verkstad.archive.actions.files import content_of
from verkstad.archive.media import BLOCK
from verkstad.archive.models import FileVersion, Material, Recording, Root, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.access import may
from verkstad.editing.shared.pages import thing_or_404
from verkstad.exchange.pictures import ENDINGS

SHOWN = ("audio/", "video/", "image/", "application/pdf")
_FORM = re.compile(r"-([0-9]{1,5}\.(avif|jpg))$")
_DRAWN = re.compile(r"(poster|[0-9]{4,6})-[0-9]{1,5}\.webp")
"""The poster of a film, or a page of a document, as a machine drew it."""
KINDS = ("event", "series", "material", "recording")


def private_address(thing: Root, sha256: str, name: str) -> str:
    return reverse("verkstad_materials:show", args=[thing.thing_kind, thing.pk, sha256, name])


class ShowView(View):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, kind: str, key: UUID, sha256: str, name: str) -> HttpResponse:
        """Of a picture also its forms, under the names that pages give them: ``salen-640.avif``; of others what was drawn of them."""
        thing = thing_or_404(kind, key, among=KINDS)
        if not may(request.user, "view", thing):
            raise PermissionDenied
        stored = StoredFile.objects.filter(pk=sha256).first()
        if stored is None or not _had(thing, sha256):
            raise Http404
        path, media_type = stored.path, stored.media_type
        form = _FORM.search(name)
        if form and media_type.startswith("image/") and (made := media().form(sha256, form[1])).is_file():
            path, media_type = made, ENDINGS[form[2]]
        elif _DRAWN.fullmatch(name) and not media_type.startswith("image/"):
            path, media_type = media().form(sha256, name), "image/webp"
        if not path.is_file():
            raise Http404
        return answer(request, path, media_type, name)


def _had(thing: Root, sha256: str) -> bool:
    """Whether the thing has the file, in its draft or before readers, or had it: nobody reaches a file by its sum alone."""
    if FileVersion.objects.filter(thing_id=thing.pk, file=sha256).exists():
        return True
    draft = content_of(thing)
    now = {draft.get("file"), draft.get("image", {}).get("file")}
    if sha256 in now | {getattr(thing, "file", None), getattr(thing, "image_file", None)}:
        return True
    # What is shown on an event's page, as its preview asks for it.
    of_event = (
        part.objects.filter(event=thing.pk).values("pk")
        for part in (Material, Recording)
        if thing.thing_kind == "event"
    )
    return any(FileVersion.objects.filter(thing_id__in=parts, file=sha256).exists() for parts in of_event)


def answer(request: HttpRequest, path: Path, media_type: str, name: str) -> HttpResponse:
    size = path.stat().st_size
    first, end, status = 0, size, 200
    head = {"Accept-Ranges": "bytes", "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    if (wanted := _range(request.headers.get("Range", ""), size)) is not None:
        first, end, status = *wanted, 206
        head["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    disposition = content_disposition_header(not media_type.startswith(SHOWN), name)
    head |= {"Content-Length": str(end - first), "Content-Disposition": disposition or "attachment"}
    body: Any = () if request.method == "HEAD" else _stretch(path, first, end)
    if request.method == "HEAD":
        return HttpResponse(status=status, content_type=media_type, headers=head)
    return StreamingHttpResponse(body, status=status, content_type=media_type, headers=head)


async def _stretch(path: Path, first: int, end: int) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        while first < end and (block := await asyncio.to_thread(file.read, min(BLOCK, end - first))):
            first += len(block)
            yield block


def _range(header: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one after the last; None for all of it, also where the range makes no sense."""
    start, _dash, last = header.removeprefix("bytes=").partition("-")
    if not header.startswith("bytes=") or "," in header or not (start + last).isdecimal() or len(header) > 60:
        return None
    if not start:
        return max(0, size - int(last)), size
    if int(start) >= size or (last and int(last) < int(start)):
        return None
    return int(start), min(int(last) + 1, size) if last else size
