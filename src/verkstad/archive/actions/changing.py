# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing what readers see: the published row and every pending revision alike, through ``change``."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from verkstad.archive.actions.visibility import shown_in, touch_event_of
from verkstad.archive.errors import ContentRefused, NotPublished
from verkstad.archive.journal import note_changes
from verkstad.archive.models import Root
from verkstad.archive.pending import RevisionContent, as_revision, carry_into_pending
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.shapes import Part, shape_of

Thing = TypeVar("Thing", bound=Root)
Edit = Callable[[RevisionContent], RevisionContent]

_MICROSECOND = timedelta(microseconds=1)


def locked(thing: Thing) -> Thing:
    """The thing as it is now, and nobody else's until the transaction ends."""
    return type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)


@transaction.atomic
def change(
    thing: Thing,
    edit: Edit,
    *,
    by: Any,
    at: datetime,
    action: str = "verkstad.change",
    data: dict[str, Any] | None = None,
) -> Thing:
    """Let ``edit`` change the content of a published thing, and carry the difference into every pending revision.

    ``edit`` gets and gives content as a revision keeps it. Nothing happens when it changes nothing.
    Raises NotAllowed, NotPublished, or ContentRefused when the new content breaks a rule.
    """
    row = locked(thing)
    refuse_unless(by, "publish", row)
    if not row.live:
        raise NotPublished(row)
    before = as_revision(row)
    changed = row.with_content_json(edit(copy.deepcopy(before)))
    changed.last_published_at = at
    checked(changed)
    if _content(changed) == _content(row):
        return row
    changed.save()
    after = as_revision(changed)
    carry_into_pending(row, before, after)
    revision = keep_in_history(changed, by=by, at=at)
    log(
        instance=changed,
        action=action,
        user=by,
        revision=revision,
        content_changed=True,
        data=data or {},
        timestamp=at,
    )
    touch_event_of(changed, at)
    note_changes(shown_in(changed))
    return changed


def change_published(thing: Thing, changes: Mapping[str, Any], *, by: Any, at: datetime) -> Thing:
    """Change named values of a published thing, named and shaped as in its record: ``{"title": {"sv": …}, "venue": None}``.

    Lists of children are changed through ``change``. Raises KeyError for a name that its record does not have.
    """
    columns = columns_of(thing, changes)
    return change(thing, lambda content: {**content, **columns}, by=by, at=at)


def columns_of(thing: Root, changes: Mapping[str, Any]) -> RevisionContent:
    """Named values as the keys and JSON values that a revision keeps."""
    parts: dict[str, Part] = {part.name: part for part in shape_of(type(thing)).parts}
    values: dict[str, Any] = {}
    for name, value in changes.items():
        part = parts[name]
        keys = dict(zip(part.columns, part.keys, strict=True))
        values |= {keys[column]: written for column, written in part.write(value)}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def checked(thing: Root) -> None:
    """Raises ContentRefused with every rule of the model that the content breaks."""
    try:
        thing.full_clean()
    except ValidationError as refused:
        problems = refused.message_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.messages}
        raise ContentRefused(thing, problems) from refused


def _content(thing: Root) -> tuple[Any, ...]:
    shape = shape_of(type(thing))
    content = as_revision(thing)
    return tuple(content.get(key) for key in shape.keys), tuple(content.get(name) for name in shape.children)


def keep_in_history(thing: Root, *, by: Any, at: datetime) -> Revision:
    """Keep what is published now as a revision; a draft that waits stays the latest one."""
    latest = thing.latest_revision
    if latest is not None:
        waits = thing.has_unpublished_changes
        # History is told in the order of time: just before the draft that waits, else after all there is.
        at = min(at, latest.created_at - _MICROSECOND) if waits else max(at, latest.created_at + _MICROSECOND)
    revision = Revision.objects.create(
        content_object=thing,
        base_content_type=thing.get_base_content_type(),
        user=by,
        content=thing.serializable_data(),
        object_str=str(thing),
        created_at=at,
    )
    thing.live_revision = revision
    if latest is None or not thing.has_unpublished_changes:
        thing.latest_revision = revision
    type(thing).objects.filter(pk=thing.pk).update(
        live_revision=thing.live_revision, latest_revision=thing.latest_revision
    )
    return revision
