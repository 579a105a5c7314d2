# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series, people, organisations and topics as they are published."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from verkstad.records.base import (
    Id,
    LanguageTag,
    Licence,
    Line,
    Moment,
    Record,
    Sha256,
    Slug,
    Text,
    TimeZone,
    WebAddress,
    Wikidata,
)

Pixels = Annotated[int, Field(ge=1, le=100_000)]


class Image(Record):
    """A picture with its description and its makers. ``file`` is absent when only its credit is known."""

    file: Sha256 | None = None
    file_name: Line | None = None
    media_type: Line | None = None
    width: Pixels | None = None
    height: Pixels | None = None
    alternative: Text | None = None
    creator: Line | None = None
    source: Line | None = None
    source_url: WebAddress | None = None
    licence: Licence | None = None

    @model_validator(mode="after")
    def _size_is_whole(self) -> Self:
        if (self.width is None) != (self.height is None):
            raise PydanticCustomError("image_size", "a picture has both a width and a height, or neither")
        return self


class Identity(Record):
    """Who or what a thing is elsewhere: ``wikidata`` with a QID, or a web address that identifies it (schema.org sameAs)."""

    scheme: Literal["wikidata", "web", "eli", "sfs", "sou", "doi", "spdx"]
    value: Line


class Root(Record):
    """What every root has: an immutable id, a slug with its former ones, and the moments of its publication (UTC)."""

    id: Id
    slug: Slug
    former_slugs: tuple[Slug, ...] = ()
    published_at: Moment | None = None
    modified_at: Moment | None = None


class Series(Root):
    """A run of workshops by one network (schema.org EventSeries)."""

    name: Text
    short_name: Line | None = None
    description: Text | None = None
    audience: Text | None = None
    responsible: Text | None = None
    organisers: tuple[Id, ...] = ()
    url: WebAddress | None = None
    forum_url: WebAddress | None = None
    contact_email: Line | None = None
    language: LanguageTag = "sv"
    time_zone: TimeZone = "Europe/Stockholm"
    default_licence: Licence | None = None
    text_licence: Licence | None = None
    image: Image | None = None
    records_by_default: bool = False
    """True when the series says that all its workshops are recorded."""


class Person(Root):
    """Somebody on an agenda. What they were and for whom belongs to the appearance, not here."""

    name: Line
    aliases: tuple[Line, ...] = ()
    identities: tuple[Identity, ...] = ()
    open_to_search: bool = False
    """False keeps the person's page out of sitemaps and search engines (noindex)."""


OrganisationKind = Literal[
    "authority", "municipality", "region", "government", "university", "company", "association",
    "foundation", "network", "parliament_party", "eu_body", "foreign_body", "project", "other",
]  # fmt: skip


class Organisation(Root):
    """A body that organises, hosts or speaks (schema.org Organization)."""

    name: Text
    short_name: Line | None = None
    aliases: tuple[Line, ...] = ()
    kind: OrganisationKind = "other"
    organisation_number: Annotated[Line, Field(max_length=20)] | None = None
    wikidata: Wikidata | None = None
    url: WebAddress | None = None
    part_of: Id | None = None


TopicKind = Literal["subject", "software", "service", "standard", "law", "data_set", "programme"]


class Topic(Root):
    """A subject or a named thing that workshops are about (SKOS Concept)."""

    name: Text
    kind: TopicKind = "subject"
    aliases: tuple[Line, ...] = ()
    description: Text | None = None
    broader: tuple[Id, ...] = ()
    identities: tuple[Identity, ...] = ()
    url: WebAddress | None = None


TombstoneReason = Literal["withdrawn", "author_request", "rights", "personal_data", "merged", "mistake"]


class Tombstone(Record):
    """What is left of a published thing that was taken down: its addresses, and why in one class of reasons."""

    id: Id
    kind: Literal["series", "event", "person", "organisation", "topic", "material", "recording"]
    slug: Slug
    former_slugs: tuple[Slug, ...] = ()
    reason: TombstoneReason
    at: Moment
    merged_into: Id | None = None

    @model_validator(mode="after")
    def _merged_into_something(self) -> Self:
        if self.reason == "merged" and self.merged_into is None:
            raise PydanticCustomError("merged_into_nothing", "what was merged names the thing that it was merged into")
        return self
