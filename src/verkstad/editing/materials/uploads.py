# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads in parts over HTTP: tus 1.0.0 with creation, expiration, checksum and termination.

Source: https://tus.io/protocols/resumable-upload. What tus leaves out is ours: *finish* makes of the bytes what they are for and
says so, or why not, in a sentence. Answers to our own script are JSON with ``error`` or ``page``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from verkstad.archive.actions import uploads
from verkstad.archive.choices import UploadPurpose
from verkstad.archive.errors import (
    ArchiveError,
    ChecksumDiffers,
    DiskFull,
    UploadBusy,
    UploadElsewhere,
    UploadTooLarge,
    UploadUnfinished,
)
from verkstad.archive.media import BLOCK
from verkstad.archive.models import Material, Upload
from verkstad.editing.materials import purposes
from verkstad.editing.materials.rows import row_of
from verkstad.intake.files import FileRefused

VERSION = "1.0.0"
PART = 8 * 1024 * 1024
"""Bytes of a part that our script sends; the bridge takes twice that (site/bridge.py)."""
_STATUS: dict[type[ArchiveError], int] = {
    UploadTooLarge: 413, DiskFull: 507, UploadElsewhere: 409, UploadBusy: 423, ChecksumDiffers: 460, UploadUnfinished: 409,
}  # fmt: skip


class TusView(View):
    """``Tus-Resumable`` on every answer, and faults as sentences."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = request.headers.get("Tus-Resumable")
        if said not in {None, VERSION} and request.method != "OPTIONS":
            response: HttpResponse = HttpResponse(status=412, headers={"Tus-Version": VERSION})
        else:
            try:
                response = super().dispatch(request, *args, **kwargs)  # type: ignore[assignment]
            except ArchiveError as refused:
                response = JsonResponse({"error": refused.message()}, status=_STATUS.get(type(refused), 403))
                if isinstance(refused, UploadElsewhere):
                    response["Upload-Offset"] = str(refused.offset)
        response["Tus-Resumable"] = VERSION
        return response

    def options(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return HttpResponse(
            status=204,
            headers={
                "Tus-Version": VERSION,
                "Tus-Extension": "creation,expiration,checksum,termination",
                "Tus-Checksum-Algorithm": "sha256",
                "Tus-Max-Size": str(purposes.at_most(UploadPurpose.MATERIAL)),
            },
        )


class UploadsView(TusView):
    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin an upload: ``Upload-Length``, and in ``Upload-Metadata`` ``filename``, ``purpose``, ``thing`` and ``fingerprint``."""
        about = metadata(request.headers.get("Upload-Metadata", ""))
        size = _number(request.headers.get("Upload-Length"))
        try:
            purpose, key = UploadPurpose(about.get("purpose", "")), UUID(about.get("thing", ""))
        except ValueError:
            raise Http404 from None
        if not size or not about.get("filename"):
            return JsonResponse(
                {"error": _("The file is empty, or its size is not known. Nothing was sent.")}, status=400
            )
        purposes.thing_of(request.user, purpose, key)
        upload = uploads.begin_upload(
            purpose, key, name=about["filename"], size=size, fingerprint=about.get("fingerprint", ""),
            at_most=purposes.at_most(purpose), by=request.user, at=timezone.now(),
        )  # fmt: skip
        return HttpResponse(
            status=201,
            headers={
                "Location": reverse("verkstad_materials:upload", args=[upload.pk]),
                "Upload-Expires": _expires(upload),
            },
        )


class UploadView(TusView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.key = kwargs["key"]

    def upload(self) -> Upload:
        """One's own. Another's is not there at all: its id is not to be guessed."""
        return get_object_or_404(Upload.objects.of(self.request.user), pk=self.key)

    def head(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        upload = self.upload()
        offset = upload.size_bytes if upload.finished_at else uploads.offset_of(upload)
        return HttpResponse(
            headers={
                "Upload-Offset": str(offset),
                "Upload-Length": str(upload.size_bytes),
                "Upload-Expires": _expires(upload),
                "Cache-Control": "no-store",
            }
        )

    def patch(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        upload = self.upload()
        if request.content_type != "application/offset+octet-stream":
            return HttpResponse(status=415)
        offset = _number(request.headers.get("Upload-Offset"))
        if offset is None or upload.finished_at:
            return HttpResponse(status=400)
        sha256 = checksum(request.headers.get("Upload-Checksum"))
        now = uploads.continue_upload(
            upload, _blocks(request), offset=offset, sha256=sha256, by=request.user, at=timezone.now()
        )
        return HttpResponse(status=204, headers={"Upload-Offset": str(now), "Upload-Expires": _expires(upload)})

    def delete(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        uploads.abandon_upload(self.upload())
        return HttpResponse(status=204)


class FinishView(UploadView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Make of a whole upload what it is for. Asked again, it answers the same."""
        upload = self.upload()
        try:
            became = purposes.receive(upload, by=request.user, at=timezone.now())
        except FileRefused as refused:
            return JsonResponse({"error": refused.message()}, status=422)
        answer = {"page": purposes.page_of(upload.purpose, became, upload.thing_id)}
        if upload.purpose == UploadPurpose.MATERIAL and (material := Material.objects.filter(pk=became).first()):
            row = row_of(material, user=request.user)
            answer["row"] = render_to_string("verkstad/materials/row.html", {"row": row}, request=request)
        return JsonResponse(answer)


class UploadFormView(View):
    """Giving an unfinished upload up, by a button and without script."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        upload = get_object_or_404(Upload.objects.of(request.user), pk=key)
        page = purposes.page_of(upload.purpose, upload.thing_id, upload.thing_id)
        uploads.abandon_upload(upload)
        return HttpResponse(status=303, headers={"Location": page.partition("#")[0]})


def metadata(header: str) -> dict[str, str]:
    """``Upload-Metadata``: pairs parted by commas, each a key and a value in Base64. What cannot be read is left out."""
    found = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


def checksum(header: str | None) -> bytes | None:
    """The SHA-256 of a part. Raises PermissionDenied for a sum that cannot be held to: it is never let through unheld."""
    if header is None:
        return None
    how, _space, value = header.partition(" ")
    try:
        found = base64.b64decode(value, validate=True)
    except binascii.Error:
        found = b""
    if how != "sha256" or len(found) != 32:
        raise PermissionDenied
    return found


def _number(header: str | None) -> int | None:
    return int(header) if header and header.isascii() and header.isdigit() and len(header) < 16 else None


def _blocks(request: HttpRequest) -> Iterator[bytes]:
    while block := request.read(BLOCK):
        yield block


def _expires(upload: Upload) -> str:
    return http_date((upload.touched_at + uploads.ABANDONED_AFTER).timestamp())
