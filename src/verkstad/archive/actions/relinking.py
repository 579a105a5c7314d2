# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letting the rows and revisions that refer to one thing refer to another, and back: what a merge does to everything else.

Each move is written down (``Written``), and only what still is as the move left it is moved back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import IntegrityError, transaction
from wagtail.models import Revision

from verkstad.archive.actions.deleting import revisions_naming
from verkstad.archive.actions.visibility import shown_in
from verkstad.archive.journal import Change
from verkstad.archive.models import Root
from verkstad.archive.references import Edit, Place, moved, moved_back, places


@dataclass
class Written:
    """What a merge writes down of itself; JSON in ``Merge.moved``."""

    rows: list[list[Any]] = field(default_factory=list)
    """Of each row: model, column, uid or key, the name written beside the reference."""
    dropped: list[str] = field(default_factory=list)
    """Rows that would have stood twice, as Django serialises them."""
    revisions: dict[str, list[list[Any]]] = field(default_factory=dict)
    """By key of the revision: its edits."""
    newest_revision: int = 0
    claims: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    stones: list[str] = field(default_factory=list)
    json: list[list[Any]] = field(default_factory=list)
    """Of each JSON value beside (templates): model, key, column, before and after."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What the one that stays got of the other."""


# ─── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def move_rows(place: Place, gone: Root, kept: Root, name: str | None, written: Written) -> Iterable[Change]:
    """Let the rows of a place refer to ``kept``, billed as ``name`` where nothing else is said; yields what readers see differently."""
    for row in list(place.model._default_manager.filter(**{place.field: gone}).order_by("pk")):
        yield from _owner(place, row)
        one = place.model._default_manager.filter(pk=row.pk)
        if row.pk == kept.pk:  # the one that stays was a part of the one that goes
            one.update(**{place.field: None})
            written.rows.append([place.model._meta.label, place.field, str(row.pk), None])
            continue
        billed = name if place.billed and not getattr(row, place.billed) else None
        values = {place.field: kept} | ({place.billed: billed} if place.billed and billed else {})
        try:
            with transaction.atomic():
                one.update(**values)
        except IntegrityError:  # it stands there already
            written.dropped.append(serializers.serialize("json", [row]))
            one.delete()
            continue
        written.rows.append([place.model._meta.label, place.field, str(getattr(row, place.key)), billed])


def rows_back(written: Written, model: type[Root], gone: Root, kept: Root, left: list[str]) -> Iterable[Change]:
    """Let the rows refer to ``gone`` again. Names what was changed since in ``left``; yields what readers see differently."""
    by_label = {(place.model._meta.label, place.field): place for place in places(model)}
    for label, column, key, billed in written.rows:
        place = by_label.get((label, column))
        row = place and place.model._default_manager.filter(**{place.key: key}).first()
        if place is None or row is None:
            continue  # it went since, and with it what was moved
        if getattr(row, f"{column}_id") != (None if str(row.pk) == str(kept.pk) else kept.pk):
            left.append(_called(place, row))
            continue
        values = {column: gone}
        if place.billed and billed and getattr(row, place.billed) == billed:
            values[place.billed] = None
        place.model._default_manager.filter(pk=row.pk).update(**values)
        yield from _owner(place, row)
    for stored in written.dropped:
        for again in serializers.deserialize("json", stored):
            try:
                with transaction.atomic():
                    again.save()
            except IntegrityError:
                left.append(str(again.object))
                continue
            place = next(place for place in places(model) if place.model is type(again.object))
            yield from _owner(place, again.object)


def _owner(place: Place, row: Any) -> Iterable[Change]:
    """What readers see differently when the row refers to another."""
    if place.parent:
        root = row._meta.get_field(place.parent.removesuffix("_id")).remote_field.model
        yield root.thing_kind, getattr(row, place.parent)
    elif isinstance(row, Root):
        yield from shown_in(row)


def _called(place: Place, row: Any) -> str:
    return str(getattr(row, place.parent.removesuffix("_id"))) if place.parent else str(row)


# ─── Revisions ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _root_of(revision: Revision) -> type[Root] | None:
    model = revision.content_type.model_class()
    return model if model is not None and issubclass(model, Root) else None


def move_revisions(gone: Root, kept: Root, name: str | None, written: Written) -> None:
    """Let every revision of another thing that names ``gone`` name ``kept``, so that returning to it brings no dead id back."""
    for revision in revisions_naming(str(gone.pk)):
        model = _root_of(revision)
        if model is None or revision.object_id == str(gone.pk):
            continue
        content, edits = moved(revision.content, model, revision.object_id, type(gone), gone.pk, kept.pk, name)
        if edits:
            Revision.objects.filter(pk=revision.pk).update(content=content)
            written.revisions[str(revision.pk)] = [list(edit) for edit in edits]


def revisions_back(written: Written, model: type[Root], gone: Root, kept: Root, left: list[str]) -> None:
    """Let the revisions name ``gone`` again, those made since as well. Names what was changed since in ``left``."""
    found = {
        str(revision.pk): revision
        for revision in Revision.objects.filter(pk__in=list(written.revisions)).order_by("pk")
    }
    for key, edits in written.revisions.items():
        if key in found:
            _one_back(found[key], [Edit(*edit) for edit in edits], model, gone, kept, left)
    # Revisions that were made since have what the newest before them had.
    known: dict[tuple[str, str], list[Edit]] = {}
    for key in sorted(written.revisions, key=int):
        if key in found:
            one = found[key]
            known[one.object_id, str(one.content_type_id)] = [Edit(*edit) for edit in written.revisions[key]]
    if known:
        later = Revision.objects.filter(pk__gt=written.newest_revision, object_id__in={key for key, _ in known})
        for revision in later.order_by("pk"):
            edits = known.get((revision.object_id, str(revision.content_type_id)), [])
            moved_only = [edit for edit in edits if edit.dropped is None]
            _one_back(revision, moved_only, model, gone, kept, [])


def _one_back(
    revision: Revision, edits: list[Edit], model: type[Root], gone: Root, kept: Root, left: list[str]
) -> None:
    root = _root_of(revision)
    assert root is not None
    content, lasting = moved_back(revision.content, edits, root, revision.object_id, model, gone.pk, kept.pk)
    if lasting:
        left.append(revision.object_str)
    if content != revision.content:
        Revision.objects.filter(pk=revision.pk).update(content=content)
