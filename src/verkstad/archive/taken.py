# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which slugs are free: an address once given leads to what it was given for, also when that moved or went."""

from __future__ import annotations

from django.db.models import Q

from verkstad.archive.models import FormerSlug, NamedRoot, Tombstone


def is_slug_taken(thing: NamedRoot, slug: str) -> bool:
    """Whether another thing of the kind has the slug, had it, or went with it."""
    kind, own = thing.thing_kind, thing.pk
    return (
        type(thing).objects.filter(slug=slug).exclude(pk=own).exists()
        or FormerSlug.objects.filter(thing_kind=kind, slug=slug).exclude(thing_id=own).exists()
        or Tombstone.objects.filter(Q(slug=slug), thing_kind=kind).exclude(pk=own).exists()
    )
