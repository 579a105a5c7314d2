# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from a thing being published, taken down or deleted, by whatever road: the desk, a schedule, an action."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.conf import settings
from django.db.models.signals import post_migrate, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import published, unpublished

from verkstad.archive.actions.deleting import refuse_to_lose
from verkstad.archive.actions.erasing import forget_account
from verkstad.archive.actions.planning import begin_planning
from verkstad.archive.actions.reading_files import ask_to_cut
from verkstad.archive.actions.visibility import note_published, note_taken_down
from verkstad.archive.models import ArchiveIdentity, Event, Recording, Root


@receiver(published, dispatch_uid="archive.published")
def on_published(instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    # A thing scheduled for later sends this signal too, before anybody sees it.
    if isinstance(instance, Root) and instance.live:
        was_visible = bool(revision is not None and revision.content_object and revision.content_object.live)
        note_published(instance, appears=not was_visible)
        if isinstance(instance, Recording):
            ask_to_cut(instance, at=timezone.now())


@receiver(unpublished, dispatch_uid="archive.unpublished")
def on_unpublished(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Root):
        note_taken_down(instance)


@receiver(pre_delete, dispatch_uid="archive.deleted")
def on_delete(instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, Root):
        refuse_to_lose(instance)


@receiver(post_save, sender=Event, dispatch_uid="archive.event_made")
def on_event_made(instance: Event, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    if created and not raw:
        begin_planning(instance, at=timezone.now())


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL, dispatch_uid="archive.account_deleted")
def on_account_deleted(instance: Any, **_kwargs: Any) -> None:
    forget_account(instance)


@receiver(post_migrate, dispatch_uid="archive.identity")
def on_migrated(app_config: AppConfig, using: str, apps: Apps = installed, **_kwargs: Any) -> None:
    """Give a new database its id before anybody reads it: readers may hold a transaction that cannot write."""
    if app_config.label != ArchiveIdentity._meta.app_label:
        return
    try:
        identity = apps.get_model(app_config.label, "ArchiveIdentity")
    except LookupError:  # migrated back to before there was one
        return
    identity.objects.using(using).get_or_create(pk=ArchiveIdentity.ONLY)
