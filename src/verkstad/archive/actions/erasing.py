# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Erasing an editor's account for good. What the editor did stays in the history, done by a former editor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry

from verkstad.archive.actions.members import remove_member
from verkstad.archive.actions.names import LEFT_OUT


@transaction.atomic
def erase_member(user: AbstractUser, *, by: Any, at: datetime) -> None:
    """Take all roles back and delete the account. Raises what ``remove_member`` does. It cannot be undone."""
    remove_member(user, by=by, at=at)
    user.delete()  # and what the log says about the account: see receivers.py


def forget_account(user: AbstractUser) -> None:
    """Take the name and the address of a deleted account out of the log's entries about it."""
    about = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(type(user)), object_id=str(user.pk)
    )
    about.update(label=LEFT_OUT, data={})
