# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which things readers see differently when one appears or goes, and the stone that is left of one that went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from verkstad.archive.choices import TombstoneReason
from verkstad.archive.journal import Change, note_changes
from verkstad.archive.models import (
    Event,
    FormerSlug,
    Material,
    Organisation,
    Person,
    Recording,
    Root,
    Series,
    Tombstone,
    Topic,
)


def note_published(thing: Root, *, appears: bool) -> None:
    """Note that what readers see of a thing changed; when it was out of sight before, also what refers to it."""
    Tombstone.objects.filter(pk=thing.pk).delete()
    touch_event_of(thing, thing.last_published_at)
    note_changes({*shown_in(thing), *(referring(thing) if appears else ())})


def note_taken_down(thing: Root, *, reason: str = TombstoneReason.WITHDRAWN, at: datetime | None = None) -> None:
    """Leave a tombstone, and note what readers no longer see and what referred to it."""
    # Wagtail's own unpublishing, from the desk or at a date set before, has no time of ours to give.
    at = at or timezone.now()
    if thing.first_published_at is not None:
        Tombstone.objects.update_or_create(
            pk=thing.pk,
            defaults={
                "thing_kind": thing.thing_kind,
                "slug": _addressed(thing).slug,
                "former_slugs": [former.slug for former in FormerSlug.objects.filter(thing_id=thing.pk)],
                "reason": reason,
                "at": at,
            },
        )
    touch_event_of(thing, at)
    note_changes({*shown_in(thing), *referring(thing)})


def shown_in(thing: Root) -> Iterator[Change]:
    """The thing itself, and the event that its record stands in."""
    yield thing.thing_kind, thing.pk
    if isinstance(thing, Material | Recording):
        yield Event.thing_kind, thing.event_id


def referring(thing: Root) -> Iterator[Change]:
    """Things whose records refer to this one, and let go of the reference when it is not published."""
    for model, condition in _references(thing):
        for key in model.objects.filter(condition).order_by().values_list("pk", flat=True).distinct():
            yield model.thing_kind, key


def _references(thing: Root) -> Iterator[tuple[type[Root], Q]]:
    match thing:
        case Person():
            yield Event, Q(appearances__person=thing)
        case Organisation():
            for path in (
                "appearances__organisation",
                "appearances__second_organisation",
                "organisers__organisation",
                "links__organisation",
                "materials__organisation",
            ):
                yield Event, Q(**{path: thing})
            yield Series, Q(organisers__organisation=thing)
            yield Organisation, Q(part_of=thing)
        case Topic():
            yield Event, Q(topics__topic=thing)
            yield Topic, Q(broader__topic=thing)
        case Event():
            yield Event, Q(relations__event=thing)
        case Series():
            yield Event, Q(series=thing)


def _addressed(thing: Root) -> Any:
    return thing.event if isinstance(thing, Material | Recording) else thing


def touch_event_of(thing: Root, at: datetime) -> None:
    if isinstance(thing, Material | Recording):
        Event.objects.filter(pk=thing.event_id, live=True).update(last_published_at=at)
