# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that was published, or that something else names, is deleted: it is taken down."""

from __future__ import annotations

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from verkstad.archive.errors import NamedElsewhere, WasPublished
from verkstad.archive.models import Root


def revisions_naming(text: str) -> list[Revision]:
    """Revisions of any thing whose content holds the text, which is plain ASCII (an id)."""
    found = Revision.objects.annotate(as_text=Cast("content", TextField())).filter(as_text__contains=text)
    return list(found.order_by("pk"))


def refuse_to_lose(thing: Root) -> None:
    """Raises WasPublished, or NamedElsewhere when a draft of another thing names this one."""
    if getattr(thing, "being_disposed_of", False):
        return
    if thing.first_published_at is not None:
        raise WasPublished(thing)
    naming = [revision for revision in revisions_naming(str(thing.pk)) if revision.object_id != str(thing.pk)]
    if naming:
        raise NamedElsewhere(thing, [revision.object_str for revision in naming])
