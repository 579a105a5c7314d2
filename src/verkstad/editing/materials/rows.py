# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the list of an event's materials shows, in a number of queries that does not follow theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from verkstad.archive.actions.files import content_of
from verkstad.archive.actions.uploads import offset_of
from verkstad.archive.models import Event, FileVersion, Material, Root, StoredFile, Upload
from verkstad.archive.rules.access import may
from verkstad.archive.rules.filenames import looks_like_draft
from verkstad.archive.shapes import Content
from verkstad.archive.standing import Standing, of_documents
from verkstad.editing.materials.forms import MaterialForm
from verkstad.editing.materials.readings import ReadingWords, standing_of, words_of_reading
from verkstad.editing.materials.serving import private_address
from verkstad.editing.shared.pages import edit_url
from verkstad.editing.shared.states import State, state_of


class File(NamedTuple):
    """A file as the desk tells of it."""

    name: str
    media_type: str
    size_bytes: int | None
    address: str
    looks_like_draft: bool


class Row(NamedTuple):
    material: Material
    form: MaterialForm
    state: State
    file: File | None
    url: str | None
    versions: int
    may_change: bool
    may_publish: bool
    may_remove: bool
    edit_url: str
    reading: ReadingWords | None
    """What was read out of the file; None of one that is not read page by page."""


class PastFile(NamedTuple):
    """A file that a thing has or had."""

    version: FileVersion
    file: File
    who: str
    is_now: bool
    still_answers: bool


def file_of(thing: Root, content: Content) -> File | None:
    """The file that the draft names; ``content`` is the thing's, or its picture's."""
    sha256 = content.get("file")
    if not sha256:
        return None
    name = content.get("file_name") or _("file")
    return File(
        name,
        content.get("media_type") or "",
        content.get("size_bytes"),
        private_address(thing, sha256, name),
        looks_like_draft(name),
    )


def rows_of(event: Event, *, user: Any, data: Mapping[str, Any] | None = None) -> list[Row]:
    """The materials of an event in their order, as their drafts have them; with ``data`` as somebody typed it."""
    materials = list(
        Material.objects.filter(event=event).select_related("latest_revision").order_by("sort_order", "pk")
    )
    agenda = agenda_of(event)
    counts = _counts([material.pk for material in materials])
    for material in materials:
        material.event = event  # asked for by the rule of permission, once for all
    allowed = {action: may(user, action, event) for action in ("change", "publish", "delete")}
    files = {material.pk: content_of(material).get("file") for material in materials}
    standing = of_documents([file for file in files.values() if file])
    return [
        _row(material, agenda, counts.get(material.pk, 0), allowed, standing.get(files[material.pk] or ""), data)
        for material in materials
    ]


def row_of(material: Material, *, user: Any) -> Row:
    """One of them, as it is now."""
    allowed = {action: may(user, action, material.event) for action in ("change", "publish", "delete")}
    counts = _counts([material.pk])
    standing = standing_of(material)
    return _row(material, agenda_of(material.event), counts.get(material.pk, 0), allowed, standing, None)


def _row(
    material: Material,
    agenda: list[tuple[str, str]],
    versions: int,
    allowed: Mapping[str, bool],
    standing: Standing | None,
    data: Mapping[str, Any] | None,
) -> Row:
    content = content_of(material)
    is_typed = data is not None and f"{material.pk}-title" in data
    form = MaterialForm(content, data if is_typed else None, agenda=agenda, prefix=str(material.pk))
    if not allowed["change"]:
        for field in form.fields.values():
            field.disabled = True
    waits = not material.live or material.has_unpublished_changes
    return Row(
        material,
        form,
        state_of(material),
        file_of(material, content),
        content.get("url"),
        versions,
        allowed["change"],
        allowed["publish"] and waits and material.event.live,  # a workshop's material is published once it is
        allowed["delete"] and material.first_published_at is None,
        edit_url("material", material.pk),
        words_of_reading(material, standing),
    )


def _counts(ids: list[UUID]) -> dict[UUID, int]:
    rows = (
        FileVersion.objects.filter(thing_id__in=ids, part=None)
        .order_by()
        .values("thing_id")
        .annotate(count=Count("pk"))
    )
    return {row["thing_id"]: row["count"] for row in rows}


def agenda_of(event: Event) -> list[tuple[str, str]]:
    """The agenda items of the draft, to choose among: uid and title."""
    items = content_of(event).get("agenda") or ()
    return [(str(item["uid"]), item["title"].get(item["title"]["original"], "")) for item in items]


def past_files(thing: Root) -> list[PastFile]:
    """The files that a thing has had, the newest first."""
    content = content_of(thing)
    now = content.get("image", {}).get("file") if thing.thing_kind in {"event", "series"} else content.get("file")
    answering = {file["file"] for file in content.get("earlier_files") or ()}
    rows = (
        FileVersion.objects.filter(thing_id=thing.pk, part=None)
        .select_related("file", "put_by")
        .order_by("-put_at", "-pk")
    )
    found, seen = [], False
    for row in rows:
        is_now = row.file_id == now and not seen
        seen |= is_now
        stored: StoredFile = row.file
        address = private_address(thing, row.file_id, row.file_name)
        file = File(row.file_name, stored.media_type, stored.size_bytes, address, looks_like_draft(row.file_name))
        who = row.put_by.get_full_name() or row.put_by.get_username() if row.put_by else _("Somebody")
        found.append(PastFile(row, file, who, is_now, row.file_id in answering))
    return found


def unfinished(user: Any, purpose: str, thing: Root) -> list[tuple[Upload, int]]:
    """One's own uploads to a thing that were broken off, with how far they came in per cent."""
    rows = Upload.objects.of(user).unfinished().filter(thing_id=thing.pk, purpose=purpose).order_by("-touched_at")
    return [(upload, 100 * offset_of(upload) // upload.size_bytes) for upload in rows[:20]]
