# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging two people, organisations or topics that turned out to be one, and undoing it.

Everything that refers to the one that goes refers to the one that stays afterwards: rows, and every revision, so that
returning to an old version does not bring a dead id back. What was moved is written down piece by piece (``Merge``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core import serializers
from django.db import models, transaction
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log
from wagtail.models import Revision

from verkstad.archive.actions.beside import change_json_back, change_json_naming, with_id
from verkstad.archive.actions.changing import change, checked, locked
from verkstad.archive.actions.combining import Given, combined, separated
from verkstad.archive.actions.relinking import Written, move_revisions, move_rows, revisions_back, rows_back
from verkstad.archive.actions.visibility import referring
from verkstad.archive.choices import TombstoneReason
from verkstad.archive.errors import CannotUndo, InReview, NothingToMerge, WouldHide
from verkstad.archive.journal import Change, note_changes
from verkstad.archive.models import (
    Claim,
    EditorNote,
    Event,
    FormerSlug,
    Material,
    Merge,
    Organisation,
    Person,
    Recording,
    Root,
    Series,
    ToldApart,
    Tombstone,
    Topic,
)
from verkstad.archive.pending import as_revision
from verkstad.archive.reading import KINDS
from verkstad.archive.references import places
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.shapes import shape_of

MERGED = ("person", "organisation", "topic")
"""The kinds that can be merged."""


@transaction.atomic
def merge(kept: Root, gone: Root, *, by: Any, at: datetime) -> Merge:
    """Let ``kept`` be what ``gone`` was too: all that referred to either refers to ``kept``, and the address of ``gone`` leads there.

    The names of ``gone`` become other names of ``kept``; where it was named without saying how it was announced, its name stays
    as that. What ``kept`` lacks it takes from ``gone``.
    Raises NotAllowed, NothingToMerge, WouldHide, InReview, or ContentRefused when the two together break a rule.
    """
    refuse_unless(by, "merge", kept, gone)
    if kept.pk == gone.pk or type(kept) is not type(gone) or kept.thing_kind not in MERGED:
        raise NothingToMerge(kept)
    kept, gone = locked(kept), locked(gone)
    if gone.first_published_at is not None and not kept.live:
        raise WouldHide(kept)
    if gone.current_workflow_state is not None:
        raise InReview(gone)
    written = Written()
    changes: set[Change] = {(gone.thing_kind, gone.pk), (kept.thing_kind, kept.pk), *referring(gone)}
    stored = _stored(gone)
    newest = Revision.objects.order_by("-pk").values_list("pk", flat=True).first()
    written.newest_revision = newest or 0
    name = str(gone) if str(gone) != str(kept) else None
    for place in places(type(gone)):
        changes |= set(move_rows(place, gone, kept, name, written))
    move_revisions(gone, kept, name, written)
    found = change_json_naming(gone.pk, lambda content: with_id(content, gone.pk, kept.pk))
    written.json = [list(one) for one in found]
    written.claims = _move_beside(Claim, gone.pk, kept.pk)
    written.notes = _move_beside(EditorNote, gone.pk, kept.pk)
    written.stones = [str(stone.pk) for stone in _lead_on(gone, kept)]
    changes |= {(gone.thing_kind, UUID(stone)) for stone in written.stones}
    written.kept = what_is_given(kept, gone).told()
    _lead_stored_on(gone, kept)
    _delete(gone)
    kept = _give(kept, written.kept, gone, by=by, at=at)
    if gone.first_published_at is not None:
        _leave_stone(gone, kept, at)
    record = Merge.objects.create(
        thing_kind=kept.thing_kind,
        kept_id=kept.pk,
        gone_id=gone.pk,
        kept_name=str(kept)[:300],
        gone_name=str(gone)[:300],
        moved=written.__dict__,
        stored=stored,
        at=at,
        by=by,
    )
    _log("verkstad.merge", kept, gone, record, by=by, at=at)
    _touch(changes, at)
    note_changes(changes)
    return record


def what_is_given(kept: Root, gone: Root) -> Given:
    """What the one that stays gets: of what readers see, not a draft of it that nobody has published."""
    of_gone = gone if gone.live else gone.get_latest_revision_as_object()
    return combined(type(kept), as_revision(kept.get_latest_revision_as_object()), as_revision(of_gone))


@dataclass
class Undone:
    """What undoing a merge could not bring back, as it was changed since: names of things, each once."""

    gone: Root
    left: list[str]


@transaction.atomic
def undo_merge(record: Merge, *, by: Any, at: datetime) -> Undone:
    """Bring back the one that went, and all that was moved and not changed since.

    Raises NotAllowed, or CannotUndo when the one that stayed is no longer there or the merge was undone before.
    """
    record = Merge.objects.select_for_update(of=("self",)).get(pk=record.pk)
    model = KINDS[record.thing_kind]
    refuse_unless(by, "merge", model)
    kept = _still_kept(record, model)
    written = Written(**record.moved)
    left: list[str] = []
    for stored in serializers.deserialize("json", record.stored):
        if _refers_to_what_is_there(stored.object):
            stored.save()
        else:
            left.append(str(stored.object))
    gone = model.objects.get(pk=record.gone_id)
    changes: set[Change] = {(gone.thing_kind, gone.pk), (kept.thing_kind, kept.pk)}
    changes |= set(rows_back(written, model, gone, kept, left))
    revisions_back(written, model, gone, kept, left)
    left += [label for label, *rest in written.json if not change_json_back(label, *rest)]
    Claim.objects.filter(pk__in=written.claims, thing_id=kept.pk).update(thing_id=gone.pk)
    EditorNote.objects.filter(pk__in=written.notes, thing_id=kept.pk).update(thing_id=gone.pk)
    Tombstone.objects.filter(pk__in=written.stones, merged_into=kept.pk).update(merged_into=gone.pk)
    changes |= {(gone.thing_kind, UUID(stone)) for stone in written.stones}
    Tombstone.objects.filter(pk=gone.pk).delete()
    _take_back(kept, written.kept, by=by, at=at)
    record.undone_at, record.undone_by = at, by
    record.stored, record.moved = "[]", {}
    record.save(update_fields=["undone_at", "undone_by", "stored", "moved"])
    _log("verkstad.undo_merge", kept, gone, record, by=by, at=at)
    changes |= set(referring(gone))
    _touch(changes, at)
    note_changes(changes)
    return Undone(gone, sorted(set(left)))


def cannot_be_undone(record: Merge, *, at: datetime) -> list[str]:
    """What would stay as it is, were the merge undone now; found by undoing it and letting that go. Raises CannotUndo."""
    with transaction.atomic():
        left = undo_merge(record, by=None, at=at).left
        transaction.set_rollback(True)
    return left


# ─── What stands beside, and what is left ───────────────────────────────────────────────────────────────────────────


def _move_beside(model: type[models.Model], gone: UUID, kept: UUID) -> list[int]:
    rows = model._default_manager.filter(thing_id=gone)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    # After those that are there: the order among each other stays.
    after = model._default_manager.filter(thing_id=kept).aggregate(last=models.Max("sort_order"))["last"]
    rows.update(thing_id=kept, sort_order=models.F("sort_order") + (0 if after is None else after + 1))
    return keys


def _lead_on(gone: Root, kept: Root) -> list[Tombstone]:
    """Those that were merged into ``gone`` before lead to ``kept`` at once, and not from stone to stone."""
    stones = list(Tombstone.objects.filter(merged_into=gone.pk).order_by("pk"))
    Tombstone.objects.filter(merged_into=gone.pk).update(merged_into=kept.pk)
    return stones


def _leave_stone(gone: Any, kept: Root, at: datetime) -> None:
    Tombstone.objects.update_or_create(
        pk=gone.pk,
        defaults={
            "thing_kind": gone.thing_kind,
            "slug": gone.slug,
            "former_slugs": [former.slug for former in FormerSlug.objects.filter(thing_id=gone.pk)],
            "reason": TombstoneReason.MERGED,
            "at": at,
            "merged_into": kept.pk,
        },
    )


def _stored(gone: Root) -> str:
    """The row, its parts and its revisions, as they are now."""
    parts = [
        part for name in _children(gone) for part in getattr(type(gone).objects.get(pk=gone.pk), name).order_by("pk")
    ]
    revisions = list(Revision.objects.filter(object_id=str(gone.pk)).order_by("pk"))
    for revision in revisions:
        revision.approved_go_live_at = None  # a time set for publishing is called off, and not brought back
    return serializers.serialize("json", [*revisions, gone, *parts])


def _lead_stored_on(gone: Root, kept: Root) -> None:
    """What waits in other merges to be brought back refers to the one that stays, too; not those that this merge hides."""
    waiting = Merge.objects.filter(undone_at__isnull=True).exclude(kept_id=gone.pk)
    for record in waiting.filter(stored__contains=str(gone.pk)).order_by("pk"):
        Merge.objects.filter(pk=record.pk).update(stored=record.stored.replace(str(gone.pk), str(kept.pk)))


def _refers_to_what_is_there(thing: models.Model) -> bool:
    """Whether the row can stand; a reference that may be empty is emptied when what it named is no longer there."""
    for column in thing._meta.concrete_fields:
        target = column.remote_field.model if column.remote_field else None
        key = getattr(thing, column.attname)
        if target is None or key is None or not issubclass(target, Root):
            continue
        if isinstance(column, ParentalKey) or target._default_manager.filter(pk=key).exists():
            continue
        if not column.null:
            return False
        setattr(thing, column.attname, None)
    return True


def _children(thing: Root) -> list[str]:
    return list(shape_of(type(thing)).children)


def _delete(gone: Root) -> None:
    gone = type(gone).objects.get(pk=gone.pk)
    gone.being_disposed_of = True
    gone.delete()


# ─── What the one that stays gets ───────────────────────────────────────────────────────────────────────────────────


def _give(kept: Root, given: dict[str, Any], gone: Root, *, by: Any, at: datetime) -> Root:
    if not any(given.values()):
        return kept
    return _edit(kept, lambda content: Given(**given).added_to(content), by=by, at=at)


def _take_back(kept: Root, given: dict[str, Any], *, by: Any, at: datetime) -> Root:
    if not any(given.values()):
        return kept
    return _edit(kept, lambda content: separated(content, given), by=by, at=at)


def _edit(kept: Root, edit: Any, *, by: Any, at: datetime) -> Root:
    """Change what is published, or, of what readers do not see, the draft and its row."""
    kept = locked(kept)
    if kept.live:
        return change(kept, edit, by=by, at=at, action="verkstad.change")
    draft = kept.with_content_json(edit(as_revision(kept.get_latest_revision_as_object())))
    checked(draft)
    draft.save()
    draft.save_revision(user=by)
    return draft


def _still_kept(record: Merge, model: type[Root]) -> Root:
    if record.undone_at is not None:
        raise CannotUndo(record, _("It has been undone already."))
    kept = model.objects.select_for_update(of=("self",)).filter(pk=record.kept_id).first()
    if kept is None:
        later = Merge.objects.filter(gone_id=record.kept_id, undone_at__isnull=True).first()
        if later is not None:
            raise CannotUndo(record, _("Undo the later merge “%(merge)s” first.") % {"merge": later})
        raise CannotUndo(record, _("The one that stayed is no longer here."))
    if model.objects.filter(slug=_slug_of(record)).exists():
        raise CannotUndo(record, _("The address of the one that went belongs to another now."))
    return kept


def _slug_of(record: Merge) -> str:
    label = KINDS[record.thing_kind]._meta.label_lower
    return next(one["fields"]["slug"] for one in json.loads(record.stored) if one["model"] == label)


def _log(action: str, kept: Root, gone: Root, record: Merge, *, by: Any, at: datetime) -> None:
    for thing, other, is_gone in ((kept, gone, False), (gone, kept, action == "verkstad.merge")):
        log(
            instance=thing,
            action=action,
            user=by,
            data={"merge": record.pk, "other": {"id": str(other.pk), "name": str(other)}},
            deleted=is_gone,
            content_changed=True,
            timestamp=at,
        )


def _touch(changes: Iterable[Change], at: datetime) -> None:
    for model in (Event, Series, Topic, Organisation, Person, Material, Recording):
        keys = [key for kind, key in changes if kind == model.thing_kind]
        model.objects.filter(pk__in=keys, live=True).update(last_published_at=at)


def tell_apart(one: Root, other: Root, *, by: Any, at: datetime) -> ToldApart:
    """Write down that two that look alike are not the same, so that they are not proposed again. Raises NotAllowed."""
    refuse_unless(by, "merge", one, other)
    first, second = sorted((one.pk, other.pk))
    told, _new = ToldApart.objects.get_or_create(
        one_id=first, other_id=second, defaults={"thing_kind": one.thing_kind, "at": at, "by": by}
    )
    return told
