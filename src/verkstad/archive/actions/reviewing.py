# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending a draft for review, and what the reviewer answers. Kept in Wagtail's own tables of workflows, set up here at need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Task, Workflow, WorkflowState, WorkflowTask

from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.drafting import refuse_if_saved_meanwhile, refuse_if_scheduled
from verkstad.archive.actions.publishing import publish, publishable
from verkstad.archive.actions.together import named_but_never_published
from verkstad.archive.models import Root, Series
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import may, refuse_unless
from verkstad.archive.rules.review import is_exempt
from verkstad.archive.signals import handed_in, reviewed
from verkstad.archive.version_errors import CommentMissing, NotInReview, OwnHandIn

Thing = TypeVar("Thing", bound=Root)

_NAME = "Review"


class Waiting(NamedTuple):
    """A thing that waits for review: who sent it and when, and what they wrote to the reviewer."""

    thing: Root
    by: Any
    at: datetime
    comment: str


@transaction.atomic
def hand_in(thing: Thing, *, by: Any, at: datetime, comment: str = "", based_on: str | None = None) -> Thing:
    """Send the newest draft for review; one that was sent before is sent anew.

    Raises NotAllowed, SavedMeanwhile, IsScheduled, or what ``publish`` raises: nobody reviews what could not be published.
    """
    row = locked(thing)
    refuse_unless(by, "change", row)
    refuse_if_saved_meanwhile(row, based_on)
    refuse_if_scheduled(row)
    draft = publishable(row)
    if row.latest_revision is None:
        draft.save_revision(user=by, clean=False)
        row.refresh_from_db()
    for before in row.workflow_states.active():
        before.cancel(user=by)
    state = _workflow().start(row, by)
    WorkflowState.objects.filter(pk=state.pk).update(created_at=at)
    log(
        instance=row, action="verkstad.hand_in", user=by, revision=row.latest_revision, data={"comment": comment},
        timestamp=at,
    )  # fmt: skip
    _tell(handed_in, thing=row, by=by, comment=comment, at=at)
    return row


@transaction.atomic
def approve(thing: Thing, *, by: Any, at: datetime, comment: str = "", based_on: str | None = None) -> Thing:
    """Approve what waits for review, and publish it.

    ``based_on`` names the version that the reviewer read. Raises NotAllowed, NotInReview, OwnHandIn, SavedMeanwhile, or what
    ``publish`` raises; then it still waits.
    """
    row = locked(thing)
    refuse_unless(by, "review", row)
    state = _waiting_state(row)
    if by is not None and state.requested_by_id == by.pk and not is_exempt(by):
        raise OwnHandIn(row)
    refuse_if_saved_meanwhile(row, based_on)
    state.current_task_state.approve(user=by, update=False, comment=comment)
    state.status = WorkflowState.STATUS_APPROVED
    state.save()
    for named in reversed(named_but_never_published(row)):
        publish(named, by=by, at=at, reviewed=True)
    done = publish(row, by=by, at=at, reviewed=True)
    _tell(reviewed, thing=done, by=by, to=state.requested_by, approved=True, comment=comment, at=at)
    return done


@transaction.atomic
def send_back(thing: Thing, *, by: Any, at: datetime, comment: str) -> Thing:
    """Give it back with what should be changed. Raises NotAllowed, NotInReview or CommentMissing."""
    row = locked(thing)
    refuse_unless(by, "review", row)
    state = _waiting_state(row)
    if not comment.strip():
        raise CommentMissing(row)
    state.current_task_state.reject(user=by, comment=comment.strip())
    _tell(reviewed, thing=row, by=by, to=state.requested_by, approved=False, comment=comment.strip(), at=at)
    return row


@transaction.atomic
def take_back(thing: Thing, *, by: Any, at: datetime) -> Thing:
    """Let it wait no longer: by who sent it, or by who might review it. Raises NotAllowed or NotInReview."""
    row = locked(thing)
    state = _waiting_state(row)
    if by is not None and state.requested_by_id != by.pk:
        refuse_unless(by, "review", row)
    state.cancel(user=by)
    return row


@transaction.atomic
def ask_for_review(series: Series, *, required: bool, by: Any, at: datetime) -> Series:
    """Turn review on or off for a series; it holds from now, for what waits to be published too. Raises NotAllowed."""
    row = locked(series)
    refuse_unless(by, "publish", row)
    if row.review_required != required:
        row.review_required = required
        row.save(update_fields=["review_required"])
        log(instance=row, action="verkstad.review_on" if required else "verkstad.review_off", user=by, timestamp=at)
    return row


def review_of(thing: Root) -> WorkflowState | None:
    """The review that a thing is in: waiting (in progress), or given back (needs changes)."""
    found = thing.workflow_states.active().select_related("requested_by", "current_task_state__finished_by")
    return found.order_by("-created_at", "-pk").first()


def waiting_for(user: Any) -> list[Waiting]:
    """What waits for a review that this user may give, longest waiting first. As many queries as there are kinds of things."""
    return [found for found in waiting() if may(user, "review", found.thing) and (found.by != user or is_exempt(user))]


def waiting() -> list[Waiting]:
    """All that waits for review, longest waiting first."""
    states = list(
        WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .select_related("requested_by", "base_content_type")
        .order_by("created_at", "pk")
    )
    ids: dict[str, set[str]] = {}
    for state in states:
        ids.setdefault(state.base_content_type.model, set()).add(state.object_id)
    things: dict[str, Root] = {}
    for model in KINDS.values():
        if wanted := ids.get(model._meta.model_name):
            rows = model.objects.filter(pk__in=wanted).select_related(
                "latest_revision", *_TO_SERIES.get(model.thing_kind, ())
            )
            things.update(
                (str(row.pk), row) for row in rows.prefetch_related(*_TO_ORGANISERS.get(model.thing_kind, ()))
            )
    comments = _comments(things.values())
    return [
        Waiting(things[state.object_id], state.requested_by, state.created_at, comments.get(state.object_id, ""))
        for state in states
        if state.object_id in things
    ]


_TO_SERIES = {"event": ("series",), "material": ("event__series",), "recording": ("event__series",)}
_TO_ORGANISERS = {"event": ("organisers",), "material": ("event__organisers",), "recording": ("event__organisers",)}


def _comments(things: Iterable[Root]) -> dict[str, str]:
    """What was written to the reviewer, the last time each was sent."""
    entries = ModelLogEntry.objects.filter(
        action="verkstad.hand_in", object_id__in=[str(thing.pk) for thing in things]
    ).order_by("timestamp", "pk")
    return {entry.object_id: (entry.data or {}).get("comment", "") for entry in entries}


def comment_to_reviewer(thing: Root) -> str:
    return _comments([thing]).get(str(thing.pk), "")


def reviewers_of(thing: Root) -> list[Any]:
    """Those who may review a thing, but for who sent it."""
    state = review_of(thing)
    users = get_user_model().objects.filter(is_active=True).prefetch_related("grants").order_by("pk")
    sender = state.requested_by_id if state else None
    return [user for user in users if user.pk != sender and may(user, "review", thing)]


def _waiting_state(row: Root) -> WorkflowState:
    state = review_of(row)
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS or state.current_task_state is None:
        raise NotInReview(row)
    return state


def _workflow() -> Workflow:
    """One step, Wagtail's plain kind of task: what may be done in it is ours to say, so its own pages offer nothing."""
    workflow = Workflow.objects.filter(name=_NAME).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=_NAME)
    if not workflow.workflow_tasks.exists():
        WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name=_NAME), sort_order=0)
    return workflow


def _tell(signal: Any, **told: Any) -> None:
    # Robust: what was handed in is kept, whatever becomes of a listener. Django logs the failure.
    transaction.on_commit(lambda: signal.send_robust(sender=None, **told), robust=True)
