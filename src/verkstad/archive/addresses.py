# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which addresses elsewhere readers are led to, and from where: recordings, material and links of published workshops."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from verkstad.archive.choices import RecordingState
from verkstad.archive.models import CheckedAddress, Event, Link, Material, Recording
from verkstad.archive.rules.addresses import Known


class Use(NamedTuple):
    """A field of a workshop's that leads to an address. ``place`` is its path in the workshop, as checks name it."""

    url: str
    event: UUID
    place: str


def sum_of_address(url: str) -> str:
    """What an address is kept under."""
    return hashlib.sha256(url.encode()).hexdigest()


def addresses_in_use() -> set[str]:
    """All that readers are led to. Three queries, however many there are."""
    return {use.url for use in uses_among(Event.objects.published())}


def dead_addresses() -> dict[str, Known]:
    """By address what is known of those that have failed for days."""
    return {row.url: row.known for row in CheckedAddress.objects.dead()}


def uses_among(events: QuerySet, *, of: Collection[str] | None = None) -> Iterator[Use]:
    """Where these workshops lead readers elsewhere, ``of`` these addresses alone if they are given."""
    events = events.published().order_by()
    recordings = Recording.objects.filter(live=True, state=RecordingState.PUBLISHED)
    materials = Material.objects.filter(live=True, url__isnull=False)
    links = Link.objects.filter(url__isnull=False)
    if of is not None:
        recordings = recordings.filter(_lies_at(of))
        materials, links = materials.filter(url__in=of), links.filter(url__in=of)
    own = {"event__in": events.values("pk")}
    for key, event, places in recordings.filter(**own).values_list("pk", "event_id", "places").iterator():
        for place in places:
            if (url := place.get("url")) and (of is None or url in of):
                yield Use(url, event, f"recordings[{key}].places")
    for key, event, url in materials.filter(**own).values_list("pk", "event_id", "url").iterator():
        yield Use(url, event, f"materials[{key}].url")
    for uid, event, url in links.filter(**own).values_list("uid", "event_id", "url").iterator():
        yield Use(url, event, f"links[{uid}].url")


def _lies_at(urls: Collection[str]) -> RawSQL:
    is_sqlite = connection.vendor == "sqlite"
    each, url = ("json_each", "json_extract(one.value, '$.url')") if is_sqlite else (
        "jsonb_array_elements", "one.value ->> 'url'"
    )  # fmt: skip
    given = ", ".join(["%s"] * len(urls)) or "NULL"
    sql = f"EXISTS (SELECT 1 FROM {each}(archive_recording.places) one WHERE {url} IN ({given}))"  # noqa: S608 (ours; what is given are parameters)
    return RawSQL(sql, tuple(urls), output_field=BooleanField())  # noqa: S611
