# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The records with what only editors see: state, drafts, notes and claims. A dossier is a folder of these, as YAML."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from verkstad.records.base import READ_ONLY, Count, Id, Line, Prose, Record
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Person, Series, Tombstone, Topic

PublicationState = Literal["published", "draft"]


class Claim(Record):
    """What an outside source said of one field: the value, and where it said so.

    ``field`` is a path: ``start_date``, ``appearances[<uid>].organisation``, ``materials[<id>]``. ``words`` are the few
    deciding words of the source, not its sentences. ``sureness``: ``stated`` in so many words, ``derived`` by a rule that
    ``note`` tells, ``uncertain``. ``state``: the claim was ``chosen``, ``rejected``, or is still ``open`` beside a rival.
    """

    field: Line
    value: Line | None = None
    source: Line
    line: Annotated[Count, Field(ge=1)] | None = None
    words: Line | None = None
    sureness: Literal["stated", "derived", "uncertain"] = "stated"
    state: Literal["chosen", "rejected", "open"] = "chosen"
    note: Line | None = None


class EditorNote(Record):
    """A note from one editor to the next, never published."""

    field: Line | None = None
    note: Prose


class EventFile(Event):
    """An event with its state, the draft that differs from what is published, and where its facts come from."""

    state: PublicationState = "published"
    notes: tuple[EditorNote, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft: Event | None = None

    @model_validator(mode="after")
    def _says_nothing_that_follows_from_files(self) -> Self:
        for part in (*self.materials, *self.recordings):
            for name, field in type(part).model_fields.items():
                if field.json_schema_extra == READ_ONLY and getattr(part, name):
                    raise PydanticCustomError(
                        "follows_from_a_file", "leave out '{name}': it is read from the file itself", {"name": name}
                    )
        return self


class SeriesEntry(Series):
    state: PublicationState = "published"
    notes: tuple[EditorNote, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft: Series | None = None


class PersonEntry(Person):
    state: PublicationState = "published"
    notes: tuple[EditorNote, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft: Person | None = None


class OrganisationEntry(Organisation):
    state: PublicationState = "published"
    notes: tuple[EditorNote, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft: Organisation | None = None


class TopicEntry(Topic):
    state: PublicationState = "published"
    notes: tuple[EditorNote, ...] = ()
    claims: tuple[Claim, ...] = ()
    draft: Topic | None = None


class Dossier(Record):
    """A whole archive, published and drafts, without its history. Sorted by slug, so that equal archives give equal dossiers."""

    format: Literal["verkstad-dossier/1"] = "verkstad-dossier/1"
    series: tuple[SeriesEntry, ...] = ()
    organisations: tuple[OrganisationEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    topics: tuple[TopicEntry, ...] = ()
    events: tuple[EventFile, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()


__all__ = [
    "Claim",
    "Dossier",
    "EditorNote",
    "EventFile",
    "Id",
    "OrganisationEntry",
    "PersonEntry",
    "PublicationState",
    "SeriesEntry",
    "TopicEntry",
]
