# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafts, publishing, taking down, and changing an address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from verkstad.archive.actions.changing import checked, columns_of, locked
from verkstad.archive.actions.drafting import refuse_if_saved_meanwhile, refuse_if_scheduled
from verkstad.archive.actions.visibility import note_taken_down, shown_in
from verkstad.archive.errors import EventNotPublished, NothingToPublish, NotPublished, SeriesNotPublished, SlugTaken
from verkstad.archive.journal import note_changes
from verkstad.archive.models import Event, FormerSlug, Material, NamedRoot, Recording, Root
from verkstad.archive.pending import as_revision
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.rules.review import refuse_unreviewed
from verkstad.archive.rules.slugs import slugify
from verkstad.archive.taken import is_slug_taken

Thing = TypeVar("Thing", bound=Root)


@transaction.atomic
def save_draft(
    thing: Thing, changes: Mapping[str, Any], *, by: Any, at: datetime, based_on: str | None = None
) -> Revision:
    """Keep a new draft with the named values changed from the latest one; readers see nothing of it.

    Names and shapes are those of the record. Raises NotAllowed, IsScheduled, ContentRefused when the draft breaks a rule, and
    SavedMeanwhile when the latest one is not the version that ``based_on`` names (see ``drafting.stamp_of``).
    """
    row = locked(thing)
    refuse_if_saved_meanwhile(row, based_on)
    latest = row.get_latest_revision_as_object()
    draft = row.with_content_json({**as_revision(latest), **columns_of(row, changes)})
    refuse_unless(by, "change", row, draft)
    refuse_if_scheduled(row)
    checked(draft)
    revision = draft.save_revision(user=by, log_action=True)
    if revision.created_at < at:
        Revision.objects.filter(pk=revision.pk).update(created_at=at)
    return revision


@transaction.atomic
def publish(
    thing: Thing, *, by: Any, at: datetime, based_on: str | None = None, reviewed: bool = False, revision: Revision | None = None
) -> Thing:  # fmt: skip
    """Let readers see the latest draft, or another ``revision``. With a ``go_live_at`` after now it is scheduled instead.

    ``reviewed`` says that somebody else has approved it (``reviewing.approve``). Raises NothingToPublish, SeriesNotPublished,
    EventNotPublished, ReviewRequired, SavedMeanwhile, or ContentRefused when the draft breaks a rule.
    """
    row = locked(thing)
    refuse_if_saved_meanwhile(row, based_on)
    draft = publishable(row, revision)
    refuse_unless(by, "review" if reviewed else "publish", row, draft)
    if not reviewed:
        refuse_unreviewed(by, row, draft)
    refuse_if_scheduled(row)
    revision = revision or row.latest_revision or draft.save_revision(user=by)
    was_published = row.first_published_at is not None
    revision.publish(user=by, skip_permission_checks=True)
    moments = {"last_published_at": at} if was_published else {"last_published_at": at, "first_published_at": at}
    type(row).objects.filter(pk=row.pk, live=True).update(**moments)
    return type(row).objects.get(pk=row.pk)


def publishable(row: Thing, revision: Revision | None = None) -> Thing:
    """The latest draft of a locked row, or another version of it. Raises what ``publish`` raises for what readers could not be shown."""
    if row.live and not row.has_unpublished_changes:
        raise NothingToPublish(row)
    draft = revision.as_object() if revision else row.get_latest_revision_as_object()
    if isinstance(draft, Event) and not draft.series.live:
        raise SeriesNotPublished(draft)
    if isinstance(row, Material | Recording) and not row.event.live:
        raise EventNotPublished(row)
    checked(draft)
    return draft


@transaction.atomic
def take_down(thing: Thing, *, reason: str, by: Any, at: datetime) -> Thing:
    """Take a published thing out of readers' sight at once; a tombstone says why, in one of the classes of reasons.

    It stays for editors, as a draft, and may be published again. Raises NotPublished.
    """
    row = locked(thing)
    refuse_unless(by, "withdraw", row)
    if not row.live:
        raise NotPublished(row)
    row.unpublish(user=by)
    note_taken_down(row, reason=reason, at=at)
    return row


@transaction.atomic
def change_slug(thing: NamedRoot, slug: str, *, by: Any, at: datetime) -> NamedRoot:
    """Give a thing another address; the one it had leads there from now on, if readers ever had it.

    Going back to a former address of its own is allowed. Raises SlugTaken.
    """
    row = locked(thing)
    slug = slugify(slug)
    refuse_unless(by, "change" if row.first_published_at is None else "publish", row)
    if slug == row.slug:
        return row
    if not slug or is_slug_taken(row, slug):
        raise SlugTaken(row, slug)
    FormerSlug.objects.filter(thing_kind=row.thing_kind, slug=slug).delete()
    if row.first_published_at is not None:
        count = FormerSlug.objects.filter(thing_id=row.pk).count()
        FormerSlug.objects.create(thing_kind=row.thing_kind, slug=row.slug, thing_id=row.pk, sort_order=count)
    data = {"slug": {"old": row.slug, "new": slug}}
    row.slug = slug
    if row.live:
        row.last_published_at = at
    row.save(update_fields=["slug", "last_published_at"])
    log(instance=row, action="verkstad.change_slug", user=by, data=data, content_changed=True, timestamp=at)
    if row.live:
        note_changes(shown_in(row))
    return row
