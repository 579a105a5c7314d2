# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saving what comes from outside, many things at once. Running it again with the same changes nothing.

The entries have the shape of the dossier's files (``EventFile.model_dump()`` and so on): a record with ``state``, ``draft``,
``notes`` and ``claims``. New things are written in bulk; a thing that is there already goes the way of every other change,
so that drafts which wait for it do not undo what came in.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from verkstad.archive.actions.changing import change
from verkstad.archive.actions.fresh import Entry, Written, add_things, former_slugs, revision_of, written
from verkstad.archive.actions.publishing import take_down
from verkstad.archive.choices import TombstoneReason
from verkstad.archive.insert import insert_rows
from verkstad.archive.journal import note_changes
from verkstad.archive.models import Claim, EditorNote, Event, FormerSlug, Root, Tombstone
from verkstad.archive.pending import RevisionContent, as_revision
from verkstad.archive.reading import KINDS, OF_EVENT, Reading
from verkstad.archive.shapes import Content, Shape, shape_of

_NOT_CONTENT = {"id", "slug", "former_slugs", "published_at", "modified_at"}
_MANY = 2000


@dataclass
class Saved:
    """How many things were new, changed, and as they were already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Saved) -> Saved:
        return Saved(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


@transaction.atomic
def save_things(kind: str, entries: Iterable[Content], *, by: Any, at: datetime) -> Saved:
    """Save things of one kind; an event with its materials and recordings. References must exist when the outermost
    transaction ends, not before.
    """
    contents = list(entries)
    model = KINDS[kind]
    saved = _save(model, [_entry(model, content) for content in contents], by=by, at=at)
    if model is Event:
        for name, part in OF_EVENT.items():
            parts = [entry for content in contents for entry in _parts_of(name, content)]
            _save(part, parts, by=by, at=at)
            _take_down_missing(name, part, contents, by=by, at=at)
    for model_beside, name in ((EditorNote, "notes"), (Claim, "claims")):
        _save_beside(model_beside, kind, {content["id"]: content.get(name) or () for content in contents})
    return saved


@transaction.atomic
def save_tombstones(stones: Iterable[Mapping[str, Any]]) -> None:
    """Write tombstones in the shape of their records; a thing that is published again has none."""
    for stone in stones:
        values = {
            "thing_kind": stone["kind"],
            "slug": stone["slug"],
            "former_slugs": list(stone.get("former_slugs") or ()),
            "reason": stone["reason"],
            "at": stone["at"],
            "merged_into": stone.get("merged_into"),
        }
        found = Tombstone.objects.filter(pk=stone["id"]).first()
        if found is not None and all(getattr(found, name) == value for name, value in values.items()):
            continue
        Tombstone.objects.update_or_create(pk=stone["id"], defaults=values)
        note_changes([(stone["kind"], stone["id"])])


def _entry(model: type[Root], content: Content) -> Entry:
    draft = content.get("draft")
    return Entry(
        id=content["id"],
        slug=content["slug"],
        former_slugs=tuple(content.get("former_slugs") or ()),
        published_at=content.get("published_at"),
        modified_at=content.get("modified_at"),
        content=_normal(shape_of(model), content),
        is_published=content.get("state", "published") == "published",
        draft=None if draft is None else _differing(shape_of(model), draft, content),
    )


def _differing(shape: Shape, draft: Content, content: Content) -> Content | None:
    normal = _normal(shape, draft)
    if "sequence" in normal:  # a fact of the row: a draft never brings its own
        normal["sequence"] = content.get("sequence") or 0
    return None if normal == _normal(shape, content) else normal


def _normal(shape: Shape, content: Any) -> Any:
    """The content as it would be read again after it was written."""
    if shape.bare:
        return content
    columns = shape.write(content)
    normal = shape.read([columns[column] for column in shape.columns])
    for name, child in shape.children.items():
        if parts := [_normal(child, part) for part in content.get(name) or ()]:
            normal[name] = parts
    return normal


def _parts_of(name: str, event: Content) -> Iterator[Entry]:
    """The materials, or the recordings, of an event: published, as draft, or both."""
    shape = shape_of(OF_EVENT[name])
    is_published = event.get("state", "published") == "published"
    published = {part["id"]: part for part in event.get(name) or () if is_published}
    draft = event if not is_published else event.get("draft") or {}
    drafted = {part["id"]: part for part in draft.get(name) or ()}
    order = [*published, *(key for key in drafted if key not in published)]
    for place, key in enumerate(order):
        content = published.get(key, drafted.get(key))
        yield Entry(
            id=key,
            content=_normal(shape, content),
            is_published=key in published,
            draft=_differing(shape, drafted[key], content) if key in published and key in drafted else None,
            published_at=event.get("published_at") if key in published else None,
            modified_at=event.get("modified_at") if key in published else None,
            beside={"event_id": event["id"], "sort_order": place},
        )


def _save(model: type[Root], entries: Sequence[Entry], *, by: Any, at: datetime) -> Saved:
    known = set(_chosen(model, [entry.id for entry in entries]))
    added = add_things(model, (entry for entry in entries if entry.id not in known), by=by, at=at)
    visible = [entry for entry in added if entry.is_published]
    _forget_stones([entry.id for entry in visible])
    note_changes(
        {(model.thing_kind, entry.id) for entry in visible}
        | {(Event.thing_kind, entry.beside["event_id"]) for entry in visible if "event_id" in entry.beside}
    )
    saved = Saved(added=len(added))
    if known:
        stored = {
            row.id: row.content for row in Reading(known if len(known) <= _MANY else None, everything=True).roots(model)
        }
        things = _in_bulk(model, known)
        for entry in entries:
            if entry.id in known:
                did = _update(things[entry.id], entry, stored[entry.id], by=by, at=at)
                saved += Saved(changed=int(did), unchanged=int(not did))
    return saved


def _chosen(model: type[Root], ids: Collection[UUID]) -> Iterable[UUID]:
    rows = model.objects.all() if len(ids) > _MANY else model.objects.filter(pk__in=list(ids))
    return set(rows.order_by().values_list("pk", flat=True)) & set(ids)


def _in_bulk(model: type[Root], ids: Collection[UUID]) -> dict[UUID, Any]:
    rows = model.objects.select_related("latest_revision")
    rows = rows if len(ids) > _MANY else rows.filter(pk__in=list(ids))
    return {row.pk: row for row in rows.order_by("pk").iterator(chunk_size=500)}


def _forget_stones(ids: Sequence[UUID]) -> None:
    for start in range(0, len(ids), _MANY):
        Tombstone.objects.filter(pk__in=ids[start : start + _MANY]).delete()


def _update(row: Root, entry: Entry, stored: Content, *, by: Any, at: datetime) -> bool:
    """Bring a thing that is there already to what the entry says; whether that changed anything."""
    shape = shape_of(type(row))
    facts = _update_row_facts(row, entry)
    if isinstance(row, Event):
        # Calendars have seen this number: it never falls, whatever an older dossier says.
        entry = replace(entry, content={**entry.content, "sequence": row.sequence})
        stored = {**stored, "sequence": row.sequence}
    content = {name: value for name, value in stored.items() if name not in {*_NOT_CONTENT, *OF_EVENT}}
    if not entry.is_published:
        latest = shape.read_revision(row.latest_revision.content) if row.latest_revision else None
        if not row.live and not _differ(latest if latest is not None else content, entry.content):
            return facts
        if row.live:
            row.unpublish(user=by)
        _keep_draft(row, entry, entry.content, by=by)
        return True
    changed = False
    if not row.live:
        _keep_draft(row, entry, entry.content, by=by)
        row.refresh_from_db()
        row.latest_revision.publish(user=by, skip_permission_checks=True)
        _set(row, first_published_at=entry.published_at or at, last_published_at=entry.modified_at or at)
        changed = True
    elif content != entry.content:
        before = as_revision(row)
        after = revision_of(shape, entry, written(shape, entry.content, like=_written_from(shape, before)))
        kept = _with_keys(before, _as_json(after), shape)
        change(row, lambda content: {**content, **kept}, by=by, at=entry.modified_at or at, action="verkstad.import")
        changed = True
    if entry.draft is not None:
        row.refresh_from_db()
        draft = row.latest_revision if row.has_unpublished_changes else None
        if draft is None or _differ(shape.read_revision(draft.content), entry.draft):
            _keep_draft(row, entry, entry.draft, by=by)
            changed = True
    return changed or facts


def _update_row_facts(row: Root, entry: Entry) -> bool:
    """Slug, former slugs, moments and place: facts of the row that no draft carries."""
    facts: dict[str, Any] = dict(entry.beside)
    if entry.slug is not None:
        facts["slug"] = entry.slug
    if entry.published_at is not None:
        facts["first_published_at"] = entry.published_at
    if entry.modified_at is not None:
        facts["last_published_at"] = entry.modified_at
    if isinstance(row, Event):
        facts["sequence"] = max(row.sequence, entry.content.get("sequence", 0))
    differing = {name: value for name, value in facts.items() if getattr(row, name) != value}
    former = FormerSlug.objects.filter(thing_id=row.pk).order_by("sort_order", "pk")
    moved = [former_slug.slug for former_slug in former] != list(entry.former_slugs)
    if moved:
        former.delete()
        FormerSlug.objects.bulk_create(former_slugs(type(row), [entry]))
    if differing:
        _set(row, **differing)
    if (differing or moved) and row.live:
        note_changes([(row.thing_kind, row.pk)])
    return bool(differing or moved)


def _set(row: Root, **values: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**values)
    for name, value in values.items():
        setattr(row, name, value)


def _keep_draft(row: Root, entry: Entry, content: Content, *, by: Any) -> None:
    shape = shape_of(type(row))
    latest = as_revision(row.get_latest_revision_as_object())
    after = revision_of(shape, entry, written(shape, content, like=_written_from(shape, latest)))
    draft = row.with_content_json({**latest, **_with_keys(latest, _as_json(after), shape)})
    draft.save_revision(user=by, clean=False)
    if not row.live:
        # Of what nobody reads the row is the draft too: lists of the desk and constraints look there.
        draft.save()
        type(row).objects.filter(pk=row.pk).update(live=False, has_unpublished_changes=True)


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _differ(one: Content, other: Content) -> bool:
    """Whether they say different things; the number for calendars is the row's, not theirs."""
    return _as_json({**one, "sequence": None}) != _as_json({**other, "sequence": None})


def _with_keys(before: RevisionContent, after: RevisionContent, shape: Shape) -> RevisionContent:
    """``after`` with the keys of the rows that its parts have already."""
    keyed = dict(after)
    for name in shape.children:
        keys = {part["uid"]: part.get("pk") for part in before.get(name, ())}
        keyed[name] = [{**part, "pk": keys.get(part["uid"])} for part in after.get(name, ())]
    return keyed


def _written_from(shape: Shape, revision: RevisionContent) -> Written:
    """A revision's parts as columns, for finding the same part again."""
    children = {}
    for name, child in shape.children.items():
        rows = []
        for part in revision.get(name, ()):
            content = child.read_revision(part)
            rows.append({**child.write(content), "uid": part["uid"]})
        children[name] = rows
    return Written({}, children)


def _take_down_missing(name: str, model: type[Root], events: Sequence[Content], *, by: Any, at: datetime) -> None:
    """What an event no longer has is taken down, not forgotten: its address says that it went."""
    has = {
        event["id"]: {part["id"] for part in event.get(name) or ()} for event in events if event.get("state") != "draft"
    }
    ids = list(has)
    for start in range(0, len(ids), _MANY):
        for thing in model.objects.filter(event_id__in=ids[start : start + _MANY], live=True).order_by("pk"):
            if thing.pk not in has[thing.event_id]:
                take_down(thing, reason=TombstoneReason.WITHDRAWN.value, by=by, at=at)


def _save_beside(model: Any, kind: str, by_thing: Mapping[UUID, Sequence[Mapping[str, Any]]]) -> None:
    """Notes or claims of many things, written anew for those that differ."""
    defaults = {field.name: field.get_default() for field in model._meta.fields if field.name not in _BESIDE_ONLY}
    columns = list(defaults)
    ids = list(by_thing)
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        stored: dict[UUID, list[tuple[Any, ...]]] = {}
        rows = model.objects.filter(thing_id__in=some).order_by("thing_id", "sort_order", "pk")
        for thing_id, *values in rows.values_list("thing_id", *columns):
            stored.setdefault(thing_id, []).append(tuple(values))
        wanted = {key: [tuple({**defaults, **part}.values()) for part in by_thing[key]] for key in some}
        differing = [key for key in some if wanted[key] != stored.get(key, [])]
        model.objects.filter(thing_id__in=differing).delete()
        insert_rows(
            model,
            (
                {"thing_kind": kind, "thing_id": key, "sort_order": order, **dict(zip(columns, values, strict=True))}
                for key in differing
                for order, values in enumerate(wanted[key])
            ),
        )


_BESIDE_ONLY = {"id", "thing_kind", "thing_id", "sort_order", "by", "written_at"}
