# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A draft as readers would meet it if it were published now: for the preview, and for nothing that leaves the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models

from verkstad.archive.actions.together import named_but_never_published
from verkstad.archive.models import Event, Material, NamedRoot, Recording, Root
from verkstad.archive.pending import as_revision
from verkstad.archive.reading import OF_EVENT
from verkstad.archive.shapes import Content, shape_of
from verkstad.records.public import only_public
from verkstad.records.published import Draft, Records
from verkstad.records.read import made, published
from verkstad.records.read_desk import RECORDS, facts_of
from verkstad.records.read_files import FilesRead

NO_ADDRESS_YET = "utkast"
"""Stands where a new thing has no slug yet."""


class LeftOut(NamedTuple):
    """Something the draft names that readers would not see: it was taken down, or is published by itself."""

    kind: str
    name: str


class Preview(NamedTuple):
    """A draft and what its page needs. Nothing in it is a record that a public writer takes, but what is public already."""

    draft: Draft[Any]
    """The thing; of a material or a recording the workshop that it is shown with."""
    along: tuple[Draft[Any], ...]
    """What is published together with it."""
    around: Records
    """What it names that readers see already, as the archive has it now."""
    left_out: tuple[LeftOut, ...]


def preview_of(thing: Root, *, at: datetime, latest: Root | None = None) -> Preview:
    """A root as its page will be: with ``latest``, as a form has it before it is saved; else its newest draft.

    A fixed number of queries for each kind of thing it names. Raises RecordUnreadable when the draft is not whole.
    """
    latest = latest or thing.get_latest_revision_as_object()
    shown = latest.event if isinstance(latest, Material | Recording) else latest
    row = thing if shown is latest else shown
    content = _content(row, shown if shown is latest else shown.get_latest_revision_as_object(), at)
    parts = _parts_of(row, latest) if isinstance(row, Event) else {}
    content |= {name: [part for _, part in found] for name, found in parts.items()}
    if isinstance(row, Event):
        FilesRead([row.pk]).tell(content)
    drafts = [shown, *(draft for found in parts.values() for draft, _ in found)]
    along = [other for draft in drafts for other in named_but_never_published(draft)]
    along += [series] if isinstance(row, Event) and not (series := shown.series).live else []
    goes_along = {other.pk: other for other in along}
    named = _named(drafts + [other.get_latest_revision_as_object() for other in goes_along.values()])
    rows = {model: model.objects.in_bulk(keys) for model, keys in named.items()}
    hidden = {
        key: found
        for found_rows in rows.values()
        for key, found in found_rows.items()
        if not _is_seen(found) and key not in goes_along and key != row.pk
    }
    seen = {key for found_rows in rows.values() for key in found_rows} - hidden.keys() - goes_along.keys()
    out = {*hidden, *map(str, hidden)}  # what comes from a revision has its ids as text
    return Preview(
        _draft(row, only_public(content, out), at),
        tuple(
            _draft(other, only_public(_content(other, other.get_latest_revision_as_object(), at), out), at)
            for other in goes_along.values()
        ),
        _around(seen, at),
        _left_out(hidden.values(), row, parts),
    )


def _around(seen: set[UUID], at: datetime) -> Records:
    """What is named, and what that names in turn: who organises the series, what an organisation is part of."""
    records = published(at, only=seen)
    further = {key for series in records.series for key in series.organisers}
    further |= {found.part_of for found in records.organisations if found.part_of}
    further |= {key for topic in records.topics for key in topic.broader}
    return published(at, only=seen | further) if further - seen else records


def _draft(row: Root, content: Content, at: datetime) -> Draft[Any]:
    record = RECORDS[row.thing_kind]
    return Draft[record](at=at, thing=made(row.thing_kind, record, content))  # type: ignore[valid-type]


def _content(row: Root, latest: Root, at: datetime) -> Content:
    content: Content = shape_of(type(row)).read_revision(as_revision(latest)) | facts_of(row)
    if isinstance(latest, NamedRoot) and row.first_published_at is None:
        content["slug"] = latest.slug or NO_ADDRESS_YET
    # As if it were published now: pages and their data say when that was.
    return {**content, "published_at": content.get("published_at", at), "modified_at": at}


def _parts_of(event: Event, latest: Root) -> dict[str, list[tuple[Root, Content]]]:
    """The materials and recordings that readers see, with the one that is being written in its place."""
    found: dict[str, list[tuple[Root, Content]]] = {}
    for name, model in OF_EVENT.items():
        rows = {row.pk: row for row in model.objects.filter(event=event, live=True).order_by("sort_order", "pk")}
        if isinstance(latest, model):
            rows[latest.pk] = latest
        shape = shape_of(model)
        found[name] = [(row, shape.read_revision(as_revision(row)) | {"id": key}) for key, row in rows.items()]
    return found


def _named(drafts: list[Root]) -> dict[type[Root], set[UUID]]:
    named: dict[type[Root], set[UUID]] = {}
    for draft in drafts:
        for row in _rows_of(draft):
            for field in row._meta.fields:
                model = field.related_model
                if isinstance(field, models.ForeignKey) and isinstance(model, type) and issubclass(model, Root):
                    key = getattr(row, field.attname)
                    if key is not None:
                        named.setdefault(model, set()).add(key)
    return named


def _rows_of(draft: Root) -> Iterator[models.Model]:
    yield draft
    for name in shape_of(type(draft)).children:
        yield from getattr(draft, name).all()


def _is_seen(row: Root) -> bool:
    return row.live and (not isinstance(row, Event) or row.series.live)


def _left_out(hidden: Any, row: Root, parts: dict[str, list[tuple[Root, Content]]]) -> tuple[LeftOut, ...]:
    found = {LeftOut(other.thing_kind, str(other)) for other in hidden}
    if isinstance(row, Event):
        for name, model in OF_EVENT.items():
            here = {part.pk for part, _ in parts[name]}
            unseen = model.objects.filter(event=row, live=False, first_published_at__isnull=True).exclude(pk__in=here)
            found |= {LeftOut(model.thing_kind, str(part)) for part in unseen.order_by("pk")}
    return tuple(sorted(found))
