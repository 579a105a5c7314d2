# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Revisions that may still be published, and carrying into them what changed underneath them.

A change to what readers see is made to the published row and to every pending, scheduled or in-review revision alike;
else the next published draft would undo it. What the draft itself changes stays the draft's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from wagtail.models import Revision, TaskState, WorkflowState

from verkstad.archive.models import Root
from verkstad.archive.shapes import Shape, shape_of

RevisionContent = dict[str, Any]


def as_revision(thing: Root) -> RevisionContent:
    """The thing with its children as a revision keeps it: dates and ids as text."""
    return json.loads(json.dumps(thing.serializable_data(), cls=DjangoJSONEncoder))


def pending_revisions(thing: Root) -> QuerySet[Revision]:
    """Revisions that may become what readers see: the latest draft, those scheduled, and those in review."""
    pending = Q(approved_go_live_at__isnull=False) | Q(
        task_states__status=TaskState.STATUS_IN_PROGRESS,
        task_states__workflow_state__status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    )
    if thing.has_unpublished_changes and thing.latest_revision_id:
        pending |= Q(pk=thing.latest_revision_id)
    return thing.revisions.filter(pending).distinct().order_by("pk")


def carry_over(
    shape: Shape, before: RevisionContent, after: RevisionContent, draft: RevisionContent
) -> RevisionContent:
    """The draft with every difference between ``before`` and ``after`` made in it too."""
    carried = {**draft, **_changed(shape.keys, before, after)}
    for name, child in shape.children.items():
        if before.get(name) != after.get(name):
            carried[name] = _carry_list(child, before.get(name, ()), after.get(name, ()), draft.get(name, ()))
    return carried


def _changed(keys: Iterable[str], before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    return {key: after.get(key) for key in keys if before.get(key) != after.get(key)}


def _carry_list(child: Shape, before: Any, after: Any, draft: Any) -> list[RevisionContent]:
    was = {part["uid"]: part for part in before}
    now = {part["uid"]: part for part in after}
    carried = []
    for part in draft:
        uid = part["uid"]
        if uid in was and uid not in now:
            continue
        if uid in now:
            part = {**part, "pk": now[uid].get("pk"), **_changed(child.keys, was.get(uid, {}), now[uid])}
        carried.append(part)
    in_draft = {part["uid"] for part in draft}
    carried += [part for uid, part in now.items() if uid not in was and uid not in in_draft]
    return carried


def carry_into_pending(thing: Root, before: RevisionContent, after: RevisionContent) -> int:
    """Carry a change of the published row into the pending revisions; how many there were."""
    shape = shape_of(type(thing))
    revisions = list(pending_revisions(thing))
    for revision in revisions:
        revision.content = carry_over(shape, before, after, revision.content)
        # Not save(): that logs a schedule as cancelled whenever the field is named.
        type(revision).objects.filter(pk=revision.pk).update(content=revision.content)
    return len(revisions)
