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

from verkstad.archive.fields import Words, new_id
from verkstad.archive.insert import insert_rows
from verkstad.archive.models import Event, FormerSlug, Root
from verkstad.archive.pending import RevisionContent
from verkstad.archive.rules import clock
from verkstad.archive.shapes import Content, Shape, as_json, shape_of

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
        # A revision keeps ids as text.
        if all(as_json(row[column]) == as_json(value) for column, value in columns.items()):
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
    history = [_history(shape, entry, content, at) for entry, content in zip(entries, contents, strict=True)]
    content_type = ContentType.objects.get_for_model(model)
    labels = _labels(entries)
    kept = [
        Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(entry.id),
            created_at=when,
            user=by,
            object_str=labels[entry.id],
            content=content,
        )
        for entry, revisions in zip(entries, history, strict=True)
        for when, content in revisions
    ]
    # The revisions first: they name the things by text, and the things name them by key.
    keys = iter([revision.pk for revision in Revision.objects.bulk_create(kept, batch_size=AT_ONCE)])
    revised = [[next(keys) for _ in revisions] for revisions in history]
    insert_rows(model, (_row(model, *one, at) for one in zip(entries, contents, revised, strict=True)))
    for name, child in shape.children.items():
        insert_rows(
            child.model,
            (
                {**row, child.parent: entry.id}
                for entry, content in zip(entries, contents, strict=True)
                for row in content.children[name]
            ),
        )
    FormerSlug.objects.bulk_create(former_slugs(model, entries))
    insert_rows(
        ModelLogEntry,
        (
            {
                "content_type_id": content_type.pk,
                "object_id": str(entry.id),
                "label": labels[entry.id],
                "action": "verkstad.import",
                "timestamp": at,
                "user_id": by.pk if by else None,
                "revision_id": revisions[-1],
                "content_changed": True,
            }
            for entry, revisions in zip(entries, revised, strict=True)
        ),
    )


def _history(shape: Shape, entry: Entry, content: Written, at: datetime) -> list[tuple[datetime, RevisionContent]]:
    """The revisions of a new thing, oldest first: what is in its row, and the draft that waits."""
    when = entry.modified_at or entry.published_at or at
    history = [(when, revision_of(shape, entry, content))]
    if entry.draft is not None:
        draft = written(shape, entry.draft, like=content)
        history.append((max(at, when + timedelta(microseconds=1)), revision_of(shape, entry, draft)))
    return history


def _row(model: type[Root], entry: Entry, content: Written, revisions: list[int], at: datetime) -> Columns:
    first = entry.published_at or (at if entry.is_published else None)
    row = {
        "id": entry.id,
        **entry.beside,
        **content.columns,
        "live": entry.is_published,
        "has_unpublished_changes": not entry.is_published or entry.draft is not None,
        "first_published_at": first,
        "last_published_at": entry.modified_at or first,
        "latest_revision_id": revisions[-1],
        "live_revision_id": revisions[0] if entry.is_published else None,
    }
    if entry.slug is not None:
        row["slug"] = entry.slug
    if model is Event:
        row["starts_at"], row["ends_at"] = clock.moments(**{name: row[name] for name in Event.of_the_clock})
    return row


def _labels(entries: list[Entry]) -> dict[UUID, str]:
    """What the history calls each: its name or title in its own language, or the workshop that it belongs to."""
    labels = {entry.id: _own_label(entry) for entry in entries}
    of_events = {entry.id: entry.beside["event_id"] for entry in entries if not labels[entry.id]}
    titles = (
        {event.pk: str(event) for event in Event.objects.filter(pk__in=set(of_events.values()))} if of_events else {}
    )
    return labels | {key: titles.get(event, "") for key, event in of_events.items()}


def _own_label(entry: Entry) -> str:
    name = entry.content.get("name") or entry.content.get("title")
    return str(Words.of(name)) if isinstance(name, dict) else name or ""


def former_slugs(model: type[Root], entries: Iterable[Entry]) -> list[FormerSlug]:
    return [
        FormerSlug(thing_kind=model.thing_kind, slug=slug, thing_id=entry.id, sort_order=order)
        for entry in entries
        for order, slug in enumerate(entry.former_slugs)
    ]
