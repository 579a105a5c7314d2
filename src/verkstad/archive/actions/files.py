# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Giving files to things: a new material, another version of a file, a recording's file, a picture. All of it as drafts.

Bytes become reachable to readers when what names them is published, and not before (edition/uploads.py).
"""

from __future__ import annotations

import errno
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log

from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.drafting import begin_draft
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.actions.reading_files import ask_to_cut, ask_to_read
from verkstad.archive.choices import RecordingState
from verkstad.archive.errors import DiskFull
from verkstad.archive.models import Event, FileVersion, Material, Recording, Root, Series, StoredFile
from verkstad.archive.models.files import media
from verkstad.archive.pending import as_revision
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.rules.filenames import clean_name, kind_of, title_of
from verkstad.archive.shapes import Content, shape_of

Thing = TypeVar("Thing", bound=Root)


def keep_file(
    aside: Path, *, sha256: str, media_type: str, name: str, width: int | None = None, height: int | None = None,
    by: Any, at: datetime,
) -> StoredFile:  # fmt: skip
    """Take a whole file, already looked at, into the store. The same bytes are kept once. Raises DiskFull."""
    size = aside.stat().st_size
    try:
        media().keep(aside, sha256)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(name) from error
        raise
    stored, _new = StoredFile.objects.get_or_create(
        pk=sha256,
        defaults={
            "size_bytes": size,
            "media_type": media_type,
            "original_name": clean_name(name),
            "uploaded_by": by,
            "uploaded_at": at,
            "width": width,
            "height": height,
        },
    )
    ask_to_read(stored, by=by, at=at)
    return stored


@transaction.atomic
def add_material(event: Event, stored: StoredFile, *, name: str, by: Any, at: datetime) -> Material:
    """A new draft at the event with this file: its title and kind guessed from the name, its licence the series' own."""
    last = Material.objects.filter(event=event).aggregate(last=Max("sort_order"))["last"]
    material = Material(
        event=event,
        sort_order=0 if last is None else last + 1,
        kind=kind_of(name, stored.media_type),
        language=event.language,
        licence=event.series.default_licence,
        file=stored.pk,
        file_name=clean_name(name),
        media_type=stored.media_type,
        size_bytes=stored.size_bytes,
    )
    material.title = {"original": "sv", "sv": title_of(name)}
    begin_draft(material, by=by, at=at)
    _note_version(material, stored, clean_name(name), by=by, at=at)
    return material


@transaction.atomic
def add_recording(event: Event, *, by: Any, at: datetime) -> Recording:
    """A new draft of a recording of the event: it was made, and is being prepared."""
    last = Recording.objects.filter(event=event).aggregate(last=Max("sort_order"))["last"]
    recording = Recording(
        event=event,
        sort_order=0 if last is None else last + 1,
        state=RecordingState.PROCESSING,
        language=event.language,
        licence=event.series.default_licence,
    )
    begin_draft(recording, by=by, at=at)
    return recording


@transaction.atomic
def put_file(thing: Material | Recording, stored: StoredFile, *, name: str, by: Any, at: datetime) -> None:
    """Give a material or a recording this file, in its draft. The one it had is kept as a version.

    When the draft is published, the address of the earlier file stops answering, unless ``let_earlier_answer`` says otherwise.
    """
    refuse_unless(by, "change", thing)
    changes: dict[str, Any] = {
        "file": stored.pk,
        "file_name": clean_name(name),
        "media_type": stored.media_type,
        "size_bytes": stored.size_bytes,
    }
    if isinstance(thing, Material):
        earlier = content_of(locked(thing)).get("earlier_files") or []
        changes["page_count"] = None
        changes["earlier_files"] = [file for file in earlier if file["file"] != stored.pk]
    keep_draft(thing, changes, by=by, at=at)
    _note_version(thing, stored, clean_name(name), by=by, at=at)
    if isinstance(thing, Recording):
        ask_to_cut(thing, by=by, at=at)


@transaction.atomic
def let_earlier_answer(material: Material, versions: Collection[FileVersion], *, by: Any, at: datetime) -> None:
    """Say which earlier files keep their addresses once the draft is published; those that are not named stop answering."""
    refuse_unless(by, "change", material)
    now = content_of(locked(material)).get("file")
    earlier = {
        version.file_id: {
            "file": version.file_id,
            "file_name": version.file_name,
            "media_type": version.file.media_type,
            "size_bytes": version.file.size_bytes,
        }
        for version in versions
        if version.thing_id == material.pk and version.file_id != now
    }
    keep_draft(material, {"earlier_files": list(earlier.values())}, by=by, at=at)


@transaction.atomic
def return_to_file(thing: Material | Recording, version: FileVersion, *, by: Any, at: datetime) -> None:
    """Give a thing the file of an earlier version again; that too is a version, with who and when."""
    if version.thing_id != thing.pk:
        raise ValueError("the version belongs to another thing")
    put_file(thing, version.file, name=version.file_name, by=by, at=at)


@transaction.atomic
def put_picture(thing: Event | Series, stored: StoredFile, *, name: str, by: Any, at: datetime) -> None:
    """Give an event or a series this picture, in its draft. What the picture shows must be written before it is published."""
    refuse_unless(by, "change", thing)
    # Another picture shows something else, made by somebody else: nothing of the earlier one's description is kept.
    picture = {
        "file": stored.pk,
        "file_name": clean_name(name),
        "media_type": stored.media_type,
        "width": stored.width,
        "height": stored.height,
    }
    keep_draft(thing, {"image": picture}, by=by, at=at)
    _note_version(thing, stored, clean_name(name), by=by, at=at)


@transaction.atomic
def describe_picture(thing: Event | Series, values: Mapping[str, Any], *, by: Any, at: datetime) -> None:
    """Say what the picture shows, who made it, where it is from and under which licence."""
    refuse_unless(by, "change", thing)
    keep_draft(thing, {"image": {**content_of(locked(thing)).get("image", {}), **values}}, by=by, at=at)


@transaction.atomic
def remove_picture(thing: Event | Series, *, by: Any, at: datetime) -> None:
    """Take the picture off the draft; its bytes stay as a version."""
    refuse_unless(by, "change", thing)
    keep_draft(thing, {"image": None}, by=by, at=at)


@transaction.atomic
def remove_material(material: Material, *, by: Any) -> None:
    """Remove a material that readers never saw. Raises WasPublished, or NamedElsewhere."""
    refuse_unless(by, "delete", material)
    log(instance=material, action="wagtail.delete", user=by, deleted=True)
    FileVersion.objects.filter(thing_id=material.pk).delete()
    material.delete()


def content_of(thing: Root) -> Content:
    """What the latest draft says, as this object knows it, in the shape of its record; values are as JSON has them."""
    latest = thing.latest_revision
    return shape_of(type(thing)).read_revision(latest.content if latest is not None else as_revision(thing))


def keep_draft(thing: Root, changes: Mapping[str, Any], *, by: Any, at: datetime) -> None:
    """Save a draft; of what nobody reads yet the row follows, as lists of the desk look there. Nothing new is kept if it is the same."""
    row = locked(thing)
    save_draft(row, changes, by=by, at=at)
    row.refresh_from_db()
    if not row.live:
        draft = row.get_latest_revision_as_object()
        draft.latest_revision = row.latest_revision
        draft.has_unpublished_changes = True
        draft.save()


def _note_version(thing: Root, stored: StoredFile, name: str, *, by: Any, at: datetime) -> None:
    FileVersion.objects.create(
        thing_kind=thing.thing_kind, thing_id=thing.pk, file=stored, file_name=name, put_at=at, put_by=by
    )
