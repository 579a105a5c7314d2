# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from a thing being published, taken down or deleted, by whatever road: the desk, a schedule, an action."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import published, unpublished

from verkstad.archive.actions.deleting import refuse_to_lose
from verkstad.archive.actions.visibility import note_published, note_taken_down
from verkstad.archive.models import Root


@receiver(published, dispatch_uid="archive.published")
def on_published(instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    # A thing scheduled for later sends this signal too, before anybody sees it.
    if isinstance(instance, Root) and instance.live:
        was_visible = bool(revision is not None and revision.content_object and revision.content_object.live)
        note_published(instance, appears=not was_visible)


@receiver(unpublished, dispatch_uid="archive.unpublished")
def on_unpublished(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Root):
        note_taken_down(instance)


@receiver(pre_delete, dispatch_uid="archive.deleted")
def on_delete(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Root):
        refuse_to_lose(instance)
