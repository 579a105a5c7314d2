# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What editors have: one thing as its latest draft has it, and the dossier of everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from verkstad.archive.models import Claim as ClaimRow
from verkstad.archive.models import EditorNote as NoteRow
from verkstad.archive.models import Event as EventRow
from verkstad.archive.models import Tombstone as TombstoneRow
from verkstad.archive.pending import as_revision
from verkstad.archive.reading import KINDS, OF_EVENT, Reading
from verkstad.archive.shapes import Content, shape_of
from verkstad.archive.snapshot import snapshot
from verkstad.records.base import Record
from verkstad.records.collecting import without_collecting
from verkstad.records.dossier import (
    Claim,
    Dossier,
    EditorNote,
    EventFile,
    OrganisationEntry,
    PersonEntry,
    SeriesEntry,
    TopicEntry,
)
from verkstad.records.events import Event
from verkstad.records.public import keep_known_agenda
from verkstad.records.published import Draft
from verkstad.records.read import made, tombstones
from verkstad.records.things import Organisation, Person, Series, Topic

RECORDS: dict[str, type[Record]] = {
    "series": Series,
    "organisation": Organisation,
    "person": Person,
    "topic": Topic,
    "event": Event,
}
ENTRIES: dict[str, type[Record]] = {
    "series": SeriesEntry,
    "organisation": OrganisationEntry,
    "person": PersonEntry,
    "topic": TopicEntry,
    "event": EventFile,
}

Made = TypeVar("Made", bound=Record)
Contents = dict[UUID, Content]


def draft_of(thing: Any, *, at: datetime) -> Draft[Any]:
    """A root of the archive as its latest draft has it, an event with the latest drafts of its materials and recordings.

    References to things that are not published stay: it is for preview and checks, never for a public writer.
    Raises RecordUnreadable when the draft is not whole.
    """
    kind = thing.thing_kind
    latest = thing.get_latest_revision_as_object()
    shape = shape_of(type(thing))
    content = shape.read_revision(as_revision(latest)) | facts_of(thing)
    if isinstance(thing, EventRow):
        gone = set(TombstoneRow.objects.filter(thing_kind__in=["material", "recording"]).values_list("pk", flat=True))
        for name, model in OF_EVENT.items():
            rows = model.objects.filter(event=thing).exclude(pk__in=gone).order_by("sort_order", "pk")
            content[name] = [
                shape_of(model).read_revision(as_revision(row.get_latest_revision_as_object())) | {"id": row.pk}
                for row in rows
            ]
        keep_known_agenda(content)
    record = RECORDS[kind]
    return Draft[record](at=at, thing=made(kind, record, content))  # type: ignore[valid-type]


def facts_of(thing: Any) -> Content:
    """What belongs to the thing as a whole: a draft does not bring its own."""
    former = Reading([thing.pk], everything=True).former_slugs(thing.pk)
    facts: Content = {"id": thing.pk, "slug": thing.slug, "former_slugs": former}
    if thing.first_published_at:
        facts["published_at"] = thing.first_published_at
    if thing.modified_at:
        facts["modified_at"] = thing.modified_at
    if isinstance(thing, EventRow):
        facts["sequence"] = thing.sequence
    return facts


def dossier(at: datetime) -> Dossier:
    """Everything that editors have, published and drafts, with notes, claims and tombstones; each tuple sorted by slug.

    ``at`` is the moment it is read at; a dossier holds no clock, so equal archives give equal dossiers.
    Raises RecordUnreadable, naming the thing.
    """
    with snapshot(), without_collecting():
        desk = _Desk()
        return Dossier(
            series=desk.entries("series"),
            organisations=desk.entries("organisation"),
            people=desk.entries("person"),
            topics=desk.entries("topic"),
            events=desk.entries("event"),
            tombstones=tuple(tombstones()),
        )


def entries(kind: str, only: Collection[UUID]) -> tuple[Any, ...]:
    """Entries of the dossier for some things of one kind, sorted by slug, in a number of queries that does not depend on how many.

    An id that is nobody's is left out. Raises RecordUnreadable, naming the thing.
    """
    with snapshot(), without_collecting():
        return _Desk(only).entries(kind)


class _Desk:
    """One reading of what editors have: of everything, or of what has one of the ids."""

    def __init__(self, only: Collection[UUID] | None = None) -> None:
        self._only = only
        self._reading = Reading(only, everything=True)
        self._beside: dict[str, Any] = {
            "notes": _beside(NoteRow, EditorNote, only),
            "claims": _beside(ClaimRow, Claim, only),
        }

    def entries(self, kind: str) -> tuple[Any, ...]:
        drafts = _drafts(KINDS[kind], self._only)
        parts = {name: _drafts(model, self._only) for name, model in OF_EVENT.items()} if kind == "event" else {}
        found = []
        with closing(self._reading.roots(KINDS[kind])) as rows:
            for row in rows:
                content = _entry(kind, row.id, row.live, row.content, drafts.latest.get(row.id), parts)
                for name, things in self._beside.items():
                    if row.id in things:
                        content[name] = things[row.id]
                found.append(made(kind, ENTRIES[kind], content))
        return tuple(sorted(found, key=lambda entry: entry.slug))


class _Drafts:
    """Latest drafts of one kind: of things by id, and of an event's parts by event."""

    def __init__(self) -> None:
        self.latest: Contents = {}
        self.of_event: dict[UUID, list[tuple[int, Content]]] = defaultdict(list)


def _drafts(model: Any, only: Collection[UUID] | None) -> _Drafts:
    """What differs from what readers see, or is not seen by them; of parts of an event not what was taken down."""
    drafts = _Drafts()
    shape = shape_of(model)
    rows = model.objects.with_drafts().select_related("latest_revision").order_by("pk")
    is_part = model in OF_EVENT.values()
    if only is not None:
        rows = rows.filter(**{"event__in" if is_part else "pk__in": list(only)})
    gone = set(TombstoneRow.objects.filter(thing_kind=model.thing_kind).values_list("pk", flat=True)) if is_part else ()
    for row in rows.iterator(chunk_size=500):
        if row.pk in gone:
            continue
        revision = row.latest_revision.content if row.latest_revision else as_revision(row)
        content = shape.read_revision(revision)
        if is_part:
            drafts.of_event[row.event_id].append((row.sort_order, content | {"id": row.pk}))
        else:
            drafts.latest[row.pk] = content
    return drafts


_OF_THE_ROW = ("id", "slug", "former_slugs", "published_at", "modified_at", "sequence")


def _entry(
    kind: str, key: UUID, live: bool, stored: Content, latest: Content | None, drafted: dict[str, _Drafts]
) -> Content:
    """The dossier's entry of one thing: as published with the draft beside it, or the draft alone."""
    facts = {name: stored[name] for name in _OF_THE_ROW if name in stored}
    draft = {**stored, **facts} if latest is None else {**latest, **facts}
    for name in OF_EVENT if kind == "event" else ():
        parts = _merged(stored.get(name, []), drafted[name].of_event.get(key, []))
        draft.pop(name, None)
        if parts:
            draft[name] = parts
    if kind == "event":
        keep_known_agenda(draft)
    if not live:
        return {**draft, "state": "draft"}
    if kind == "event":
        keep_known_agenda(stored)
    record = RECORDS[kind]
    as_published, as_drafted = made(kind, record, stored), made(kind, record, draft)
    return dict(stored) if as_published == as_drafted else {**stored, "draft": as_drafted}


def _merged(published: list[Content], drafts: list[tuple[int, Content]]) -> list[Content]:
    """An event's parts with their drafts in their stead, and those that were never published after them."""
    by_id = {content["id"]: content for _order, content in drafts}
    seen = {part["id"] for part in published}
    new = [content for _order, content in sorted(drafts, key=lambda draft: draft[0]) if content["id"] not in seen]
    return [by_id.get(part["id"], part) for part in published] + new


def _beside(model: Any, record: type[Made], only: Collection[UUID] | None) -> dict[UUID, list[Made]]:
    found: dict[UUID, list[Made]] = defaultdict(list)
    names = list(record.model_fields)
    rows = model.objects.order_by("thing_id", "sort_order", "pk").values_list("thing_id", *names)
    if only is not None:
        rows = rows.filter(thing_id__in=list(only))
    for thing_id, *values in _iterate(rows):
        found[thing_id].append(record.model_validate(dict(zip(names, values, strict=True))))
    return found


def _iterate(rows: Any) -> Iterator[Any]:
    yield from rows.iterator(chunk_size=500)
