# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an upload is for: the thing it goes to, who may send it, how large it may be, and what it becomes when it is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_noop as N_

from verkstad.archive.actions import files, uploads
from verkstad.archive.actions.drafting import refuse_if_scheduled
from verkstad.archive.choices import UploadPurpose
from verkstad.archive.errors import UploadBusy, UploadTooLarge, UploadUnfinished
from verkstad.archive.media import BLOCK
from verkstad.archive.models import Root, StoredFile, Upload
from verkstad.archive.models.files import media
from verkstad.archive.rules.access import may
from verkstad.archive.rules.filenames import clean_name, with_ending
from verkstad.editing.shared.pages import thing_or_404
from verkstad.exchange.pictures import form_names, write_form
from verkstad.intake.files import FileFacts, FileRefused, clean_picture, read_file

PICTURE_AT_MOST = 64 * 1024 * 1024
"""Bytes of a picture that is to stand on a page."""
FORM_FILE_AT_MOST = 100 * 1024 * 1024
"""Bytes of all files in a form that is sent without script: the whole of it is sent again when it breaks off."""

Become = Callable[..., UUID]


class Purpose(NamedTuple):
    kind: str
    """The kind of thing it goes to."""
    become: Become
    takes: Callable[[FileFacts], bool]
    refusal: str
    """What is said of a file that is none of those it takes."""


def _material(thing: Any, stored: StoredFile, name: str, by: Any, at: datetime) -> UUID:
    return files.add_material(thing, stored, name=name, by=by, at=at).pk


def _version(thing: Any, stored: StoredFile, name: str, by: Any, at: datetime) -> UUID:
    files.put_file(thing, stored, name=name, by=by, at=at)
    return thing.pk


def _picture(thing: Any, stored: StoredFile, name: str, by: Any, at: datetime) -> UUID:
    files.put_picture(thing, stored, name=name, by=by, at=at)
    return thing.pk


def _anything(_facts: FileFacts) -> bool:
    return True


_NO_PICTURE = N_("“%(name)s” is not a picture. Send a PNG, JPEG, WebP or AVIF.")
_NO_RECORDING = N_("“%(name)s” is neither film nor sound. Send an MP4, WebM, MP3, M4A or Opus.")

PURPOSES: dict[str, Purpose] = {
    UploadPurpose.MATERIAL: Purpose("event", _material, _anything, ""),
    UploadPurpose.VERSION: Purpose("material", _version, _anything, ""),
    UploadPurpose.RECORDING: Purpose("recording", _version, lambda facts: facts.is_recording, _NO_RECORDING),
    UploadPurpose.EVENT_PICTURE: Purpose("event", _picture, lambda facts: facts.is_picture, _NO_PICTURE),
    UploadPurpose.SERIES_PICTURE: Purpose("series", _picture, lambda facts: facts.is_picture, _NO_PICTURE),
}


def at_most(purpose: str) -> int:
    """Bytes of the largest file that is taken for a purpose."""
    whole: int = settings.VERKSTAD_UPLOAD_AT_MOST
    is_picture = purpose in {UploadPurpose.EVENT_PICTURE, UploadPurpose.SERIES_PICTURE}
    return min(whole, PICTURE_AT_MOST) if is_picture else whole


def thing_of(user: Any, purpose: str, key: UUID) -> Root:
    """The thing that an upload goes to. Raises PermissionDenied, IsScheduled, or Http404 when there is no such thing."""
    thing = thing_or_404(PURPOSES[purpose].kind, key)
    if not may(user, "change", thing):
        raise PermissionDenied
    if (
        purpose != UploadPurpose.MATERIAL
    ):  # which begins a draft of its own, and changes none: said before a byte is sent
        refuse_if_scheduled(thing)
    return thing


def receive(upload: Upload, *, by: Any, at: datetime) -> UUID:
    """Make of a whole upload what it is for; of one that is finished already, tell what it became.

    Raises UploadUnfinished, FileRefused (then it is forgotten), DiskFull, or UploadBusy when another request does the same now.
    """
    if upload.became is not None:
        return upload.became
    if uploads.offset_of(upload) != upload.size_bytes:
        raise UploadUnfinished(upload)
    thing = thing_of(by, upload.purpose, upload.thing_id)
    try:
        facts = _read(uploads.path_of(upload), upload.name, upload.purpose)
        name = with_ending(upload.name, facts.ending)
        stored = _keep(uploads.path_of(upload), facts, name, by=by, at=at, sha256=lambda: uploads.sha256_of(upload))
    except (FileRefused, FileNotFoundError) as failure:
        if not uploads.path_of(upload).exists():  # another request took it into the store while this one looked at it
            raise UploadBusy(upload) from failure
        uploads.abandon_upload(upload)
        raise
    # Both or neither: what was broken off in between would be made once more when it is asked for again.
    with transaction.atomic():
        became = PURPOSES[upload.purpose].become(thing, stored, name, by, at)
        uploads.finish_upload(upload, became=became, at=at)
    return became


def receive_form_file(sent: UploadedFile, purpose: str, thing: Root, *, by: Any, at: datetime) -> UUID:
    """The same of a file that came in a form. Raises FileRefused, UploadTooLarge or DiskFull."""
    name, limit = clean_name(sent.name or ""), min(at_most(purpose), FORM_FILE_AT_MOST)
    if (sent.size or 0) > limit:
        raise UploadTooLarge(name, sent.size or 0, limit)
    with media().aside() as aside:
        with aside.open("wb") as file:
            for block in sent.chunks(BLOCK):
                file.write(block)
        facts = _read(aside, name, purpose)
        name = with_ending(name, facts.ending)
        stored = _keep(aside, facts, name, by=by, at=at, sha256=lambda: _sum(aside))
    return PURPOSES[purpose].become(thing, stored, name, by, at)


def _read(path: Path, name: str, purpose: str) -> FileFacts:
    facts = read_file(path, name)
    if not PURPOSES[purpose].takes(facts):
        raise FileRefused(name, PURPOSES[purpose].refusal)
    return facts


def _keep(path: Path, facts: FileFacts, name: str, *, by: Any, at: datetime, sha256: Callable[[], str]) -> StoredFile:
    """Into the store; a picture without what the camera noted, and with its forms for pages."""
    about = {"media_type": facts.media_type, "name": name, "width": facts.width, "height": facts.height}
    if not facts.is_picture:
        return files.keep_file(path, sha256=sha256(), **about, by=by, at=at)
    with media().aside() as clean:
        if clean_picture(path, name, clean):
            stored = files.keep_file(clean, sha256=_sum(clean), **about, by=by, at=at)
            path.unlink()
        else:
            stored = files.keep_file(path, sha256=sha256(), **about, by=by, at=at)
    for form in form_names(facts.width or 1):
        media().write_form(stored.pk, form, lambda into, form=form: write_form(stored.path, form, into))
    return stored


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def page_of(purpose: str, became: UUID, thing_id: UUID) -> str:
    """Where the editor goes on with what an upload became."""
    match purpose:
        case UploadPurpose.MATERIAL:
            return f"{reverse('verkstad_materials:event', args=[thing_id])}#material-{became}"
        case UploadPurpose.VERSION:
            return reverse("verkstad_materials:material", args=[thing_id])
        case UploadPurpose.RECORDING:
            return reverse("verkstad_materials:recording", args=[thing_id])
        case _:
            return reverse("verkstad_materials:picture", args=[PURPOSES[purpose].kind, thing_id])
