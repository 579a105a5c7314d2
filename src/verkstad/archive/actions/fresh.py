# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""New rows in bulk: things that the archive has never seen, with their children, their history and their place in the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Revision

from verkstad.archive.fields import new_id
from verkstad.archive.models import FormerSlug, Root
from verkstad.archive.pending import RevisionContent
from verkstad.archive.shapes import Content, Shape, shape_of

AT_ONCE = 500

Columns = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A thing as it comes from outside, in the shape of its record."""

    id: UUID
    content: Content
    is_published: bool
    draft: Content | None = None
    """What differs from ``content`` and is not published; None when nothing does."""
    slug: str | None = None
    former_slugs: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    beside: Columns = field(default_factory=dict)
    """Columns that are no content: the event a material belongs to, and its place there."""


@dataclass(frozen=True)
class Written:
    """Content as columns of a row and of the rows of its children."""

    columns: Columns
    children: dict[str, list[Columns]]


def written(shape: Shape, content: Content, *, like: Written | None = None) -> Written:
    """Content as columns. A part without a uid of its own gets a new one, or that of the same part in ``like``."""
    children: dict[str, list[Columns]] = {}
    for name, child in shape.children.items():
        known = list(like.children[name]) if like else []
        rows = []
        for order, part in enumerate(content.get(name) or ()):
            columns = child.write(part)
            if "uid" not in columns:
                columns["uid"] = _uid_of_same(columns, known) or new_id()
            rows.append({**columns, "sort_order": order})
        children[name] = rows
    return Written(shape.write(content), children)


def _uid_of_same(columns: Columns, known: list[Columns]) -> UUID | None:
    for place, row in enumerate(known):
        if all(row[column] == value for column, value in columns.items()):
            return known.pop(place)["uid"]
    return None


def revision_of(shape: Shape, entry: Entry, content: Written) -> RevisionContent:
    """What Wagtail would keep of it as a revision; its encoder turns ids and dates into text."""

    def keyed(part: Shape, columns: Columns) -> RevisionContent:
        return {key: columns[column] for column, key in zip(part.columns, part.keys, strict=True)}

    beside = {name.removesuffix("_id"): value for name, value in entry.beside.items()}
    named = {} if entry.slug is None else {"slug": entry.slug}
    kept: RevisionContent = {"pk": entry.id, **named, **beside, **keyed(shape, content.columns)}
    for name, rows in content.children.items():
        child = shape.children[name]
        kept[name] = [
            {"pk": None, "uid": row["uid"], "sort_order": row["sort_order"], **keyed(child, row)} for row in rows
        ]
    return kept


def add_things(model: type[Root], entries: Iterable[Entry], *, by: Any, at: datetime) -> list[Entry]:
    """Write things that are not there yet; which they were."""
    added: list[Entry] = []
    for some in _some(entries, AT_ONCE):
        _add(model, some, by=by, at=at)
        added += some
    return added


def _some(entries: Iterable[Entry], count: int) -> Iterator[list[Entry]]:
    some: list[Entry] = []
    for entry in entries:
        some.append(entry)
        if len(some) == count:
            yield some
            some = []
    if some:
        yield some


def _add(model: type[Root], entries: list[Entry], *, by: Any, at: datetime) -> None:
    shape = shape_of(model)
    contents = [written(shape, entry.content) for entry in entries]
    things = [_thing(model, entry, content.columns, at) for entry, content in zip(entries, contents, strict=True)]
    content_type = ContentType.objects.get_for_model(model)

    def revision(thing: Root, kept: RevisionContent, when: datetime) -> Revision:
        return Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(thing.pk),
            created_at=when,
            user=by,
            object_str=str(thing),
            content=kept,
        )

    revisions: list[Revision] = []
    for thing, entry, content in zip(things, entries, contents, strict=True):
        when = thing.last_published_at or at
        thing.latest_revision = revision(thing, revision_of(shape, entry, content), when)
        revisions.append(thing.latest_revision)
        if entry.is_published:
            thing.live_revision = thing.latest_revision
        if entry.draft is not None:
            draft = written(shape, entry.draft, like=content)
            later = max(at, when + timedelta(microseconds=1))
            thing.latest_revision = revision(thing, revision_of(shape, entry, draft), later)
            revisions.append(thing.latest_revision)
    # The revisions first: they name the things by text, and the things name them by key.
    Revision.objects.bulk_create(revisions, batch_size=AT_ONCE)
    for thing in things:
        thing.latest_revision_id = thing.latest_revision.pk
        thing.live_revision_id = thing.live_revision.pk if thing.live_revision else None
    model.objects.bulk_create(things, batch_size=AT_ONCE)
    for name, child in shape.children.items():
        rows = [
            child.model(**{child.parent: entry.id}, **row)
            for entry, content in zip(entries, contents, strict=True)
            for row in content.children[name]
        ]
        child.model.objects.bulk_create(rows, batch_size=AT_ONCE)
    FormerSlug.objects.bulk_create(former_slugs(model, entries))
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=str(thing.pk),
            label=str(thing),
            action="verkstad.import",
            timestamp=at,
            user=by,
            revision=thing.latest_revision,
            content_changed=True,
        )
        for thing in things
    )


def _thing(model: type[Root], entry: Entry, columns: Columns, at: datetime) -> Root:
    named = {} if entry.slug is None else {"slug": entry.slug}
    first = entry.published_at or (at if entry.is_published else None)
    return model(
        id=entry.id,
        **named,
        **entry.beside,
        **columns,
        live=entry.is_published,
        has_unpublished_changes=not entry.is_published or entry.draft is not None,
        first_published_at=first,
        last_published_at=entry.modified_at or first,
    )


def former_slugs(model: type[Root], entries: Iterable[Entry]) -> list[FormerSlug]:
    return [
        FormerSlug(thing_kind=model.thing_kind, slug=slug, thing_id=entry.id, sort_order=order)
        for entry in entries
        for order, slug in enumerate(entry.former_slugs)
    ]
