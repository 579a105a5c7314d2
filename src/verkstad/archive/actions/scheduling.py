# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Publishing at a set time, and taking down at one. The clock calls ``publish_due`` and ``take_down_due``."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.drafting import refuse_if_saved_meanwhile
from verkstad.archive.actions.publishing import publish, publishable
from verkstad.archive.actions.together import named_but_never_published
from verkstad.archive.errors import ArchiveError, NotPublished
from verkstad.archive.fields import LANGUAGES
from verkstad.archive.models import Root
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import may, refuse_unless
from verkstad.archive.rules.review import refuse_unreviewed
from verkstad.archive.version_errors import (
    EndsBeforeItBegins,
    NamedChangedSince,
    NotScheduled,
    TimeHasPassed,
)

logger = logging.getLogger("verkstad.archive")

Thing = TypeVar("Thing", bound=Root)


class Scheduled(NamedTuple):
    """What is to happen to a thing by itself: when readers will see the newest draft, and when they no longer will."""

    go_live_at: datetime | None
    expire_at: datetime | None

    def __bool__(self) -> bool:
        return self.go_live_at is not None or self.expire_at is not None


def schedule_of(thing: Root) -> Scheduled:
    waiting = _waiting_revision(thing)
    return Scheduled(waiting.approved_go_live_at if waiting else None, thing.expire_at)


@transaction.atomic
def schedule(
    thing: Thing, *, go_live_at: datetime | None, expire_at: datetime | None, by: Any, at: datetime,
    based_on: str | None = None,
) -> Thing:  # fmt: skip
    """Set when the newest draft is published, when the thing is taken down, or both; an earlier setting is replaced.

    Without ``go_live_at`` nothing is published; without both, what was set is called off. Raises NotAllowed, TimeHasPassed,
    EndsBeforeItBegins, SavedMeanwhile, NotPublished (nothing to take down), or what ``publish`` raises.
    """
    row = locked(thing)
    # Both as it is and as it would be: the clock publishes it later, and then nobody is asked.
    refuse_unless(by, "publish", row, row.get_latest_revision_as_object())
    if expire_at is not None and expire_at != row.expire_at:
        refuse_unless(by, "withdraw", row)
    refuse_if_saved_meanwhile(row, based_on)
    if any(moment is not None and moment <= at for moment in (go_live_at, expire_at)):
        raise TimeHasPassed(row)
    if go_live_at is not None and expire_at is not None and expire_at <= go_live_at:
        raise EndsBeforeItBegins(row)
    if expire_at is not None and go_live_at is None and not row.live:
        raise NotPublished(row)
    row.revisions.update(approved_go_live_at=None)
    if go_live_at is not None:
        draft = publishable(row)
        refuse_unreviewed(by, row, draft)
        revision = row.latest_revision or draft.save_revision(user=by, clean=False)
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=go_live_at)
    type(row).objects.filter(pk=row.pk).update(go_live_at=go_live_at, expire_at=expire_at)
    is_called_off = go_live_at is None and expire_at is None
    log(
        instance=row, action="verkstad.unschedule" if is_called_off else "verkstad.schedule", user=by, timestamp=at,
        data={"go_live_at": go_live_at and go_live_at.isoformat(), "expire_at": expire_at and expire_at.isoformat()},
    )  # fmt: skip
    return type(row).objects.get(pk=row.pk)


@transaction.atomic
def unschedule(thing: Thing, *, by: Any, at: datetime) -> Thing:
    """Call off what was set. Raises NotAllowed or NotScheduled."""
    row = locked(thing)
    if not schedule_of(row):
        raise NotScheduled(row)
    return schedule(row, go_live_at=None, expire_at=None, by=by, at=at)


def publish_due(*, at: datetime) -> list[Root]:
    """Publish what was to be published by now; each by itself, so that one that cannot be keeps none back.

    One that cannot be published is called off, and the history says why.
    """
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    done = []
    for content_type, object_id in due.values_list("content_type_id", "object_id"):
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model not in KINDS.values():
            continue
        thing = model.objects.filter(pk=object_id).first()
        if thing is not None and (published := _publish_one(thing, at=at)):
            done.append(published)
    return done


def _publish_one(thing: Root, *, at: datetime) -> Root | None:
    try:
        with transaction.atomic():
            row = locked(thing)
            waiting = _waiting_revision(row)
            if waiting is None or waiting.approved_go_live_at > at:
                return None  # called off, or done by another process, since it was found
            _call_off(row)
            row = type(row).objects.get(pk=row.pk)
            # By nobody: who set the time was asked then, and may have left since.
            for named in reversed(named_but_never_published(row)):
                _refuse_if_changed_since(named, _set_at(row))
                publish(named, by=None, at=at, reviewed=True)
            return publish(row, by=None, at=at, reviewed=True)
    except ArchiveError as refused:
        with transaction.atomic():
            row = locked(thing)
            _call_off(row)
            log(instance=row, action="verkstad.schedule_failed", data={"why": _in_both(refused)}, timestamp=at)
        logger.warning("not published at the set time: %s: %s", thing, refused)
        return None


def _set_at(row: Root) -> datetime | None:
    entries = ModelLogEntry.objects.for_instance(row).filter(action="verkstad.schedule").order_by("-timestamp", "-pk")
    return entries.values_list("timestamp", flat=True).first()


def _refuse_if_changed_since(named: Root, at: datetime | None) -> None:
    """Raises NamedChangedSince when somebody who may not publish a thing changed it after a time was set for what names it.

    The workshop itself cannot change then, but a speaker whom it names can.
    """
    newest = named.latest_revision
    if newest is None or at is None or newest.created_at <= at or newest.user is None:
        return
    if not may(newest.user, "publish", named):
        raise NamedChangedSince(named, newest.user)


def _in_both(refused: ArchiveError) -> dict[str, str]:
    """For whoever reads the history, in whichever language: nobody is there to be answered now."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = refused.message()
    return found


def _call_off(row: Root) -> None:
    row.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    type(row).objects.filter(pk=row.pk).update(go_live_at=None)


def take_down_due(*, at: datetime) -> list[Root]:
    """Take down what was to be seen no longer than until now."""
    done = []
    for thing in _expired(at):
        with transaction.atomic():
            row = locked(thing)
            if row.live and row.expire_at is not None and row.expire_at <= at:
                # Once: else it would be taken down again as soon as somebody publishes it anew.
                row.expire_at = None
                row.unpublish(set_expired=True)
                done.append(row)
    return done


def _expired(at: datetime) -> Iterator[Root]:
    for model in KINDS.values():
        yield from model.objects.filter(live=True, expire_at__lte=at).order_by("expire_at", "pk")


def _waiting_revision(thing: Root) -> Revision | None:
    return thing.revisions.filter(approved_go_live_at__isnull=False).order_by("pk").first()
