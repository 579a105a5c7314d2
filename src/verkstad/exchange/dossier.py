# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Dossier in, its files out: readable YAML, and for equal dossiers equal bytes.

``dossier.yaml`` says what the folder is; ``series.yaml``, ``organisations.yaml``, ``people.yaml``, ``topics.yaml`` and
``tombstones.yaml`` each hold a list, sorted by slug, and are left out when empty; ``events/<slug>.yaml`` holds one event.
Keys come in the order of the record's fields, and a field with its default is left out. Beside an id that names another
thing stands the thing's name, as a comment: it is for people, and is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from verkstad.exchange.yaml_text import write_yaml
from verkstad.records.base import Record, Text
from verkstad.records.dossier import Dossier, EventFile, OrganisationEntry, PersonEntry, SeriesEntry, TopicEntry
from verkstad.records.events import Event
from verkstad.records.things import Tombstone

FORMAT = "verkstad-dossier/1"
HEAD = "dossier.yaml"
EVENTS = "events"


@dataclass(frozen=True)
class ListFile:
    """A file with all things of one kind: the kind's name, the field of the Dossier, the type of each entry."""

    kind: str
    field: str
    model: type[Record]


LISTS: Mapping[str, ListFile] = {
    "series.yaml": ListFile("series", "series", SeriesEntry),
    "organisations.yaml": ListFile("organisation", "organisations", OrganisationEntry),
    "people.yaml": ListFile("person", "people", PersonEntry),
    "topics.yaml": ListFile("topic", "topics", TopicEntry),
    "tombstones.yaml": ListFile("tombstone", "tombstones", Tombstone),
}


def write_dossier(dossier: Dossier) -> dict[str, bytes]:
    """The bytes of each file by its path within the folder, in order of path."""
    names = dict(_names(dossier))
    files = {HEAD: write_yaml({"format": dossier.format})}
    for file, kind in LISTS.items():
        if things := getattr(dossier, kind.field):
            files[file] = write_yaml([_plain(thing) for thing in sorted(things, key=sort_key)], names=names)
    for event in dossier.events:
        files[f"{EVENTS}/{event.slug}.yaml"] = write_event_file(event, names=names)
    return dict(sorted(files.items()))


def write_event_file(event: EventFile, *, names: Mapping[UUID, str] | None = None) -> bytes:
    """One event's file; ``names`` are those of other things, for the comments."""
    own = dict(_part_names(event))
    if event.draft:
        own = dict(_part_names(event.draft)) | own
    return write_yaml(_plain(event), names={**(names or {}), **own})


def sort_key(thing: Any) -> tuple[str, str]:
    """By slug; by id where slugs are alike, so that the order never hangs on chance."""
    return thing.slug, str(thing.id)


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(exclude_defaults=True)


def _names(dossier: Dossier) -> Iterator[tuple[UUID, str]]:
    named: Iterable[Any] = (*dossier.series, *dossier.organisations, *dossier.people, *dossier.topics)
    for thing in named:
        yield thing.id, _words(thing.name)
    for event in dossier.events:
        yield event.id, event.slug


def _part_names(event: Event) -> Iterator[tuple[UUID, str]]:
    yield from ((session.uid, _words(session.title)) for session in event.sessions)
    yield from ((item.uid, _words(item.title)) for item in event.agenda)


def _words(name: Text | str) -> str:
    return name if isinstance(name, str) else name.shown("sv").words
