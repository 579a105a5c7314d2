# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What our tables hold beside the things themselves and their revisions: templates, lists of what to do, names of files, notes.

Found on the models, so that a new table is reached without being named here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.admin.models import FormState
from wagtail.models import TaskState

from verkstad.archive.actions.names import Names
from verkstad.archive.models import (
    ArchiveIdentity,
    ChangedThing,
    Child,
    DisposalRule,
    FileVersion,
    FormerSlug,
    Merge,
    Root,
    StoredFile,
    Tombstone,
)

_OF_THEIR_OWN = (Root, Child, ArchiveIdentity, ChangedThing, DisposalRule, FormerSlug, Merge, Tombstone)
"""Seen to where they are at home, or without any text that somebody wrote about another."""

Column = models.Field[Any, Any]
NOT_TEXT = ("sha256", "thing_kind", "fingerprint")


def _columns() -> Iterator[tuple[type[models.Model], list[Column]]]:
    for model in apps.get_app_config("archive").get_models():
        if issubclass(model, _OF_THEIR_OWN):
            continue
        columns = [
            column
            for column in model._meta.concrete_fields
            if isinstance(column, models.CharField | models.TextField | models.JSONField)
            and not column.choices
            and not column.primary_key
            and column.name not in NOT_TEXT
        ]
        if columns:
            yield model, columns


def take_names_from_beside(names: Names, *, of: Collection[UUID] | None = None) -> None:
    """Write the rows without the names. What must have words and loses them all gets the mark that something went.

    With ``of``, only rows that belong to the things with these ids. Forms that were sent to be previewed are forgotten: whoever
    still writes sends the form anew.
    """
    for model, columns in [*_columns(), (TaskState, [TaskState._meta.get_field("comment")])]:
        kept = [column.attname for column in columns]
        rows = model._default_manager.all() if of is None else _rows_of(model, of)
        for key, *values in list(rows.order_by("pk").values_list("pk", *kept)):
            taken = {
                name: without
                for name, value in zip(kept, values, strict=True)
                if value and (without := names.taken_from(value)) != value
            }
            if taken:
                model._default_manager.filter(pk=key).update(**taken)

    forms = FormState.objects.all() if of is None else FormState.objects.filter(object_id__in=[str(key) for key in of])
    forms.delete()


def _rows_of(model: type[models.Model], things: Collection[UUID]) -> models.QuerySet[Any]:
    """Rows that belong to the things: what is planned for a workshop, the names of a material's files, answers to its review."""
    rows = model._default_manager.all()
    if model is TaskState:
        return rows.filter(workflow_state__object_id__in=[str(key) for key in things])
    if model is StoredFile:
        return rows.filter(pk__in=FileVersion.objects.filter(thing_id__in=things).order_by().values("file"))
    names = {column.name for column in model._meta.concrete_fields}
    column = next((name for name in ("thing_id", "event", "recording") if name in names), None)
    return rows.filter(**{f"{column}__in": things}) if column else rows.none()


def forget_old_previews() -> int:
    """Forget forms that were sent to be previewed more than a day ago: they hold what nobody saved. How many went."""
    return FormState.objects.stale().delete()[0]


def change_json_naming(thing: UUID, change: Callable[[Any], Any]) -> Iterator[tuple[str, str, str, Any, Any]]:
    """Let ``change`` write anew every JSON value that names the thing by its id: model, key, column, before and after."""
    for model, columns in _columns():
        for column in columns:
            if not isinstance(column, models.JSONField):
                continue
            rows = model._default_manager.annotate(as_text=Cast(column.attname, TextField()))
            found = rows.filter(as_text__contains=str(thing)).order_by("pk").values_list("pk", column.attname)
            for key, value in list(found):
                changed = change(value)
                if changed != value:
                    model._default_manager.filter(pk=key).update(**{column.attname: changed})
                    yield model._meta.label, str(key), column.attname, value, changed


def change_json_back(label: str, key: str, column: str, before: Any, after: Any) -> bool:
    """Bring back a value that was not changed since; whether it was."""
    rows = apps.get_model(label)._default_manager.filter(pk=key)
    now = rows.values_list(column, flat=True).first()
    if now != after:
        return False
    rows.update(**{column: before})
    return True


def with_id(value: Any, old: UUID, new: UUID) -> Any:
    """The JSON value with one id for another, wherever it stands."""
    return json.loads(json.dumps(value).replace(str(old), str(new)))
