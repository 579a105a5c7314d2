# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping drafts when several people write: a save names the version it began from, and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from verkstad.archive.actions.changing import checked, locked
from verkstad.archive.models import Root
from verkstad.archive.pending import RevisionContent, as_revision
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.shapes import shape_of
from verkstad.archive.version_errors import BegunAlready, IsScheduled, NoSuchVersion, SavedMeanwhile
from verkstad.archive.versions import Merge, Place, Whose, changed, differences, digest, merge

Thing = TypeVar("Thing", bound=Root)

_MICROSECOND = timedelta(microseconds=1)
_FORM = "written_in"
"""Where a revision's content remembers which open form it came from. It is no part of the thing: no digest counts it."""


def stamp_of(thing: Root) -> str:
    """Names the version that an editor begins from: the newest draft of a thing, its revision's key and its content's digest.

    Two stamps with the same digest are the same text, whatever became of the revision since.
    """
    latest = thing.get_latest_revision_as_object()
    return f"{latest.latest_revision_id or 0}.{digest(shape_of(type(thing)), as_revision(latest))}"


def began_from(thing: Root, based_on: str) -> RevisionContent | None:
    """The content that a stamp names; None when it was written over since."""
    key, _, wanted = based_on.partition(".")
    if not key.isdecimal() or len(key) > 18:
        return None
    for version in (thing.revisions.filter(pk=int(key)).first(), None):
        found = as_revision(version.as_object() if version else thing)
        if digest(shape_of(type(thing)), found) == wanted:
            return found
    return None


def refuse_if_saved_meanwhile(row: Root, based_on: str | None, *, by: Any = None, goes_on_from: str = "") -> None:
    """Raises SavedMeanwhile when the newest version is not the one that ``based_on`` names; None asks for nothing.

    Nor is anything asked when the newest was saved by the same person from the same open form, which ``goes_on_from`` names.
    """
    if based_on is None or (goes_on_from and was_written_in(row.latest_revision, goes_on_from, by)):
        return
    latest = row.get_latest_revision_as_object()
    if digest(shape_of(type(row)), as_revision(latest)) != based_on.partition(".")[2]:
        raise SavedMeanwhile(row, row.latest_revision)


def was_written_in(revision: Revision | None, form: str, by: Any) -> bool:
    """Whether this person saved the revision from the open form of that name."""
    return revision is not None and by is not None and revision.user_id == by.pk and revision.content.get(_FORM) == form


@transaction.atomic
def keep_draft(
    draft: Thing,
    *,
    by: Any,
    at: datetime,
    based_on: str | None,
    whole: bool = True,
    overwrite: int | None = None,
    written_in: str = "",
    has_last_word: bool = False,
    action: str = "wagtail.edit",
    returned_from: Revision | None = None,
) -> Revision | None:
    """Keep a thing as a form or an action has it as the newest draft; None, and nothing written, when it is no other.

    ``whole`` asks that every rule of the model holds, as before publishing. ``overwrite`` is the key of the newest revision when
    the same person's last saving of itself may be written over. ``written_in`` names the open form: one that ``has_last_word``
    may follow what it saved of itself, though that had not come back when it was sent. What readers do not see has its draft in
    its row too. Raises NotAllowed, SavedMeanwhile, IsScheduled or ContentRefused.
    """
    row = locked(draft)
    draft.take_facts_of(row)
    refuse_unless(by, "change", row, draft)
    refuse_if_scheduled(row)
    refuse_if_saved_meanwhile(row, based_on, by=by, goes_on_from=written_in if has_last_word else "")
    shape = shape_of(type(row))
    written, latest = as_revision(draft), as_revision(row.get_latest_revision_as_object())
    same_address = getattr(draft, "slug", None) == getattr(row, "slug", None)
    if digest(shape, written) == digest(shape, latest) and same_address and (row.live or row.latest_revision_id):
        return None
    if whole:
        checked(draft)
    if not row.live:
        _save_row(draft, whole=whole)
    revision = _to_be_written_over(row, overwrite, by)
    if revision is not None:
        _write_over(revision, draft, at=at, form=written_in)
    else:
        revision = _new_revision(draft, by=by, at=at, previous=returned_from, action=action, form=written_in)
    if row.live:
        is_news = digest(shape, written) != digest(shape, as_revision(row))
        type(row).objects.filter(pk=row.pk).update(has_unpublished_changes=is_news)
    return revision


@transaction.atomic
def begin_draft(draft: Thing, *, by: Any, at: datetime, whole: bool = True, written_in: str = "") -> Revision:
    """Keep a new thing as a draft that readers do not see. Raises NotAllowed, ContentRefused, or BegunAlready for its id."""
    refuse_unless(by, "add", draft)
    _refuse_if_begun(draft)
    draft.live, draft.has_unpublished_changes = False, True
    if whole:
        checked(draft)
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        _refuse_if_begun(draft)  # by another request, at the same time
        checked(draft)  # a rule of the database is one of the model: this says which
        raise
    return _new_revision(draft, by=by, at=at, previous=None, action="wagtail.create", form=written_in)


def _refuse_if_begun(draft: Root) -> None:
    if begun := type(draft).objects.filter(pk=draft.pk).first():
        raise BegunAlready(begun)


def _save_row(draft: Root, *, whole: bool) -> None:
    """What nobody sees has its draft in its row, so that lists find it; half a draft that no row may hold is only kept in the history."""
    parts = [part for name in shape_of(type(draft)).children for part in getattr(draft, name).all()]
    keys = [part.pk for part in parts]
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        if whole:
            raise
        for part, key in zip(parts, keys, strict=True):
            part.pk = key  # of a row that was not written after all


def _new_revision(
    draft: Root, *, by: Any, at: datetime, previous: Revision | None, action: str, form: str = ""
) -> Revision:
    revision = draft.save_revision(user=by, clean=False, previous_revision=previous)
    revision.created_at = max(at, revision.created_at)
    revision.content = _with_form(revision.content, form)
    Revision.objects.filter(pk=revision.pk).update(created_at=revision.created_at, content=revision.content)
    log(instance=draft, action=action, user=by, revision=revision, content_changed=True, timestamp=at)
    return revision


def _with_form(content: RevisionContent, form: str) -> RevisionContent:
    return {**content, _FORM: form} if form else content


def refuse_if_scheduled(row: Root) -> None:
    """Raises IsScheduled: what is to be published at a set time is what was there when it was set."""
    scheduled = row.revisions.filter(approved_go_live_at__isnull=False).first()
    if scheduled is not None:
        raise IsScheduled(row, scheduled.approved_go_live_at)


def _to_be_written_over(row: Root, overwrite: int | None, by: Any) -> Revision | None:
    """The newest revision when it is this person's own, not what readers see, and in nobody's review."""
    newest = row.latest_revision
    if overwrite is None or newest is None or newest.pk != overwrite or by is None or newest.user_id != by.pk:
        return None
    if newest.pk == row.live_revision_id or newest.task_states.exists():
        return None
    return newest


def _write_over(revision: Revision, draft: Root, *, at: datetime, form: str) -> None:
    revision.content = _with_form(as_revision(draft), form)
    revision.object_str = str(draft)
    revision.created_at = max(at, revision.created_at + _MICROSECOND)
    Revision.objects.filter(pk=revision.pk).update(
        content=revision.content, object_str=revision.object_str, created_at=revision.created_at
    )


@transaction.atomic
def put_aside(draft: Thing, *, based_on: str, by: Any, at: datetime) -> Revision:
    """Keep what somebody wrote in the history, without making it the newest draft: another was saved meanwhile.

    The revision remembers in its content (``based_on``) which version it began from.
    """
    row = locked(draft)
    content = row.with_content_json(as_revision(draft))
    refuse_unless(by, "change", row, content)
    newest = row.latest_revision
    aside = Revision.objects.create(
        content_object=row,
        base_content_type=row.get_base_content_type(),
        user=by,
        content={**as_revision(content), "based_on": based_on},
        object_str=str(content),
        # History is told in the order of time, and the newest draft stays the last of it.
        created_at=min(at, newest.created_at - _MICROSECOND) if newest else at,
    )
    log(instance=row, action="verkstad.put_aside", user=by, revision=aside, content_changed=False, timestamp=at)
    return aside


def version_of(thing: Root, key: int) -> Revision:
    """One revision of a thing. Raises NoSuchVersion for another thing's or none."""
    revision = thing.revisions.filter(pk=key).select_related("user").first()
    if revision is None:
        raise NoSuchVersion(thing)
    return revision


def merge_with_newest(thing: Root, aside: Revision) -> Merge:
    """What was put aside and the newest draft, made one as far as they do not clash."""
    base = began_from(thing, aside.content.get("based_on") or "")
    mine = as_revision(aside.as_object())
    return merge(shape_of(type(thing)), base, mine, as_revision(thing.get_latest_revision_as_object()))


@transaction.atomic
def save_merged(
    thing: Thing, aside: Revision, choices: Mapping[Place, Whose], *, based_on: str, by: Any, at: datetime
) -> Revision | None:
    """Make what was put aside and the newest draft one, with the chosen side where they clash, as the newest draft.

    Raises SavedMeanwhile when yet another was saved since the choice was shown, or ContentRefused.
    """
    row = locked(thing)
    refuse_if_saved_meanwhile(row, based_on)
    merged = merge_with_newest(row, aside).resolved(choices)
    draft = row.with_content_json(merged)
    return keep_draft(draft, by=by, at=at, based_on=based_on, whole=False, action="verkstad.merge_versions")


@transaction.atomic
def return_to(
    thing: Thing, revision: Revision, *, by: Any, at: datetime, based_on: str | None = None
) -> Revision | None:
    """Make an earlier version the newest draft. Readers see it once it is published. Raises as keep_draft does."""
    row = locked(thing)
    if revision.object_id != str(row.pk) or revision.base_content_type_id != row.get_base_content_type().pk:
        raise NoSuchVersion(row)
    shape = shape_of(type(row))
    newest = as_revision(row.get_latest_revision_as_object())
    # On top of the newest, so that parts which are there already keep their rows.
    back = changed(shape, newest, differences(shape, newest, as_revision(revision.as_object())))
    return keep_draft(
        row.with_content_json(back), by=by, at=at, based_on=based_on, whole=False, action="wagtail.revert",
        returned_from=revision,
    )  # fmt: skip
