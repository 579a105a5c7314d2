# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing a thing with what it names: a speaker who was added on the spot is seen when the workshop is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.drafting import refuse_if_saved_meanwhile
from verkstad.archive.actions.publishing import publish
from verkstad.archive.models import Organisation, Person, Root, Topic
from verkstad.archive.shapes import shape_of

Thing = TypeVar("Thing", bound=Root)

_SHARED: tuple[type[Root], ...] = (Organisation, Topic, Person)


def named_but_never_published(thing: Root) -> list[Root]:
    """People, organisations and topics that the newest draft names, and those these name, that readers never saw.

    What was taken down is not among them: somebody decided that. As many queries as there are kinds, for each step away.
    """
    found: dict[UUID, Root] = {}
    ahead: list[Root] = [thing.get_latest_revision_as_object()]
    while ahead:
        named: dict[type[Root], set[UUID]] = {}
        for draft in ahead:
            for model, key in _names(draft):
                named.setdefault(model, set()).add(key)
        ahead = []
        for model in _SHARED:
            keys = named.get(model, set()) - found.keys() - {thing.pk}
            rows = model.objects.filter(pk__in=keys, live=False, first_published_at__isnull=True) if keys else ()
            for row in sorted(rows, key=lambda row: row.pk):
                found[row.pk] = row
                ahead.append(row.get_latest_revision_as_object())
    return list(found.values())


def _names(draft: Root) -> Iterator[tuple[type[Root], UUID]]:
    yield from _of_row(draft)
    for name in shape_of(type(draft)).children:
        for part in getattr(draft, name).all():
            yield from _of_row(part)


def _of_row(row: models.Model) -> Iterator[tuple[type[Root], UUID]]:
    for field in row._meta.fields:
        if isinstance(field, models.ForeignKey) and field.related_model in _SHARED:
            key = getattr(row, field.attname)
            if key is not None:
                yield field.related_model, key


@transaction.atomic
def publish_with_named(thing: Thing, *, by: Any, at: datetime, based_on: str | None = None) -> Thing:
    """Publish a thing and, before it, what it names that readers never saw. All of it or nothing; raises as ``publish`` does."""
    row = locked(thing)
    refuse_if_saved_meanwhile(row, based_on)
    for named in reversed(named_but_never_published(row)):
        publish(named, by=by, at=at)
    return publish(row, by=by, at=at)
