# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destroying the bytes of a file, under a disposal rule (*gallringsbeslut*) and never otherwise.

A second step, after withdrawing or replacing: public archives may not simply delete. What is destroyed leaves its sum, its size
and the rule. First it is decided and written down; the bytes go when that is safely written, and what was broken off there is
done by ``destroy_what_is_decided``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.deleting import revisions_naming
from verkstad.archive.actions.visibility import shown_in
from verkstad.archive.errors import NoFile, NotWithdrawn, RuleInUse, RuleNotInForce, StillShown, UsedElsewhere
from verkstad.archive.journal import note_changes
from verkstad.archive.models import (
    Disposal,
    DisposalRule,
    Event,
    FileVersion,
    Material,
    Recording,
    Root,
    Series,
    StoredFile,
    Withdrawal,
)
from verkstad.archive.models.files import media
from verkstad.archive.pending import as_revision
from verkstad.archive.rules.access import refuse_unless

FILES: tuple[tuple[type[Root], str], ...] = (
    (Material, "file"),
    (Recording, "file"),
    (Event, "image_file"),
    (Series, "image_file"),
)
"""Columns that name a stored file."""

DISPOSABLE = ("material", "recording")


@transaction.atomic
def save_rule(rule: DisposalRule, *, by: Any, at: datetime) -> DisposalRule:
    """Write down a disposal rule, new or changed. Raises NotAllowed, or RuleInUse: what was done under it must stay readable."""
    refuse_unless(by, "dispose", Material)
    if rule.pk and Disposal.objects.filter(rule_id=rule.pk).exists():
        before = DisposalRule.objects.get(pk=rule.pk)
        same = all(
            getattr(before, column.attname) == getattr(rule, column.attname)
            for column in DisposalRule._meta.concrete_fields
            if column.name != "valid_until"
        )
        if not same:
            raise RuleInUse(before)
    rule.full_clean()
    is_new = rule.pk is None
    rule.save()
    log(instance=rule, action="verkstad.rule", user=by, timestamp=at, data={"reference": rule.reference, "new": is_new})
    return rule


def files_of(thing: Root) -> list[StoredFile]:
    """The files that a thing has or had and whose bytes are here, the newest first. Two queries."""
    keys = list(
        FileVersion.objects.filter(thing_kind=thing.thing_kind, thing_id=thing.pk)
        .order_by("-put_at", "-pk")
        .values_list("file_id", flat=True)
    )
    for model, column in FILES:
        if isinstance(thing, model) and getattr(thing, column):
            keys.append(getattr(thing, column))
    ordered = list(dict.fromkeys(keys))
    found = StoredFile.objects.in_bulk(ordered)
    return [found[key] for key in ordered if key in found and media().has(key)]


def why_not_disposable(thing: Root, sha256: str) -> Exception | None:
    """What keeps the file of a thing from being destroyed, as the error that ``dispose`` raises; None when nothing does."""
    if sha256 not in {stored.pk for stored in files_of(thing)}:
        return NoFile(thing)
    latest = as_revision(thing.get_latest_revision_as_object())
    columns = [column for model, column in FILES if isinstance(thing, model)]
    is_shown = thing.live and any(sha256 in str(as_revision(thing).get(key)) for key in _naming(thing))
    if is_shown:
        return StillShown(thing)
    is_withdrawn = Withdrawal.objects.standing().filter(thing_id=thing.pk, event_id__isnull=True).exists()
    is_current = any(latest.get(column) == sha256 for column in columns) or sha256 in str(latest.get("captions"))
    if is_current and not is_withdrawn:
        return NotWithdrawn(thing)
    users = sorted(set(_used_by_others(thing, sha256)))
    return UsedElsewhere(thing, users) if users else None


def _naming(thing: Root) -> list[str]:
    """Where what is published of a thing may name a file: its own, earlier ones that stay reachable, captions."""
    return [column for model, column in FILES if isinstance(thing, model)] + ["earlier_files", "captions"]


def _used_by_others(thing: Root, sha256: str) -> Iterator[str]:
    for model, column in FILES:
        rows = model.objects.filter(**{column: sha256}).exclude(pk=thing.pk)
        yield from (str(row) for row in rows.order_by("pk"))
    for revision in revisions_naming(sha256):
        if revision.object_id != str(thing.pk) and _is_latest(revision):
            yield revision.object_str
    others = FileVersion.objects.filter(file_id=sha256).exclude(thing_id=thing.pk)
    for kind, key in others.order_by("pk").values_list("thing_kind", "thing_id"):
        model = next((model for model, _ in FILES if model.thing_kind == kind), None)
        row = model.objects.filter(pk=key).first() if model else None
        if row is not None:
            yield str(row)


def _is_latest(revision: Any) -> bool:
    model = revision.content_type.model_class()
    wanted = models.Q(latest_revision=revision) | models.Q(live_revision=revision)
    return revision.approved_go_live_at is not None or model._default_manager.filter(wanted).exists()


def dispose(thing: Root, sha256: str, rule: DisposalRule, *, by: Any, at: datetime) -> Disposal:
    """Destroy a file of a withdrawn thing, or one that was replaced, under a rule that holds on the day.

    Raises NotAllowed, RuleNotInForce, NoFile, StillShown, NotWithdrawn, UsedElsewhere; and OSError when the bytes could not be
    removed: it stays decided, and is done with the others by ``destroy_what_is_decided``.
    """
    kept = _decide(thing, sha256, rule, by=by, at=at)
    _destroy(kept, at=at)
    return kept


@transaction.atomic
def _decide(thing: Root, sha256: str, rule: DisposalRule, *, by: Any, at: datetime) -> Disposal:
    refuse_unless(by, "dispose", thing)
    thing = locked(thing)
    rule = DisposalRule.objects.select_for_update().get(pk=rule.pk)
    if not rule.holds_on(timezone.localtime(at).date()):
        raise RuleNotInForce(rule)
    why_not = why_not_disposable(thing, sha256)
    if why_not is not None:
        raise why_not
    stored = StoredFile.objects.get(pk=sha256)
    kept = Disposal.objects.create(
        thing_kind=thing.thing_kind,
        thing_id=thing.pk,
        what=stored.original_name,
        sha256=sha256,
        size_bytes=stored.size_bytes,
        media_type=stored.media_type,
        rule=rule,
        at=at,
        by=by,
    )
    log(
        instance=thing,
        action="verkstad.dispose",
        user=by,
        data={"sha256": sha256, "rule": str(rule)},
        content_changed=False,
        timestamp=at,
    )
    # Nothing reads otherwise, but kept editions hold the bytes too: the journal has them forgotten.
    note_changes(shown_in(thing))
    return kept


def _destroy(kept: Disposal, *, at: datetime) -> None:
    media().destroy(kept.sha256)
    Disposal.objects.filter(pk=kept.pk).update(destroyed_at=at)
    kept.destroyed_at = at


def destroy_what_is_decided(*, at: datetime) -> int:
    """Remove the bytes of what was decided and not done: the process ended in between, or the disk refused. How many were."""
    waiting = list(Disposal.objects.filter(destroyed_at__isnull=True).order_by("pk"))
    for kept in waiting:
        _destroy(kept, at=at)
    return len(waiting)
