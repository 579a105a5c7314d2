# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking a name out of captions that were published: the files are written anew, and what had the name is destroyed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from verkstad.archive.actions.names import Names
from verkstad.archive.models import FileVersion, Recording, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.rules.captions import MEDIA_TYPE, PART

Content = dict[str, Any]


def take_names_from_captions(names: Names, *, event: UUID | None = None, at: datetime) -> set[UUID]:
    """The events whose recordings' captions changed. What nobody names any more is removed, bytes and all.

    It is erasing and not disposal: the person has a right to it, and a version without the name stays.
    """
    versions = FileVersion.objects.filter(thing_kind=Recording.thing_kind, part=PART)
    if event is not None:
        versions = versions.filter(thing_id__in=Recording.objects.filter(event=event).values("pk"))
    touched: set[UUID] = set()
    written: dict[str, str] = {}
    for version in list(versions.order_by("pk")):
        if version.file_id not in written:
            written[version.file_id] = _written_anew(version.file_id, names, at)
        new = written[version.file_id]
        if new != version.file_id:
            FileVersion.objects.filter(pk=version.pk).update(file=new)
            _name_instead(version.thing_id, version.file_id, new)
            touched.add(version.thing_id)
    for old, new in written.items():
        if new != old and not FileVersion.objects.filter(file=old).exists():
            StoredFile.objects.filter(pk=old).delete()
            media().destroy(old)
    return set(Recording.objects.filter(pk__in=touched).order_by().values_list("event_id", flat=True))


def _written_anew(sha256: str, names: Names, at: datetime) -> str:
    """The sum of the captions without the names; the same when they were not there, or when the bytes are gone."""
    path = media().path(sha256)
    if not path.is_file():
        return sha256
    content = json.loads(path.read_bytes())
    language = content.get("language", "")
    cues = [_without(cue, names, language) for cue in content["cues"]]
    if cues == content["cues"]:
        return sha256
    body = json.dumps({**content, "cues": cues}, ensure_ascii=False, separators=(",", ":")).encode()
    new = media().write(body)
    StoredFile.objects.get_or_create(
        pk=new,
        defaults={
            "size_bytes": len(body),
            "media_type": MEDIA_TYPE,
            "original_name": f"{language}.json",
            "uploaded_at": at,
        },
    )
    return new


def _without(cue: Content, names: Names, language: str) -> Content:
    taken = {**cue, "text": names.without(cue["text"], language)}
    if cue.get("speaker") and names.without(cue["speaker"]) != cue["speaker"]:
        del taken["speaker"]
    return taken


def _name_instead(recording: UUID, old: str, new: str) -> None:
    """The row and every version of the recording name the new file."""
    for key, captions in list(Recording.objects.filter(pk=recording).values_list("pk", "captions")):
        Recording.objects.filter(pk=key).update(captions=_replaced(captions, old, new))
    revisions = Revision.objects.annotate(as_text=Cast("content", TextField()))
    for revision in list(revisions.filter(Q(object_id=str(recording)), as_text__contains=old).order_by("pk")):
        content = _replaced(revision.content, old, new)
        Revision.objects.filter(pk=revision.pk).update(content=content)


def _replaced(value: Any, old: str, new: str) -> Any:
    return json.loads(json.dumps(value).replace(old, new))
