# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one place where records are read from the archive, in bulk: ``published`` for all that leaves.

Drafts and the dossier are read in ``read_desk``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, get_args
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import translation
from pydantic import ValidationError

from verkstad.archive.choices import TombstoneReason
from verkstad.archive.models import Event as EventRow
from verkstad.archive.models import Organisation as OrganisationRow
from verkstad.archive.models import Person as PersonRow
from verkstad.archive.models import Recording as RecordingRow
from verkstad.archive.models import Series as SeriesRow
from verkstad.archive.models import Tombstone as TombstoneRow
from verkstad.archive.models import Topic as TopicRow
from verkstad.archive.reading import Reading, Row
from verkstad.archive.snapshot import snapshot
from verkstad.records.base import LANGUAGES, Record
from verkstad.records.collecting import without_collecting
from verkstad.records.events import Event
from verkstad.records.public import only_public
from verkstad.records.published import Records
from verkstad.records.read_files import FilesRead
from verkstad.records.things import Organisation, Person, Series, Tombstone, Topic

Made = TypeVar("Made", bound=Record)

TOO_MANY_TO_NAME = 2000
"""Beyond so many ids, reading everything and choosing afterwards is faster than naming them to the database."""


class RecordUnreadable(Exception):
    """The archive holds something that cannot be published as it is. Nothing was read."""

    def __init__(self, kind: str, content: dict[str, Any], cause: ValidationError) -> None:
        self.kind, self.id, self.slug = kind, content.get("id"), content.get("slug")
        self.problems = [
            f"{'.'.join(str(place) for place in error['loc']) or kind}: {error['msg']}" for error in cause.errors()
        ]
        super().__init__(f"{kind} {self.slug or self.id}: {'; '.join(self.problems)}")


def made(kind: str, record: type[Made], content: dict[str, Any]) -> Made:
    try:
        thing: Made = record.__pydantic_validator__.validate_python(content)
    except ValidationError as cause:
        raise RecordUnreadable(kind, content, cause) from None
    _forget_what_was_set(thing)
    return thing


_NOTHING_SET: set[str] = set()


def _forget_what_was_set(record: Record) -> None:
    """Let all records share one empty set of "fields that were set": a third of their memory, and nobody asks for it."""
    object.__setattr__(record, "__pydantic_fields_set__", _NOTHING_SET)
    values = record.__dict__
    for name in _fields_with_records(type(record)):
        value = values[name]
        if isinstance(value, Record):
            _forget_what_was_set(value)
        elif value is not None:
            for inner in value:
                _forget_what_was_set(inner)


@cache
def _fields_with_records(record: type[Record]) -> tuple[str, ...]:
    """The fields that hold a record, or a tuple of records."""

    def holds(annotation: Any) -> bool:
        return (isinstance(annotation, type) and issubclass(annotation, Record)) or any(
            map(holds, get_args(annotation))
        )

    return tuple(name for name, field in record.model_fields.items() if holds(field.annotation))


def published(at: datetime, only: Collection[UUID] | None = None) -> Records:
    """What readers may see at ``at``, each kind sorted by slug; with ``only``, those things (of any kind) and no others.

    The number of queries is the same whatever the size. Never in it: drafts, what belongs to a series that is not
    published, a meeting address or an attendance that is not public. Where something published refers to something that
    is not, the reference falls away; an appearance of a person who is not published keeps its organisation.
    Raises RecordUnreadable, naming the thing, when the archive holds what no record may.
    """
    if only is not None and len(only) > TOO_MANY_TO_NAME:
        return chosen(published(at), frozenset(only))
    with snapshot(), without_collecting():
        reading = Reading(only)
        withdrawn = _withdrawn_recordings(only)
        files = FilesRead(only)

        def read(kind: str, model: Any, record: type[Made]) -> tuple[Made, ...]:
            with closing(reading.roots(model)) as rows:
                things = [
                    made(kind, record, files.tell(only_public(row.content, reading.hidden)) | _told_of(row, withdrawn))
                    for row in rows
                ]
            return tuple(sorted(things, key=lambda thing: thing.slug))  # type: ignore[attr-defined]

        return Records(
            at=at,
            series=read("series", SeriesRow, Series),
            organisations=read("organisation", OrganisationRow, Organisation),
            people=read("person", PersonRow, Person),
            topics=read("topic", TopicRow, Topic),
            events=read("event", EventRow, Event),
            tombstones=tuple(tombstones(only)),
        )


def _withdrawn_recordings(only: Collection[UUID] | None) -> dict[UUID, list[dict[str, Any]]]:
    """By event: recordings that were taken down, as readers may know of them. That there was one, and why it is gone, and no more:
    without it their page would say that nobody knows whether the workshop was recorded.
    """
    stones = TombstoneRow.objects.filter(pk=OuterRef("pk")).values("reason")[:1]
    rows = RecordingRow.objects.filter(live=False).annotate(why=Subquery(stones)).filter(why__isnull=False)
    if only is not None:
        rows = rows.filter(event__in=list(only))
    found: dict[UUID, list[dict[str, Any]]] = {}
    for event, key, why in rows.order_by("sort_order", "pk").values_list("event_id", "pk", "why"):
        found.setdefault(event, []).append({"id": key, "state": "withdrawn", "reason": _reason(why)})
    return found


def _reason(why: str) -> dict[str, str]:
    said = {"original": "sv"}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = f"{TombstoneReason(why).label}."
    return said


def _told_of(row: Row, withdrawn: dict[UUID, list[dict[str, Any]]]) -> dict[str, Any]:
    if row.id not in withdrawn:
        return {}
    return {"recordings": [*row.content.get("recordings", ()), *withdrawn[row.id]]}


def chosen(records: Records, ids: Collection[UUID]) -> Records:
    """Those of the records that have one of the ids."""
    return Records(
        at=records.at,
        **{
            name: tuple(thing for thing in getattr(records, name) if thing.id in ids)
            for name in ("series", "organisations", "people", "topics", "events", "tombstones")
        },
    )


def tombstones(only: Collection[UUID] | None = None) -> Iterator[Tombstone]:
    """Sorted by kind and slug."""
    rows = TombstoneRow.objects.all() if only is None else TombstoneRow.objects.filter(pk__in=list(only))
    found = [
        Tombstone(
            id=row.id,
            kind=row.thing_kind,
            slug=row.slug,
            former_slugs=tuple(row.former_slugs),
            reason=row.reason,
            at=row.at,
            merged_into=row.merged_into,
        )
        for row in rows.order_by("pk")
    ]
    yield from sorted(found, key=lambda stone: (stone.kind, stone.slug, stone.id))
